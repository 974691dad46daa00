import * as z from "zod";

const line = (most: number) => z.string().max(most);

/** What an order wants of a Veeam customer beyond the account (veeam-api.md, 3 and 4). */
export const VeeamWish = z.object({
  /** Who is the primary administrator in Veeam Data Cloud: a person of the customer, or the provider. */
  administrator: z.enum(["CustomerManaged", "PartnerManaged"]),
  /** Of a customer managed customer alone; else empty. */
  contactFirstName: line(255),
  contactLastName: line(255),
  contactEmail: line(254),
  /** Empty where the customer has none. */
  domain: line(253),
  /** ISO 3166-1, two capital letters. */
  country: line(2),
});

/** What an order wants one subscription of an account to be (veeam-api.md, 5). */
export const VeeamSubscription = z.object({
  /** Ours, as the BSS was told it. */
  id: line(100).min(1),
  /** The BSS's own. */
  bssId: line(100).min(1),
  product: line(100).min(1),
  /** Kept for comparison with the usage, never sent: nothing accepts seats (5.2). */
  seats: line(20),
  /** `active`: requested anew where it must be; `reinstated`: never requested anew; `kept`: as it stands, only the seats are noted. */
  wanted: z.enum(["active", "reinstated", "kept", "suspended", "cancelled"]),
});

const AskedAmounts = z.record(line(100), line(100));

/** What an order wants one subscription of Acronis services to be, as it was asked; what it means at the tenant is found when it runs. */
export const ServicesWish = z.object({
  /** Ours, as the BSS was told it. */
  id: line(100).min(1),
  /** The BSS's own. */
  bssId: line(100).min(1),
  name: line(255),
  /** What the route asks for. */
  change: z.enum(["create", "update", "activate", "suspend", "cancel", "upgradeToPaid", "changePlan"]),
  /** Our plan of the product; empty where the BSS sends none. */
  plan: line(100),
  edition: line(64),
  /** Id of the storage that was chosen; empty: the tenant's own, or the rule's. */
  storage: line(100),
  isTrial: z.boolean(),
  /** By attribute: decimal text in people's units, or `unlimited`; of a feature 1 or 0. */
  amounts: AskedAmounts,
  addons: z.array(z.object({ id: line(100), bssProductId: line(100), plan: line(100), name: line(255), amounts: AskedAmounts })).max(100),
});

/** What an order wants an account to be at the vendor, in our words. It stays in the row: none of it enters the state. */
export const Account = z.object({
  role: z.enum(["customer", "reseller"]),
  name: line(255).min(1),
  /** The BSS's account code, used once to tell two tenants of one name apart. */
  code: line(100),
  login: line(254),
  email: line(254),
  firstName: line(255),
  lastName: line(255),
  phone: line(255),
  fax: line(255),
  website: line(255),
  address1: line(255),
  address2: line(255),
  city: line(255),
  postCode: line(255),
  state: line(255),
  country: line(255),
  /** The tenant under which it belongs: the distributor's own, or its reseller's. */
  parentTenantId: z.string().min(1).max(100),
  veeam: VeeamWish.optional(),
  subscription: VeeamSubscription.optional(),
  services: ServicesWish.optional(),
});

export type VeeamWish = z.infer<typeof VeeamWish>;
export type VeeamSubscription = z.infer<typeof VeeamSubscription>;
export type ServicesWish = z.infer<typeof ServicesWish>;
export type Account = z.infer<typeof Account>;
