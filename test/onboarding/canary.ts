import type { Fault } from "../../sandbox/acronis/fault-kinds.ts";
import { type BssAccount, customerAccount } from "../../sandbox/bss/accounts.ts";

/** In every field that says something of a person or a company. */
export const canary = "Canary7f3a";
/** Where a row may hold it: the account's own data, and what is made of it. */
export const ofPeople = new Set(["account", "suggestions", "formerLogins", "invitedEmail", "tenantName", "intent", "loginKey"]);

export const person = (id: string, more: Partial<BssAccount> = {}): BssAccount =>
  customerAccount(id, `${canary} Foods ${id}`, {
    Code: `C${canary}`,
    Phone: `+30 ${canary}`,
    Fax: `+31 ${canary}`,
    WebSite: `www.${canary}.example`,
    Email: `${canary}.${id}@mail.example`,
    SyncOptions: { username: `${canary}.login.${id}`, role: "1" },
    ContactDetails: { FirstName: `First${canary}`, LastName: `Last${canary}`, Phone: `1${canary}` },
    Address: { Address1: `Street ${canary}`, City: `City ${canary}`, PostCode: canary, State: { Name: canary }, Country: { Name: canary } },
    ...more,
  });

/** What a vendor's answer may quote of a request. */
const quoting: unknown = { error: { code: canary, message: `User '${canary}' exists`, context: { info: canary } }, [canary]: canary };

export const failures: readonly { readonly title: string; readonly fault: Fault }[] = [
  {
    title: "a tenant refused with a text that quotes it",
    fault: { kind: "status", status: 400, body: quoting, match: { route: "POST /api/2/tenants" } },
  },
  {
    title: "a user refused with a text that quotes it",
    fault: { kind: "status", status: 400, body: quoting, match: { route: "POST /api/2/users" } },
  },
  {
    title: "an HTML page that quotes it",
    fault: { kind: "status", status: 502, html: `<b>${canary}</b>`, match: { route: "POST /api/2/users" } },
  },
  { title: "an answer that is lost", fault: { kind: "loseAnswer", match: { route: "POST /api/2/tenants" } } },
  {
    title: "a name that is taken",
    fault: {
      kind: "status",
      status: 409,
      body: { error: { code: 1004, message: canary } },
      match: { route: "POST /api/2/tenants" },
      times: 2,
    },
  },
  {
    title: "a login that is taken",
    fault: { kind: "status", status: 409, body: quoting, match: { route: "GET /api/2/users/check_login" } },
  },
  {
    title: "an access that is denied",
    fault: { kind: "status", status: 403, body: quoting, match: { route: "PUT /api/2/users/{user_id}/access_policies" } },
  },
];
