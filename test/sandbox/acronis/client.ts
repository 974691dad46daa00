import { onTestFinished } from "vitest";
import * as z from "zod";
import { type AcronisSimulator, type AcronisSimulatorOptions, startAcronisSimulator } from "../../../sandbox/acronis/server.ts";

/** What a test reads of an answer: any JSON object, walked with `at`. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

export interface Client {
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  put(path: string, body: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
}

export const backup = "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb";

export interface Town {
  readonly simulator: AcronisSimulator;
  readonly root: string;
  readonly api: Client;
}

/** A simulator of its own for one test, with a signed-in client of the root tenant. */
export async function town(options: AcronisSimulatorOptions = {}): Promise<Town> {
  const opened = await openTown(options);
  onTestFinished(() => opened.simulator.close());
  return opened;
}

/** A simulator for a whole file, which closes it. */
export async function openTown(options: AcronisSimulatorOptions = {}): Promise<Town> {
  const simulator = await startAcronisSimulator(options);
  const token = await tokenOf(simulator, simulator.clientId, simulator.clientSecret);
  return { simulator, root: simulator.rootTenantId, api: withAuthorization(simulator, `Bearer ${token}`) };
}

export function withAuthorization(simulator: AcronisSimulator, authorization: string): Client {
  const call = (method: string, path: string, body?: unknown): Promise<Answer> =>
    send(simulator, path, {
      method,
      headers: { authorization, ...(method === "GET" || method === "DELETE" ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
    put: (path, body) => call("PUT", path, body),
    delete: (path) => call("DELETE", path),
  };
}

export async function send(simulator: AcronisSimulator, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${simulator.url}${path.startsWith("/") ? path : `/api/2/${path}`}`, init);
  const content = await response.text();
  return { status: response.status, headers: response.headers, text: content, body: parse(content) };
}

/** A call behind the scenes. */
export function control(simulator: AcronisSimulator, method: "GET" | "POST" | "DELETE", path: string, body?: unknown): Promise<Answer> {
  return send(simulator, `/simulator/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

export function askToken(
  simulator: AcronisSimulator,
  [id, secret]: readonly [string, string],
  form: Record<string, string> = {},
): Promise<Answer> {
  return send(simulator, "idp/token", {
    method: "POST",
    headers: { authorization: basic(id, secret) },
    body: new URLSearchParams({ grant_type: "client_credentials", ...form }),
  });
}

export async function tokenOf(simulator: AcronisSimulator, id: string, secret: string): Promise<string> {
  return text(await askToken(simulator, [id, secret]), "access_token");
}

export function basic(name: string, secret: string): string {
  return `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}`;
}

/** The value at a path of an answer's body, as "items.0.id". */
export function at(answer: Answer, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (Array.isArray(value) ? value[Number(key)] : Fields.safeParse(value).data?.[key]), answer.body);
}

export function text(answer: Answer, path: string): string {
  return z.string({ error: `no text at ${path} of ${answer.status} ${answer.text}` }).parse(at(answer, path));
}

export function number(answer: Answer, path: string): number {
  return z.number({ error: `no number at ${path} of ${answer.status} ${answer.text}` }).parse(at(answer, path));
}

export type Fields = Record<string, unknown>;
const Fields = z.record(z.string(), z.unknown());

export function items(answer: Answer, key = "items"): Fields[] {
  return z.array(Fields).parse(at(answer, key));
}

export function ids(answer: Answer, key = "items"): string[] {
  return z.array(z.string()).parse(at(answer, key));
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

export interface Made {
  readonly id: string;
  readonly version: number;
}

export async function makeTenant(api: Client, parent: string, given: Fields = {}): Promise<Made> {
  const answer = await api.post("tenants", { name: "Bergmann GmbH", kind: "customer", parent_id: parent, ...given });
  return { id: text(answer, "id"), version: number(answer, "version") };
}

export async function makeUser(api: Client, tenant: string, login = "b.bergmann"): Promise<Made> {
  const answer = await api.post("users", { tenant_id: tenant, login, contact: { email: "berta@bergmann.example" } });
  return { id: text(answer, "id"), version: number(answer, "version") };
}
