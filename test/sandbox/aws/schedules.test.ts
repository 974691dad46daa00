import { describe, expect, it, onTestFinished } from "vitest";
import { purposes, type ScheduledProcess, scheduledProcesses } from "../../../functions/instances/schedules.ts";
import { ServicesSettings } from "../../../functions/services/settings.ts";
import { localSchedules } from "../../../sandbox/aws/schedules.ts";
import { aSettledInstance } from "../../support/instance.ts";

const instanceOf = (schedule: object) => ({ ...aSettledInstance, services: ServicesSettings.parse({ schedule }) });
const { instanceId } = aSettledInstance;

interface Started {
  readonly process: string;
  readonly execution: string;
  readonly id: string;
}

/** Schedules of which an hour passes in a hundredth of a second, and what they start. */
const scene = (processes: readonly string[] = scheduledProcesses, broken: () => boolean = () => false) => {
  const started: Started[] = [];
  const logged: unknown[] = [];
  let tell = (): void => {};
  const schedules = localSchedules({
    processes,
    timeScale: 360_000,
    log: (...line) => logged.push(line),
    start: async (process, execution, id) => {
      if (broken()) throw new Error("no machine");
      started.push({ process, execution, id });
      tell();
    },
  });
  onTestFinished(() => schedules.close());
  /** Resolves when so many were started. */
  const until = (enough: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      tell = () => enough() && resolve();
      tell();
    });
  return { ...schedules, started, logged, until };
};
const of = (started: readonly Started[], wanted: ScheduledProcess) => started.filter(({ process }) => process === wanted);

describe("schedules on a laptop", () => {
  it("start an instance's processes at their times, again and again, named by them", async () => {
    const { put, started, until } = scene();
    await put(instanceOf({ everyHours: 12, timeZone: "Asia/Kolkata" }));
    await until(() => scheduledProcesses.every((process) => of(started, process).length >= 2));
    for (const { process, execution, id } of started) {
      const [, purpose, time = ""] = /^[a-z2-7]{20}-(\w+)-(\d{8}T\d{4})$/.exec(execution) ?? [];
      expect([id, scheduledProcesses.find((each) => purposes[each] === purpose)]).toEqual([instanceId, process]);
      expect(time).toMatch(/T\d{4}$/);
    }
    expect(new Set(started.map(({ execution }) => execution)).size).toBe(started.length);
  });

  it("start nothing of a process that has no machine", async () => {
    const { put, started, until } = scene(["take-usage"]);
    await put(instanceOf({ everyHours: 1 }));
    await until(() => started.length >= 2);
    expect(of(started, "get-services-definition")).toEqual([]);
  });

  it("that are switched off start nothing more", async () => {
    const { put, started, until } = scene();
    await put(instanceOf({ everyHours: 1 }));
    await until(() => started.length >= 1);
    await put(instanceOf({ enabled: false }));
    const before = started.length;
    const other = { ...instanceOf({ everyHours: 1 }), instanceId: "z".repeat(20) };
    await put(other);
    await until(() => started.filter(({ id }) => id === other.instanceId).length >= 4);
    expect(started.filter(({ id }) => id === instanceId)).toHaveLength(before);
  });

  it("go on after a start that failed", async () => {
    let broken = true;
    const { put, started, logged, until } = scene(scheduledProcesses, () => {
      const now = broken;
      broken = false;
      return now;
    });
    await put(instanceOf({ everyHours: 1 }));
    await until(() => started.length >= 1);
    expect(logged).toEqual([["error", "a scheduled process could not be started", expect.objectContaining({ instanceId })]]);
  });
});
