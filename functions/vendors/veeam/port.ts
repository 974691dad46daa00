import type { AdministratorMode, Customer, CustomerDetails, CustomerRef, Registration, Subscription, UsageLine } from "./objects.ts";
import type { WorkItem } from "./work-item.ts";

/** Veeam, as one instance reaches it. */
export type VeeamOf = (instance: VeeamInstance) => Veeam;

/** What the ways to Veeam read of an instance. */
export interface VeeamInstance {
  readonly instanceId: string;
  readonly throttledUntil?: string | undefined;
  /** The way that the settings form names; `capabilitiesOf` says what it means for each operation. */
  readonly registrationWay: Way;
  /** Other ways of single operations. */
  readonly rule: { readonly ways: { readonly [Name in Operation]?: Way | undefined } };
  /** Veeam Service Provider Console, as `readVeeamHost` gives it: `https://host:port`. */
  readonly console?: string | undefined;
  /** `X-Client-Version` of the console (veeam-api.md, 9.1); `domain`, `legalName` and the monthly usages exist from 3.7. */
  readonly clientVersion?: string | undefined;
  /** How the console is signed in to: with the key as it is, or with a user's name (`clientId`) and password (9.2). */
  readonly consoleSignIn?: "apiKey" | "password" | undefined;
  /** A `RegistrationContract` as it was saved. */
  readonly contract?: unknown;
}

/** What can be asked of Veeam. */
export const operations = [
  "findCustomer",
  "createCustomer",
  "createReseller",
  "readCustomer",
  "completeDetails",
  "register",
  "readRegistration",
  "requestSubscription",
  "readSubscriptions",
  "cancelSubscription",
  "reinstateSubscription",
  "monthlyUsages",
] as const;
export type Operation = (typeof operations)[number];

/** The ways to Veeam: the console's documented API, a declared contract, a person. */
export const ways = ["vspc", "http", "manual"] as const;
export type Way = (typeof ways)[number];

export type Capabilities = Readonly<Record<Operation, Way>>;

/** An operation that no machine can do answers a work item: a person does this step, and that is no error. */
export type Outcome<Answer> = { readonly by: "machine"; readonly answer: Answer } | { readonly by: "person"; readonly workItem: WorkItem };

/**
 * Makes a change happen once. Order and step give the vendor's request id; `sentAt` is the time of the intent's note if the change
 * may have been sent already. Then the adapter replays it while the vendor recognises the id (5 minutes, 9.7), and afterwards looks
 * for its result before it sends again.
 */
export interface Once {
  readonly orderId: string;
  readonly step: string;
  readonly sentAt?: string | undefined;
}

/** How a customer is looked for (14.1). */
export interface CustomerQuery {
  readonly marker: string;
  /** A tenant that a person named: by the policy "link an existing one". */
  readonly tenantId?: string | undefined;
  readonly name: string;
  /** ISO 3166-1, two upper-case letters. */
  readonly country: string;
  /** "" without one. */
  readonly domain: string;
}

/** Never adopt on a name alone: whether those of `alike` may be taken is the instance's policy. */
export interface Found {
  /**
   * Those that carry our marker: one is ours, several are a person's to sort out. A VSPC company that has no Pulse tenant yet is no
   * customer: `createCustomer` finds it by its marker and goes on with it.
   */
  readonly ours: readonly Customer[];
  /** Of the same tenant id, name or domain, without our marker. */
  readonly alike: readonly Customer[];
}

/** A new customer or reseller (3.1, 11). Texts are "" where there is none. */
export interface NewCustomer {
  readonly marker: string;
  readonly details: CustomerDetails;
  readonly legalName: string;
  readonly taxId: string;
  readonly email: string;
  readonly phone: string;
  readonly notes: string;
  /** A VSPC company that exists already: only its Pulse tenant is made. */
  readonly companyUid?: string | undefined;
  /** The VSPC reseller that it belongs to. */
  readonly resellerUid?: string | undefined;
  /** Take over a Pulse tenant of the same name (10.3): only by the policy "link an existing one". */
  readonly adoptSameName: boolean;
}

