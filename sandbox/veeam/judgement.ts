import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { settle } from "./agenda.ts";
import { acceptedAnswer, kept, repeatedAction } from "./async-actions.ts";
import { authenticate } from "./authentication.ts";
import { answered, dialectOf } from "./answering.ts";
import { badRequest, notFound, Refused } from "./errors.ts";
import type { Answer, Caller, Exchange, Site } from "./exchange.ts";
import { faultOf, outcomesOf, withUnknownEnums } from "./fault-answers.ts";
import type { Fault } from "./fault-kinds.ts";
import { readContent } from "./http.ts";
import { repeatedAnswer, rememberAnswer } from "./repeats.ts";
import type { Found, Router } from "./router.ts";
import { schedule } from "./schedule.ts";
import type { Action } from "./state.ts";
import { versionOf } from "./version.ts";

/** A request that has arrived whole. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly found: ReturnType<Router["find"]>;
  readonly faults: readonly Fault[];
  /** Whether this write is answered with 202, by the share. */
  readonly isItsTurn: () => boolean;
  /** A person at the pages of Pulse signs in elsewhere. */
  readonly isPerson?: boolean;
}

/** From the request to its answer. Everything here is synchronous: a request sees and leaves a whole world. */
export function judge(site: Site, arrived: Arrived): Answer {
  const dialect = dialectOf(arrived.path);
  const answer = answered(dialect, () => {
    settle(site);
    const first = handle(site, arrived);
    // The network delivered the request a second time; nobody waits for that answer.
    if (faultOf(arrived.faults, "deliverTwice") !== undefined) answered(dialect, () => handle(site, arrived));
    return first;
  });
  const unknown = faultOf(arrived.faults, "unknownEnum");
  const shown = unknown === undefined ? answer : withUnknownEnums(answer, unknown);
  return dialect === "contract" ? { ...shown, headers: { ...shown.headers, "x-contract": "1" } } : shown;
}

const nobody: Caller = { uid: "", readOnly: false };

function handle(site: Site, arrived: Arrived): Answer {
  const { found, method, headers, faults, text } = arrived;
  if (found === "unknown path") throw notFound("There is nothing at this path.");
  if (found === "unknown method") throw new Refused(405, "The method is not allowed here.");
  const { route } = found;
  const signedIn = { site, state: site.state, headers };
  const isOpen = route.access === "public" || arrived.isPerson === true;
  const caller = isOpen ? nobody : authenticate(signedIn, method);
  const version = route.dialect === "console" && !isOpen ? versionOf(site, headers) : "3.7";
  const stale = faultOf(faults, "staleReads")?.seconds ?? 0;
  const exchange: Exchange = {
    ...signedIn,
    params: found.params,
    query: arrived.query,
    body: readContent(route, headers["content-type"], text),
    caller,
    version,
    outcomes: outcomesOf(faults),
    listedUntil: stale === 0 ? Infinity : site.clock.now() - (stale * 1000) / site.clock.scale,
    ignoresOffset: faultOf(faults, "ignoreOffset") !== undefined,
  };
  return route.dialect === "contract" ? once(exchange, arrived, found) : registered(exchange, arrived, found);
}

/** The contract: the same `Idempotency-Key` gets the same answer (sheet 14.3). */
function once(exchange: Exchange, arrived: Arrived, { route }: Found): Answer {
  const key = route.method === "POST" ? header(arrived.headers, "idempotency-key") : null;
  const fingerprint = `${arrived.method} ${arrived.path} ${arrived.text}`;
  const repeated = key === null ? undefined : repeatedAnswer(exchange.site, key, fingerprint);
  if (repeated !== undefined) return repeated;
  const answer = route.run(exchange);
  if (key !== null) rememberAnswer(exchange.site, key, { fingerprint, answer });
  return answer;
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The console: a write is repeated by its request id for five minutes, and may be answered with 202 (sheet 9.7). */
function registered(exchange: Exchange, arrived: Arrived, { route }: Found): Answer {
  const { site } = exchange;
  const id = header(arrived.headers, "x-request-id");
  if (id !== null && !uuid.test(id)) throw badRequest("X-Request-id must be a UUID.", "X-Request-id");
  const isWrite = route.method !== "GET" && route.access !== "public";
  const repeated = isWrite ? repeatedAction(site, id) : undefined;
  if (repeated !== undefined) return repeated.isAsync ? acceptedAnswer(site, repeated) : (repeated.answer ?? { status: 200 });
  const isAsync = route.mayBeAsync && (faultOf(arrived.faults, "async") !== undefined || (isWrite && arrived.isItsTurn()));
  const action = actionFor(exchange, arrived, { id: id ?? randomUUID(), template: route.template, isAsync });
  if (isAsync) {
    site.state.actions[action.id] = action;
    schedule(site, "action", action.id, site.rules.pace.action);
    return acceptedAnswer(site, action);
  }
  const answer = route.run(exchange);
  if (isWrite && id !== null) site.state.actions[id] = { ...action, status: "succeed", answer: kept(answer) };
  return answer;
}

function actionFor(exchange: Exchange, arrived: Arrived, known: Pick<Action, "id" | "template" | "isAsync">): Action {
  return {
    ...known,
    method: arrived.method,
    path: arrived.path,
    query: arrived.query.toString(),
    version: exchange.version,
    requestBody: arrived.text,
    initiatorUid: exchange.caller.uid,
    status: "running",
    registeredAt: exchange.site.clock.now(),
    outcomes: exchange.outcomes,
    answer: null,
  };
}

function header(headers: IncomingHttpHeaders, name: string): string | null {
  const value = headers[name];
  return typeof value === "string" && value !== "" ? value : null;
}
