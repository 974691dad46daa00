import type { IncomingMessage, ServerResponse } from "node:http";
import { badRequest, Refused } from "./errors.ts";
import type { Answer, Route } from "./exchange.ts";
import { mostLevels, parseJson } from "./json.ts";

const mostBytes = 2 * 1024 * 1024;

/** Reads the body, up to two megabytes; what is more is refused. Throws if the client gives the request up. */
export async function readText(request: IncomingMessage): Promise<string | Refused> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    size += part.length;
    // The rest is read and thrown away, so that the answer reaches a client that is still sending.
    if (size <= mostBytes) chunks.push(part);
  }
  return size > mostBytes ? new Refused(413, "The body is too large.") : Buffer.concat(chunks).toString("utf8");
}

const mediaTypes = {
  json: /^application\/(json|json-patch\+json)$/,
  form: /^application\/x-www-form-urlencoded$/,
} as const;

/** The body as its route wants it. The token endpoint takes a form and nothing else (sheet 9.2). */
export function readContent({ accepts }: Route, contentType: string | undefined, text: string): unknown {
  if (accepts === "nothing" || (accepts === "json" && text === "")) return undefined;
  const given = contentType?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (!mediaTypes[accepts].test(given)) throw new Refused(415, `Content-Type '${given}' is not taken here.`);
  if (accepts === "form") return Object.fromEntries(new URLSearchParams(text));
  const value = parseJson(text);
  if (value === undefined) throw badRequest(`The body is not JSON, or nested deeper than ${mostLevels} levels.`);
  return value;
}

/** A path that begins with two slashes is a path all the same, not a host. */
export function urlOf({ url }: IncomingMessage): URL {
  return new URL(`http://simulator${url?.startsWith("/") === true ? url : "/"}`);
}

export function send(response: ServerResponse, { status, body, text, bytes, headers }: Answer): void {
  const content = bytes ?? text ?? (body === undefined ? undefined : JSON.stringify(body));
  const type = body === undefined ? {} : { "content-type": "application/json; charset=utf-8" };
  response.writeHead(status, { ...type, ...headers });
  response.end(status === 204 ? undefined : content);
}
