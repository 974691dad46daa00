import { type ResultDefinition, unsupported } from "../answers.ts";
import { bodyOf } from "../body.ts";
import { meteredUsages } from "./metered-usages.ts";
import { type PpuItem, refusedUsages as refused, type UsageResponse } from "./answers.ts";
import { members, text } from "../reading.ts";
import type { Call } from "../request.ts";
import type { UsageItem } from "../services.ts";
import { isProblem } from "../problem.ts";
import { settingsOf } from "../settings.ts";

/** The usage of an account's billing cycle. Items only: prices are the BSS's own, and a total without them would be no total. */
export const accountUsages = async (call: Call): Promise<UsageResponse | ResultDefinition> => {
  const { services, applicationId, request } = call;
  if (services.meteredUsage !== undefined) return meteredUsages(call);
  if (services.usages === undefined) return unsupported("PpuGetUsages");
  const body = bodyOf(request);
  if (isProblem(body)) return refused(body);
  const sent = PpuRequest.parse(body);
  const accountId = (sent?.Account?.RelatedAccountID ?? "").trim();
  const from = monthOf(sent?.BillingCycle?.StartDate);
  const to = monthOf(sent?.BillingCycle?.EndDate);
  if (accountId === "") return refused({ problem: "invalidRequest", detail: "Account.RelatedAccountID is missing" });
  if (from === undefined || to === undefined || from > to)
    return refused({ problem: "invalidRequest", detail: "BillingCycle is no period" });
  const instance = await services.recognise(settingsOf(request));
  if (isProblem(instance)) return refused(instance);
  const usage = await services.usages({ applicationId, instance, accountId, from, to });
  if (isProblem(usage)) return refused(usage);
  return {
    Usages: usage.items.map(itemOf),
    Totals: null,
    Currency: sent?.Currency ?? null,
    LastUpdateAt: usage.takenAt,
    Code: 0,
    Message: "",
    Result: "",
  };
};

const PpuRequest = members({
  Currency: text,
  Account: members({ RelatedAccountID: text }),
  BillingCycle: members({ StartDate: text, EndDate: text }),
});

/** The month in which a date stands, as it is written; the vendor counts by months. */
const monthOf = (date: string | null | undefined): string | undefined => /^(\d{4}-(?:0[1-9]|1[0-2]))-\d{2}/.exec(date ?? "")?.[1];

const itemOf = ({ id, name, quantity, unit, month, location }: UsageItem): PpuItem => ({
  Id: id,
  Name: name,
  Type: null,
  Location: location === "" ? null : location,
  Group: null,
  Customer: null,
  AttributeId: null,
  Quantity: quantity,
  Unit: unit,
  CostPrice: null,
  SellPrice: null,
  StartDate: `${month}-01T00:00:00+00:00`,
  EndDate: null,
});
