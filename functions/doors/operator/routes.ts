import * as z from "zod";
import { confirmOrder } from "./confirm-order.ts";
import { importExport } from "./customers-export.ts";
import { deletionRoutes } from "./deletion.ts";
import { documentOf } from "./document.ts";
import { instanceRoutes } from "./instances.ts";
import { orderRoutes } from "./orders.ts";
import { usageRoutes } from "./usage.ts";
import { readUsageDifferences } from "./usage-differences.ts";
import { veeamInstanceRoutes } from "./veeam-instances.ts";
import { noBody, noQuery, type Route, route } from "./route.ts";
import { priceListRoutes } from "./price-list.ts";
import { servicesDefinitionRoutes } from "./services-definition.ts";
import { servicesSettingsRoutes } from "./services-settings.ts";

const readDocument = route({
  method: "GET",
  path: "/v1/openapi.json",
  operationId: "readDocument",
  summary: "This document",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: z.looseObject({ openapi: z.literal("3.1.0") }),
  refuses: [],
  run: async () => (document ??= documentOf(routes)),
});

/** Made when it is first asked for: it is the same for ever. */
let document: ReturnType<typeof documentOf> | undefined;

/** Every route of the door: it serves them, and the document describes them. */
export const routes: readonly Route[] = [
  ...orderRoutes,
  confirmOrder,
  ...instanceRoutes,
  ...servicesSettingsRoutes,
  ...servicesDefinitionRoutes,
  ...priceListRoutes,
  ...veeamInstanceRoutes,
  importExport,
  ...deletionRoutes,
  ...usageRoutes,
  readUsageDifferences,
  readDocument,
];
