import { createHash } from "node:crypto";

/** What leaves a function when our own code is wrong. The error's own text may quote a body, so it goes nowhere. */
export class Defect extends Error {
  override readonly name = "Defect";

  constructor(where: string, fingerprint: string) {
    super(`defect: Defect in ${where}, fingerprint ${fingerprint}`);
    // The trace of a Lambda error is shown in the console.
    this.stack = `${this.name}: ${this.message}`;
  }
}

/** What may be logged of an unexpected error: its class, where it came from, and a fingerprint of both to search by. */
interface Trace {
  readonly error: string;
  readonly fingerprint: string;
  readonly places: readonly string[];
}

export const traceOf = (error: unknown): Trace => {
  const name = error instanceof Error ? error.constructor.name : typeof error;
  const places = (error instanceof Error ? (error.stack ?? "").replace(error.message, "") : "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map(place);
  const fingerprint = createHash("sha256")
    .update([name, ...places].join("|"))
    .digest("hex")
    .slice(0, 12);
  return { error: name, fingerprint, places };
};

// "at createTenant (/some/where/create-tenant.ts:12:3)" is told by its file, without the folder of the machine.
const place = (line: string): string => line.trim().replace(/[^\s(]*[\\/]([^\\/]+:\d+:\d+)/, "$1");
