import { Refused } from "./errors.ts";

// Public mail providers are refused as a customer's domain (sheet 3.1); Veeam's own list is not public.
const publicProviders = new Set(
  `gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com gmx.de gmx.net gmx.com web.de
  icloud.com me.com aol.com proton.me protonmail.com mail.com mail.ru yandex.com zoho.com t-online.de`.split(/\s+/),
);

export function assertOwnDomain(domain: string, field: string): void {
  if (!/^(?=.{3,253}$)([a-z0-9-]+\.)+[a-z]{2,}$/i.test(domain)) throw invalid(`'${domain}' is not a domain.`, field);
  if (publicProviders.has(domain.toLowerCase())) throw invalid(`'${domain}' belongs to a public mail provider.`, field);
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf("@") + 1).toLowerCase();
}

// A partner contact is a person with a UPN: no alias, no group mailbox (sheet 3.3).
const groupMailboxes = new Set("info sales support office admin contact hello team billing it helpdesk noreply".split(" "));

export function isGroupMailbox(email: string): boolean {
  return groupMailboxes.has(email.slice(0, email.lastIndexOf("@")).toLowerCase());
}

/** The rules of Veeam's forms: what was asked is well formed, and still refused. */
export function invalid(message: string, field: string): Refused {
  return new Refused(422, message, { code: "ValidationFailed", field });
}
