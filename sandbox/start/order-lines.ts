import type { Mapping } from "../../functions/onboarding/mapping.ts";
import { orderOfExecution } from "../../functions/onboarding/names.ts";
import type { Mappings } from "../../functions/onboarding/ports.ts";
import type { Observed } from "../aws/observed.ts";

/** Says a line for each order as it ends: ids and causes, never a person's data. */
export const orderLines =
  (mappings: () => Pick<Mappings, "ofOrder"> | undefined, say: (line: string) => void) =>
  async ({ kind, execution, at }: Observed): Promise<void> => {
    const orderId = orderOfExecution(execution);
    if (orderId === undefined || (kind !== "ended" && kind !== "died")) return;
    const mapping = await mappings()?.ofOrder(orderId);
    // The row may have gone on to another order already.
    say(`${at.slice(11, 19)}  order ${orderId}  ${mapping === undefined ? "ended" : lineOf(mapping)}`);
  };

const lineOf = ({ order, accountId, tenantId }: Mapping): string => {
  const { process, status, failure, attempt } = order;
  const about = `${process}  account ${accountId}  attempt ${attempt}`;
  if (status !== "parked") return `${status}  ${about}  tenant ${tenantId ?? "none"}`;
  return `parked: ${failure?.cause ?? "defect"}  ${about}`;
};
