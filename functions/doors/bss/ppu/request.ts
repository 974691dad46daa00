import * as z from "zod";
import { utc } from "../../../clock.ts";
import { isLine, members, text } from "../reading.ts";
import type { Problem } from "../problem.ts";

/** `PpuItemServiceRequest` (bss-service-management-api.md, 6.2), as it came. */
const PpuRequest = members({
  ID: text,
  RelatedSubscriptionID: text,
  ServiceType: text,
  RelatedProductID: text,
  Currency: text,
  Account: members({ ID: text, RelatedAccountID: text }),
  BillingCycle: members({ StartDate: text, EndDate: text }),
});

/** A request for usage that says all that it must. */
export interface PpuAsk {
  readonly subscription: { readonly id: string; readonly bssId: string };
  readonly accountId: string;
  readonly tenantId: string;
  readonly currency: string;
  /** The billing cycle, UTC. */
  readonly cycle: { readonly from: string; readonly to: string };
}

/** Judges a request by the rules of the library's own `Check()` (7.6); the first member that breaks one is named. */
export const ppuAskOf = (body: Readonly<Record<string, unknown>>): PpuAsk | Problem => {
  const sent = PpuRequest.parse(body);
  const said = (value: string | null | undefined): string => (value ?? "").trim();
  const ask = {
    id: said(sent?.ID),
    bssId: guidOf(said(sent?.RelatedSubscriptionID)),
    productId: guidOf(said(sent?.RelatedProductID)),
    serviceType: said(sent?.ServiceType),
    currency: said(sent?.Currency),
    tenantId: said(sent?.Account?.ID),
    accountId: said(sent?.Account?.RelatedAccountID),
  };
  const from = timeOf(sent?.BillingCycle?.StartDate);
  const to = timeOf(endTextOf(said(sent?.BillingCycle?.StartDate), said(sent?.BillingCycle?.EndDate)));
  const broken = [
    [isText(ask.id), "ID is empty"],
    [isGuid(ask.bssId), "RelatedSubscriptionID is no GUID, or zero"],
    [isText(ask.serviceType), "ServiceType is empty"],
    [isGuid(ask.productId), "RelatedProductID is no GUID, or zero"],
    [/^[a-z]{3}$/i.test(ask.currency), "Currency is empty, or no code of three letters"],
    [isText(ask.tenantId), "Account.ID is empty"],
    [/^[1-9]\d{0,18}$/.test(ask.accountId), "Account.RelatedAccountID is no number above 0"],
    [from !== undefined, "BillingCycle.StartDate is not set"],
    [to !== undefined, "BillingCycle.EndDate is not set"],
    [from === undefined || to === undefined || from <= to, "BillingCycle ends before it starts"],
  ] as const;
  const detail = broken.find(([isRight]) => !isRight)?.[1];
  if (detail !== undefined || from === undefined || to === undefined) return { problem: "invalidRequest", detail };
  const { id, bssId, accountId, tenantId, currency } = ask;
  return { subscription: { id, bssId }, accountId, tenantId, currency, cycle: { from, to } };
};

const isText = (given: string): boolean => given !== "" && given.length <= 200 && isLine(given);

/** In the form of 4.10, whichever of the library's forms it came in: with or without hyphens, between braces or brackets. */
const guidOf = (given: string): string =>
  given
    .toLowerCase()
    .replace(/^\{(.*)\}$|^\((.*)\)$/, "$1$2")
    .replace(/^(\w{8})(\w{4})(\w{4})(\w{4})(\w{12})$/, "$1-$2-$3-$4-$5");

const isGuid = (given: string): boolean => z.guid().safeParse(given).success && given !== "00000000-0000-0000-0000-000000000000";

/** Of a cycle of whole months the last day may be told as a day, without its hours: it ends with that day, or its month would be on no bill. */
const endTextOf = (start: string, end: string): string => {
  const [, day = "", zone = ""] = /^(\d{4}-\d{2}-\d{2})(?:T00:00(?::00(?:\.0+)?)?)?(Z|[+-]\d{2}:\d{2})?$/i.exec(end) ?? [];
  const next = new Date(`${day}T24:00:00Z`);
  const isWholeMonths = /^\d{4}-\d{2}-01(T|$)/i.test(start) && next.getUTCDate() === 1;
  return isWholeMonths ? `${day}T23:59:59${zone}` : end;
};

/** A date as a time; without a zone it is UTC. One that is not set is the first that the library knows (6.2), far before any bill. */
const timeOf = (date: string | null | undefined): string | undefined => {
  const [, day = "", time = "T00:00:00", zone = "Z"] =
    /^(\d{4}-\d{2}-\d{2})(T[\d:.]+)?(Z|[+-]\d{2}:\d{2})?$/i.exec((date ?? "").trim()) ?? [];
  const at = Date.parse(`${day}${time}${zone}`);
  return Number.isNaN(at) || day < "2000-01-01" || day > "2999" ? undefined : utc(at);
};
