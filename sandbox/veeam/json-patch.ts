import * as z from "zod";
import { Refused } from "./errors.ts";
import { type Exchange, readBody } from "./exchange.ts";

const Operation = z.object({ op: z.string(), path: z.string(), value: z.unknown().optional() });
type Operation = z.infer<typeof Operation>;

const failedPatch = 1001;

function failed({ op, path, value }: Operation, why: string): Refused {
  return new Refused(400, why, { code: failedPatch, more: { failedJsonPatch: { value: value ?? null, path, op } } });
}

/**
 * Applies a JSON Patch to the named properties of an object, all or nothing (sheet 9.6). Paths come with and without a leading slash.
 * Each property judges its value; what a judge refuses is a failed patch.
 */
export function patched(exchange: Exchange, judges: Readonly<Record<string, z.ZodType>>): Readonly<Record<string, unknown>> {
  const operations = readBody(exchange, z.array(Operation).min(1));
  const changes: Record<string, unknown> = {};
  for (const operation of operations) {
    const name = operation.path.replace(/^\//, "");
    const judge = Object.hasOwn(judges, name) ? judges[name] : undefined;
    if (!["add", "replace", "remove"].includes(operation.op)) throw failed(operation, `'${operation.op}' is not supported.`);
    if (judge === undefined) throw failed(operation, `There is no property '${name}' to patch.`);
    const value = judge.safeParse(operation.op === "remove" ? null : operation.value);
    if (!value.success) throw failed(operation, value.error.issues[0]?.message ?? "The value does not fit.");
    changes[name] = value.data;
  }
  return changes;
}

/** Patches carry their values as text, whatever they mean. */
export const Flag = z.preprocess(
  (value) => (typeof value === "string" ? { true: true, false: false }[value.toLowerCase()] : value),
  z.boolean(),
);
