import { Fault, type FaultKind } from "./fault-kinds.ts";

/** The switchboard of faults; `POST /simulator/faults` is the same one over HTTP. */
export interface Faults {
  /** Arms a fault. Times is 1 unless told; an unknown or malformed fault throws. */
  add(fault: Fault): void;
  clear(): void;
  readonly armed: readonly Fault[];
}

interface Armed {
  readonly fault: Fault;
  skip: number;
  left: number;
}

export interface Requested {
  readonly method: string;
  readonly path: string;
  /** The template of the route, as "/api/v3/pulse/tenants/{tenantUid}"; null if the path is unknown. */
  readonly template: string | null;
}

export class Switchboard implements Faults {
  readonly #templates: ReadonlySet<string>;
  readonly #atOnce: (kind: FaultKind) => void;
  #faults: Armed[] = [];

  /** `atOnce` does what an expiry without conditions means: everything ends now. */
  constructor(templates: ReadonlySet<string>, atOnce: (kind: FaultKind) => void) {
    this.#templates = templates;
    this.#atOnce = atOnce;
  }

  get armed(): readonly Fault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  add(given: Fault): void {
    const fault = Fault.parse(given);
    const expires = fault.kind === "expireToken" || fault.kind === "expireKey";
    if (expires && fault.match === undefined && fault.after === undefined && fault.times === undefined) this.#atOnce(fault.kind);
    else this.#faults.push({ fault, skip: fault.after ?? 0, left: fault.times === "always" ? Infinity : (fault.times ?? 1) });
  }

  clear(): void {
    this.#faults = [];
  }

  /** The faults that hit this request; each one hit is counted down. */
  take(requested: Requested): readonly Fault[] {
    const hit = this.#faults.filter((armed) => this.#hits(armed, requested));
    for (const armed of hit) armed.left -= 1;
    this.#faults = this.#faults.filter(({ left }) => left > 0);
    return hit.map(({ fault }) => fault);
  }

  #hits(armed: Armed, requested: Requested): boolean {
    const suits = suitable[armed.fault.kind]?.(requested) ?? true;
    if (!suits || !this.#matches(armed.fault, requested)) return false;
    if (armed.skip === 0) return true;
    armed.skip -= 1;
    return false;
  }

  #matches({ match }: Fault, { method, path, template }: Requested): boolean {
    const { method: wanted, route } = match ?? {};
    if (wanted !== undefined && wanted.toUpperCase() !== method) return false;
    if (route === undefined) return true;
    if (route instanceof RegExp) return route.test(path);
    if (route.startsWith("^")) return new RegExp(route).test(path);
    const [verb, rest] = /^[A-Z]+ /.test(route) ? route.split(" ", 2) : [method, route];
    if (verb !== method) return false;
    return this.#templates.has(rest ?? "") ? template === rest : path.startsWith(rest ?? "");
  }
}

const makesCustomers = new Set(["POST /contract/customers", "POST /api/v3/pulse/tenants"]);
const registers = new Set([
  "POST /contract/customers/{customerId}/vdc-registrations",
  "POST /contract/customers/{customerId}/subscriptions",
]);
const maps = new Set(["POST /api/v3/pulse/tenants", "PATCH /api/v3/pulse/tenants/{tenantUid}"]);
const callOf = ({ method, template }: Requested): string => `${method} ${template ?? ""}`;
const isRead = ({ method }: Requested): boolean => method === "GET";
const isWrite = ({ method }: Requested): boolean => method !== "GET";
const isSignedIn = ({ template }: Requested): boolean => template !== null && template !== "/api/v3/token";
const isConsole = ({ template }: Requested): boolean => /^\/api\/v3\/(?!token|asyncActions)/.test(template ?? "");

/** Some faults mean something only for some requests: on others they wait. */
const suitable: { readonly [Kind in FaultKind]?: (requested: Requested) => boolean } = {
  nothingDone: isWrite,
  deliverTwice: isWrite,
  staleReads: isRead,
  unknownEnum: isRead,
  ignoreOffset: isRead,
  expireToken: isSignedIn,
  expireKey: isSignedIn,
  async: isConsole,
  verification: (requested) => makesCustomers.has(callOf(requested)),
  registration: (requested) => registers.has(callOf(requested)),
  mapping: (requested) => maps.has(callOf(requested)),
};
