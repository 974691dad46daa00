import type { Log } from "../log.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { resumeOrder } from "../onboarding/place-order.ts";
import type { Ports } from "../ports.ts";
import { type Export, findInExport } from "../vendors/veeam/export/read-export.ts";

const PAGE = 100;

type Needed = Pick<Ports, "clock" | "mappings" | "machines"> & { readonly log: Log };

/** What an import did: orders that went on, and orders whose customer is in the file without enough to go on. */
export interface Imported {
  readonly resumed: readonly string[];
  readonly undecided: readonly string[];
}

/**
 * Resumes the orders of an instance that wait for a person or for support, as far as Pulse's report shows what they wait for. A
 * customer is ours by our mark in its CRM id, or by an id that the order has already; a name alone decides nothing.
 */
export const importCustomers = async (file: Export, instanceId: string, needed: Needed): Promise<Imported> => {
  const resumed: string[] = [];
  const undecided: string[] = [];
  let after: string | undefined;
  do {
    const page = await needed.mappings.open("parked", PAGE, after);
    for (const mapping of page.mappings) {
      const { process, orderId } = mapping.order;
      if (process !== "onboard-veeam" || mapping.instanceId !== instanceId) continue;
      const outcome = await applied(mapping, file, needed);
      if (outcome === "resumed") resumed.push(orderId);
      if (outcome === "undecided") undecided.push(orderId);
    }
    after = page.next;
  } while (after !== undefined);
  return { resumed, undecided };
};

const applied = async (mapping: Mapping, file: Export, needed: Needed): Promise<"resumed" | "undecided" | "absent"> => {
  const { marker, tenantId, account } = mapping;
  const { ours, alike } = findInExport(file, { marker, tenantId, name: account.name, domain: account.veeam?.domain ?? "" });
  const [customer, ...more] = ours;
  if (customer === undefined) return alike.length > 0 ? "undecided" : "absent";
  const isNew = tenantId === undefined && customer.tenantId !== undefined;
  const isRegistered = customer.vdcRegistered === true && (tenantId ?? customer.tenantId) !== undefined;
  if (more.length > 0 || !(isNew || isRegistered)) return "undecided";
  const confirmation = {
    ...(isNew ? { tenantId: customer.tenantId } : {}),
    ...(isRegistered ? { registered: true } : {}),
  };
  if (!(await needed.mappings.confirm(mapping, confirmation, "import"))) return "absent";
  const current = await needed.mappings.find(mapping);
  return current !== undefined && (await resumeOrder(current, needed)) !== undefined ? "resumed" : "absent";
};
