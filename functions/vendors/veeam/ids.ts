import { createHash } from "node:crypto";

/**
 * The 18-character form of a Pulse id, whose last three characters say which of the first 15 are capitals (veeam-api.md, 3.5).
 * Undefined for what is no such id, as one whose capitals were lost on the way.
 */
export function longTenantId(text: string): string | undefined {
  const id = text.trim();
  if (!/^[a-zA-Z0-9]{15}([A-Z0-5]{3})?$/.test(id)) return undefined;
  const short = id.slice(0, 15);
  const long = short + checksumOf(short);
  return id.length === 15 || id === long ? long : undefined;
}

/** Whether two Pulse ids, each of 15 or 18 characters, are the same. Ids that are none of Salesforce's are compared as they are. */
export const isSameTenant = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && one !== "" && (longTenantId(one) ?? one) === (longTenantId(other) ?? other);

/** The request id of one change of a step: always the same UUID, so that a replay is known as one (9.7). */
export function requestIdOf({ orderId, step }: { readonly orderId: string; readonly step: string }, part: string): string {
  const hex = createHash("sha256")
    .update(JSON.stringify([orderId, step, part]))
    .digest("hex");
  // Version 8, own making; variant 10.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

// One digit for each block of five characters: bit by bit, whether the character is a capital.
const checksumOf = (short: string): string =>
  [0, 5, 10]
    .map((from) => [0, 1, 2, 3, 4].reduce((sum, bit) => sum + (/[A-Z]/.test(short.charAt(from + bit)) ? 2 ** bit : 0), 0))
    .map((sum) => digits.charAt(sum))
    .join("");
