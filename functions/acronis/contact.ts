import type { Account } from "../onboarding/account.ts";
import type { Contact } from "../vendors/acronis/objects.ts";

/** The contact of an account's tenant (acronis-api.md, 6.4). Empty texts are left out by the adapter where nothing is to be cleared. */
export const tenantContact = (account: Account): Contact => ({
  ...administratorContact(account),
  address1: account.address1,
  address2: account.address2,
  city: account.city,
  state: account.state,
  zipcode: account.postCode,
  country: account.country,
  fax: account.fax,
  website: account.website,
});

/** The contact of its administrator: the account's e-mail, since the activation goes there. */
export const administratorContact = ({ email, firstName, lastName, phone }: Account): Contact => ({
  email,
  firstname: firstName,
  lastname: lastName,
  phone,
});

/** Whether the vendor's contact says the same as ours; null and empty are the same to it (6.4, 7.1). */
export const sameContact = (theirs: Contact | undefined, ours: Contact): boolean =>
  Object.entries(ours).every(
    ([field, text]) => (Object.entries(theirs ?? {}).find(([name]) => name === field)?.[1] ?? "") === (text ?? ""),
  );
