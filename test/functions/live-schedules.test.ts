import { describe, expect, it } from "vitest";
import type { Instance } from "../../functions/instances/instance.ts";
import { putSchedules } from "../../functions/instances/put-schedules.ts";
import { schedulesOf } from "../../functions/instances/schedules.ts";
import { ServicesSettings } from "../../functions/services/settings.ts";
import { schedulerSchedules } from "../../functions/store/schedules.ts";
import { aSettledInstance } from "../support/instance.ts";
import { aScheduler } from "./a-scheduler.ts";

const instanceOf = (schedule: object, instanceId = aSettledInstance.instanceId): Instance => ({
  ...aSettledInstance,
  instanceId,
  services: ServicesSettings.parse({ schedule }),
});
const place = {
  prefix: "tenantry",
  machinesArn: "arn:aws:states:eu-central-1:111111111111:stateMachine:tenantry-",
  roleArn: "arn:aws:iam::111111111111:role/schedules",
  deadLettersArn: "arn:aws:sqs:eu-central-1:111111111111:tenantry-dead-letters",
};
const scene = async () => {
  const scheduler = await aScheduler();
  return { ...scheduler, ...schedulerSchedules(scheduler.client, place) };
};
const definition = "tenantry-abcdefghij234567abcd-definition";
const usage = "tenantry-abcdefghij234567abcd-usage";
const read = "GET /schedules/?groupName=tenantry-instances";
const create = "POST /schedules/";
const update = "PUT /schedules/";

describe("schedules on AWS", () => {
  it("are made for an instance, one a process, each with the instance's id and nothing else", async () => {
    const { put, schedules, calls } = await scene();
    const instance = instanceOf({ timeZone: "Europe/Athens", startHour: 3 });
    await put(instance);
    const minute = schedulesOf(instance)[0]?.minute;
    expect([...schedules.keys()]).toEqual([definition, usage]);
    expect(schedules.get(definition)).toEqual({
      GroupName: "tenantry-instances",
      ScheduleExpression: `cron(${minute} 3 * * ? *)`,
      ScheduleExpressionTimezone: "Europe/Athens",
      State: "ENABLED",
      FlexibleTimeWindow: { Mode: "FLEXIBLE", MaximumWindowInMinutes: 15 },
      Target: {
        Arn: "arn:aws:states:eu-central-1:111111111111:stateMachine:tenantry-get-services-definition",
        RoleArn: place.roleArn,
        Input: '{"instanceId":"abcdefghij234567abcd"}',
        DeadLetterConfig: { Arn: place.deadLettersArn },
        RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 20 },
      },
    });
    expect(schedules.get(usage)).toMatchObject({ Target: { Arn: `${place.machinesArn}take-usage` } });
    expect(calls).toEqual([read, create, read, create]);
  });

  it("are left alone where they are as they should be, and written where they are not", async () => {
    const { put, schedules, calls } = await scene();
    await put(instanceOf({}));
    calls.splice(0);
    await put(instanceOf({}));
    expect(calls).toEqual([read, read]);
    calls.splice(0);
    await put(instanceOf({ enabled: false, timeZone: "Asia/Tokyo" }));
    expect(calls).toEqual([read, update, read, update]);
    for (const name of [definition, usage]) {
      expect(schedules.get(name)).toMatchObject({ State: "DISABLED", ScheduleExpressionTimezone: "Asia/Tokyo" });
    }
  });

  it("that another call made a moment ago are brought to what this one wants", async () => {
    const { put, schedules, calls, refusals } = await scene();
    await put(instanceOf({ startHour: 5 }));
    calls.splice(0);
    refusals.push([404, "ResourceNotFoundException"]);
    await put(instanceOf({ startHour: 6 }));
    expect(calls).toEqual([read, create, update, read, update]);
    expect(String(schedules.get(definition)?.["ScheduleExpression"])).toMatch(/^cron\(\d+ 6 /);
  });

  it("pass on any other refusal", async () => {
    const { put, refusals } = await scene();
    refusals.push([403, "AccessDeniedException"]);
    await expect(put(instanceOf({}))).rejects.toThrow(expect.objectContaining({ name: "AccessDeniedException" }));
  });
});

describe("the upkeep of schedules", () => {
  it("puts those of every instance, whatever became of the one before, and gives how many it could not put", async () => {
    const { put, schedules, refusals } = await scene();
    const logged: unknown[] = [];
    const list = async () => ({ instances: [instanceOf({}), instanceOf({}, "z".repeat(20))], unreadable: 0 });
    refusals.push([403, "AccessDeniedException"]);
    const needed = { instances: { list }, schedules: { put }, log: (...line: unknown[]) => logged.push(line) };
    expect(await putSchedules(needed)).toBe(1);
    expect([...schedules.keys()]).toEqual([`tenantry-${"z".repeat(20)}-definition`, `tenantry-${"z".repeat(20)}-usage`]);
    expect(logged).toEqual([["error", "the schedules could not be put", expect.objectContaining({ instanceId: "abcdefghij234567abcd" })]]);
    expect(await putSchedules(needed)).toBe(0);
    expect(schedules.size).toBe(4);
  });
});
