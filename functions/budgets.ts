/** Budgets nest: one vendor call < a function < the Task that runs it (60 s, in flow.ts); the same on a laptop. */
export const VENDOR_CALL_SECONDS = 8;
/** The one call that reads a whole catalogue; with a sign-in before it, it still ends before its function. */
export const LONG_VENDOR_CALL_SECONDS = 20;
export const FUNCTION_TIMEOUT_SECONDS = 30;
