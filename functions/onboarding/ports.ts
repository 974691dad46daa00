import type { Deletion } from "../deletion/deletion.ts";
import type { DeletionNotes } from "../deletion/ports.ts";
import type { OrderProcess, ProcessName } from "../processes.ts";
import type { Account } from "./account.ts";
import type { Failure, Mapping, Order, StepTime } from "./mapping.ts";
import type { Registrations } from "./registrations.ts";
import type { SubscriptionEntry } from "./subscription-entry.ts";
import type { SubscriptionNotes } from "./subscriptions.ts";

/** What names an account: the application is part of it, since two BSS installations may both have an account "102". */
export interface AccountKey {
  readonly applicationId: string;
  readonly instanceId: string;
  readonly accountId: string;
}

/** The ask of an order, before it is one. */
export interface Ask {
  readonly key: AccountKey;
  readonly process: OrderProcess;
  readonly account: Account;
  /** The BSS knows a tenant of this account, so one may be there though no row says so. */
  readonly mayHaveTenant?: boolean;
  /** The wish to delete the tenant, noted by the same write that makes the order. */
  readonly deletion?: Deletion;
}

/** A reseller that may be somebody's parent. */
export interface Reseller {
  readonly accountId: string;
  readonly tenantId: string;
  readonly name: string;
}

/** What the last write of an order says. */
export interface Completion {
  readonly steps: readonly StepTime[];
  readonly administratorId?: string | undefined;
  readonly disabled: boolean;
  /** What stays for a person to do at the vendor. */
  readonly checklist?: readonly string[] | undefined;
  readonly subscriptionIds?: readonly string[] | undefined;
  readonly subscriptions?: readonly SubscriptionEntry[] | undefined;
}

/** What stopping an order says. */
export interface Stop {
  readonly failure: Failure;
  readonly steps: readonly StepTime[];
  readonly administratorId?: string | undefined;
}

/**
 * The rows of accounts. Every write is one conditional write on one row and goes forward only; a write for an attempt that is no
 * longer the row's own throws `Rejected("otherAttemptRunning")`.
 */
export interface Mappings extends Registrations, SubscriptionNotes, DeletionNotes {
  /** Reads the row, strongly consistent. */
  find(key: AccountKey): Promise<Mapping | undefined>;
  /** The row whose current order this is; looked up by index, so an order of the last second may not be found yet. */
  ofOrder(orderId: string): Promise<Mapping | undefined>;
  /** An earlier order of an account; the last 20 stay readable. */
  pastOrder(orderId: string): Promise<{ key: AccountKey; order: Order } | undefined>;
  /** Makes the ask the row's running order: a new row, or the next order of a row whose order is done or parked. Undefined: somebody was faster. */
  reserve(ask: Ask, before: Mapping | undefined): Promise<Mapping | undefined>;
  /** Makes a parked order's next attempt. Undefined: somebody was faster. */
  resume(mapping: Mapping): Promise<Mapping | undefined>;
  /** Gives the order's next attempt to an execution that a person started. */
  claimAttempt(mapping: Mapping, execution: string): Promise<Mapping>;

  /** Before a create that cannot be repeated safely. */
  noteIntent(mapping: Mapping, name: string): Promise<Mapping>;
  /** The vendor said no, for certain: the create did not happen. */
  settleIntent(mapping: Mapping): Promise<Mapping>;
  noteTenant(mapping: Mapping, tenantId: string, tenantName: string): Promise<void>;
  /** Free logins to choose from, for the refusal's text. */
  noteSuggestions(mapping: Mapping, suggestions: readonly string[]): Promise<void>;
  complete(mapping: Mapping, completion: Completion): Promise<void>;
  /** Stops the order with a cause. False: the attempt was not running any more. */
  park(mapping: Mapping, stop: Stop): Promise<boolean>;

  /** Orders that are not done, oldest first; `after` is the last page's `next`. */
  open(status: "running" | "parked", limit: number, after?: string): Promise<{ mappings: readonly Mapping[]; next?: string | undefined }>;
  /** Accounts of an instance that have a tenant, all BSS installations', by index; `after` is the last page's `next`. */
  withTenant(instanceId: string, limit: number, after?: string): Promise<{ mappings: readonly Mapping[]; next?: string | undefined }>;
  /** The accounts of an instance that have this tenant: one, as long as nobody mixed them up. */
  ofTenant(instanceId: string, tenantId: string): Promise<readonly Mapping[]>;
  /** Synchronised resellers, for the Parent Account list; by index, so the newest may be missing for a second. */
  resellers(applicationId: string, instanceId: string): Promise<readonly Reseller[]>;
  resellerOfTenant(applicationId: string, instanceId: string, tenantId: string): Promise<Reseller | undefined>;
}

/** Claims on login names: one account of ours holds a login, per vendor platform. */
export interface Logins {
  /** Claims the login for an account; false when another account holds it. Claiming again is free. */
  claim(platform: string, login: string, mappingKey: string): Promise<boolean>;
  /** Who holds the login, if anybody. */
  holder(platform: string, login: string): Promise<string | undefined>;
  /** Takes the login over from a holder that wants it no longer; false when somebody was faster. */
  takeOver(platform: string, login: string, from: string, to: string): Promise<boolean>;
}

/** State machines. */
export interface Machines {
  /** Starts an execution by that name for an order, or for an instance; one that exists already, running or ended, is left as it is. */
  start(process: ProcessName, execution: string, id: string): Promise<"started" | "exists">;
  isRunning(process: ProcessName, execution: string): Promise<boolean>;
}
