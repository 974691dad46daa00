import type { IncomingHttpHeaders } from "node:http";
import { badRequest, notFound } from "./errors.ts";
import { jsonPieces } from "./json-pieces.ts";
import type { State, User } from "./state.ts";

/** Who is asking, and the top of what they may touch (sheet 2.5). */
export interface Caller {
  readonly id: string;
  readonly kind: "client" | "user";
  readonly tenantId: string;
  readonly mayWrite: boolean;
  readonly user: User | null;
}

/** What all requests of one simulator share. */
export interface Site {
  readonly state: State;
  readonly strict: boolean;
  readonly timeScale: number;
  /** After how many seconds the meters' numbers show, unless a report says so itself (sheet 11.1, freshness). */
  readonly usageDelaySeconds: number;
  /** What a PUT of the edition answers: the specification says the items, the guide warnings (sheet 9.8). */
  readonly editionAnswer: "items" | "warnings";
  readonly url: () => string;
}

/** One request on its way to an answer. */
export interface Exchange {
  readonly site: Site;
  readonly state: State;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly address: string;
  readonly bytes: Buffer;
  readonly body: unknown;
  readonly caller: Caller;
  /** Objects created after this instant are not in lists yet (fault `staleSearch`). */
  readonly listedUntil: number;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  /** A JSON body that is written piece by piece. */
  readonly pieces?: Iterable<string>;
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Access = "public" | "signedIn" | "read" | "write";

export interface Route {
  readonly method: string;
  readonly template: string;
  readonly access: Access;
  readonly accepts: "json" | "form" | "binary" | "nothing";
  readonly run: (exchange: Exchange) => Answer;
}

type RouteOptions = Partial<Pick<Route, "access" | "accepts">>;

/** A route with the defaults of the API: reads need a viewer, writes an administrator and a JSON body. */
export function route(method: string, template: string, run: Route["run"], options: RouteOptions = {}): Route {
  const reads = method === "GET";
  const hasBody = method === "POST" || method === "PUT";
  return {
    method,
    template,
    run,
    access: options.access ?? (reads ? "read" : "write"),
    accepts: options.accepts ?? (hasBody ? "json" : "nothing"),
  };
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
/** A body with lists of any length (`Many`): never held as one text. */
export const okLong = (body: unknown): Answer => ({ status: 200, pieces: jsonPieces(body) });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const noContent: Answer = { status: 204 };

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return uuid.test(text);
}

export function param(exchange: Exchange, name: string): string {
  return exchange.params[name] ?? "";
}

/** An id in a path; what is not a lower-case uuid names nothing. */
export function idParam(exchange: Exchange, name: string): string {
  const value = param(exchange, name);
  if (!isUuid(value)) throw notFound(`'${value}' is not an id`);
  return value;
}

export function flag(exchange: Exchange, name: string): boolean {
  // Python's clients write True.
  const value = exchange.query.get(name)?.toLowerCase();
  return value === "true" || value === "1";
}

export function textParam(exchange: Exchange, name: string): string | null {
  const value = exchange.query.get(name);
  return value === null || value === "" ? null : value;
}

/** A comma-separated filter; none given means no filter. */
export function listParam(exchange: Exchange, name: string): readonly string[] | null {
  return (
    textParam(exchange, name)
      ?.split(",")
      .filter((part) => part !== "") ?? null
  );
}

/** Batches take at most 100 ids (sheet 3, batch ids). */
export function uuidsParam(exchange: Exchange, name: string): readonly string[] | null {
  const list = listParam(exchange, name);
  if (list === null) return null;
  if (list.length > 100) throw badRequest(`ParameterMalformed: '${name}' takes at most 100 ids`);
  if (!list.every(isUuid)) throw badRequest(`ParameterMalformed: '${name}' must be a comma-separated list of uuids`);
  return list;
}

export function uuidParam(exchange: Exchange, name: string): string | null {
  const value = textParam(exchange, name);
  if (value !== null && !isUuid(value)) throw badRequest(`ParameterMalformed: '${name}' must be a uuid`);
  return value;
}

export function numberParam(exchange: Exchange, name: string, range: { min: number; max: number; preset: number }): number {
  const text = textParam(exchange, name);
  if (text === null) return range.preset;
  const value = Number(text);
  if (!Number.isInteger(value) || value < range.min || value > range.max)
    throw badRequest(`ParameterMalformed: '${name}' must be ${range.min}..${range.max}`);
  return value;
}

/** DELETE and the brand calls carry the version in the query (sheet 6.8, 6.11). */
export function versionParam(exchange: Exchange): number {
  const text = textParam(exchange, "version");
  if (text === null || !/^\d+$/.test(text)) throw badRequest("ParameterMalformed: 'version' is required");
  return Number(text);
}

/** Lists answer only what is older than the stale search allows. */
export function isListed(exchange: Exchange, object: { readonly created_at: string }): boolean {
  return Date.parse(object.created_at) <= exchange.listedUntil;
}
