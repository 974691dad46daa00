import { utc } from "../clock.ts";

/** How long after its end a month is still written: the vendor's meters lag by up to six hours (acronis-api.md, 11.1). */
const OPEN_AFTER_END_HOURS = 12;

/** The month of a time of ours, `yyyy-mm`, UTC. */
export const monthOf = (time: string): string => time.slice(0, 7);

/** The month in which a vendor's range starts; without a zone the time is UTC (acronis-api.md, 3). Undefined when it is no time. */
export const monthOfRange = (rangeStart: string): string | undefined => {
  const isZoned = /(?:Z|[+-]\d{2}:?\d{2})$/i.test(rangeStart);
  const at = Date.parse(isZoned || !rangeStart.includes("T") ? rangeStart : `${rangeStart}Z`);
  return Number.isNaN(at) ? undefined : monthOf(utc(at));
};

export const startOf = (month: string): string => utc(Date.parse(`${month}-01T00:00:00Z`));

/** The first moment of the next month. */
export const endOf = (month: string): string => {
  const start = new Date(startOf(month));
  return utc(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1));
};

/** From then on the month's rows never change. */
export const closesAt = (month: string): string => utc(Date.parse(endOf(month)) + OPEN_AFTER_END_HOURS * 3_600_000);

/** Whether what is seen at that time may be written as this month's. */
export const isOpen = (month: string, at: string): boolean => startOf(month) <= at && at < closesAt(month);

/** These months and those between, at most so many: one more than that tells that there are more. */
export const monthsFrom = (first: string, last: string, most: number): readonly string[] => {
  const months: string[] = [];
  for (let month = first; month <= last && months.length <= most; month = monthOf(endOf(month))) months.push(month);
  return months;
};
