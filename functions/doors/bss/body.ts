import { isObject } from "./reading.ts";
import { largestBody, type DoorRequest } from "./request.ts";
import type { Problem } from "./problem.ts";

/** What was sent, if it is a JSON object; a broken or empty body is answered, never guessed at (bss-service-management-api.md, 2). */
export const bodyOf = (request: DoorRequest): Readonly<Record<string, unknown>> | Problem => {
  if (request.tooLarge === true || Buffer.byteLength(request.body) > largestBody) return unreadable("the body is larger than 1 MB");
  const json = request.body.replace(byteOrderMark, "").trim();
  if (json === "") return unreadable("the body is empty, a JSON object is expected");
  const parsed = parse(json);
  if (parsed === undefined) return unreadable("the body is broken or incomplete JSON");
  if (!isObject(parsed)) return unreadable("the body is not a JSON object");
  if (isDeeper(parsed, deepestBody)) return unreadable(`the body is nested deeper than ${deepestBody} levels`);
  return parsed;
};

/** Far beyond any type of the library: the deepest, a service with its add-ons, has seven levels. */
const deepestBody = 64;

const byteOrderMark = /^\u{FEFF}/u;

const unreadable = (detail: string): Problem => ({ problem: "invalidRequest", detail });

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    // The parser's own message quotes the body, and so people's data.
    return undefined;
  }
};

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === "object" && value !== null && (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));
