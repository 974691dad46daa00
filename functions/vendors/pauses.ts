import { type Clock, utc } from "../clock.ts";
import { Rejected, Throttled } from "../errors.ts";
import type { Instances } from "../instances/ports.ts";
import type { Http, VendorAnswer } from "./http.ts";

/** The machine's retries reach about this far (design.md, 4): a pause beyond it parks the order. */
const longestPauseSeconds = 7_000;
const defaultPauseSeconds = 30;
const daySeconds = 86_400;

interface Paused {
  readonly instanceId: string;
  readonly throttledUntil?: string | undefined;
  /** When its settings were saved last. */
  readonly updatedAt?: string | undefined;
}

interface PausingNeeds {
  readonly instances: Pick<Instances, "throttle">;
  readonly clock: Clock;
  /** The seconds that a vendor says elsewhere than in the header. */
  readonly secondsIn?: (answer: VendorAnswer) => number | undefined;
}

/** Gives an instance's calls the patience that its vendor asked for: none is sent while a pause lasts. */
export type Pausing = (instance: Paused, http: Http) => Http;

/** A pause is known from the instance's row, and at once in this process; a 429 makes one (acronis-api.md, 3 and 19). */
export function pausing({ instances, clock, secondsIn }: PausingNeeds): Pausing {
  const pauses = new Map<string, { readonly until: string; readonly notedAt: string }>();
  return ({ instanceId, throttledUntil, updatedAt = "" }, http) => ({
    send: async (request) => {
      const noted = pauses.get(instanceId);
      // Settings that were saved since have shown that the vendor answers.
      const remembered = noted !== undefined && noted.notedAt > updatedAt ? noted.until : undefined;
      for (const until of [throttledUntil, remembered]) {
        const seconds = until === undefined ? 0 : -clock.secondsSince(until);
        if (seconds > 0) throw pauseError(`${request.operation} waits for the vendor's pause`, seconds);
      }
      const answer = await http.send(request);
      if (answer.status !== 429) return answer;
      const said = secondsIn?.(answer);
      const seconds = said === undefined ? secondsOf(answer.headers["retry-after"], clock) : between(said);
      const until = clock.after(seconds);
      pauses.set(instanceId, { until, notedAt: clock.now() });
      await instances.throttle(instanceId, until);
      throw pauseError(`${request.operation} answered 429`, seconds);
    },
  });
}

const pauseError = (what: string, seconds: number): Throttled | Rejected =>
  seconds > longestPauseSeconds ? new Rejected("throttledTooLong", what) : new Throttled(what);

/** Seconds, or the date of HTTP; what is neither counts as missing, and nothing is longer than a day. */
function secondsOf(header: string | undefined, clock: Clock): number {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return between(Number(text));
  const date = /^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? defaultPauseSeconds : between(-clock.secondsSince(utc(date)));
}

const between = (seconds: number): number => Math.min(Math.max(Math.ceil(seconds), 1), daySeconds);
