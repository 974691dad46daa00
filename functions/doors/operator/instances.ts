import * as z from "zod";
import { Time } from "../../clock.ts";
import type { AnyInstance } from "../../instances/any-instance.ts";
import { Instance } from "../../instances/instance.ts";
import { Rule } from "../../instances/rule.ts";
import { VeeamInstance } from "../../instances/veeam-instance.ts";
import { assertStorable, assertStorableTogether } from "./body.ts";
import { noBody, noQuery, nothingBy, route } from "./route.ts";
import type { OperatorServices } from "./services.ts";

const throttled = { throttledUntil: Time.nullable().describe("The vendor asked for a pause that lasts until then.") };

/** Named one by one: what an instance may come to hold is not shown by itself. */
const AcronisFacts = Instance.pick({
  instanceId: true,
  vendor: true,
  systemName: true,
  gateway: true,
  clientId: true,
  tenantId: true,
  tenantName: true,
  distributorDiscount: true,
  primaryCurrency: true,
  updateProductNames: true,
  activatedAt: true,
  updatedAt: true,
}).extend(throttled);

const VeeamFacts = VeeamInstance.pick({
  instanceId: true,
  vendor: true,
  systemName: true,
  providerId: true,
  registrationWay: true,
  distributorDiscount: true,
  primaryCurrency: true,
  updateProductNames: true,
  activatedAt: true,
  updatedAt: true,
}).extend({
  ...throttled,
  console: z.string().nullable().describe("Address of the Service Provider Console; null where nothing uses one."),
  hasContract: z.boolean().describe("A registration contract is saved for the way http."),
});

export const InstanceFacts = z.discriminatedUnion("vendor", [AcronisFacts, VeeamFacts]);

export const InstanceList = z.object({
  instances: z
    .array(InstanceFacts)
    .describe("In the order of their activation; without those whose rows cannot be read, which the log names."),
});

const listInstances = route({
  method: "GET",
  path: "/v1/instances",
  operationId: "listInstances",
  summary: "Every instance, without secrets",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: InstanceList,
  refuses: [],
  run: async (_call, { instances, clock, log }) => {
    const listed = await instances.list(log);
    return { instances: listed.instances.map((instance) => factsOf(instance, clock)) };
  },
});

const readInstance = route({
  method: "GET",
  path: "/v1/instances/{instanceId}",
  operationId: "readInstance",
  summary: "An instance, without secrets",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: InstanceFacts,
  refuses: [],
  run: async ({ id }, services) => factsOf(await found(id, services), services.clock),
});

const readRule = route({
  method: "GET",
  path: "/v1/instances/{instanceId}/rule",
  operationId: "readRule",
  summary: "The standard rule of an Acronis instance: what each new tenant gets",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: Rule,
  refuses: [],
  run: async ({ id }, services) => (await foundAcronis(id, services)).rule,
});

const replaceRule = route({
  method: "PUT",
  path: "/v1/instances/{instanceId}/rule",
  operationId: "replaceRule",
  summary: "Replaces the standard rule of an Acronis instance as a whole; what is left out gets its default",
  status: 200,
  query: noQuery,
  body: Rule,
  answer: Rule,
  refuses: [],
  run: async ({ id, body: rule }, services) => {
    const { instances, log } = services;
    assertStorable(rule);
    assertStorableTogether({ ...(await foundAcronis(id, services)), rule });
    if (!(await instances.replaceRule(id, rule))) throw noInstance();
    log("info", "rule replaced", { instanceId: id });
    return rule;
  },
});

export const instanceRoutes = [listInstances, readInstance, readRule, replaceRule] as const;

export const noInstance = () => nothingBy("There is no such instance.");

export const found = async (id: string, { instances }: OperatorServices): Promise<AnyInstance> => {
  const instance = await instances.find(id);
  if (instance === undefined) throw noInstance();
  return instance;
};

export const foundAcronis = async (id: string, services: OperatorServices): Promise<Instance> => {
  const instance = await found(id, services);
  if (instance.vendor !== "acronis") throw noInstance();
  return instance;
};

const factsOf = (instance: AnyInstance, clock: OperatorServices["clock"]): z.infer<typeof InstanceFacts> => {
  const { throttledUntil: until } = instance;
  const throttledUntil = until !== undefined && clock.secondsSince(until) < 0 ? until : null;
  if (instance.vendor === "acronis") return { ...instance, throttledUntil };
  return { ...instance, throttledUntil, console: instance.console ?? null, hasContract: instance.contract !== undefined };
};
