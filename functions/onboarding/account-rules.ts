import type { CauseName } from "../causes.ts";
import type { Mapping } from "./mapping.ts";

/** One address, in the form that mail servers take; more would refuse people, less would lose the activation. */
const address = /^[^\s@<>()[\]\\,;:"]{1,64}@(?:[^\s@<>()[\]\\,;:".]{1,63}\.)+[^\s@<>()[\]\\,;:".]{2,63}$/u;

/** Letters of a login at Acronis (acronis-api.md, 7.1). */
const login = /^[A-Za-z0-9.@_\-+:!#$%^*={}'`/?]{3,254}$/;

/** What is wrong with an account before anything is asked of anybody. */
export const accountProblem = (account: { readonly email: string; readonly login: string }): CauseName | undefined => {
  if (!isAddress(account.email)) return "emailInvalid";
  return login.test(account.login) ? undefined : "loginInvalid";
};

/** Whether a mail can be sent there. */
export const isAddress = (email: string): boolean => email.length <= 254 && address.test(email);

/** What of an account cannot change any more, judged by what stands, or may stand, at the vendor. */
export const changeProblem = (before: Mapping | undefined, wanted: Mapping["account"]): CauseName | undefined => {
  if (before === undefined) return undefined;
  const { account, tenantId, intent, administratorId, createdAt } = before;
  // An intent from before the row was only ever assumed (mapping-orders.ts).
  const mayHaveTenant = tenantId !== undefined || (intent !== undefined && intent.openSince >= createdAt);
  if (mayHaveTenant && account.role !== wanted.role) return "roleChanged";
  if (mayHaveTenant && account.parentTenantId !== wanted.parentTenantId) return "parentChanged";
  return administratorId !== undefined && account.login.toLowerCase() !== wanted.login.toLowerCase() ? "loginChanged" : undefined;
};
