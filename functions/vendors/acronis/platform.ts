import { isLoopbackHost } from "../gateway.ts";

/** The world in which login names are unique: all of Acronis (acronis-api.md, 7.1), but each simulator is a world of its own. */
export const platformOf = (gateway: string): string => (isLoopbackHost(new URL(gateway).hostname) ? gateway : "acronis");
