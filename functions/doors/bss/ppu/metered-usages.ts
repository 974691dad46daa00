import type { Unit } from "../../../services/units.ts";
import type { AccountUsage, BilledLine } from "../../../usage/account-usage.ts";
import { endOf, monthsOfCycle, startOf } from "../../../usage/month.ts";
import { utc } from "../../../clock.ts";
import { type ResultDefinition, result, unsupported } from "../answers.ts";
import { bodyOf } from "../body.ts";
import {
  type BillingItemsResponse,
  never,
  type PpuItem,
  type PpuTotals,
  refusedItems,
  refusedUsages,
  type UsageResponse,
} from "./answers.ts";
import { ppuAskOf } from "./request.ts";
import type { Call } from "../request.ts";
import { isProblem, type Problem } from "../problem.ts";
import { settingsOf } from "../settings.ts";

/** A year, and the month that a cycle's edges may touch. */
const MOST_MONTHS = 13;

/** `Ppu/Usages`: the lines of a subscription in a billing cycle, and their sums. */
export const meteredUsages = async (call: Call): Promise<UsageResponse> => {
  const usage = await usageFor(call);
  if (isProblem(usage)) return refusedUsages(usage);
  return { Usages: itemsOf(usage), Totals: totalsOf(usage), ...tailOf(usage) };
};

/** `Ppu/BillingItems`: the same lines without sums (bss-service-management-api.md, 7.6). */
export const meteredBillingItems = async (call: Call): Promise<BillingItemsResponse | ResultDefinition> => {
  if (call.services.meteredUsage === undefined) return unsupported("PpuGetBillingItems");
  const usage = await usageFor(call);
  return isProblem(usage) ? refusedItems(usage) : { Items: itemsOf(usage), ...tailOf(usage) };
};

const usageFor = async ({ services, applicationId, request }: Call): Promise<AccountUsage | Problem> => {
  const body = bodyOf(request);
  if (isProblem(body)) return body;
  const ask = ppuAskOf(body);
  if (isProblem(ask)) return ask;
  const { cycle, ...asked } = ask;
  const months = monthsOfCycle(cycle, MOST_MONTHS);
  if (months.length > MOST_MONTHS) return { problem: "invalidRequest", detail: `BillingCycle has more than ${MOST_MONTHS} months` };
  const instance = await services.recognise(settingsOf(request));
  if (isProblem(instance)) return instance;
  return services.meteredUsage?.({ ...asked, applicationId, instance, months }) ?? { problem: "usageUnreadable" };
};

const itemsOf = ({ lines }: AccountUsage): readonly PpuItem[] => {
  const taken = new Set<string>();
  return lines.map((line) => {
    const Id = idsFor(line).find((id) => !taken.has(id)) ?? `${line.month}/${taken.size}`;
    taken.add(Id);
    return itemOf(line, Id);
  });
};

/** A name is unique with its storage, hardly ever only with its edition or its application too (acronis-api.md, 9.1). */
const idsFor = ({ month, item: { name, infraId = "", edition, applicationId } }: BilledLine): readonly string[] => {
  const parts = [month, name, ...[infraId].filter((part) => part !== "")];
  return [[], [edition], [applicationId], [applicationId, edition]]
    .filter((more) => !more.includes(""))
    .map((more) => [...parts, ...more].join("/"));
};

/** Money and quantities travel as numbers: all of ours are short enough to be written as the decimals that they are. */
const itemOf = ({ item, unit, quantity, price, month, customer }: BilledLine, Id: string): PpuItem => ({
  Id,
  Name: item.soldName,
  Type: types[unit],
  Location: orNull(item.location),
  Group: orNull(item.group),
  Customer: orNull(customer),
  AttributeId: item.attributeId,
  Quantity: Number(quantity),
  Unit: unit,
  CostPrice: price === undefined ? null : Number(price.cost),
  SellPrice: price === undefined ? null : Number(price.sell),
  StartDate: startOf(month),
  EndDate: utc(Date.parse(endOf(month)) - 1_000),
});

const types: Readonly<Record<Unit, string>> = { GB: "Storage", hours: "Compute", pieces: "Workload" };

const orNull = (text: string): string | null => (text === "" ? null : text);

/** The library's `Check()` wants every sum above 0, so there are none where one is not. */
const totalsOf = ({ lines, totals }: AccountUsage): PpuTotals | null => {
  if (totals === undefined) return null;
  const sums = { Items: lines.length, CostPrice: Number(totals.cost), SellPrice: Number(totals.sell) };
  return Object.values(sums).every((sum) => sum > 0) ? sums : null;
};

const tailOf = ({ currency, takenAt }: AccountUsage) => ({
  Currency: currency,
  LastUpdateAt: takenAt ?? never,
  ...result(0, takenAt === undefined ? "Nothing was kept of these months." : "", ""),
});
