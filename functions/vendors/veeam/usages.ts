import * as z from "zod";
import { maybe } from "./answers.ts";
import { isSameTenant } from "./ids.ts";
import type { Registration, UsageLine } from "./objects.ts";

const quantity = maybe(z.number()).transform((value) => String(value ?? 0));
const text = maybe(z.string()).transform((value) => value ?? "");

const Workload = z.object({
  productCode: text,
  productName: text,
  unitType: text,
  usedUnits: quantity,
  totalUnits: quantity,
  weight: quantity,
  usedPoints: quantity,
  minCommitQty: quantity,
  minCommitEnforcement: quantity,
  location: text,
});

/** One month of `GET /pulse/monthlyUsages`, with every tenant's usage (veeam-api.md, 12.1). */
export const UsageMonth = z.object({
  month: z.string(),
  tenants: z.array(z.object({ tenantUid: z.string(), workloads: z.array(Workload) })),
});

/** The lines of months; points are the vendor's own, never computed (7). */
export const linesOf = (months: readonly z.infer<typeof UsageMonth>[]): readonly UsageLine[] =>
  months.flatMap(({ month, tenants }) =>
    tenants.flatMap(({ tenantUid, workloads }) =>
      workloads.map(({ weight, minCommitQty, minCommitEnforcement, ...line }) => ({
        ...line,
        month,
        tenantId: tenantUid,
        pointsPerUnit: weight,
        minimumCommit: minCommitQty,
        minimumCommitEnforced: minCommitEnforcement,
      })),
    ),
  );

/** A tenant with a product of Veeam Data Cloud is registered; of one without, nothing is known (12.1). */
export const registrationIn = (lines: readonly UsageLine[], tenantId: string | undefined): Registration => {
  const isSeen = lines.some((line) => isSameTenant(line.tenantId, tenantId) && isDataCloud(line));
  return isSeen ? { state: "Registered", seenIn: "usages", subscriptions: [] } : { state: "Unknown", seenIn: "nothing", subscriptions: [] };
};

const isDataCloud = ({ productCode, productName }: UsageLine): boolean =>
  /^H-VDC/i.test(productCode) || /\b(VDC|Veeam Data Cloud)\b/i.test(productName);
