import * as z from "zod";
import { Rule } from "../../instances/rule.ts";
import { UsageState } from "./usage.ts";
import { UsageDifferences } from "./usage-differences-view.ts";
import { VeeamRule } from "../../instances/veeam-rule.ts";
import { ServicesSettings } from "../../services/settings.ts";
import { RegistrationContract } from "../../vendors/veeam/contract.ts";
import { WorkItem } from "../../vendors/veeam/work-item.ts";
import { CustomersImport } from "./customers-export.ts";
import { DeletionAnswer, TenantDeletion } from "./deletion-views.ts";
import { InstanceFacts, InstanceList } from "./instances.ts";
import { OrderDetail, OrderPage, OrderSummary } from "./order-views.ts";
import { Problem, type ProblemName, problems } from "./problems.ts";
import { PriceListFacts, PriceListView } from "./price-list.ts";
import { ServicesHeadView, ServicesRun, ServicesVersion, ServicesVersionDetail, ServicesVersionList } from "./services-definition-views.ts";
import { ServicesSchedules } from "./services-settings.ts";
import { partsOf, type Route, takesBody } from "./route.ts";

/** The door's description in OpenAPI 3.1, made of the same schemas that parse what comes in and give what goes out. */
export const documentOf = (routes: readonly Route[]) => ({
  openapi: "3.1.0" as const,
  info: {
    title: "Tenantry, operator API",
    version: "1",
    description:
      "For the people who run Tenantry. On AWS, requests are signed (SigV4, service `execute-api`); a sandbox takes a bearer key.",
  },
  security: [{ bearerKey: [] }, { sigV4: [] }],
  paths: pathsOf(routes),
  components: {
    securitySchemes: {
      bearerKey: { type: "http", scheme: "bearer" },
      sigV4: { type: "apiKey", in: "header", name: "Authorization", "x-amazon-apigateway-authtype": "awsSigv4" },
    },
    schemas: schemas(),
  },
});

/** Schemas that have a name in the document. */
const named = z.registry<{ id: string }>();
named.add(OrderSummary, { id: "OrderSummary" });
named.add(OrderDetail, { id: "Order" });
named.add(OrderPage, { id: "OrderPage" });
named.add(InstanceFacts, { id: "Instance" });
named.add(InstanceList, { id: "InstanceList" });
named.add(ServicesSettings, { id: "ServicesSettings" });
named.add(ServicesSchedules, { id: "ServicesSchedules" });
named.add(ServicesHeadView, { id: "ServicesHead" });
named.add(ServicesRun, { id: "ServicesRun" });
named.add(ServicesVersion, { id: "ServicesVersion" });
named.add(ServicesVersionList, { id: "ServicesVersionList" });
named.add(ServicesVersionDetail, { id: "ServicesVersionDetail" });
named.add(PriceListView, { id: "PriceList" });
named.add(PriceListFacts, { id: "PriceListFacts" });
named.add(Rule, { id: "Rule" });
named.add(VeeamRule, { id: "VeeamRule" });
named.add(RegistrationContract, { id: "RegistrationContract" });
named.add(CustomersImport, { id: "CustomersImport" });
named.add(UsageState, { id: "UsageState" });
named.add(UsageDifferences, { id: "UsageDifferences" });
named.add(WorkItem, { id: "WorkItem" });
named.add(TenantDeletion, { id: "TenantDeletion" });
named.add(DeletionAnswer, { id: "DeletionAnswer" });
named.add(Problem, { id: "Problem" });

const uri = (id: string): string => `#/components/schemas/${id}`;

const schemas = () =>
  Object.fromEntries(Object.entries(z.toJSONSchema(named, { io: "output", uri }).schemas).map(([id, schema]) => [id, bare(schema)]));

// An `$id` would move the base that a reference starts from.
const bare = ({ $schema: _dialect, $id: _id, ...schema }: z.core.JSONSchema.BaseSchema) => schema;

/** Of a body, the schema says what may be left out; of an answer, what is always there. */
const inline = (schema: z.core.$ZodType, io: "input" | "output" = "output") => bare(z.toJSONSchema(schema, { io }));

const reference = (schema: z.ZodType) => {
  const id = named.get(schema)?.id;
  return id === undefined ? inline(schema) : { $ref: uri(id) };
};

const pathsOf = (routes: readonly Route[]) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  return paths;
};

const operationOf = (route: Route) => ({
  operationId: route.operationId,
  summary: route.summary,
  parameters: [
    ...partsOf(route.path).map(([name, schema]) => ({ name, in: "path", required: true, schema: inline(schema) })),
    ...Object.entries(route.query.shape).map(([name, schema]) => ({
      name,
      in: "query",
      required: !z.safeParse(schema, undefined).success,
      schema: inline(schema),
    })),
  ],
  ...(takesBody(route) ? { requestBody: { required: true, content: contentOf(route) } } : {}),
  responses: {
    [route.status]: {
      description: route.summary,
      content: {
        "application/json": { schema: reference(route.answer) },
        ...(route.hasTable ? { "text/csv": { schema: { type: "string" } } } : {}),
      },
      ...(route.hasTable ? { headers: headersOfTable } : {}),
    },
    ...problemsOf(route),
  },
});

/** Of the answer as a table alone. */
const headersOfTable = {
  "Content-Disposition": { description: "Of a table: the name of the file.", schema: { type: "string" } },
  "x-next": { description: "Of a table that is not whole: the `after` of the next answer.", schema: { type: "string" } },
} as const;

/** A file has no schema that JSON knows. */
const contentOf = ({ file, body }: Route) =>
  file === undefined
    ? { "application/json": { schema: inline(body, "input") } }
    : Object.fromEntries(file.mediaTypes.map((type) => [type, { schema: { type: "string", format: "binary" } }]));

const problemsOf = (route: Route) => {
  const names: readonly ProblemName[] = [
    "unreadable",
    "unauthorised",
    ...(partsOf(route.path).length > 0 ? (["notFound"] as const) : []),
    ...(takesBody(route) ? (["tooLarge", "wrongContentType"] as const) : []),
    ...route.refuses,
    "defect",
  ];
  const titles = Map.groupBy(
    names.map((name) => problems[name]),
    ({ status }) => status,
  );
  const content = { "application/problem+json": { schema: { $ref: uri("Problem") } } };
  return Object.fromEntries(
    [...titles].map(([status, of]) => [status, { description: [...new Set(of.map(({ title }) => title))].join(". "), content }]),
  );
};
