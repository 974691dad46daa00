import { StepError } from "../errors.ts";
import type { VeeamInstance } from "../instances/veeam-instance.ts";
import type { Log } from "../log.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { causeOf, resumeOrder } from "../onboarding/place-order.ts";
import type { Witness } from "../onboarding/registrations.ts";
import type { Ports } from "../ports.ts";
import { readRegistrationOf } from "./read-registration.ts";
import type { VeeamWork } from "./veeam-work.ts";

const PAGE = 100;

type Needed = Pick<Ports, "clock" | "mappings" | "machines" | "instances" | "veeam"> & { readonly log: Log };

/**
 * Orders that wait for support, or for a person, go on by themselves once the registration is seen: by the vendor's own answer, or by
 * the customer's presence in the monthly usages (veeam-api.md, 12.1); nothing else can be read. Runs every hour. Gives how many went on.
 */
export const lookForRegistrations = async (needed: Needed): Promise<number> => {
  const seenAt = usagesOnce(needed);
  let resumed = 0;
  let after: string | undefined;
  do {
    const page = await needed.mappings.open("parked", PAGE, after);
    for (const mapping of page.mappings) {
      // One instance that cannot be reached stops no other's orders.
      if (await lookFor(mapping, seenAt, needed).catch((error: unknown) => told(error, mapping, needed.log))) resumed += 1;
    }
    after = page.next;
  } while (after !== undefined);
  return resumed;
};

type SeenInUsages = (instance: VeeamInstance) => Promise<ReadonlySet<string>>;

const lookFor = async (mapping: Mapping, seenIn: SeenInUsages, needed: Needed): Promise<boolean> => {
  const { order, tenantId, instanceId } = mapping;
  const waits = ["supportNeeded", "handWork", "tookTooLong"].includes(causeOf(mapping));
  if (order.process !== "onboard-veeam" || !waits || tenantId === undefined) return false;
  const instance = await needed.instances.find(instanceId);
  if (instance?.vendor !== "veeam") return false;
  const witness = await witnessOf({ mapping, instance, veeam: needed.veeam(instance) }, tenantId, seenIn);
  if (witness === undefined) return false;
  if (!(await needed.mappings.confirm(mapping, { registered: true }, witness))) return false;
  return (await resumeOrder(mapping, needed)) !== undefined;
};

const witnessOf = async ({ mapping, instance, veeam }: VeeamWork, tenantId: string, seenIn: SeenInUsages): Promise<Witness | undefined> => {
  const { readRegistration, readSubscriptions } = veeam.capabilities();
  if (readRegistration === "http" || readSubscriptions === "http") {
    const outcome = await readRegistrationOf({ mapping, instance, veeam }, mapping.registration?.id);
    return outcome.by === "machine" && outcome.answer.state === "Registered" ? "vendor" : undefined;
  }
  return (await seenIn(instance)).has(tenantId) ? "usages" : undefined;
};

/** The customers in the usages of this month and the last, read once an instance however many orders wait there. */
const usagesOnce = ({ veeam, clock }: Needed): SeenInUsages => {
  const known = new Map<string, Promise<ReadonlySet<string>>>();
  const read = async (instance: VeeamInstance): Promise<ReadonlySet<string>> => {
    const vendor = veeam(instance);
    if (vendor.capabilities().monthlyUsages === "manual") return new Set();
    const to = clock.now().slice(0, 7);
    const outcome = await vendor.monthlyUsages({ from: monthBefore(to), to });
    return new Set(outcome.by === "machine" ? outcome.answer.map(({ tenantId }) => tenantId) : []);
  };
  return (instance) => {
    const found = known.get(instance.instanceId) ?? read(instance);
    known.set(instance.instanceId, found);
    return found;
  };
};

/** `2026-01` gives `2025-12`. */
export const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number > 1 ? `${year}-${String(number - 1).padStart(2, "0")}` : `${year - 1}-12`;
};

const told = (error: unknown, { order: { orderId }, instanceId }: Mapping, log: Log): false => {
  if (!(error instanceof StepError)) throw error;
  log("info", "no registration could be looked for", { orderId, instanceId, error: error.name });
  return false;
};
