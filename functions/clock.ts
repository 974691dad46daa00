import * as z from "zod";

/** A time in rows and answers: UTC with its offset, e.g. `2026-11-21T08:00:00.000+00:00`. Such texts sort by time. */
export const Time = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?\+00:00$/);

/** The only clock a step has. Rules ask for elapsed seconds, so that a laptop can compress its waits (`TENANTRY_TIME_SCALE`). */
export interface Clock {
  now(): string;
  /** Seconds that have passed since, by the rules' measure; negative for a time to come. */
  secondsSince(time: string): number;
  /** The time when that many seconds, by the rules' measure, will have passed. */
  after(seconds: number): string;
}

/** A clock of which each second counts as `scale` seconds of any rule; 1 is the plain clock. */
export const systemClock = (scale = 1): Clock => ({
  now: () => utc(Date.now()),
  secondsSince: (time) => ((Date.now() - Date.parse(time)) / 1000) * scale,
  after: (seconds) => utc(Date.now() + (seconds * 1000) / scale),
});

/** Milliseconds since 1970 as a time text. */
export const utc = (milliseconds: number): string => new Date(milliseconds).toISOString().replace("Z", "+00:00");
