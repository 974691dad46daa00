import type * as z from "zod";
import { toDotPath } from "zod/v4/core";
import { type Fault, Refusal } from "./problems.ts";

/** Parses what came from outside, or refuses it and names each wrong place. Values are never quoted. */
export const parsed = <Schema extends z.ZodType>(schema: Schema, given: unknown, detail: string): z.output<Schema> => {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Refusal("unreadable", detail, { errors: result.error.issues.flatMap((issue) => faultsOf(issue, [])).slice(0, MOST) });
};

const MOST = 50;
/** Names in a path are the caller's own and may be endless. */
const LONGEST_PATH = 200;

type Path = readonly PropertyKey[];

const faultsOf = (issue: z.core.$ZodIssue, above: Path): Fault[] => {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => fault([...path, key], "There is no such member"));
  if (issue.code === "invalid_union") return alternatives(issue.errors, path);
  if (issue.code === "invalid_key") return [fault(path, `The name cannot be used: ${messagesOf(issue.issues)}`)];
  return [fault(path, issue.message)];
};

/** Of several forms, the one that fits on the outside and fails within is the one that was meant. */
const alternatives = (forms: readonly (readonly z.core.$ZodIssue[])[], path: Path): Fault[] => {
  const meant = forms.find((issues) => issues.every((issue) => issue.path.length > 0));
  if (meant !== undefined) return meant.flatMap((issue) => faultsOf(issue, path));
  return [fault(path, forms.map(messagesOf).join("; or: "))];
};

const messagesOf = (issues: readonly z.core.$ZodIssue[]): string => issues.map(({ message }) => message).join(", ");

const fault = (path: Path, message: string): Fault => ({ path: toDotPath(path).slice(0, LONGEST_PATH), message });
