import type { Instance } from "../../instances/instance.ts";
import type { Contact, OfferingItem, OfferingItemChange, Pricing, Storage, Tenant, User } from "./objects.ts";

/** Acronis, as one instance's API client. */
export type AcronisOf = (instance: Instance) => Acronis;

/** A new tenant (acronis-api.md, 6.2). */
export interface NewTenant {
  readonly name: string;
  readonly parentId: string;
  readonly kind: "customer" | "partner";
  readonly contact: Contact;
  readonly language: string;
  /** Our marker; Acronis shows it and finds by it. */
  readonly customerId: string;
  /** Free text for people, at most 256 characters. */
  readonly internalTag: string;
}

/** What to change of a tenant; what is missing stays (acronis-api.md, 6.6). */
export interface TenantChange {
  readonly version: number;
  readonly name?: string;
  readonly enabled?: boolean;
  readonly contact?: Contact;
}

export interface NewUser {
  readonly tenantId: string;
  readonly login: string;
  readonly language: string;
  readonly contact: Contact;
}

/**
 * Account Management API v2, the part that an onboarding needs. One method is one call (lists: one a page).
 * Throws `Transient` when no usable answer came, `Throttled` on 429 and while the vendor's pause lasts, `Rejected` with a cause of
 * the table in `verdicts.ts` when Acronis says no.
 */
export interface Acronis {
  /** The tenant of the API client itself: the root of what it may touch (2.5). */
  ownTenantId(): Promise<string>;
  readTenant(tenantId: string): Promise<Tenant>;
  /** All direct children, every page, whole (6.5). */
  childrenOf(parentId: string): Promise<readonly Tenant[]>;
  /** Rejected("tenantNameTaken") on a name conflict. */
  createTenant(tenant: NewTenant): Promise<Tenant>;
  /** Rejected("versionRace") when the version is not the current one. */
  updateTenant(tenantId: string, change: TenantChange): Promise<Tenant>;

  /** 204 free, 409 taken, 406 not acceptable (7.1). */
  checkLogin(login: string): Promise<"free" | "taken" | "unacceptable">;
  /** Rejected("loginTaken") when the login exists anywhere. */
  createUser(user: NewUser): Promise<User>;
  /** Users of a tenant (7.3). */
  usersOf(tenantId: string): Promise<readonly User[]>;
  readUser(userId: string): Promise<User>;
  /** Rejected("versionRace") when the version is not the current one. */
  updateUser(userId: string, change: { readonly version: number; readonly contact: Contact }): Promise<User>;
  /** Replaces the user's roles by these, on this tenant (7.4). */
  setRoles(userId: string, tenantId: string, roles: readonly string[]): Promise<void>;
  /** Queues the activation mail (7.2). */
  sendActivation(userId: string): Promise<void>;

  /** What a child of that kind could get of an edition, or of all (`*`) (9.2). */
  itemsOnOffer(parentId: string, kind: "customer" | "partner", edition: string): Promise<readonly OfferingItem[]>;
  /** Every item of a tenant, all editions. */
  itemsOf(tenantId: string): Promise<readonly OfferingItem[]>;
  /** All or nothing; gives the tenant's items as they are then. Rejected("versionRace") on a quota's wrong version (426). */
  putItems(tenantId: string, items: readonly OfferingItemChange[]): Promise<readonly OfferingItem[]>;
  /** Names, locations and capabilities of storages; kept in memory (10). */
  storages(parentId: string, storageIds: readonly string[]): Promise<readonly Storage[]>;

  readPricing(tenantId: string): Promise<Pricing>;
  /** One-way, and bills the whole month (6.9). */
  switchToProduction(tenantId: string, pricing: Pricing): Promise<void>;
}
