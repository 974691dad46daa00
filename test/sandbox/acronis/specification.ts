import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Answer } from "./client.ts";

// Derived from Acronis' own OpenAPI document: for every call its success status and the schema of its answer.
const Specification = z.object({
  routes: z.record(z.string(), z.object({ status: z.int(), schema: z.string().nullable() })),
  $defs: z.record(z.string(), z.record(z.string(), z.json())),
});

const specification = Specification.parse(JSON.parse(readFileSync(new URL("answers.schema.json", import.meta.url), "utf8")));

export const documentedRoutes: readonly string[] = Object.keys(specification.routes);

/** What is wrong with an answer, according to the vendor's specification; empty if nothing is. */
export function faultsOf(route: string, answer: Answer): readonly string[] {
  const documented = specification.routes[route];
  if (documented === undefined) return [`${route} is not documented`];
  if (answer.status >= 400) return differences(route, "errorScheme", answer.body);
  if (answer.status !== documented.status) return [`${route} answered ${answer.status}, not ${documented.status}`];
  // Deleting a brand is documented with 204 and a body; nothing can answer both.
  return documented.schema === null || documented.status === 204 ? [] : differences(route, documented.schema, answer.body);
}

function differences(route: string, name: string, body: unknown): readonly string[] {
  const parsed = schemaOf(name).safeParse(body);
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${route} ${path.join(".")}: ${message}`);
}

const known = new Map<string, z.ZodType>();

function schemaOf(name: string): z.ZodType {
  const schema = known.get(name) ?? z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs: specification.$defs });
  known.set(name, schema);
  return schema;
}
