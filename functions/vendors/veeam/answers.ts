import * as z from "zod";
import type { VendorAnswer } from "../http.ts";

/** A text as JSON; undefined when it is none, as an HTML page of a gateway on the way. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A field that may be missing or null, which is the same to us. */
export const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((value) => value ?? undefined);

/** What an error's body says of itself, as far as it can be read. */
export interface Fault {
  /** `transport`, `retryablelogical`, `logical`, `security`, `unspecified`, in lower case: texts and documents differ (9.3). */
  readonly type?: string | undefined;
  /** A number of its own, or a word; it may differ from the status. */
  readonly code?: string | undefined;
  /** The pause that the vendor asks for stands here, not in a header; it is missing when too many calls ran at once (9.4). */
  readonly retryAfter?: number | undefined;
}

const Code = maybe(z.union([z.string(), z.number()]).transform(String));
const Seconds = z.coerce.number().positive().max(1e7).optional().catch(undefined);
const One = z.object({ type: maybe(z.string()), code: Code, retryAfter: Seconds.nullish().catch(undefined) });

// The console's envelope (9.3), the token endpoint's flat one (9.2), and that of a wrong version (9.1).
const FaultBody = z.union([
  z.object({ errors: z.array(One).min(1) }).transform(({ errors: [first] }) => first),
  z.object({ error: z.object({ code: z.string() }) }).transform(({ error: { code } }) => ({ code })),
  z.object({ error: z.string() }).transform(({ error }) => ({ code: error })),
  One,
]);

/** Reads an error's body, in whichever of its shapes it comes. */
export function faultOf(text: string): Fault {
  const read = FaultBody.safeParse(jsonOf(text)).data;
  if (read === undefined) return {};
  const { type, code, retryAfter }: { type?: string | undefined; code?: string | undefined; retryAfter?: number | null | undefined } = read;
  return { type: type?.toLowerCase(), code, retryAfter: retryAfter ?? undefined };
}

/** The pause that a 429's body asks for, in seconds. */
export const pauseIn = ({ text }: VendorAnswer): number | undefined => faultOf(text).retryAfter;

/** Whether a good answer reports an error all the same: `errors` of the envelope is null or empty on success. */
export const hasErrors = (text: string): boolean => z.object({ errors: z.array(z.unknown()).min(1) }).safeParse(jsonOf(text)).success;

/** The parts of our field's path that may be told. */
export const placeOf = (error: z.ZodError): string => {
  const where = error.issues[0]?.path.filter((part) => typeof part === "string").join(".") ?? "";
  return where === "" ? "" : ` at ${where}`;
};
