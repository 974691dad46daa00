import * as z from "zod";
import { causeOfRun } from "../../causes/run-causes.ts";
import { Time } from "../../clock.ts";
import { startUsageRun } from "../../usage/run.ts";
import { foundAcronis } from "./instances.ts";
import { noBody, noQuery, route } from "./route.ts";

const Run = z.object({
  execution: z.string(),
  startedAt: Time,
  at: Time.describe("Its end, or of one that is at work its last sign of life."),
  accounts: z.int().describe("Accounts that were looked at."),
  changed: z.int().describe("Rows that were written, because something changed."),
  absent: z.int().describe("Tenants that the vendor does not name: deleted there, or out of the client's reach."),
});

export const UsageState = z.object({
  running: Run.nullable(),
  last: Run.nullable().describe("The last run that went through all accounts."),
  failure: z
    .object({
      execution: z.string(),
      at: Time,
      accounts: z.int().describe("Accounts that were looked at before."),
      cause: z.string(),
      text: z.string(),
      cure: z.string(),
      who: z.string(),
      message: z.string().describe("Ids, statuses and codes."),
    })
    .nullable()
    .describe("Why the run after it failed; the next one goes through all accounts again."),
});

const takeUsage = route({
  method: "POST",
  path: "/v1/instances/{instanceId}/usage",
  operationId: "takeUsage",
  summary: "Takes the usage of every account of an Acronis instance now; ends at once while another run is at work",
  status: 202,
  query: noQuery,
  body: noBody,
  answer: z.object({ execution: z.string().describe("Of the machine `take-usage`.") }),
  refuses: [],
  run: async ({ id }, services) => {
    await foundAcronis(id, services);
    const execution = await startUsageRun(id, services);
    services.log("info", "usage run started", { instanceId: id, execution });
    return { execution };
  },
});

const readUsage = route({
  method: "GET",
  path: "/v1/instances/{instanceId}/usage",
  operationId: "readUsage",
  summary: "When the usage of an Acronis instance was taken, and why it was not",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: UsageState,
  refuses: [],
  run: async ({ id }, services) => {
    await foundAcronis(id, services);
    const head = await services.usage.head(id);
    const failure = head?.failure;
    return {
      running: head?.run ?? null,
      last: head?.last ?? null,
      failure: failure === undefined ? null : { ...failure, ...causeOfRun(failure.cause) },
    };
  },
});

export const usageRoutes = [takeUsage, readUsage] as const;
