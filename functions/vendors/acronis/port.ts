import type { Instance } from "../../instances/instance.ts";
import type {
  Application,
  Contact,
  ItemOnOffer,
  Location,
  OfferingItem,
  OfferingItemChange,
  Pricing,
  Storage,
  Tenant,
  User,
} from "./objects.ts";
import type { PriceList } from "./price-lists.ts";
import type { TenantUsage } from "./usage-lines.ts";

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

/** How many items of a list were told, and how many were left out because they cannot be read. */
export interface ItemsTold {
  readonly told: number;
  readonly unreadable: number;
}

/**
 * Account Management API v2 and the price lists beside it, as far as we need them. One method is one call (lists: one a page, or one
 * for a hundred ids).
 * Throws `Transient` when no usable answer came, `Throttled` on 429 and while the vendor's pause lasts, `Rejected` with a cause of
 * the table in `verdicts.ts` when Acronis says no.
 */
export interface Acronis {
  /** The tenant of the API client itself: the root of what it may touch (2.5). */
  ownTenantId(): Promise<string>;
  readTenant(tenantId: string): Promise<Tenant>;
  /** All direct children, every page, whole (6.5). */
  childrenOf(parentId: string): Promise<readonly Tenant[]>;
  /** The tenant itself and all below it, every page (6.5). */
  subtreeOf(rootId: string): Promise<readonly Tenant[]>;
  /** Rejected("tenantNameTaken") on a name conflict. */
  createTenant(tenant: NewTenant): Promise<Tenant>;
  /** Rejected("versionRace") when the version is not the current one. */
  updateTenant(tenantId: string, change: TenantChange): Promise<Tenant>;
  /**
   * Deletes a disabled tenant for ever, with all below it (6.8); `version` is the one that the PUT gave which disabled it. A tenant that
   * is gone already is no error. Rejected("versionRace") when the version is not the current one.
   */
  deleteTenant(tenantId: string, version: number): Promise<void>;

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
  /**
   * Every item that a child of that kind could get, of all editions (`*`), each told as it comes: nobody holds the whole list, which
   * may have 100,000 items (9.2). Gives how many were told, and how many could not be read. What was told before a failure is part of the truth at most. What `visit`
   * throws ends the call and comes out unchanged.
   */
  eachItemOnOffer(parentId: string, kind: "customer" | "partner", visit: (item: ItemOnOffer) => void): Promise<ItemsTold>;
  /** Every item of a tenant, all editions. */
  itemsOf(tenantId: string): Promise<readonly OfferingItem[]>;
  /** All or nothing; gives the tenant's items as they are then. Rejected("versionRace") on a quota's wrong version (426). */
  putItems(tenantId: string, items: readonly OfferingItemChange[]): Promise<readonly OfferingItem[]>;
  /** Names, locations and capabilities of storages; kept in memory (10). */
  storages(parentId: string, storageIds: readonly string[]): Promise<readonly Storage[]>;

  /**
   * What a switch of edition brings, in the vendor's words (9.8); nothing is changed. Rejected("itemsNotOnOffer") with the names of the
   * items when the target is not available.
   */
  editionWarnings(tenantId: string, applicationId: string, targetEdition: string): Promise<readonly string[]>;
  /**
   * Switches the edition of one service; gives the vendor's warnings, if it has any. An edition that is not available may turn all items
   * off (9.8): ask `editionWarnings` before. Rejected("itemsNotOnOffer") as there.
   */
  switchEdition(tenantId: string, applicationId: string, targetEdition: string): Promise<readonly string[]>;

  /** The platform's services (8). */
  applications(): Promise<readonly Application[]>;
  /** Names of locations; ids that the vendor does not know are left out (10). */
  locations(ids: readonly string[]): Promise<readonly Location[]>;
  /** The vendor's own price lists of these months, `yyyy-mm` (14.3). Rejected("accessDenied") where the client may not read them. */
  priceLists(tenantId: string, months: readonly string[]): Promise<readonly PriceList[]>;
  /** Usages of tenants, on a partner the sums of all below it (11.1). A tenant that the vendor does not name is absent. */
  usagesOf(tenantIds: readonly string[]): Promise<ReadonlyMap<string, TenantUsage>>;

  readPricing(tenantId: string): Promise<Pricing>;
  /** One-way, and bills the whole month (6.9). */
  switchToProduction(tenantId: string, pricing: Pricing): Promise<void>;
}
