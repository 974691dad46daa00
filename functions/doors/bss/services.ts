import type { CauseName } from "../../causes.ts";
import type { GivenSettings } from "../../instances/check-settings.ts";
import type { Instance } from "../../instances/instance.ts";

/**
 * What the door asks of the rest of the house, one per vendor. Everything here is in our words: the BSS's own stay behind the door.
 * A method that throws is a defect: the BSS gets its 500 and nothing else leaks.
 */
export interface BssServices {
  /** The BSS installations that may call: application id (lower case, with hyphens) and its key as the BSS shows it. */
  applications(): Promise<ReadonlyMap<string, string>>;
  /** The instance that the settings speak of; activates or rotates first when they are valid and new. */
  recognise(settings: GivenSettings): Promise<Instance | Problem>;
  /** Checks the form and activates the instance: one text per wrong field, none when it is active. */
  validate(settings: GivenSettings): Promise<readonly string[]>;
  /** Facts of the instance without secrets, as the administrator reads them. */
  additionalInfo(instance: Instance): Promise<Readonly<Record<string, string>>>;
  /** The synchronised resellers of this BSS installation at this instance. */
  resellers(applicationId: string, instance: Instance): Promise<readonly ResellerChoice[]>;
  /** Creates or updates the account's tenant and waits for the end as long as the answer's budget allows. */
  synchronise(call: SynchroniseCall): Promise<Synchronised | Problem>;
  /** Whether the account has its tenant. Has no effect. */
  exists(call: AccountCall): Promise<Existence | Problem>;
  /** Disables the account's tenant and keeps its data; the message says so. */
  remove(call: AccountCall): Promise<Removed | Problem>;
  /** Whether the account is a synchronised reseller. Has no effect. */
  isReseller(call: AccountCall): Promise<boolean>;
}

/** A refusal: code, text and cure come from the closed list; the detail joins the text, and the BSS's user reads it. */
export interface Problem {
  readonly problem: CauseName;
  /** Names what is wrong, without a full stop. May hold the account's own data, never a secret. */
  readonly detail?: string | undefined;
}

/** What names an account in a call. */
export interface AccountCall {
  readonly applicationId: string;
  readonly instance: Instance;
  readonly account: NamedAccount;
  /** When the call came, in milliseconds of the clock that `performance.now()` reads. */
  readonly receivedAt: number;
}

export interface SynchroniseCall extends AccountCall {
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
  readonly isTest: boolean;
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

export const isProblem = (outcome: object): outcome is Problem => "problem" in outcome;
