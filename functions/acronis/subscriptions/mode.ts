import type { ServicesWish } from "../../onboarding/account.ts";
import type { ServiceEntry } from "../../onboarding/service-entry.ts";
import { isLive } from "../../onboarding/services.ts";

/** What a subscription's change means to the tenant as a whole. */
export interface TenantMode {
  /** Undefined: as it is, whoever set it. */
  readonly enabled: boolean | undefined;
  /** Whether the row says that we disabled it for its subscriptions. */
  readonly suspended: boolean;
}

/**
 * A tenant is disabled when its subscriptions are live and none is active any more, and enabled when one is activated or created; it
 * stays as it is when the last one is cancelled.
 */
export const modeAfter = (
  change: ServicesWish["change"],
  services: readonly Pick<ServiceEntry, "state">[],
  suspended: boolean,
): TenantMode => {
  const live = services.filter(isLive);
  const isActive = live.some(({ state }) => state === "active");
  switch (change) {
    case "activate":
      return { enabled: true, suspended: false };
    case "create":
      return { enabled: suspended ? true : undefined, suspended: false };
    case "suspend":
    case "cancel":
      return live.length > 0 && !isActive ? { enabled: false, suspended: true } : { enabled: undefined, suspended };
    default:
      return { enabled: undefined, suspended };
  }
};
