import type * as z from "zod";
import { LONG_VENDOR_CALL_SECONDS } from "../../budgets.ts";
import { Transient } from "../../errors.ts";
import type { Instance } from "../../instances/instance.ts";
import type { Http, Streamed, VendorAnswer, VendorRequest } from "../http.ts";
import type { Session, Tokens } from "./tokens.ts";
import { jsonOf } from "./answers.ts";
import { type Operation, refusal } from "./verdicts.ts";

/** One call of the Account Management API, or of one beside it with the same token (acronis-api.md, 1). */
export interface Call {
  readonly operation: Operation;
  readonly method: VendorRequest["method"];
  /** What the path stands below; `/api/2` when it is not said. */
  readonly base?: "/api/2" | "/api/price_sync/v1";
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly streamed?: Streamed;
}

/** The bounds of an answer that is read as it comes: 100,000 offering items have 25 to 45 million bytes. */
export const longAnswer = { limitMilliseconds: LONG_VENDOR_CALL_SECONDS * 1000, largestAnswer: 128 * 1024 * 1024 } as const;

/** Calls as one instance's API client. */
export interface Calls {
  /** Any answer, good or bad. */
  answer(call: Call): Promise<VendorAnswer>;
  /** Throws what `verdicts.ts` says unless the answer is 2xx. */
  done(call: Call): Promise<VendorAnswer>;
  /** A good answer, read. */
  read<Read>(call: Call, shape: z.ZodType<Read>): Promise<Read>;
  /** The client that the calls are made as. */
  clientId(): Promise<string>;
}

/** Puts a token into each call. 401 says that nothing was done, so one more try with a fresh token is safe (acronis-api.md, 19). */
export function callsOf(instance: Instance, http: Http, tokens: Tokens): Calls {
  const send = (session: Session, { operation, method, base = "/api/2", path, body, streamed }: Call): Promise<VendorAnswer> =>
    http.send({
      operation,
      gateway: instance.gateway,
      method,
      path: `${base}${path}`,
      headers: { Authorization: `Bearer ${session.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      streamed,
    });

  const answer = async (call: Call): Promise<VendorAnswer> => {
    const session = await tokens.session(instance, http);
    const first = await send(session, call);
    if (first.status !== 401) return first;
    tokens.drop(instance, session);
    return send(await tokens.session(instance, http), call);
  };

  const done = async (call: Call): Promise<VendorAnswer> => {
    const answered = await answer(call);
    if (answered.status < 200 || answered.status > 299) throw refusal(call.operation, answered);
    return answered;
  };

  return {
    answer,
    done,
    read: async (call, shape) => {
      const { text } = await done(call);
      const read = shape.safeParse(jsonOf(text));
      if (read.success) return read.data;
      // Where it is unreadable is said, by our own names of fields; what stands there is not.
      const where = read.error.issues[0]?.path.join(".") ?? "";
      throw new Transient(`${call.operation} gave an answer that cannot be read${where === "" ? "" : ` at ${where}`}`);
    },
    clientId: async () => (await tokens.session(instance, http)).clientId,
  };
}

/** A path of which every value is encoded. Ids are opaque, but one that is no segment would make it another path: a defect. */
export function pathOf(parts: TemplateStringsArray, ...values: readonly string[]): string {
  if (values.some((value) => /^\.{0,2}$/.test(value))) throw new Error("an id that cannot stand in a path");
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent));
}

/** A query of which every value is encoded. */
export const query = (values: Readonly<Record<string, string>>): string => `?${new URLSearchParams(values).toString()}`;
