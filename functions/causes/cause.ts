/** Who can cure a cause: the BSS's user, the distributor's administrator, an operator of Tenantry, or nobody but time. */
export type Curer = "bss user" | "administrator" | "operator" | "time";

/** What can go wrong, and what to do about it. */
export interface Cause {
  /** Negative, and never used twice: the BSS takes a negative `Code` as an error (bss-service-management-api.md, 1 and 7.1). */
  readonly code: number;
  /** What happened, for the BSS's user. No person's data, no secret. */
  readonly text: string;
  /** What to do next. */
  readonly cure: string;
  readonly who: Curer;
}
