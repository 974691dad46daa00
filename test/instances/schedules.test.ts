import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextRunOf } from "../../functions/instances/next-run.ts";
import { cronOf, schedulesOf } from "../../functions/instances/schedules.ts";
import { ServicesSettings } from "../../functions/services/settings.ts";

const instanceId = "abcdefghij234567abcd";
const of = (schedule: object, id = instanceId) => schedulesOf({ instanceId: id, services: ServicesSettings.parse({ schedule }) });
const hoursOf = (schedule: object) => of(schedule).map(({ hours }) => hours);

describe("an instance's schedules", () => {
  it("get its services definition as often as its settings say, and take its usage three times a day, hours later", () => {
    expect(hoursOf({})).toEqual([[2], [5, 13, 21]]);
    expect(hoursOf({ everyHours: 6, startHour: 23 })).toEqual([
      [5, 11, 17, 23],
      [2, 10, 18],
    ]);
    expect(hoursOf({ everyHours: 1 })[0]).toEqual(Array.from({ length: 24 }, (_, hour) => hour));
  });

  it("are written as EventBridge Scheduler reads them", () => {
    expect(cronOf({ hours: [5, 13, 21], minute: 7 })).toBe("cron(7 5,13,21 * * ? *)");
  });

  it("are in its time zone, and off together", () => {
    expect(of({ timeZone: "Europe/Athens", enabled: false })).toEqual([
      expect.objectContaining({ process: "get-services-definition", timeZone: "Europe/Athens", enabled: false }),
      expect.objectContaining({ process: "take-usage", timeZone: "Europe/Athens", enabled: false }),
    ]);
  });

  it("keep their minutes for ever, and spread instances over the hour", () => {
    expect(of({ startHour: 5 }).map(({ minute }) => minute)).toEqual(of({}).map(({ minute }) => minute));
    const minutes = Array.from({ length: 600 }, (_, index) => of({}, `instance-${index}`).map(({ minute }) => minute)).flat();
    const counts = Array.from({ length: 60 }, (_, minute) => minutes.filter((each) => each === minute).length);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(Math.max(...counts)).toBeLessThan(60);
    expect(minutes.every((minute) => Number.isInteger(minute) && minute >= 0 && minute < 60)).toBe(true);
  });
});

describe("a time zone", () => {
  it.each(["Europe/Athens", "UTC", "Asia/Kolkata", "US/Pacific", "Etc/GMT+5", "America/Argentina/Buenos_Aires"])(
    "may be %s",
    (timeZone) => {
      expect(ServicesSettings.safeParse({ schedule: { timeZone } }).success).toBe(true);
    },
  );

  it.each(["", "europe/athens", "utc", "+05:30", "Mars/Olympus", "Europe/Athens "])("is a name as IANA writes it, not %j", (timeZone) => {
    expect(ServicesSettings.safeParse({ schedule: { timeZone } }).success).toBe(false);
  });
});

const next = (timeZone: string, hours: readonly number[], minute: number, after: string): string =>
  nextRunOf({ timeZone, hours, minute }, `${after}:00.000+00:00`).slice(0, 16);

describe("the next run", () => {
  it("is the next of the day, or the first of the next one, as a clock in the zone shows it", () => {
    expect(next("Europe/Athens", [5, 13, 21], 10, "2026-11-21T03:00")).toBe("2026-11-21T03:10");
    expect(next("Europe/Athens", [5, 13, 21], 10, "2026-11-21T03:10")).toBe("2026-11-21T11:10");
    expect(next("Europe/Athens", [5, 13, 21], 10, "2026-11-21T20:00")).toBe("2026-11-22T03:10");
    expect(next("UTC", [2], 0, "2026-12-31T02:00")).toBe("2027-01-01T02:00");
  });

  it("is right where the zone is not a whole hour from UTC", () => {
    expect(next("Asia/Kolkata", [2], 15, "2026-11-21T00:00")).toBe("2026-11-21T20:45");
    expect(next("Asia/Kathmandu", [2], 15, "2026-11-21T00:00")).toBe("2026-11-21T20:30");
    expect(next("Australia/Lord_Howe", [2], 0, "2026-11-21T00:00")).toBe("2026-11-21T15:00");
  });

  it("follows the clock when it is put forward or back", () => {
    expect(next("Europe/Athens", [2], 30, "2026-03-28T12:00")).toBe("2026-03-29T00:30");
    expect(next("Europe/Athens", [5], 30, "2026-03-28T12:00")).toBe("2026-03-29T02:30");
    expect(next("Europe/Athens", [5], 30, "2026-10-24T12:00")).toBe("2026-10-25T03:30");
  });

  it("skips a time that the clock leaves out", () => {
    // In Athens 02:59 is followed by 04:00 on 29 March 2026.
    expect(next("Europe/Athens", [3], 30, "2026-03-28T12:00")).toBe("2026-03-30T00:30");
    expect(next("Europe/Athens", [3, 4], 30, "2026-03-28T12:00")).toBe("2026-03-29T01:30");
    // Lord Howe Island puts its clock forward by half an hour, from 02:00 to 02:30 on 4 October 2026.
    expect(next("Australia/Lord_Howe", [2], 15, "2026-10-03T00:00")).toBe("2026-10-04T15:15");
    // Samoa had no 30 December 2011.
    expect(next("Pacific/Apia", [3], 0, "2011-12-29T13:30")).toBe("2011-12-30T13:00");
  });

  it("counts a time once that the clock shows twice", () => {
    // In Athens 03:59 is followed by 03:00 on 25 October 2026.
    expect(next("Europe/Athens", [3], 30, "2026-10-24T12:00")).toBe("2026-10-25T00:30");
    expect(next("Europe/Athens", [3], 30, "2026-10-25T00:30")).toBe("2026-10-26T01:30");
    expect(next("Europe/Athens", [3], 30, "2026-10-25T01:00")).toBe("2026-10-26T01:30");
  });

  it("is in any zone the first time that a clock there shows for the first time, found by looking at all of them", () => {
    const zones = [
      "UTC",
      "Europe/Athens",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "America/St_Johns",
      "Pacific/Chatham",
    ];
    const start = Date.parse("2026-01-01T00:00:00Z");
    const QUARTER = 900_000;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 365 * 24 * 60 }),
        (timeZone, hours, minute, minutes) => {
          const after = start + minutes * 60_000;
          const clock = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "short", timeStyle: "short" });
          const wanted = new Set(hours.map((hour) => `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`));
          // Offsets are whole quarters of an hour, so these are all the times at which the minute can be right.
          const first = Math.floor(after / QUARTER) * QUARTER - 4 * 3_600_000 + (minute % 15) * 60_000;
          const seen = new Set<string>();
          let found: number | undefined;
          for (let time = first; found === undefined; time += QUARTER) {
            const shown = clock.format(time);
            if (time > after && !seen.has(shown) && wanted.has(shown.slice(-5))) found = time;
            seen.add(shown);
          }
          const given = nextRunOf({ timeZone, hours, minute }, new Date(after).toISOString().replace("Z", "+00:00"));
          expect(given).toBe(new Date(found).toISOString().replace("Z", "+00:00"));
        },
      ),
    );
  });
});
