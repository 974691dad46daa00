import { setTimeout as wait } from "node:timers/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { authenticate } from "./authentication.ts";
import { stamp } from "./clock.ts";
import { ApiError, envelope, notFound } from "./errors.ts";
import type { Answer, Exchange, Site } from "./exchange.ts";
import type { Fault } from "./fault-kinds.ts";
import type { Switchboard } from "./faults.ts";
import { readBytes, readJson, send } from "./http.ts";
import type { Call } from "./ledger.ts";
import { raceQuotas, raceVersion } from "./races.ts";
import type { Found, Router } from "./router.ts";

export interface Platform {
  readonly site: Site;
  readonly router: Router;
  readonly faults: Switchboard;
  readonly record: (call: Call) => void;
  /** Resolves once the state is where a kill does not reach it. */
  readonly keep: () => Promise<void>;
  readonly expireTokens: () => void;
}

/** One request from the first byte to the last: faults, judgement, commit, answer. */
export async function process(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = urlOf(request);
  const method = request.method ?? "GET";
  const found = platform.router.find(method, url.pathname);
  const template = typeof found === "string" ? null : found.route.template;
  const faults = platform.faults.take({ method, path: url.pathname, template, query: url.searchParams });
  const at = stamp();
  const record = (status: number): void =>
    platform.record({ method, path: url.pathname, query: url.search, route: `${method} ${template ?? url.pathname}`, status, at });

  const broken = faults.find(({ kind }) => kind === "refuseConnection" || kind === "reset");
  if (broken !== undefined) {
    record(0);
    request.socket.resetAndDestroy();
    return;
  }
  const answer = early(faults) ?? (await judge(platform, { request, url, found, faults }));
  record(answer?.status ?? 0);
  if (answer === undefined) return void request.socket.destroy();
  for (const fault of faults) if (fault.kind === "slow") await wait(fault.ms / platform.site.timeScale);
  if (faults.some(({ kind }) => kind === "loseAnswer")) {
    request.socket.destroy();
    return;
  }
  await send(response, faults.map(late).find((instead) => instead !== undefined) ?? answer);
}

/** A path that begins with two slashes is a path all the same, not a host. */
export function urlOf({ url }: IncomingMessage): URL {
  return new URL(`http://simulator${url?.startsWith("/") === true ? url : "/"}`);
}

/** Refusals that come before anything is done. */
function early(faults: readonly Fault[]): Answer | undefined {
  for (const fault of faults) {
    if (fault.kind === "status") return badAnswer(fault);
    if (fault.kind === "throttle") {
      const seconds = fault.retryAfter === undefined ? 1 : fault.retryAfter;
      const headers = seconds === null ? {} : { "retry-after": String(seconds) };
      return { status: 429, body: envelope(429, "Too Many Requests").body, headers };
    }
  }
  return undefined;
}

function late(fault: Fault): Answer | undefined {
  return fault.kind === "statusAfterCommit" ? badAnswer(fault) : undefined;
}

function badAnswer({ status, body, html }: Extract<Fault, { kind: "status" | "statusAfterCommit" }>): Answer {
  if (html === undefined || html === false) return { status, body: body ?? envelope(status, "Simulated failure").body };
  const text = html === true ? `<html><head><title>${status}</title></head><body><h1>${status} Bad Gateway</h1></body></html>` : html;
  return { status, text, headers: { "content-type": "text/html" } };
}

interface Asked {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly found: ReturnType<Router["find"]>;
  readonly faults: readonly Fault[];
}

/** Undefined if the client gave the request up before it was whole. */
async function judge(platform: Platform, asked: Asked): Promise<Answer | undefined> {
  try {
    const bytes = await readBytes(asked.request);
    if (asked.found === "unknown path") throw notFound("There is nothing at this path.");
    if (asked.found === "unknown method") throw envelope(405, "Method Not Allowed");
    // What is refused changes nothing, but a fault that came with it may.
    let written = asked.faults.length > 0;
    try {
      const answer = run(platform, { ...asked, found: asked.found }, bytes);
      written ||= asked.request.method !== "GET";
      return answer;
    } finally {
      if (written) await platform.keep();
    }
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    if (!asked.request.complete) return undefined;
    console.error("defect in the simulator:", error);
    return { status: 500, body: envelope(500, "Internal Server Error").body };
  }
}

/** Everything from here on is synchronous: a request sees and leaves a whole world. */
function run({ site, expireTokens }: Platform, { request, url, found, faults }: Asked & { readonly found: Found }, bytes: Buffer): Answer {
  const { route, params } = found;
  if (faults.some(({ kind }) => kind === "expireToken")) expireTokens();
  const stale = faults.reduce((most, fault) => (fault.kind === "staleSearch" ? Math.max(most, fault.seconds) : most), 0);
  const listedUntil = stale === 0 ? Infinity : Date.now() - (stale * 1000) / site.timeScale;
  const address = request.socket.remoteAddress ?? "";
  const shared = { site, state: site.state, params, query: url.searchParams, headers: request.headers, address, bytes, listedUntil };
  const caller = authenticate({ ...shared, body: undefined }, route.access);
  const body = readJson(route, request.headers["content-type"], bytes);
  if (faults.some(({ kind }) => kind === "versionRace")) raceVersion(site.state, params, url.pathname);
  if (faults.some(({ kind }) => kind === "quotaRace")) raceQuotas(site.state, params, body);
  const exchange: Exchange = { ...shared, body, caller };
  return route.run(exchange);
}
