import type { Clock } from "../../clock.ts";
import { NotReady, Rejected } from "../../errors.ts";
import { changeOnce } from "./actions.ts";
import { type ConsoleCalls, query } from "./console-calls.ts";
import type { ConsoleLists } from "./console-lists.ts";
import { Company, organizationInput, PulseConfiguration, PulseTenant } from "./console-objects.ts";
import type { CustomerRef } from "./objects.ts";
import type { NewCustomer, Once } from "./port.ts";

interface Console {
  readonly calls: ConsoleCalls;
  readonly lists: ConsoleLists;
  readonly clock: Clock;
  /** Makes the console read Pulse: by itself it does so hourly. */
  readonly synchronise: () => Promise<void>;
}

/** A customer is a VSPC company and its Pulse tenant: each is made once, and a half-made one is completed (veeam-api.md, 14.3). */
export const createByConsole =
  (console: Console) =>
  async (customer: NewCustomer, once: Once): Promise<CustomerRef> => {
    const { marker, adoptSameName } = customer;
    const companyUid = customer.companyUid ?? (await companyOf(console, customer, once, "companies"));
    return { marker, companyUid, tenantId: await tenantOf(console, { companyUid, adoptSameName }, once) };
  };

export const createResellerByConsole =
  (console: Console) =>
  async (reseller: NewCustomer, once: Once): Promise<CustomerRef> => ({
    marker: reseller.marker,
    companyUid: reseller.companyUid ?? (await companyOf(console, reseller, once, "resellers")),
  });

async function companyOf(
  { calls, lists, clock }: Console,
  made: NewCustomer,
  once: Once,
  kind: "companies" | "resellers",
): Promise<string> {
  const name = kind === "companies" ? "createCustomer" : "createReseller";
  // Nothing in the console forbids a second company of the same marker.
  const [own, ...others] = await lists.ofMarker(name, made.marker);
  if (others.length > 0) throw new Rejected("manyTenants", `${others.length + 1} companies`);
  if (own !== undefined) return own.instanceUid;
  const call = {
    call: name,
    method: "POST",
    path: `/organizations/${kind}`,
    body: {
      organizationInput: organizationInput(made, calls.version),
      // Nobody signs in as this user: no password is set.
      ownerCredentials: { userName: made.marker },
      ...(made.resellerUid === undefined ? {} : { resellerUid: made.resellerUid }),
    },
  } as const;
  // It was looked for just now, and is not there.
  return (await changeOnce(calls, clock, { call, part: "company", data: Company, lookUp: async () => undefined }, once)).instanceUid;
}

/** `rewriteExisting` is not "overwrite": it takes over the Pulse tenant of the same name (10.3, 21.20). */
async function tenantOf(
  { calls, lists, clock, synchronise }: Console,
  { companyUid, adoptSameName }: { readonly companyUid: string; readonly adoptSameName: boolean },
  once: Once,
): Promise<string> {
  const pulse = await calls.read({ call: "createCustomer", method: "GET", path: "/pulse" }, PulseConfiguration);
  if (pulse.status === "NotConfigured" || pulse.status === "Error") throw new Rejected("pulseDisconnected", `status ${pulse.status}`);
  // Its token dies at the end of a day, and the status may not say so yet (10.4).
  const { tokenExpirationDate: endsAt } = pulse;
  if (endsAt !== undefined && clock.secondsSince(endsAt) > 0) throw new Rejected("pulseDisconnected", "its token has ended");
  const lookUp = async () => {
    await synchronise();
    return lists.tenantOf("createCustomer", companyUid);
  };
  if (pulse.isPushingNewCompaniesToPulseEnabled === true) {
    const pushed = await lookUp();
    // Where every new company is pushed by itself, a second tenant would be a second customer.
    if (pushed === undefined) throw new NotReady("createCustomer: the console is pushing the company to Pulse");
    return pushed.instanceUid;
  }
  const path = `/pulse/tenants${query({ companyUid, rewriteExisting: String(adoptSameName) })}`;
  const call = { call: "createCustomer", method: "POST", path } as const;
  return (await changeOnce(calls, clock, { call, part: "tenant", data: PulseTenant, lookUp }, once)).instanceUid;
}
