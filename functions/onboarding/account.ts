import * as z from "zod";

const line = (most: number) => z.string().max(most);

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
});

export type Account = z.infer<typeof Account>;
