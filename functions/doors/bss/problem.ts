import type { CauseName } from "../../causes.ts";

/** A refusal: code, text and cure come from the closed list; the detail joins the text, and the BSS's user reads it. */
export interface Problem {
  readonly problem: CauseName;
  /** Names what is wrong, without a full stop. May hold the account's own data, never a secret. */
  readonly detail?: string | undefined;
}

export const isProblem = (outcome: object): outcome is Problem => "problem" in outcome;
