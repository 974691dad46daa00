import type { IncomingHttpHeaders } from "node:http";
import type * as z from "zod";
import type { Clock } from "./clock.ts";
import { badRequest } from "./errors.ts";
import type { Rules } from "./rules.ts";
import type { Action, Outcomes, State } from "./state.ts";

/** What all requests of one simulator share. */
export interface Site {
  readonly state: State;
  readonly clock: Clock;
  readonly rules: Rules;
  readonly url: () => string;
  /** Does the work of a call that was answered with 202. */
  readonly perform: (action: Action) => Answer;
  /** To be called after whatever changes the state, before it is told to anybody. */
  readonly changed: () => void;
}

export interface Caller {
  readonly uid: string;
  readonly readOnly: boolean;
}

/** One request on its way to an answer. */
export interface Exchange {
  readonly site: Site;
  readonly state: State;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
  readonly caller: Caller;
  /** The REST version the client speaks, as "3.7" (sheet 9.1). */
  readonly version: string;
  /** How what begins with this request will end (faults of the world). */
  readonly outcomes: Outcomes;
  /** Objects made after this instant are not in lists yet (fault `staleReads`). */
  readonly listedUntil: number;
  readonly ignoresOffset: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly text?: string;
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Dialect = "console" | "contract";

export interface Route {
  readonly method: string;
  readonly template: string;
  readonly dialect: Dialect;
  readonly access: "public" | "signedIn";
  readonly accepts: "json" | "form" | "nothing";
  /** Long-running and fire-and-forget operations refuse to be registered as actions (sheet 9.7). */
  readonly mayBeAsync: boolean;
  readonly run: (exchange: Exchange) => Answer;
}

type RouteOptions = Partial<Pick<Route, "access" | "accepts" | "mayBeAsync">>;

/** A route of the console, below `/api/v3` (sheet 9.1). */
export function consoleRoute(method: string, path: string, run: Route["run"], options: RouteOptions = {}): Route {
  return { ...preset(method), method, template: `/api/v3${path}`, dialect: "console", run, ...options };
}

/** A route of the registration contract, below `/contract` (sheet 14.3). */
export function contractRoute(method: string, path: string, run: Route["run"]): Route {
  return { ...preset(method), mayBeAsync: false, method, template: `/contract${path}`, dialect: "contract", run };
}

function preset(method: string): Pick<Route, "access" | "accepts" | "mayBeAsync"> {
  return { access: "signedIn", accepts: method === "POST" || method === "PATCH" ? "json" : "nothing", mayBeAsync: true };
}

export const data = (value: unknown): Answer => ({ status: 200, body: { data: value } });
/** What the console answers when there is nothing to tell (sheet 9.3, EmptyResponse). */
export const empty: Answer = { status: 200, body: { data: {}, errors: [] } };

export function param({ params }: Exchange, name: string): string {
  return params[name] ?? "";
}

export function textParam({ query }: Exchange, name: string): string | null {
  const value = query.get(name);
  return value === null || value === "" ? null : value;
}

/** Reads the body of a request, or refuses it naming the first field that does not fit. */
export function readBody<Value>({ body }: Exchange, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.join(".");
  throw badRequest(`${field === undefined || field === "" ? "The body" : field}: ${issue?.message ?? "does not fit"}`, field);
}
