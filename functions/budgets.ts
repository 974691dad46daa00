/** Budgets nest: one vendor call < a function < the Task that runs it (60 s, in flow.ts); the same on a laptop. */
export const VENDOR_CALL_SECONDS = 8;
export const FUNCTION_TIMEOUT_SECONDS = 30;
