import type * as z from "zod";
import { type Line, lineReader } from "../lines.ts";
import { choice, flag, members, text, texts, valueOf } from "../reading.ts";
import type { AskedAccount, NamedAccount } from "../services.ts";
import type { Problem } from "../problem.ts";

/**
 * The ids in a call, all that asking, deleting and telling a reseller need: nothing else in the body can get in their way. `place`
 * stands before the names of fields in a fault.
 */
export const namedAccount = (body: unknown, place = ""): NamedAccount | Problem => {
  const faults: string[] = [];
  const named = ids(AccountDefinition.parse(body), faults, place);
  return faults.length === 0 ? named : invalid(faults);
};

/** The whole account in our words, or the names of all fields that cannot be used. What is bought may say which role it has, whatever the option says. */
export const askedAccount = (body: unknown, bought?: AskedAccount["role"]): AskedAccount | Problem => {
  const sent = AccountDefinition.parse(body);
  const faults: string[] = [];
  const line = lineReader(faults);
  const option = (id: string) => valueOf(sent?.SyncOptions ?? {}, id) ?? null;
  const contact = sent?.ContactDetails;
  const address = sent?.Address;
  const role = bought ?? roleOf(Role.parse(option("role")));
  const account: AskedAccount = {
    ...ids(sent, faults),
    role,
    parentTenantId: line("Parent Account", option("parentAccount"), longestId),
    login: line("Username", option("username"), Infinity),
    email: line("Email", sent?.Email, Infinity),
    name: line("Name", sent?.Name),
    code: line("Code", sent?.Code, 100),
    firstName: line("ContactDetails.FirstName", contact?.FirstName),
    lastName: line("ContactDetails.LastName", contact?.LastName),
    phone: line("Phone", sent?.Phone) || line("ContactDetails.Phone", contact?.Phone),
    fax: line("Fax", sent?.Fax) || line("ContactDetails.Fax", contact?.Fax),
    website: line("WebSite", sent?.WebSite),
    address1: line("Address.Address1", address?.Address1),
    address2: line("Address.Address2", address?.Address2),
    city: line("Address.City", address?.City),
    postCode: line("Address.PostCode", address?.PostCode),
    state: line("Address.State.Name", address?.State?.Name) || line("Address.State.Code", address?.State?.Code),
    country: line("Address.Country.Name", address?.Country?.Name) || line("Address.Country.Code", address?.Country?.Code),
    countryCode: line("Address.Country.Code", address?.Country?.Code),
    isTest: sent?.IsTest ?? false,
    options: otherOptions(sent?.SyncOptions ?? {}, line),
  };
  if (account.name === "") faults.push("Name is missing");
  // A role that is left out alone may be known from before.
  if (role === undefined && (faults.length > 0 || (option("role") ?? "") !== "")) faults.push("Role must be User or Reseller");
  return faults.length === 0 ? account : invalid(faults);
};

/** What is read of the library's type (bss-service-management-api.md, 6.2); ExtraDetails and Description are of no use here. */
const Place = members({ Code: text, Name: text });
const AccountDefinition = members({
  ID: text,
  ExternalID: text,
  ResellerID: text,
  ResellerExternalID: text,
  Name: text,
  Code: text,
  Phone: text,
  Fax: text,
  WebSite: text,
  Email: text,
  IsTest: flag,
  SyncOptions: texts,
  ContactDetails: members({ FirstName: text, LastName: text, Phone: text, Fax: text }),
  Address: members({ Address1: text, Address2: text, City: text, PostCode: text, State: Place, Country: Place }),
});

/** The values of the option `role`, as sync-options.ts offers them. */
const Role = choice([
  ["User", 1],
  ["Reseller", 2],
]);

/** Options that only a vendor's own part of the house knows. */
const otherOptions = (sent: Readonly<Record<string, string>>, line: Line): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(sent)
      .map(([id, value]) => [id.toLowerCase(), value] as const)
      .filter(([id]) => !["role", "parentaccount", "username"].includes(id))
      .map(([id, value]) => [id, line(id.slice(0, longestId), value)]),
  );

const roleOf = (role: string | null): AskedAccount["role"] => {
  if (role === null) return undefined;
  return role === "Reseller" ? "reseller" : "customer";
};

const longestId = 100;

const ids = (sent: z.output<typeof AccountDefinition>, faults: string[], place = ""): NamedAccount => {
  const line = lineReader(faults);
  const accountId = line(`${place}ID`, sent?.ID, longestId);
  if (accountId === "") faults.push(`${place}ID is missing`);
  return {
    accountId,
    tenantId: line(`${place}ExternalID`, sent?.ExternalID, longestId),
    resellerId: line(`${place}ResellerID`, sent?.ResellerID, longestId),
    resellerTenantId: line(`${place}ResellerExternalID`, sent?.ResellerExternalID, longestId),
  };
};

const invalid = (faults: readonly string[]): Problem => ({ problem: "accountInvalid", detail: faults.join(", ") });
