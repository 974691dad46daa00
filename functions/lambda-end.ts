/**
 * For every handler: its time-out is Lambda's own, which ends the process. One that is only left alone would go on when the container
 * wakes again, and write or send what nobody waits for.
 */
export const untilLambdaEndsIt = { timeoutEarlyInMillis: 0 } as const;
