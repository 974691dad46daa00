import * as z from "zod";
import { Transient } from "../../errors.ts";
import type { Http, VendorAnswer, VendorRequest } from "../http.ts";
import { hasErrors, jsonOf, maybe, placeOf } from "./answers.ts";
import type { Door, Sessions } from "./session.ts";
import { type CallName, refusal } from "./verdicts.ts";

/** One call of the console's REST API, below `/api/v3` (veeam-api.md, 9). */
export interface ConsoleCall {
  readonly call: CallName;
  readonly method: VendorRequest["method"];
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** `X-Request-id`: the change's id for 5 minutes, and its action's (9.7). */
  readonly requestId?: string | undefined;
  /** Instead of the instance's version. */
  readonly version?: string | undefined;
}

export interface ConsoleCalls {
  /** Any answer, good or bad. */
  answer(call: ConsoleCall): Promise<VendorAnswer>;
  /** What stands under `data` of a good answer. */
  read<Data>(call: ConsoleCall, shape: z.ZodType<Data>): Promise<Data>;
  /** Every page of a list. */
  list<Item>(call: ConsoleCall, item: z.ZodType<Item>): Promise<readonly Item[]>;
  readonly version: string;
}

interface Place {
  readonly gateway: string;
  readonly version: string;
  readonly door: Door;
}

const pageSize = 500;
const mostPages = 200;

/** Puts token and version into each call. 401 says that nothing was done, so one more try with the next token is safe. */
export function consoleCalls({ gateway, version, door }: Place, http: Http, sessions: Sessions): ConsoleCalls {
  const answer = async ({ call, method, path, body, requestId, version: wanted }: ConsoleCall): Promise<VendorAnswer> => {
    let refused: VendorAnswer | undefined;
    for await (const token of sessions.tokens(door, http)) {
      const answered = await http.send({
        operation: call,
        gateway,
        method,
        path: `/api/v3${path}`,
        headers: {
          Authorization: `Bearer ${token}`,
          "X-Client-Version": wanted ?? version,
          ...(requestId === undefined ? {} : { "X-Request-id": requestId }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (answered.status !== 401) return answered;
      refused = answered;
    }
    throw refused === undefined ? new Transient(`${call}: no token`) : refusal(call, refused);
  };

  const read = async <Data>(call: ConsoleCall, shape: z.ZodType<Data>): Promise<Data> =>
    dataOf(call.call, await answer(call), z.object({ data: shape })).data;

  return {
    answer,
    read,
    version,
    list: async (call, item) => {
      const page = z.object({ data: z.array(item), meta: Meta });
      const found: z.infer<typeof item>[] = [];
      let before: string | undefined;
      for (let pages = 0; pages < mostPages; pages += 1) {
        const separator = call.path.includes("?") ? "&" : "?";
        const path = `${call.path}${separator}limit=${pageSize}&offset=${found.length}`;
        const answered = await answer({ ...call, path });
        const { data, meta } = dataOf(call.call, answered, page);
        const total = meta?.pagingInfo?.total;
        // Some servers take no notice of the offset and serve the first page again (9.5).
        if (data.length > 0 && answered.text === before) break;
        found.push(...data);
        if (data.length === 0 || (total === undefined ? data.length < pageSize : found.length >= total)) return found;
        before = answered.text;
      }
      throw new Transient(`${call.call} gave pages without end`);
    },
  };
}

const Meta = maybe(z.object({ pagingInfo: maybe(z.object({ total: maybe(z.number()) })) }));

/** Reads a good answer; success that carries errors is none (9.3). */
export function dataOf<Read>(call: CallName, answered: VendorAnswer, shape: z.ZodType<Read>): Read {
  const { status, text } = answered;
  if (status < 200 || status > 299 || hasErrors(text)) throw refusal(call, answered);
  const read = shape.safeParse(jsonOf(text));
  if (read.success) return read.data;
  // Where it is unreadable is said, by our own names of fields; what stands there is not.
  throw new Transient(`${call} gave an answer that cannot be read${placeOf(read.error)}`);
}

/** A path of which every value is encoded. Ids are opaque, but one that is no segment would make it another path: a defect. */
export function pathOf(parts: TemplateStringsArray, ...values: readonly string[]): string {
  if (values.some((value) => /^\.{0,2}$/.test(value))) throw new Error("an id that cannot stand in a path");
  return String.raw({ raw: parts }, ...values.map(encodeURIComponent));
}

/** A query of which every value is encoded. */
export const query = (values: Readonly<Record<string, string>>): string => `?${new URLSearchParams(values).toString()}`;

/** A filter is JSON text (9.5). */
export const filterOf = (property: string, value: string, collation?: "ignorecase"): string =>
  JSON.stringify([{ property, operation: "equals", ...(collation === undefined ? {} : { collation }), value }]);
