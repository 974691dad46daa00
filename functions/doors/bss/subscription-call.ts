import type { AnyInstance } from "../../instances/any-instance.ts";
import type { AskedSubscription, SubscriptionChange } from "../../veeam/subscription-rules.ts";
import type { AccountCall } from "./services.ts";

/** A change of a subscription that the BSS asks for (bss-service-management-api.md, 7.5). */
export interface SubscriptionCall<Of extends AnyInstance = AnyInstance> extends AccountCall<Of> {
  readonly change: SubscriptionChange;
  readonly subscription: AskedSubscription;
  readonly checkOnly: boolean;
}

export interface SubscriptionChanged {
  /** Ours; empty after a pre-check. */
  readonly subscriptionId: string;
  readonly message: string;
  readonly extraInfo: Readonly<Record<string, string>>;
}
