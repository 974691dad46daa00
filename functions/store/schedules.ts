import { isDeepStrictEqual } from "node:util";
import {
  ConflictException,
  CreateScheduleCommand,
  GetScheduleCommand,
  type GetScheduleCommandOutput,
  ResourceNotFoundException,
  type SchedulerClient,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import type { Schedules } from "../instances/ports.ts";
import { cronOf, type InstanceSchedule, purposes, schedulesOf } from "../instances/schedules.ts";

/** The group that holds the schedules of instances, and nothing else. */
export const scheduleGroupOf = (prefix: string): string => `${prefix}-instances`;

/** What a schedule needs of the deployment. */
export interface SchedulesPlace {
  readonly prefix: string;
  /** Of the state machines, up to the name of the process. */
  readonly machinesArn: string;
  /** As which a schedule starts them. */
  readonly roleArn: string;
  /** The queue of starts that failed for good. */
  readonly deadLettersArn: string;
}

/** Each start comes within so many minutes after its time: spreads instances further than by whole minutes. */
const WINDOW_MINUTES = 15;
/** A start that does not succeed in an hour is given up: the next one does the same work. */
const RETRY_SECONDS = 3_600;
const MOST_RETRIES = 20;

/** Schedules of instances in EventBridge Scheduler. What stands there already is not written again, since that would move a start that waits in its window. */
export const schedulerSchedules = (client: Pick<SchedulerClient, "send">, place: SchedulesPlace): Schedules => {
  const GroupName = scheduleGroupOf(place.prefix);

  const standing = async (Name: string): Promise<object | undefined> => {
    try {
      return comparable(await client.send(new GetScheduleCommand({ Name, GroupName })));
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return undefined;
      throw error;
    }
  };

  const putOne = async (Name: string, wanted: Wanted): Promise<void> => {
    const found = await standing(Name);
    if (isDeepStrictEqual(found, comparable(wanted))) return;
    if (found === undefined && (await isCreated(client.send(new CreateScheduleCommand({ Name, GroupName, ...wanted }))))) return;
    await client.send(new UpdateScheduleCommand({ Name, GroupName, ...wanted }));
  };

  return {
    put: async (instance) => {
      const { instanceId } = instance;
      for (const schedule of schedulesOf(instance)) {
        await putOne(`${place.prefix}-${instanceId}-${purposes[schedule.process]}`, wantedOf(instanceId, schedule, place));
      }
    },
  };
};

type Wanted = ReturnType<typeof wantedOf>;

const wantedOf = (instanceId: string, schedule: InstanceSchedule, { machinesArn, roleArn, deadLettersArn }: SchedulesPlace) => ({
  ScheduleExpression: cronOf(schedule),
  ScheduleExpressionTimezone: schedule.timeZone,
  State: schedule.enabled ? ("ENABLED" as const) : ("DISABLED" as const),
  FlexibleTimeWindow: { Mode: "FLEXIBLE" as const, MaximumWindowInMinutes: WINDOW_MINUTES },
  Target: {
    Arn: `${machinesArn}${schedule.process}`,
    RoleArn: roleArn,
    Input: JSON.stringify({ instanceId }),
    DeadLetterConfig: { Arn: deadLettersArn },
    RetryPolicy: { MaximumEventAgeInSeconds: RETRY_SECONDS, MaximumRetryAttempts: MOST_RETRIES },
  },
});

const comparable = (schedule: Wanted | GetScheduleCommandOutput): object => {
  const { ScheduleExpression, ScheduleExpressionTimezone, State, FlexibleTimeWindow, Target } = schedule;
  return { ScheduleExpression, ScheduleExpressionTimezone, State, FlexibleTimeWindow, Target };
};

/** False: another call made it a moment ago. */
const isCreated = async (creating: Promise<unknown>): Promise<boolean> => {
  try {
    await creating;
    return true;
  } catch (error) {
    if (error instanceof ConflictException) return false;
    throw error;
  }
};
