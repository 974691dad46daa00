import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type Clock, systemClock, utc } from "../../../functions/clock.ts";
import type { Instance } from "../../../functions/instances/instance.ts";
import type { Credential, Credentials } from "../../../functions/instances/ports.ts";
import { standardServicesSettings } from "../../../functions/services/settings.ts";
import { standardRule } from "../../../functions/instances/rule.ts";
import { acronis, type AcronisNeeds } from "../../../functions/vendors/acronis/adapter.ts";
import type { Acronis, AcronisOf } from "../../../functions/vendors/acronis/port.ts";
import { vendorHttp, type HttpPolicy } from "../../../functions/vendors/http.ts";

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the server does: answer (`isCut`: and end the connection in the body's middle), reset once it took the request, or say nothing. */
export type Reply = Answer | "reset" | "silence";

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly isCut?: boolean;
}

/** A real server on this machine that answers as the test says. It ends with the test. */
export async function vendorServer(
  reply: (seen: Seen, count: number) => Reply,
): Promise<{ gateway: string; seen: Seen[]; connections: () => number }> {
  const seen: Seen[] = [];
  let connections = 0;
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(Buffer.from(part));
    const one = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: Buffer.concat(parts).toString() };
    seen.push(one);
    const answer = reply(one, seen.length);
    if (answer === "silence") return;
    if (answer === "reset") {
      request.socket.destroy();
      return;
    }
    const { status, headers = {}, body, isCut = false } = answer;
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, headers);
    if (isCut) response.write(text, () => request.socket.destroy());
    else response.end(text);
  });
  server.on("connection", () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { gateway: `http://127.0.0.1:${portOf(server.address())}`, seen, connections: () => connections };
}

const portOf = (address: AddressInfo | string | null): number => (address !== null && typeof address === "object" ? address.port : 0);

/** A server whose token endpoint works: each sign-in gives the next token. */
export const signedInServer = (reply: (seen: Seen, count: number) => Reply, expiresOn = Date.now() / 1000 + 7200) => {
  let signIns = 0;
  let calls = 0;
  return vendorServer((seen) => {
    if (seen.path !== "/api/2/idp/token") return reply(seen, (calls += 1));
    return { status: 200, body: { access_token: `token-${(signIns += 1)}`, token_type: "bearer", expires_on: expiresOn, id_token: "x" } };
  });
};

/** Calls of a kind among those that a server saw. */
export const signInsOf = (seen: readonly Seen[]): readonly Seen[] => seen.filter(({ path }) => path === "/api/2/idp/token");
export const callsOf = (seen: readonly Seen[]): readonly Seen[] => seen.filter(({ path }) => path !== "/api/2/idp/token");

/** An HTTP client that may talk to this machine. It ends with the test. */
export function localHttp(more: Partial<HttpPolicy> = {}): ReturnType<typeof vendorHttp> {
  const http = vendorHttp({ allowedSuffixes: [".acronis.com", ".acronis.cloud"], allowLoopback: true, ...more });
  onTestFinished(() => http.close());
  return http;
}

export const clock = systemClock();

export const secret = "s3cret-of-the-client";

export const instanceAt = (gateway: string, more: Partial<Instance> = {}): Instance => ({
  instanceId: "instance-1",
  vendor: "acronis",
  systemName: "Acronis",
  gateway,
  clientId: "client-1",
  distributorDiscount: "0",
  primaryCurrency: "EUR",
  updateProductNames: "keep",
  tenantId: "root",
  tenantName: "Root",
  rule: standardRule,
  services: standardServicesSettings,
  discounts: [],
  activatedAt: clock.now(),
  updatedAt: "2020-01-01T00:00:00.000+00:00",
  ...more,
});

/** Credentials of which memory and store may differ; `reads` counts how often the store was asked. */
export function credentialsOf(inMemory: Partial<Credential> = {}, stored: Partial<Credential> = inMemory): Credentials & { reads: number } {
  const whole = { clientId: "client-1", clientSecret: secret, savedAt: clock.now() };
  const port = {
    reads: 0,
    of: async () => ({ ...whole, ...inMemory }),
    fresh: async () => {
      port.reads += 1;
      return { ...whole, ...stored };
    },
  };
  return port;
}

/** How a promise fails; a promise that does not is told. */
export const failureOf = async (promise: Promise<unknown>): Promise<Error> => {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it did not fail");
};

/** A clock that stands until it is moved. */
export function movableClock(): Clock & { move(seconds: number): void } {
  let time = Date.now();
  return {
    now: () => utc(time),
    secondsSince: (past) => (time - Date.parse(past)) / 1000,
    after: (seconds) => utc(time + seconds * 1000),
    move: (seconds) => {
      time += seconds * 1000;
    },
  };
}

/** Acronis as the instance at that gateway, with what was noted of its pauses. */
export function acronisAt(gateway: string, more: Partial<AcronisNeeds> = {}): { acronis: Acronis; of: AcronisOf; pauses: string[] } {
  const pauses: string[] = [];
  const instances = { throttle: async (_: string, until: string) => void pauses.push(until) };
  const of = acronis({ http: localHttp(), credentials: credentialsOf(), instances, clock, ...more });
  return { acronis: of(instanceAt(gateway)), of, pauses };
}
