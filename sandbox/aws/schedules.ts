import { utc } from "../../functions/clock.ts";
import { traceOf } from "../../functions/defect.ts";
import { nextRunOf } from "../../functions/instances/next-run.ts";
import type { Schedules } from "../../functions/instances/ports.ts";
import { type InstanceSchedule, purposes, schedulesOf } from "../../functions/instances/schedules.ts";
import type { Log } from "../../functions/log.ts";

export interface ScheduleOptions {
  /** Those that there are machines of: a schedule of another starts nothing. */
  readonly processes: readonly string[];
  readonly start: (process: string, execution: string, instanceId: string) => Promise<unknown>;
  /** How many seconds pass in one second. */
  readonly timeScale: number;
  readonly log: Log;
}

/** EventBridge Scheduler on a laptop. It keeps nothing: at the start the schedules of all instances are put again. */
export interface LocalSchedules extends Schedules {
  /** Starts nothing more; resolves when what was being started is. */
  close(): Promise<void>;
}

interface Planned {
  readonly instanceId: string;
  readonly schedule: InstanceSchedule;
  readonly dueAt: string;
}

/** A laptop that slept finds out so soon what it missed; what was missed runs once. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

export const localSchedules = ({ processes, start, timeScale, log }: ScheduleOptions): LocalSchedules => {
  const opened = Date.now();
  const planned = new Map<string, Planned>();
  const starting = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let isOpen = true;

  /** Time goes faster by the scale, from the opening on. */
  const now = (): number => opened + (Date.now() - opened) * timeScale;

  const run = async ({ instanceId, schedule: { process }, dueAt }: Planned): Promise<void> => {
    // Named by its time: a start that is repeated finds the execution there.
    const time = dueAt.slice(0, 16).replaceAll(/[-:]/g, "");
    try {
      await start(process, `${instanceId}-${purposes[process]}-${time}`, instanceId);
    } catch (error) {
      log("error", "a scheduled process could not be started", { instanceId, step: process, ...traceOf(error) });
    }
  };

  const wake = (): void => {
    const time = utc(now());
    for (const [name, plan] of planned) {
      if (plan.dueAt > time) continue;
      planned.set(name, { ...plan, dueAt: nextRunOf(plan.schedule, time) });
      const started: Promise<void> = run(plan).finally(() => starting.delete(started));
      starting.add(started);
    }
    wait();
  };
  const wait = (): void => {
    clearTimeout(timer);
    if (!isOpen || planned.size === 0) return;
    const first = Math.min(...[...planned.values()].map(({ dueAt }) => Date.parse(dueAt)));
    const milliseconds = Math.ceil((first - now()) / timeScale);
    timer = setTimeout(wake, Math.min(Math.max(milliseconds, 1), LONGEST_WAIT_MILLISECONDS));
    timer.unref();
  };

  return {
    put: async ({ instanceId, services }) => {
      for (const schedule of schedulesOf({ instanceId, services })) {
        const name = `${instanceId}-${purposes[schedule.process]}`;
        if (schedule.enabled && processes.includes(schedule.process)) {
          planned.set(name, { instanceId, schedule, dueAt: nextRunOf(schedule, utc(now())) });
        } else planned.delete(name);
      }
      wait();
    },
    close: async () => {
      isOpen = false;
      clearTimeout(timer);
      await Promise.all(starting);
    },
  };
};
