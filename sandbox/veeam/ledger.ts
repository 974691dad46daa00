/** One request as Veeam saw it. The status of a request that was cut off before it was judged is 0. */
export interface Call {
  readonly method: string;
  /** The path with its ids, without the query. */
  readonly path: string;
  readonly query: string;
  /** Method and template, as "GET /api/v3/pulse/tenants/{tenantUid}". */
  readonly route: string;
  readonly status: number;
  readonly at: string;
}

// A simulator that runs for days must not keep every call.
const mostCalls = 20_000;

export class Ledger {
  #calls: Call[] = [];

  get calls(): readonly Call[] {
    return this.#calls;
  }

  record(call: Call): void {
    this.#calls.push(call);
    if (this.#calls.length > mostCalls) this.#calls = this.#calls.slice(-mostCalls / 2);
  }

  clear(): void {
    this.#calls = [];
  }
}
