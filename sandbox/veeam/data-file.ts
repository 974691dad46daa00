import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { State } from "./state.ts";

const delayMs = 25;

/** Keeps the state over restarts: one file, replaced whole, shortly after a write and on close. */
export class DataFile {
  readonly #path: string | undefined;
  readonly #state: () => State;
  #timer: NodeJS.Timeout | undefined;

  constructor(path: string | undefined, state: () => State) {
    this.#path = path;
    this.#state = state;
  }

  changed(): void {
    if (this.#path !== undefined) this.#timer ??= setTimeout(() => this.save(), delayMs);
  }

  save(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#path === undefined) return;
    const next = `${this.#path}.next`;
    writeFileSync(next, JSON.stringify(this.#state()), { mode: 0o600 });
    renameSync(next, this.#path);
  }
}

/** The state kept by an earlier run, or nothing. A file of another shape is an error, never overwritten. */
export function loadState(path: string | undefined): State | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  const parsed = State.safeParse(readJson(path));
  if (!parsed.success) throw new Error(`${path} holds no state of this simulator; move it away or name another file`);
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
