import * as z from "zod";
import { Time } from "../../clock.ts";
import { Instance } from "../../instances/instance.ts";
import { Rule } from "../../instances/rule.ts";
import { assertStorable } from "./body.ts";
import { noBody, noQuery, nothingBy, route } from "./route.ts";
import type { OperatorServices } from "./services.ts";

/** Named one by one: what an instance may come to hold is not shown by itself. */
export const InstanceFacts = Instance.pick({
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
}).extend({ throttledUntil: Time.nullable().describe("The vendor asked for a pause that lasts until then.") });

export const InstanceList = z.object({ instances: z.array(InstanceFacts).describe("In the order of their activation.") });

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
  run: async (_call, { instances, clock }) => ({ instances: (await instances.list()).map((instance) => factsOf(instance, clock)) }),
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
  summary: "The standard rule: what each new tenant of the instance gets",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: Rule,
  refuses: [],
  run: async ({ id }, services) => (await found(id, services)).rule,
});

const replaceRule = route({
  method: "PUT",
  path: "/v1/instances/{instanceId}/rule",
  operationId: "replaceRule",
  summary: "Replaces the standard rule as a whole; what is left out gets its default",
  status: 200,
  query: noQuery,
  body: Rule,
  answer: Rule,
  refuses: [],
  run: async ({ id, body: rule }, { instances, log }) => {
    assertStorable(rule);
    if (!(await instances.replaceRule(id, rule))) throw noInstance();
    log("info", "rule replaced", { instanceId: id });
    return rule;
  },
});

export const instanceRoutes = [listInstances, readInstance, readRule, replaceRule] as const;

const noInstance = () => nothingBy("There is no such instance.");

const found = async (id: string, { instances }: OperatorServices): Promise<Instance> => {
  const instance = await instances.find(id);
  if (instance === undefined) throw noInstance();
  return instance;
};

const factsOf = ({ rule: _rule, throttledUntil, ...facts }: Instance, clock: OperatorServices["clock"]): z.infer<typeof InstanceFacts> => ({
  ...facts,
  throttledUntil: throttledUntil !== undefined && clock.secondsSince(throttledUntil) < 0 ? throttledUntil : null,
});
