import { setTimeout as wait } from "node:timers/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { utc } from "./clock.ts";
import { Refused } from "./errors.ts";
import type { Answer, Site } from "./exchange.ts";
import { earlyAnswer, lateAnswer, refusal } from "./fault-answers.ts";
import type { FaultKind } from "./fault-kinds.ts";
import type { Switchboard } from "./faults.ts";
import { readText, send, urlOf } from "./http.ts";
import { dialectOf, onceKept } from "./answering.ts";
import { judge } from "./judgement.ts";
import type { Call } from "./ledger.ts";
import type { Router } from "./router.ts";

export interface Platform {
  readonly site: Site;
  readonly router: Router;
  readonly faults: Switchboard;
  readonly record: (call: Call) => void;
  /** Resolves once the state is where a kill does not reach it. */
  readonly keep: () => Promise<void>;
  readonly expire: (kind: FaultKind) => void;
  readonly isItsTurn: () => boolean;
}

/** One request from the first byte to the last: faults, judgement, commit, answer. */
export async function process(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { site } = platform;
  const url = urlOf(request);
  const method = request.method ?? "GET";
  const path = url.pathname;
  const dialect = dialectOf(path);
  const found = platform.router.find(method, path);
  const template = typeof found === "string" ? null : found.route.template;
  const at = utc(site.clock.now());
  const record = (status: number): void =>
    platform.record({ method, path, query: url.search, route: `${method} ${template ?? path}`, status, at });
  const faults = platform.faults.take({ method, path, template });

  if (faults.some(({ kind }) => kind === "refuseConnection" || kind === "reset")) {
    record(0);
    request.socket.resetAndDestroy();
    return;
  }
  for (const { kind } of faults) if (kind === "expireToken" || kind === "expireKey") platform.expire(kind);
  const work = async (): Promise<Answer> => {
    const text = await readText(request);
    if (text instanceof Refused) return refusal(text, dialect);
    const early = earlyAnswer(faults, dialect);
    if (early !== undefined) return early;
    const rest = { headers: request.headers, query: url.searchParams, isItsTurn: platform.isItsTurn };
    const judged = judge(site, { method, path, text, found, faults, ...rest });
    // A read changes nothing by itself, but a fault that came with it may.
    if (method !== "GET" || faults.length > 0) site.changed();
    return judged;
  };
  const answer = await onceKept(platform.keep, dialect, await work());
  record(answer.status);
  for (const fault of faults) if (fault.kind === "slow") await wait(fault.ms / site.clock.scale);
  if (faults.some(({ kind }) => kind === "loseAnswer")) {
    request.socket.destroy();
    return;
  }
  send(response, lateAnswer(faults, dialect) ?? answer);
}
