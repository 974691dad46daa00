/** Verification and registration take up to so long by the vendor's own word; a later end is support's (veeam-api.md, 14.4). */
export const deadlineSeconds = 600;

/** Polls after 15, 30 and then every 60 seconds: twelve until the deadline, and one that finds it passed. */
export const waitPatience = { everySeconds: 15, attempts: 14, upToSeconds: 60 } as const;
