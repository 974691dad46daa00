import { onTestFinished } from "vitest";
import { utc, type Clock } from "../../../../functions/clock.ts";
import type { Credential, Credentials } from "../../../../functions/instances/ports.ts";
import { veeam } from "../../../../functions/vendors/veeam/adapter.ts";
import { veeamPolicy } from "../../../../functions/vendors/veeam/hosts.ts";
import type { NewCustomer, Once, Outcome, Veeam, VeeamInstance } from "../../../../functions/vendors/veeam/port.ts";
import { referenceContract } from "./reference-contract.ts";
import { vendorHttp } from "../../../../functions/vendors/http.ts";
import { startVeeamSimulator, type VeeamSimulator, type VeeamSimulatorOptions } from "../../../../sandbox/veeam/server.ts";

export const marker = "tenantryabcdefghijklmnopqrstuvwxyz";

/** Texts that no message may repeat. */
export const secret = "s3cret-of-the-key";

export const newCustomer: NewCustomer = {
  marker,
  details: {
    name: "Zoë & Söhne",
    country: "DE",
    state: "",
    city: "Köln",
    addressLine: "Domplatz 1",
    postalCode: "50667",
    domain: "zoe-soehne.example",
  },
  legalName: "Zoë & Söhne GmbH",
  taxId: "",
  email: "info@zoe-soehne.example",
  phone: "+49 221 1",
  notes: "BSS account 102",
  adoptSameName: false,
};

export const query = { marker, name: newCustomer.details.name, country: "DE", domain: newCustomer.details.domain };

export const first: Once = { orderId: "a".repeat(26), step: "createCustomer" };

/** A clock of ours that stands until it is moved. */
export function handClock(): Clock & { move(seconds: number): void } {
  let time = Date.now();
  return {
    now: () => utc(time),
    secondsSince: (past) => (time - Date.parse(past)) / 1000,
    after: (seconds) => utc(time + seconds * 1000),
    move: (seconds) => void (time += seconds * 1000),
  };
}

export interface Scene {
  readonly simulator: VeeamSimulator;
  readonly clock: ReturnType<typeof handClock>;
  readonly pauses: string[];
  /** Lets time pass, ours and the vendor's. */
  pass(seconds: number): void;
  /** Veeam by the console's way. */
  readonly console: Veeam;
  /** Veeam by the declared contract. */
  readonly contract: Veeam;
  as(more: Partial<VeeamInstance>, credentials?: Credentials): Veeam;
  /** The calls since the last look, as `METHOD /path`. */
  calls(): readonly string[];
}

/** A simulated Veeam, and the adapter that reaches it. It ends with the test. */
export async function scene(options: VeeamSimulatorOptions = {}): Promise<Scene> {
  const simulator = await startVeeamSimulator({ apiKey: secret, ...options });
  onTestFinished(() => simulator.close());
  const clock = handClock();
  const pauses: string[] = [];
  const instances = { throttle: async (_: string, until: string) => void pauses.push(until) };
  const http = localHttp();
  const as: Scene["as"] = (more, credentials = credentialsOf(secret)) =>
    veeam({ http, credentials, instances, clock })({ ...instance, console: simulator.url, clientVersion: "3.7", ...more });
  return {
    simulator,
    clock,
    pauses,
    pass: (seconds) => {
      clock.move(seconds);
      simulator.clock.advance(seconds);
    },
    as,
    console: as({}),
    contract: as({ registrationWay: "http", console: undefined, contract: referenceContract(simulator.contractUrl) }),
    calls: () => {
      const calls = simulator.calls.map(({ method, path }) => `${method} ${path.replace(/^\/(api\/v3|contract)/, "")}`);
      simulator.clearCalls();
      return calls.map((call) =>
        call.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "{uid}").replaceAll(/\/a7m\w{15}/g, "/{id}"),
      );
    },
  };
}

export const instance: VeeamInstance = { instanceId: "instance-1", registrationWay: "vspc", rule: { ways: {} } };

/** An HTTP client that may talk to this machine. It ends with the test. */
export function localHttp(): ReturnType<typeof vendorHttp> {
  const http = vendorHttp(veeamPolicy([], true));
  onTestFinished(() => http.close());
  return http;
}

/** Credentials of which memory and store may differ. */
export const credentialsOf = (inMemory: string, stored: Partial<Credential> = {}): Credentials => {
  const whole = { clientId: "02553265", clientSecret: inMemory, savedAt: utc(Date.now()) };
  return { of: async () => whole, fresh: async () => ({ ...whole, ...stored }) };
};

/** What the machine answered; a test that gets a work item instead fails. */
export async function answerOf<Answer>(outcome: Promise<Outcome<Answer>>): Promise<Answer> {
  const given = await outcome;
  if (given.by === "person") throw new Error(`a person shall ${given.workItem.operation}`);
  return given.answer;
}

/** How a promise fails: its cause, or the name of the error that time heals. */
export async function causeOf(promise: Promise<unknown>): Promise<string> {
  const error = await failureOf(promise);
  return "reason" in error ? String(error.reason) : error.name;
}

export async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error("it did not fail");
}

/** The same change, tried before. */
export const again = (clock: Clock, once: Once = first): Once => ({ ...once, sentAt: clock.now() });
