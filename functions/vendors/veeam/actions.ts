import * as z from "zod";
import type { Clock } from "../../clock.ts";
import { NotReady, Rejected, Transient } from "../../errors.ts";
import type { VendorAnswer } from "../http.ts";
import { type ConsoleCall, type ConsoleCalls, dataOf, pathOf } from "./console-calls.ts";
import { requestIdOf } from "./ids.ts";
import type { Once } from "./port.ts";
import { refusal } from "./verdicts.ts";

/** The console knows a request id for 5 minutes from its arrival (veeam-api.md, 9.7); ours counts from the note before it. */
const replaySeconds = 240;

interface Change<Data> {
  readonly call: ConsoleCall;
  /** Tells the changes of one step apart. */
  readonly part: string;
  readonly data: z.ZodType<Data>;
  /** Finds what an earlier try made. Missing: to do it twice does no harm. */
  readonly lookUp?: () => Promise<Data | undefined>;
}

/**
 * Makes a change once. Tried before: while the console knows the request id, its action is asked for and else the call is replayed;
 * later the result is looked for first, because the same id would be carried out anew.
 */
export async function changeOnce<Data>(
  calls: ConsoleCalls,
  clock: Clock,
  { call, part, data, lookUp }: Change<Data>,
  once: Once,
): Promise<Data> {
  const requestId = requestIdOf(once, part);
  const send = async (): Promise<Data> => settled(call, await calls.answer({ ...call, requestId }), data);
  if (once.sentAt === undefined) return send();
  const isKnown = clock.secondsSince(once.sentAt) < replaySeconds;
  const found = isKnown ? undefined : await lookUp?.();
  if (found !== undefined) return found;
  const answered = await resultOf(calls, call, requestId);
  if (answered === undefined) return send();
  const isGood = answered.status >= 200 && answered.status <= 299;
  // Looked for and not there, though its action says otherwise, or failed for a while: once more.
  if (!isKnown && (isGood ? lookUp !== undefined : refusal(call.call, answered) instanceof Transient)) return send();
  return settled(call, answered, data);
}

/** 202 is normal: the work goes on under the request's id (9.7). */
function settled<Data>({ call }: ConsoleCall, answered: VendorAnswer, data: z.ZodType<Data>): Data {
  if (answered.status === 202) throw new NotReady(`${call} is being worked on`);
  return dataOf(call, answered, z.object({ data })).data;
}

// "running", "succeed" (so spelled), "canceled", "failed"; open.
const Action = z.object({ status: z.string() });

/** The answer of a request that went on by itself; undefined when the console knows none by this id. */
async function resultOf(calls: ConsoleCalls, { call }: ConsoleCall, requestId: string): Promise<VendorAnswer | undefined> {
  const asked = await calls.answer({ call: "readAction", method: "GET", path: pathOf`/asyncActions/${requestId}` });
  if (asked.status === 404) return undefined;
  const { status } = dataOf("readAction", asked, z.object({ data: Action })).data;
  switch (status.toLowerCase()) {
    case "succeed":
    case "succeeded":
    case "failed": {
      const result = await calls.answer({ call: "readAction", method: "GET", path: pathOf`/asyncActions/${requestId}/result` });
      // Results are kept for a while only (9.7).
      return result.status === 404 ? undefined : result;
    }
    case "canceled":
      throw new Rejected("vendorRefused", `${call}: its action was canceled`);
    default:
      throw new NotReady(`${call} is being worked on`);
  }
}
