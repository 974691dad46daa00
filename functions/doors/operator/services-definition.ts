import * as z from "zod";
import { decideHeld } from "../../services/decide-held.ts";
import type { ServicesHead } from "../../services/head.ts";
import { startRun } from "../../services/run.ts";
import { foundAcronis } from "./instances.ts";
import { Refusal } from "./problems.ts";
import { noBody, noQuery, nothingBy, route } from "./route.ts";
import {
  headView,
  pageOf,
  ServicesHeadView,
  ServicesRun,
  ServicesVersionDetail,
  ServicesVersionList,
} from "./services-definition-views.ts";
import type { OperatorServices } from "./services.ts";

const address = "/v1/instances/{instanceId}/services-definition";

const startDefinition = route({
  method: "POST",
  path: address,
  operationId: "getServicesDefinition",
  summary: "Starts a run that gets the services definition of an Acronis instance from the vendor",
  status: 202,
  query: noQuery,
  body: noBody,
  answer: ServicesRun,
  refuses: [],
  run: async ({ id }, services) => {
    await foundAcronis(id, services);
    const before = await viewOf(await services.services.head(id), services);
    const execution = await startRun(id, services);
    services.log("info", "services run started", { instanceId: id, execution });
    return { execution, services: before };
  },
});

const readDefinition = route({
  method: "GET",
  path: address,
  operationId: "readServicesDefinition",
  summary: "What is published of an Acronis instance's services, what is held and why, and how the last run ended",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: ServicesHeadView,
  refuses: [],
  run: async ({ id }, services) => {
    await foundAcronis(id, services);
    return viewOf(await services.services.head(id), services);
  },
});

const listVersions = route({
  method: "GET",
  path: `${address}/versions`,
  operationId: "listServicesVersions",
  summary: "Versions of the services definition of an Acronis instance",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: ServicesVersionList,
  refuses: [],
  run: async ({ id }, services) => {
    await foundAcronis(id, services);
    return { versions: ((await services.services.head(id))?.versions ?? []).toReversed() };
  },
});

const From = z.codec(z.string().regex(/^\d{1,7}$/, "A whole number"), z.int().min(0).max(9_999_999), { decode: Number, encode: String });

const readVersion = route({
  method: "GET",
  path: `${address}/versions/{version}`,
  operationId: "readServicesVersion",
  summary: "A version of the services definition with its difference; items come in pages",
  status: 200,
  query: z.strictObject({ from: From.default(0).describe("The `next` of the page before.") }),
  body: noBody,
  answer: ServicesVersionDetail,
  refuses: [],
  run: async ({ id, ids, query: { from } }, services) => {
    await foundAcronis(id, services);
    const number = Number(ids.version);
    const head = await services.services.head(id);
    const version = [...(head?.versions ?? []), head?.published].find((each) => each?.version === number);
    if (version === undefined) throw nothingBy("There is no such version, or it is older than the last 50.");
    const [difference, definition] = await Promise.all([
      services.services.difference(id, version.difference),
      services.services.definition(id, version),
    ]);
    return { ...version, difference, ...pageOf(definition, from) };
  },
});

const Decision = z.strictObject({ version: z.int().min(1).describe("The held version that is meant.") });

const deciding = (decision: "accept" | "refuse", { operationId, summary }: { readonly operationId: string; readonly summary: string }) =>
  route({
    method: "POST",
    path: `${address}/${decision}`,
    operationId,
    summary,
    status: 200,
    query: noQuery,
    body: Decision,
    answer: ServicesHeadView,
    refuses: ["notHeld"],
    run: async ({ id, body: { version } }, services) => {
      await foundAcronis(id, services);
      const head = await decideHeld({ instanceId: id, version, decision }, services);
      if (head === undefined) throw new Refusal("notHeld", `Version ${version} is not held (any more).`);
      services.log("info", decision === "accept" ? "held services accepted" : "held services refused", { instanceId: id });
      return viewOf(head, services);
    },
  });

export const servicesDefinitionRoutes = [
  startDefinition,
  readDefinition,
  listVersions,
  readVersion,
  deciding("accept", { operationId: "acceptServices", summary: "Publishes the held version of the services definition" }),
  deciding("refuse", {
    operationId: "refuseServices",
    summary: "Refuses the held version of the services definition: what is published stays, and the same content is not held again",
  }),
] as const;

const viewOf = async (head: ServicesHead | undefined, { services }: OperatorServices) =>
  headView(head, head?.held === undefined ? undefined : await services.difference(head.instanceId, head.held.difference));
