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
  /** The template of the route, as "/api/2/tenants/{tenant_id}"; null if the path is unknown. */
  readonly template: string | null;
  readonly query: URLSearchParams;
}

export class Switchboard implements Faults {
  readonly #templates: ReadonlySet<string>;
  readonly #expireTokens: () => void;
  #faults: Armed[] = [];

  constructor(templates: ReadonlySet<string>, expireTokens: () => void) {
    this.#templates = templates;
    this.#expireTokens = expireTokens;
  }

  get armed(): readonly Fault[] {
    return this.#faults.map(({ fault }) => fault);
  }

  add(given: Fault): void {
    const fault = Fault.parse(given);
    // Unless it waits for a certain request, "all tokens become invalid" means now.
    const atOnce = fault.kind === "expireToken" && fault.match === undefined && fault.after === undefined && fault.times === undefined;
    if (atOnce) this.#expireTokens();
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

const lists = new Set([
  "/api/2/tenants/{tenant_id}/children",
  "/api/2/tenants/{tenant_id}/users",
  "/api/2/tenants",
  "/api/2/users",
  "/api/2/search",
]);

/** Some faults mean something only for some requests: on others they wait. */
const suitable: { readonly [Kind in FaultKind]?: (requested: Requested) => boolean } = {
  staleSearch: ({ method, template }) => method === "GET" && lists.has(template ?? ""),
  quotaRace: ({ method, template }) => method === "PUT" && template === "/api/2/tenants/{tenant_id}/offering_items",
  versionRace: ({ method, template }) =>
    (method === "PUT" || method === "DELETE") && /^\/api\/2\/(tenants|users)\/\{\w+\}(\/pricing)?$/.test(template ?? ""),
  expireToken: ({ template }) => template !== "/api/2/idp/token" && template !== "/bc/idp/token",
};
