import * as z from "zod";
import { Time } from "../../clock.ts";
import { putSchedulesOf } from "../../instances/put-schedules.ts";
import { nextRunOf } from "../../instances/next-run.ts";
import { cronOf, scheduledProcesses, schedulesOf } from "../../instances/schedules.ts";
import { ServicesSettings } from "../../services/settings.ts";
import { assertStorable, assertStorableTogether } from "./body.ts";
import { foundAcronis, noInstance } from "./instances.ts";
import { Refusal } from "./problems.ts";
import { noBody, noQuery, route } from "./route.ts";

export const ServicesSchedules = z.object({
  schedules: z.array(
    z.object({
      process: z.enum(scheduledProcesses).describe("What it starts: the name of a state machine."),
      expression: z.string().describe("As EventBridge Scheduler writes it; each start comes within 15 minutes after."),
      timeZone: z.string(),
      nextRunAt: Time.nullable().describe("Null while the schedules are off."),
    }),
  ),
});

const readSettings = route({
  method: "GET",
  path: "/v1/instances/{instanceId}/services-settings",
  operationId: "readServicesSettings",
  summary: "How the services of an Acronis instance are published, sold and counted",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: ServicesSettings,
  refuses: [],
  run: async ({ id }, services) => (await foundAcronis(id, services)).services,
});

const replaceSettings = route({
  method: "PUT",
  path: "/v1/instances/{instanceId}/services-settings",
  operationId: "replaceServicesSettings",
  summary:
    "Replaces the services settings of an Acronis instance as a whole, and its schedules with them; what is left out gets its default",
  status: 200,
  query: noQuery,
  body: ServicesSettings,
  answer: ServicesSettings,
  refuses: ["schedulesBehind"],
  run: async ({ id, body: settings }, services) => {
    const { instances, log } = services;
    assertStorable(settings);
    assertStorableTogether({ ...(await foundAcronis(id, services)), services: settings });
    if (!(await instances.replaceServicesSettings(id, settings))) throw noInstance();
    log("info", "services settings replaced", { instanceId: id });
    // From the row as it is now: of two replacements at once, both put what the later one wrote.
    if (!(await putSchedulesOf(await foundAcronis(id, services), services))) {
      throw new Refusal("schedulesBehind", "The settings are saved, but the schedules are not yet as they say.");
    }
    return settings;
  },
});

const readSchedules = route({
  method: "GET",
  path: "/v1/instances/{instanceId}/schedules",
  operationId: "readSchedules",
  summary: "When the services definition of an Acronis instance is got and its usage is taken, as its settings say",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: ServicesSchedules,
  refuses: [],
  run: async ({ id }, services) => {
    const now = services.clock.now();
    const schedules = schedulesOf(await foundAcronis(id, services)).map((schedule) => ({
      process: schedule.process,
      expression: cronOf(schedule),
      timeZone: schedule.timeZone,
      nextRunAt: schedule.enabled ? nextRunOf(schedule, now) : null,
    }));
    return { schedules };
  },
});

export const servicesSettingsRoutes = [readSettings, replaceSettings, readSchedules] as const;
