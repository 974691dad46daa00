/** Budgets nest: one vendor call < a function < the Task that runs it (60 s, in flow.ts); the same on a laptop. */
export const VENDOR_CALL_SECONDS = 8;
/** For the one call that reads a whole catalogue: after a sign-in it still ends before its function does. */
export const LONG_VENDOR_CALL_SECONDS = 20;
export const FUNCTION_TIMEOUT_SECONDS = 30;
