import { VeeamRule } from "../../instances/veeam-rule.ts";
import { problemsOfWays } from "../../vendors/veeam/capabilities.ts";
import { RegistrationContract } from "../../vendors/veeam/contract.ts";
import { problemOfEndpoint } from "../../vendors/veeam/contract-endpoint.ts";
import { assertStorable } from "./body.ts";
import { found, noInstance } from "./instances.ts";
import { Refusal } from "./problems.ts";
import { noBody, noQuery, nothingBy, route } from "./route.ts";
import type { OperatorServices } from "./services.ts";

const readRule = route({
  method: "GET",
  path: "/v1/instances/{instanceId}/veeam-rule",
  operationId: "readVeeamRule",
  summary: "The standard rule of a Veeam instance: the vendor's process, the product, and the ways of single operations",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: VeeamRule,
  refuses: [],
  run: async ({ id }, services) => (await foundVeeam(id, services)).rule,
});

const replaceRule = route({
  method: "PUT",
  path: "/v1/instances/{instanceId}/veeam-rule",
  operationId: "replaceVeeamRule",
  summary: "Replaces the standard rule of a Veeam instance as a whole; what is left out gets its default",
  status: 200,
  query: noQuery,
  body: VeeamRule,
  answer: VeeamRule,
  refuses: [],
  run: async ({ id, body: rule }, services) => {
    assertStorable(rule);
    const instance = await foundVeeam(id, services);
    const contract = instance.contract === undefined ? undefined : RegistrationContract.parse(instance.contract);
    const problems = problemsOfWays({ ...instance, rule }, contract);
    if (problems.length > 0) {
      throw new Refusal("unreadable", "The rule names ways that cannot be gone.", {
        errors: problems.map((message) => ({ path: "ways", message })),
      });
    }
    if (!(await services.instances.replaceRule(id, rule))) throw noInstance();
    services.log("info", "rule replaced", { instanceId: id });
    return rule;
  },
});

const readContract = route({
  method: "GET",
  path: "/v1/instances/{instanceId}/registration-contract",
  operationId: "readRegistrationContract",
  summary: "The registration contract of a Veeam instance: how its own end point is called",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: RegistrationContract,
  refuses: [],
  run: async ({ id }, services) => {
    const { contract } = await foundVeeam(id, services);
    if (contract === undefined)
      throw nothingBy("This instance has no registration contract.", "Declare one with PUT, if there is an end point for it.");
    return RegistrationContract.parse(contract);
  },
});

const replaceContract = route({
  method: "PUT",
  path: "/v1/instances/{instanceId}/registration-contract",
  operationId: "replaceRegistrationContract",
  summary: "Replaces the registration contract of a Veeam instance as a whole; it holds no secret, the instance's API key is used",
  status: 200,
  query: noQuery,
  body: RegistrationContract,
  answer: RegistrationContract,
  refuses: [],
  run: async ({ id, body: contract }, services) => {
    assertStorable(contract);
    const problem = problemOfEndpoint(contract, services.readEndpoint);
    if (problem !== undefined) {
      throw new Refusal("unreadable", "The contract's end point cannot be called from here.", {
        cure: "Correct the address, or let the deployment list the host as host:port: veeamHosts of docs/deploy.md, on a laptop TENANTRY_VEEAM_HOSTS.",
        errors: [{ path: "endpoint", message: problem }],
      });
    }
    await foundVeeam(id, services);
    if (!(await services.instances.replaceContract(id, contract))) throw noInstance();
    services.log("info", "registration contract replaced", { instanceId: id });
    return contract;
  },
});

export const veeamInstanceRoutes = [readRule, replaceRule, readContract, replaceContract] as const;

export const foundVeeam = async (id: string, services: OperatorServices) => {
  const instance = await found(id, services);
  if (instance.vendor !== "veeam") throw new Refusal("notFound", "There is no such instance of Veeam.");
  return instance;
};
