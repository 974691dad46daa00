import type { Problem } from "./problem.ts";
import type { AnyInstance } from "../../instances/any-instance.ts";
import type { AccountUsage, UsageAsk } from "../../usage/account-usage.ts";
import type { ProductTypeCollection } from "./fields/catalogue.ts";
import type { settingsForm } from "./fields/form.ts";
import type { SubscriptionRoutes } from "./subscriptions/subscription-call.ts";

/**
 * What the door asks of the rest of the house, one per vendor. Everything here is in our words: the BSS's own stay behind the door.
 * A method that throws is a defect: the BSS gets its 500 and nothing else leaks.
 */
export interface BssServices<Of extends AnyInstance = AnyInstance> {
  /** The settings form of an instance. */
  readonly form: ReturnType<typeof settingsForm>;
  /** The BSS installations that may call: application id (lower case, with hyphens) and its key as the BSS shows it. */
  applications(): Promise<ReadonlyMap<string, string>>;
  /** The instance that the settings speak of; activates or rotates first when they are valid and new. A pre-check saves nothing. */
  recognise(read: SettingsReader, isCheck?: boolean): Promise<Of | Problem>;
  /** Checks the form and activates the instance: one text per wrong field, none when it is active. */
  validate(read: SettingsReader): Promise<readonly string[]>;
  /** Facts of the instance without secrets, as the administrator reads them. */
  additionalInfo(instance: Of): Promise<Readonly<Record<string, string>>>;
  /** The synchronised resellers of this BSS installation at this instance. */
  resellers(applicationId: string, instance: Of): Promise<readonly ResellerChoice[]>;
  /** The form shown before an account is synchronised; why resellers are missing, where they are. */
  readonly syncOptions: (resellers: readonly ResellerChoice[], why: string | null) => readonly unknown[];
  /** Creates or updates the account's tenant and waits for the end as long as the answer's budget allows. */
  synchronise(call: SynchroniseCall<Of>): Promise<Synchronised | Problem>;
  /** Whether the account has its tenant. Has no effect. */
  exists(call: AccountCall<Of>): Promise<Existence | Problem>;
  /** Disables the account's tenant and keeps its data; the message says so. */
  remove(call: AccountCall<Of>): Promise<Removed | Problem>;
  /** Whether the account is a synchronised reseller. Has no effect. */
  isReseller(call: AccountCall<Of>): Promise<boolean>;
  /** What the instance sells, as it was published last; of a vendor whose products come from here. */
  catalogue?(call: { readonly instance: Of; readonly receivedAt: number }): Promise<ProductTypeCollection>;
  /** What an account used, of a vendor that is paid by use. */
  usages?(call: UsageCall<Of>): Promise<Usage | Problem>;
  /** How a call about subscriptions or add-ons is read, of a vendor that sells them; undefined where it knows no such route. */
  readonly subscriptions?: SubscriptionRoutes<Of>;
  /** What a subscription of an account used, with its prices, of a vendor whose services are metered. */
  meteredUsage?(ask: MeteredCall<Of>): Promise<AccountUsage | Problem>;
}

/** A subscription's usage to look up. */
export interface MeteredCall<Of extends AnyInstance = AnyInstance> extends Omit<UsageAsk, "instance"> {
  readonly instance: Of;
}

/** An account's usage to look up, in whole months, `yyyy-mm`, both included. */
export interface UsageCall<Of extends AnyInstance = AnyInstance> {
  readonly applicationId: string;
  readonly instance: Of;
  readonly accountId: string;
  readonly from: string;
  readonly to: string;
}

export interface Usage {
  readonly items: readonly UsageItem[];
  readonly takenAt: string;
}

export interface UsageItem {
  readonly id: string;
  readonly name: string;
  /** More than 0. */
  readonly quantity: number;
  readonly unit: string;
  readonly month: string;
  readonly location: string;
}

/** Gives the value of a settings field by its ID, as it comes: a trimmed text, empty where there is none. Nothing is checked yet. */
export type SettingsReader = (fieldId: string) => string;

/** What names an account in a call. */
export interface AccountCall<Of extends AnyInstance = AnyInstance> {
  readonly applicationId: string;
  readonly instance: Of;
  readonly account: NamedAccount;
  /** When the call came, in milliseconds of the clock that `performance.now()` reads. */
  readonly receivedAt: number;
}

export interface SynchroniseCall<Of extends AnyInstance = AnyInstance> extends AccountCall<Of> {
  readonly account: AskedAccount;
}

export interface NamedAccount {
  /** The BSS's own id of the account: 1 to 100 characters. */
  readonly accountId: string;
  /** Our id, as we once answered it; empty until the BSS knows it. */
  readonly tenantId: string;
  /** The BSS's id of the reseller above; empty for a direct customer or a reseller. */
  readonly resellerId: string;
  /** Our id of that reseller, as the BSS knows it; empty if it does not. */
  readonly resellerTenantId: string;
}

/**
 * An account to synchronise. Texts are trimmed, empty where the BSS says nothing, without control characters, and at most 255
 * characters long (code 100). `login` and `email` have no bound here: their causes say more than "too long".
 */
export interface AskedAccount extends NamedAccount {
  /** Undefined when the option is left out, as it may be for an account that is synchronised already. */
  readonly role: "customer" | "reseller" | undefined;
  /** The tenant chosen in the option Parent Account; empty when none is. */
  readonly parentTenantId: string;
  readonly login: string;
  readonly email: string;
  /** Never empty. */
  readonly name: string;
  readonly code: string;
  /** The contact person's. */
  readonly firstName: string;
  readonly lastName: string;
  /** The account's phone, else the contact person's; the fax likewise. */
  readonly phone: string;
  readonly fax: string;
  readonly website: string;
  readonly address1: string;
  readonly address2: string;
  readonly city: string;
  readonly postCode: string;
  /** By name, else by code. */
  readonly state: string;
  readonly country: string;
  /** ISO code of two letters; empty where the BSS sends none. */
  readonly countryCode: string;
  readonly isTest: boolean;
  /** The other options that were chosen, by their IDs in lower case: a vendor knows its own. */
  readonly options: Readonly<Record<string, string>>;
}

export interface ResellerChoice {
  readonly tenantId: string;
  readonly name: string;
}

export interface Synchronised {
  readonly tenantId: string;
  readonly message: string;
  /** For the BSS's user: the portal's address, the login name. */
  readonly extraInfo: Readonly<Record<string, string>>;
}

export type Existence = { readonly found: true; readonly tenantId: string } | { readonly found: false };

export interface Removed {
  readonly tenantId: string;
  readonly message: string;
}
