import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod";
import { bodyOf } from "./body.ts";
import { parsed } from "./faults.ts";
import { type ProblemName, Refusal } from "./problems.ts";
import type { OperatorServices } from "./services.ts";

/** What an address may hold, by its name between braces. An id of another form names nothing, so it is not found. */
const addressParts = {
  orderId: z
    .string()
    .regex(/^[a-z2-7]{26}$/)
    .describe("26 letters a-z and digits 2-7."),
  instanceId: z
    .string()
    .regex(/^[a-z2-7]{20}$/)
    .describe("20 letters a-z and digits 2-7."),
  tenantId: z
    .string()
    .regex(/^[\w~-][\w.~-]{0,99}$/)
    .describe("The vendor's own id: 1 to 100 letters, digits or . _ ~ -"),
  version: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .describe("The number of a version, from 1."),
} as const;

/** What an address says, by the names of its parts. */
export type Ids = { readonly [Part in keyof typeof addressParts]?: string };

export const noQuery = z.strictObject({});
/** Of a route that reads no body, whatever is sent. */
export const noBody = z.undefined();

/** What an address names, by the names between its braces. */
export type Parts = ReadonlyMap<string, string>;

/** One route: what the door serves and the document describes. */
interface Definition<Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType> {
  readonly method: "GET" | "PUT" | "POST" | "DELETE";
  /** E.g. `/v1/orders/{orderId}`. */
  readonly path: `/v1/${string}`;
  readonly operationId: string;
  readonly summary: string;
  readonly status: 200 | 202;
  readonly query: Query;
  readonly body: Body;
  readonly answer: Answer;
  /** Of a route that takes a file: what it may be, and how it is read. Without it a body is JSON. */
  readonly file?: { readonly mediaTypes: readonly string[]; readonly read: (event: APIGatewayProxyEventV2) => Uint8Array };
  /** The same answer as a table, for a caller who asks for `?format=csv` or accepts text/csv first. */
  readonly table?: (answer: z.output<Answer>) => Table;
  /** Problems of this route alone, beside those that follow from its form. */
  readonly refuses: readonly ProblemName[];
  /** `id` is the first one that the path names, "" when it names none; `ids` are all of them by their names. */
  readonly run: (
    call: { readonly id: string; readonly ids: Ids; readonly query: z.output<Query>; readonly body: z.output<Body> },
    services: OperatorServices,
  ) => Promise<z.output<Answer>>;
}

/** A table as text: a file for a person, and where the rest of it is, when it is not whole. */
export interface Table {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  readonly next: string | null;
}

/** What a route gives: a document as its schema has it, so that what the schema does not name is not sent; or a table. */
export type Served = { readonly document: unknown } | { readonly table: Table };

export interface Route extends Omit<Definition<z.ZodObject, z.ZodType, z.ZodType>, "run" | "table"> {
  readonly hasTable: boolean;
  readonly serve: (ids: Ids, event: APIGatewayProxyEventV2, services: OperatorServices) => Promise<Served>;
}

export const route = <Query extends z.ZodObject, Body extends z.ZodType, Answer extends z.ZodType>(
  definition: Definition<Query, Body, Answer>,
): Route => {
  const { run, table, ...data } = definition;
  const given = takesBody(data) ? (data.file?.read ?? bodyOf) : () => undefined;
  return {
    ...data,
    hasTable: table !== undefined,
    serve: async (ids, event, services) => {
      const [id = ""] = Object.values(ids);
      const query = parsed(data.query, event.queryStringParameters ?? {}, "The query cannot be used.");
      const body = parsed(data.body, given(event), "The body cannot be used.");
      const answer = data.answer.parse(await run({ id, ids, query, body }, services));
      return table !== undefined && wantsTable(event) ? { table: table(answer) } : { document: answer };
    },
  };
};

/** Said in the query, or accepted before JSON; weights are not read. */
const wantsTable = ({ queryStringParameters, headers }: APIGatewayProxyEventV2): boolean => {
  const format = queryStringParameters?.["format"];
  if (format !== undefined) return format === "csv";
  return /^\s*text\/csv\b/iu.test(headers["accept"] ?? "");
};

export const takesBody = ({ body }: { readonly body: z.ZodType }): boolean => body !== noBody;

/** The ids that an address names where the template has its parts; undefined when the address is another. */
export const idsIn = (template: string, path: string): Ids | undefined => {
  const parts = template.split("/");
  const given = path.split("/");
  if (parts.length !== given.length) return undefined;
  const pairs = parts.map((part, index) => ({ part, text: given[index] ?? "" }));
  if (!pairs.every(({ part, text }) => part === text || partOf(part)?.safeParse(text).success === true)) return undefined;
  return Object.fromEntries(pairs.filter(({ part }) => partOf(part) !== undefined).map(({ part, text }) => [part.slice(1, -1), text]));
};

/** The named parts of a template with their schemas. */
export const partsOf = (template: string): readonly (readonly [string, z.ZodType])[] =>
  Object.entries(addressParts).filter(([name]) => template.includes(`{${name}}`));

const partOf = (part: string): z.ZodType | undefined => Object.entries(addressParts).find(([name]) => part === `{${name}}`)?.[1];

export const nothingBy = (what: string, cure?: string): Refusal => new Refusal("notFound", what, cure === undefined ? {} : { cure });
