import * as z from "zod";
import { badRequest } from "./errors.ts";
import type { Exchange } from "./exchange.ts";

/** The pieces a request schema is built from: once closed and exact, once as lenient as the real server (sheet 3). */
export interface Pieces {
  readonly boolean: z.ZodType<boolean>;
  readonly integer: z.ZodType<number>;
  object<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape>;
  maybe<Schema extends z.ZodType>(schema: Schema): z.ZodType<z.output<Schema> | null | undefined>;
}

export interface RequestBody<Value> {
  readonly strict: z.ZodType<Value>;
  readonly lenient: z.ZodType<Value>;
}

/** Describes a request body once for both modes. */
export function requestBody<Value>(build: (pieces: Pieces) => z.ZodType<Value>): RequestBody<Value> {
  return { strict: build(strictPieces), lenient: build(lenientPieces) };
}

/** Reads the body of a request, or refuses it naming the fields that do not fit. */
export function readBody<Value>(exchange: Exchange, shape: RequestBody<Value>): Value {
  const schema = exchange.site.strict ? shape.strict : shape.lenient;
  const parsed = schema.safeParse(exchange.body);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`);
  throw badRequest(wrong.join("; "));
}

const strictPieces: Pieces = {
  boolean: z.boolean(),
  integer: z.int(),
  object: (shape) => z.strictObject(shape),
  maybe: (schema) => z.optional(schema),
};

// Acronis' own scripts send "true" and "1" and echo whole objects; the real server takes them.
const lenientPieces: Pieces = {
  boolean: z.preprocess((value) => (typeof value === "string" ? { true: true, false: false }[value.toLowerCase()] : value), z.boolean()),
  integer: z.preprocess((value) => (typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value), z.int()),
  object: (shape) => z.object(shape),
  maybe: (schema) => z.nullish(schema),
};

export const Uuid = z.string().regex(/^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/, "must be a lower-case uuid");
