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

/** The months of which what is seen at that time may be written: the running one, and the one before while it is open. */
export const openMonths = (at: string): readonly string[] => {
  const running = monthOf(at);
  return [running, monthOf(utc(Date.parse(startOf(running)) - 1))].filter((month) => isOpen(month, at));
};

/** These months and those between, at most so many: one more than that tells that there are more. */
export const monthsFrom = (first: string, last: string, most: number): readonly string[] => {
  const months: string[] = [];
  for (let month = first; month <= last && months.length <= most; month = monthOf(endOf(month))) months.push(month);
  return months;
};

/** No zone's midnight is further from that of UTC. */
const FURTHEST_ZONE_HOURS = 14;

/**
 * The months that a billing cycle bills: those that end in it, so that consecutive cycles bill each month once; a cycle in which none ends
 * is of the month in which it begins. The vendor counts by months of UTC and the BSS's days may be of any zone, so a day's edge is taken
 * for that of the month next to it. One month more than `most` tells that there are more.
 */
export const monthsOfCycle = ({ from, to }: { readonly from: string; readonly to: string }, most: number): readonly string[] => {
  const zone = FURTHEST_ZONE_HOURS * 3_600_000;
  const first = monthOf(utc(Date.parse(from) + zone));
  const end = utc(Date.parse(to) + zone);
  const months = monthsFrom(first, monthOf(end), most).filter((month) => endOf(month) <= end);
  return months.length === 0 ? [first] : months;
};
