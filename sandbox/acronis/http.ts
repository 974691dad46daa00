import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { badRequest, envelope } from "./errors.ts";
import type { Answer, Route } from "./exchange.ts";

const mostBytes = 2 * 1024 * 1024;

/** Reads the body, up to two megabytes. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    // The rest is read and thrown away, so that the answer reaches a client that is still sending.
    if (size <= mostBytes) chunks.push(part);
  }
  if (size > mostBytes) throw envelope(413, "Payload Too Large");
  return Buffer.concat(chunks);
}

const mediaTypes = { json: "application/json", form: "application/x-www-form-urlencoded", binary: "image/png" } as const;

/** Missing or wrong Content-Type is a 415 (sheet 3); what is not JSON a 400. */
export function readJson(route: Route, contentType: string | undefined, bytes: Buffer): unknown {
  if (route.accepts === "nothing") return undefined;
  const given = contentType?.split(";")[0]?.trim().toLowerCase();
  if (given !== mediaTypes[route.accepts])
    throw envelope(415, "Unsupported Media Type", { info: `Content-Type must be ${mediaTypes[route.accepts]}.` });
  if (route.accepts !== "json" || bytes.length === 0) return undefined;
  const value = parseJson(bytes.toString("utf8"));
  if (value === undefined) throw badRequest(`The body is not JSON, or nested deeper than ${mostLevels} levels.`);
  return value;
}

const mostLevels = 100;

/** The value of a JSON text; undefined if it is none, or so deep that it could not be written down again. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isDeeper(value, mostLevels) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  let level = [value];
  for (let depth = 0; depth <= levels && level.length > 0; depth += 1)
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  return level.length > 0;
}

/** Writes the answer; one in pieces no faster than the client reads it. */
export async function send(response: ServerResponse, { status, body, text, bytes, pieces, headers }: Answer): Promise<void> {
  const content = bytes ?? text ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = body === undefined && pieces === undefined ? {} : { "content-type": "application/json; charset=utf-8" };
  response.writeHead(status, { ...type, ...headers });
  if (pieces !== undefined) return pipeline(Readable.from(pieces), response);
  response.end(status === 204 ? undefined : content);
}
