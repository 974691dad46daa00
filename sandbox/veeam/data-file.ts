import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { State } from "./state.ts";

/** Keeps the state over restarts: one file, replaced whole. What changes at the same time is kept by one replacement. */
export class DataFile {
  readonly #path: string | undefined;
  readonly #state: () => State;
  #isBehind = false;
  #kept: Promise<void> | undefined;

  constructor(path: string | undefined, state: () => State) {
    this.#path = path;
    this.#state = state;
  }

  /** The state is no longer what the file holds. */
  changed(): void {
    this.#isBehind = true;
  }

  /** Resolves once every change until now is in the file, so that no answer tells what a kill could take back; throws as `save` does. */
  async keep(): Promise<void> {
    if (this.#isBehind) {
      this.#kept ??= setImmediate().then(() => {
        this.#kept = undefined;
        this.save();
      });
    }
    await this.#kept;
  }

  /** Throws an error that names the file. */
  save(): void {
    this.#isBehind = false;
    if (this.#path === undefined) return;
    const next = `${this.#path}.next`;
    try {
      writeFileSync(next, JSON.stringify(this.#state()), { mode: 0o600 });
      renameSync(next, this.#path);
    } catch (error) {
      throw new Error(`the data file ${this.#path} cannot be written; is its folder there, and room on the disk?`, { cause: error });
    }
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
