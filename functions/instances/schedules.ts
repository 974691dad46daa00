import { createHash } from "node:crypto";
import type { Instance } from "./instance.ts";

/** The processes that schedules start. */
export const scheduledProcesses = ["get-services-definition", "take-usage"] as const;

export type ScheduledProcess = (typeof scheduledProcesses)[number];

/** What a schedule is for, in its name and in those of its executions. */
export const purposes: Readonly<Record<ScheduledProcess, string>> = { "get-services-definition": "definition", "take-usage": "usage" };

/** When a process is started for an instance: at these hours and this minute, every day, as a clock in the time zone shows them. */
export interface InstanceSchedule {
  readonly process: ScheduledProcess;
  readonly hours: readonly number[];
  readonly minute: number;
  /** IANA name. */
  readonly timeZone: string;
  readonly enabled: boolean;
}

/** Usage is taken three times a day. */
const USAGE_EVERY_HOURS = 8;
/** And so long after the services definition: the two share the vendor's patience. */
const USAGE_AFTER_HOURS = 3;

/** The schedules of an instance, as its settings have them. Instances are spread over the hour by their ids. */
export const schedulesOf = ({ instanceId, services }: Pick<Instance, "instanceId" | "services">): readonly InstanceSchedule[] => {
  const { everyHours, startHour, timeZone, enabled } = services.schedule;
  const schedule = (process: ScheduledProcess, hours: readonly number[]): InstanceSchedule => ({
    process,
    hours,
    minute: minuteOf(instanceId, process),
    timeZone,
    enabled,
  });
  return [
    schedule("get-services-definition", hoursFrom(startHour, everyHours)),
    schedule("take-usage", hoursFrom(startHour + USAGE_AFTER_HOURS, USAGE_EVERY_HOURS)),
  ];
};

/** The schedule as EventBridge Scheduler writes it. */
export const cronOf = ({ hours, minute }: Pick<InstanceSchedule, "hours" | "minute">): string =>
  `cron(${minute} ${hours.join(",")} * * ? *)`;

const hoursFrom = (start: number, every: number): number[] =>
  Array.from({ length: 24 / every }, (_, run) => (start + run * every) % 24).toSorted((one, other) => one - other);

/** The same minute for ever, and any as likely as another. */
const minuteOf = (instanceId: string, process: ScheduledProcess): number =>
  createHash("sha256").update(`${instanceId} ${process}`).digest().readUInt32BE() % 60;
