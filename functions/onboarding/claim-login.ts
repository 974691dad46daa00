import type { Ports } from "../ports.ts";
import type { Mapping } from "./mapping.ts";
import { accountKeyOf } from "./names.ts";

/** Claims a login for an account; false when another account of ours holds it and still wants it. */
export const claimLogin = async (
  platform: string,
  { account, mappingKey }: Mapping,
  { logins, mappings }: Pick<Ports, "logins" | "mappings">,
): Promise<boolean> => {
  const { login } = account;
  if (await logins.claim(platform, login, mappingKey)) return true;
  const holder = await logins.holder(platform, login);
  if (holder === undefined) return logins.claim(platform, login, mappingKey);
  // An order that was replaced may have left its claim behind: its account's row no longer names that login.
  const other = await mappings.find(accountKeyOf(holder));
  if (other !== undefined && sameLogin(other.account.login, login)) return false;
  return logins.takeOver(platform, login, holder, mappingKey);
};

/** Logins are told apart without regard to case (acronis-api.md, 18.16). */
export const sameLogin = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
