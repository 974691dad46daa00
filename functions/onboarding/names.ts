import { createHash } from "node:crypto";
import type { OrderProcess } from "../processes.ts";
import type { Account } from "./account.ts";
import type { AccountKey } from "./ports.ts";

/** The key of an account's row. Only the last part is free text, so the parts can be told apart again. */
export const mappingKeyOf = ({ applicationId, instanceId, accountId }: AccountKey): string =>
  [applicationId, instanceId, accountId].join("#");

export const accountKeyOf = (mappingKey: string): AccountKey => {
  const [applicationId = "", instanceId = "", ...account] = mappingKey.split("#");
  return { applicationId, instanceId, accountId: account.join("#") };
};

/** 26 letters and digits; the next order of an account has the next number. */
export const orderIdOf = ({ applicationId, instanceId, accountId }: AccountKey, number: number): string =>
  digest([applicationId, instanceId, accountId, String(number)], 26);

/** The name of an attempt's execution: at most 80 letters, digits and hyphens, never used again within Step Functions' 90 days. */
export const executionOf = (orderId: string, attempt: number): string => `${orderId}-${attempt}`;

/** The order of an execution that we started ourselves. */
export const orderOfExecution = (execution: string): string | undefined => /^([a-z2-7]{26})-\d+$/.exec(execution)?.[1];

/**
 * Our id in the vendor's object: one word, so that the vendor's search by words finds it (acronis-api.md, 6.10). Application and
 * instance are part of it, since each of them may have an account of the same number.
 */
export const markerOf = ({ applicationId, instanceId, accountId }: AccountKey): string =>
  `tenantry${digest([applicationId, instanceId, accountId], 26)}`;

/** Our id of a subscription, the same for as long as the BSS calls it the same. */
export const subscriptionIdOf = ({ applicationId, instanceId, accountId }: AccountKey, bssSubscriptionId: string): string =>
  digest([applicationId, instanceId, accountId, "subscription", bssSubscriptionId], 26);

/** Our id of an add-on of a subscription, by the BSS's id of the product that it is. */
export const addonIdOf = ({ applicationId, instanceId, accountId }: AccountKey, bssSubscriptionId: string, bssProductId: string): string =>
  digest([applicationId, instanceId, accountId, "subscription", bssSubscriptionId, "addon", bssProductId], 26);

/** The id of an instance: the same vendor, gateway and client are the same instance, whatever it is called. */
export const instanceIdOf = (vendor: string, gateway: string, clientId: string): string => digest([vendor, gateway, clientId], 20);

/** Same process and same account, same hash: the same ask. */
export const contentHashOf = (process: OrderProcess, account: Account): string =>
  digest([process, ...Object.entries(flat(account)).toSorted(byName).flat()], 52);

/** The parts of an account that only some vendors have, by their place in it; an account without them hashes as it always did. */
const flat = ({ veeam, subscription, services, ...account }: Account): Record<string, string> => ({
  ...account,
  ...placed("veeam", veeam),
  ...placed("subscription", subscription),
  ...(services === undefined ? {} : { services: orderedText(services) }),
});

/** The same content, the same text, in whatever order its members came. */
const orderedText = (value: object): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(byName))
      : inner,
  );

const placed = (place: string, part: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(part).map(([name, value]) => [`${place}.${name}`, value]));

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number => (one < other ? -1 : 1);

/** Base32 of SHA-256 over the parts, told apart whatever they contain. */
const digest = (parts: readonly string[], length: number): string => {
  const bits = [...createHash("sha256").update(JSON.stringify(parts)).digest()].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups
    .map((group) => "abcdefghijklmnopqrstuvwxyz234567".charAt(Number.parseInt(group.padEnd(5, "0"), 2)))
    .join("")
    .slice(0, length);
};
