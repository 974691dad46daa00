import * as z from "zod";
import { messageOf } from "../answers.ts";
import { bodyOf } from "../body.ts";
import { isLine, list, members, text } from "../reading.ts";
import type { Call } from "../request.ts";
import type { BssServices } from "../services.ts";
import { isProblem } from "../problem.ts";
import { settingsOf } from "../settings.ts";

/** Checks what the administrator saves, and activates the instance: an empty list, or one text per wrong field. */
export const validateFields = async ({ services, request }: Call): Promise<readonly string[]> => {
  const body = bodyOf(request);
  if (isProblem(body)) return [messageOf(body)];
  const values = sentValues(body);
  const unreadable = services.form.Fields.filter(({ ID }) => isUnreadable(values.get(ID.toLowerCase()))).map(
    ({ Definition }) => `${Definition.Name} cannot be read: send one line of text.`,
  );
  if (unreadable.length > 0) return unreadable;
  return services.validate((id) => (text.parse(values.get(id.toLowerCase())) ?? initialValue(id, services)).trim());
};

/** Facts of the instance that the settings headers speak of; a map of texts has no other place for a refusal. */
export const additionalInfo = async ({ services, request }: Call): Promise<Readonly<Record<string, string>>> => {
  const instance = await services.recognise(settingsOf(request));
  return isProblem(instance) ? { Problem: messageOf(instance) } : services.additionalInfo(instance);
};

/** `Definition` may be there or not; only `ID` and `Value` count (bss-service-management-api.md, 7.2). */
const FieldCollection = members({ Fields: list(members({ ID: text, Value: z.unknown() })) });

const sentValues = (body: unknown): ReadonlyMap<string, unknown> =>
  new Map((FieldCollection.parse(body)?.Fields ?? []).map((field) => [(field?.ID ?? "").toLowerCase(), field?.Value]));

const isUnreadable = (value: unknown): boolean => {
  const read = text.parse(value);
  return read === null ? value !== null && value !== undefined : !isLine(read.trim());
};

/** The library's reader takes a null value for the initial one (bss-service-management-api.md, 4.7). */
const initialValue = (id: string, { form }: BssServices): string => form.Fields.find(({ ID }) => ID === id)?.Definition.InitialValue ?? "";
