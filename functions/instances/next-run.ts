import { utc } from "../clock.ts";
import type { InstanceSchedule } from "./schedules.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Far more than any zone ever left out. */
const MOST_DAYS = 8;

/**
 * The first time after the given one when a clock in the zone shows one of the schedule's times, as EventBridge Scheduler runs it: a
 * time that the clock leaves out in spring is skipped, and one that it shows twice in autumn counts once, the first time.
 */
export const nextRunOf = ({ hours, minute, timeZone }: Pick<InstanceSchedule, "hours" | "minute" | "timeZone">, after: string): string => {
  const now = Date.parse(after);
  const wall = wallClock(timeZone);
  const today = Math.floor(wall(now) / DAY) * DAY;
  for (let day = 0; day < MOST_DAYS; day += 1) {
    const shown = hours.map((hour) => today + day * DAY + hour * HOUR + minute * MINUTE);
    const next = Math.min(...shown.flatMap((time) => firstShowing(time, wall)).filter((time) => time > now));
    if (next !== Infinity) return utc(next);
  }
  throw new Error(`a clock in ${timeZone} never shows the times of a schedule`);
};

/** What a clock on the wall shows at a time, as the milliseconds at which one in UTC would show it; whole seconds. */
type WallClock = (time: number) => number;

const wallClock = (timeZone: string): WallClock => {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  return (time) => {
    const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
  };
};

/** When the clock first shows it: by the zone's offset of the day before or of the day after; nothing where it is left out. */
const firstShowing = (shown: number, wall: WallClock): number[] =>
  [shown - DAY, shown + DAY]
    .map((near) => shown - (wall(near) - near))
    .filter((time) => wall(time) === shown)
    .toSorted((one, other) => one - other)
    .slice(0, 1);
