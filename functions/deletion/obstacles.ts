import type { CauseName } from "../causes.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { spoken } from "./used.ts";
import type { Holdings } from "./tenant-at-vendor.ts";

/** What stands in the way of a deletion. The detail holds ids, names of items and amounts. */
export interface Obstacle {
  readonly cause: Extract<CauseName, "subscriptionsLive" | "tenantsBelow" | "dataLeft">;
  readonly detail: string;
}

/** Judged when a deletion is wished for, and again when it is due. */
export const obstaclesOf = ({ services = [] }: Mapping, { used, below }: Holdings, withData: boolean): readonly Obstacle[] => {
  const live = services.filter(({ state }) => state !== "cancelled").map(({ bssSubscriptionId }) => bssSubscriptionId);
  return [
    ...(live.length > 0 ? [{ cause: "subscriptionsLive", detail: `subscriptions ${live.join(", ")}` } as const] : []),
    ...(below > 0 ? [{ cause: "tenantsBelow", detail: `${below} below it` } as const] : []),
    ...(withData ? [] : dataIn(used)),
  ];
};

const dataIn = (used: Holdings["used"]): readonly Obstacle[] => {
  if (used === undefined) return [{ cause: "dataLeft", detail: "the vendor tells no usage of this tenant, so it may hold data" }];
  return used.length === 0 ? [] : [{ cause: "dataLeft", detail: spoken(used) }];
};