/** Generation A: the page "VDC Registration Request" (4). */
export interface RegistrationRequest {
  readonly customer: CustomerRef;
  /** Missing: the customer is verified, its details are the vendor's own. */
  readonly details?: CustomerDetails | undefined;
  readonly name: string;
  readonly administrator: AdministratorMode;
  /** Of a customer managed customer alone. */
  readonly contact?: Person | undefined;
}

export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** Generation B: "Request New Subscriptions" (5). Seats are not sent: nothing accepts them (5.2). */
export interface SubscriptionRequest {
  readonly customer: CustomerRef;
  readonly details?: CustomerDetails | undefined;
  readonly name: string;
  /** Rows of the list of 5.1. */
  readonly products: readonly string[];
  /** Site reporting only; "" without. */
  readonly location: string;
  /** A person of the provider's with a user name of its own, no alias and no group mailbox (3.3). */
  readonly partnerContact?: Person | undefined;
}

/** What is known of a console (10.1, 10.4). */
export interface Access {
  /** `Configured` is the good one; open. */
  readonly pulseStatus: string;
  /** The plug-in's token: after its end nothing is synchronised any more. */
  readonly pulseTokenExpiresAt?: string | undefined;
  /** Rental agreements that the plug-in sees. */
  readonly contractIds: readonly string[];
}

/** Months from and to, both included, `yyyy-mm`. */
export interface Months {
  readonly from: string;
  readonly to: string;
}

/**
 * Veeam's process: Pulse customer, registration for Veeam Data Cloud, subscriptions, usages. Each operation goes the way of
 * `capabilities()`. By machine it throws `Transient` when no usable answer came, `NotReady` while an accepted change is still being
 * worked on (ask again with the same `Once`, its `sentAt` set), `Throttled` while the vendor's pause lasts, `Rejected` with a cause
 * of the table in `verdicts.ts` when Veeam says no.
 */
export interface Veeam {
  capabilities(): Capabilities;
  /** Signs in where there is something to sign in to; undefined where there is nothing. */
  checkAccess(): Promise<Access | undefined>;

  findCustomer(query: CustomerQuery): Promise<Outcome<Found>>;
  /** Accepted is not verified: read the customer until it is. */
  createCustomer(customer: NewCustomer, once: Once): Promise<Outcome<CustomerRef>>;
  /** A VSPC reseller; its `companyUid` is the reseller's. */
  createReseller(reseller: NewCustomer, once: Once): Promise<Outcome<CustomerRef>>;
  /** `refresh` makes VSPC synchronise with Pulse, so that the next read is fresh: by itself it does so hourly (10.3). */
  readCustomer(customer: CustomerRef, refresh?: boolean): Promise<Outcome<Customer>>;
  /** Fills in the details of a customer that is not verified; after provisioning only support can change them (3.2). */
  completeDetails(customer: CustomerRef, details: CustomerDetails, once: Once): Promise<Outcome<null>>;

  /** Generation A. Accepted is not registered. */
  register(request: RegistrationRequest, once: Once): Promise<Outcome<{ readonly registrationId?: string | undefined }>>;
  readRegistration(customer: CustomerRef, registrationId?: string): Promise<Outcome<Registration>>;
  /** Generation B. */
  requestSubscription(request: SubscriptionRequest, once: Once): Promise<Outcome<readonly Subscription[]>>;
  readSubscriptions(customer: CustomerRef): Promise<Outcome<readonly Subscription[]>>;
  /** From New, Pending Provisioning, Active and Pending Reinstatement (5.4). */
  cancelSubscription(subscription: SubscriptionRef, once: Once): Promise<Outcome<null>>;
  /** From Terminated alone, within 30 days, unless the same product was requested again (5.4). */
  reinstateSubscription(subscription: SubscriptionRef, once: Once): Promise<Outcome<null>>;

  monthlyUsages(months: Months): Promise<Outcome<readonly UsageLine[]>>;
}

/** A subscription of a customer; the name is for the person's list. */
export interface SubscriptionRef {
  readonly customer: CustomerRef;
  readonly name: string;
  readonly subscriptionId: string;
  readonly product: string;
}
