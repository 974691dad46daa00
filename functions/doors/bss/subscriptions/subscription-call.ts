import type { AnyInstance } from "../../../instances/any-instance.ts";
import type { Problem } from "../problem.ts";

/** What the routes of subscriptions and add-ons ask for (bss-service-management-api.md, 7.5). */
export type SubscriptionRoute =
  "create" | "update" | "activate" | "suspend" | "cancel" | "upgradeToPaid" | "changePlan" | "createAddon" | "updateAddon" | "cancelAddon";

/** How a vendor reads the routes that it knows. */
export type SubscriptionRoutes<Of extends AnyInstance = AnyInstance> = (route: SubscriptionRoute) => ReadSubscriptionCall<Of> | undefined;

/** Reads the body of one route's call. Asks nothing of anybody. */
export type ReadSubscriptionCall<Of extends AnyInstance = AnyInstance> = (body: unknown) => SubscriptionCall<Of> | Problem;

/** A call that was read. */
export interface SubscriptionCall<Of extends AnyInstance = AnyInstance> {
  /** The pre-check: nothing is written anywhere, of settings either. */
  readonly checkOnly: boolean;
  /** Carries it out and waits for the end as long as the answer's budget allows; only judges where the call is a pre-check. */
  carryOut(to: SubscriptionAddressee<Of>): Promise<SubscriptionChanged | Problem>;
}

/** Whom a call is for. */
export interface SubscriptionAddressee<Of extends AnyInstance = AnyInstance> {
  readonly applicationId: string;
  readonly instance: Of;
  /** When the call came, in milliseconds of the clock that `performance.now()` reads. */
  readonly receivedAt: number;
}

export interface SubscriptionChanged {
  /** Ours, of the subscription or of the one add-on that the call is about; empty after a pre-check. */
  readonly id: string;
  readonly message: string;
  readonly extraInfo: Readonly<Record<string, string>>;
}
