/** The platform's own way to write an instant: microseconds and an explicit zone (sheet 3, timestamps). */
export function stamp(at: number = Date.now()): string {
  return new Date(at).toISOString().replace("Z", "000+00:00");
}

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** First instant of the running month: where cumulative usages restart (sheet 11.1). */
export function startOfMonth(at: number = Date.now()): string {
  return `${monthOf(at)}-01T00:00:00`;
}

/** A month as "2026-09". */
export function monthOf(at: number = Date.now()): string {
  return dayOf(at).slice(0, 7);
}

/** A trial lasts until the last day of the next month (sheet 6.9, legacy example). */
export function endOfTrial(at: number = Date.now()): string {
  const start = new Date(at);
  return stamp(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 2, 0));
}

/** Numbers that look like milliseconds and never repeat: versions of quotas and prices (sheet 9.4). */
export function nextVersion(previous: number): number {
  return Math.max(Date.now(), previous + 1);
}
