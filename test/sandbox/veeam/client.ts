import { onTestFinished } from "vitest";
import * as z from "zod";
import { startVeeamSimulator, type VeeamSimulator, type VeeamSimulatorOptions } from "../../../sandbox/veeam/server.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
}

type Sent = Readonly<Record<string, string>>;

export interface Client {
  get(path: string, headers?: Sent): Promise<Answer>;
  post(path: string, body?: unknown, headers?: Sent): Promise<Answer>;
  patch(path: string, body: unknown, headers?: Sent): Promise<Answer>;
  delete(path: string, headers?: Sent): Promise<Answer>;
}

export interface Town {
  readonly simulator: VeeamSimulator;
  /** The console, below `/api/v3`. */
  readonly console: Client;
  /** The registration contract, below `/contract`. */
  readonly contract: Client;
}

/** What takes Veeam a random time takes it a known one here; the clock is moved by hand. */
const pace = { verification: 60, registration: 60 };

/** A simulator of its own for one test. */
export async function town(options: VeeamSimulatorOptions = {}): Promise<Town> {
  const simulator = await startVeeamSimulator({ pace, ...options });
  onTestFinished(() => simulator.close());
  return {
    simulator,
    console: consoleWith(simulator, simulator.apiKey),
    contract: client(simulator, "/contract", bearer(simulator.apiKey)),
  };
}

export function consoleWith(simulator: VeeamSimulator, token: string, version = "3.7"): Client {
  return client(simulator, "/api/v3/", { ...bearer(token), "x-client-version": version });
}

const bearer = (token: string): Sent => ({ authorization: `Bearer ${token}` });

function client(simulator: VeeamSimulator, base: string, headers: Sent): Client {
  const call = (method: string, path: string, { body, more = {} }: { body?: unknown; more?: Sent | undefined } = {}): Promise<Answer> =>
    send(simulator, `${base.replace(/\/$/, "")}/${path}`, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }), ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  return {
    get: (path, more) => call("GET", path, { more }),
    post: (path, body, more) => call("POST", path, { body, more }),
    patch: (path, body, more) => call("PATCH", path, { body, more }),
    delete: (path, more) => call("DELETE", path, { more }),
  };
}

export async function send(simulator: VeeamSimulator, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${simulator.url}${path}`, init);
  const content = await response.text();
  return { status: response.status, headers: response.headers, text: content, body: parse(content) };
}

/** The simulator's own endpoints. */
export function behind(simulator: VeeamSimulator, method: string, path: string, body?: unknown): Promise<Answer> {
  return send(simulator, `/simulator/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

export function askToken(simulator: VeeamSimulator, form: Record<string, string>): Promise<Answer> {
  return send(simulator, "/api/v3/token", { method: "POST", body: new URLSearchParams(form) });
}

/** The value at a path of an answer's body, as "data.0.name". */
export function at(answer: Answer, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (Array.isArray(value) ? value[Number(key)] : Fields.safeParse(value).data?.[key]), answer.body);
}

export function text(answer: Answer, path: string): string {
  return z.string({ error: `no text at ${path} of ${answer.status} ${answer.text}` }).parse(at(answer, path));
}

type Fields = Record<string, unknown>;
const Fields = z.record(z.string(), z.unknown());

export function list(answer: Answer, key: "data" | "items"): Fields[] {
  return z.array(Fields, { error: `no list in ${answer.status} ${answer.text}` }).parse(at(answer, key));
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

export const filter = (property: string, value: unknown, more: Fields = {}): string =>
  `filter=${encodeURIComponent(JSON.stringify([{ property, operation: "equals", value, ...more }]))}`;

export const company = (name = "Bergmann GmbH", organization: Fields = {}): Fields => ({
  organizationInput: { name, ...organization },
  ownerCredentials: { userName: name.toLowerCase() },
});

export async function makeCompany(api: Client, name = "Bergmann GmbH", organization: Fields = {}): Promise<string> {
  return text(await api.post("organizations/companies", company(name, organization)), "data.instanceUid");
}

export const customer = { name: "Bergmann GmbH", country: "DE", externalId: "102", domain: "bergmann.example" };

/** A customer whose verification has ended. */
export async function verifiedCustomer({ simulator, contract }: Town, given: Fields = {}): Promise<string> {
  const id = text(await contract.post("customers", { ...customer, ...given }), "id");
  simulator.clock.advance(60);
  return id;
}

export const contact = { firstName: "Berta", lastName: "Bergmann", email: "berta@bergmann.example" };
export const partnerContact = { firstName: "Nora", lastName: "Nordwind", email: "nora@nordwind.example" };
