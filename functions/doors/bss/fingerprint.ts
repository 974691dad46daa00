import { createHash } from "node:crypto";

/** What a log may say about a defect: a message could quote a body or a secret, the places in the code cannot. */
export interface Defect {
  readonly name: string;
  /** Same place in the code, same fingerprint. */
  readonly fingerprint: string;
  /** Verb and path as our table of routes spells them. */
  readonly route: string;
}

export const defectOf = (error: unknown, route: string): Defect => {
  const name = error instanceof Error ? error.name : typeof error;
  const places = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /u.test(line)) : [];
  return {
    name,
    fingerprint: createHash("sha256")
      .update([name, ...places].join("\n"))
      .digest("hex")
      .slice(0, 12),
    route,
  };
};
