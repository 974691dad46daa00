import { randomBytes } from "node:crypto";
import * as z from "zod";
import { acceptConsent, addTenant, setRetention } from "./data-cloud-tenants.ts";
import { customerOf } from "./customers.ts";
import { invalid } from "./domains.ts";
import { Refused } from "./errors.ts";
import type { Site } from "./exchange.ts";
import { productNamed } from "./products.ts";
import { CustomerStatus, Verification, VerificationOutcome } from "./records.ts";
import { finishRegistration } from "./registration.ts";
import type { Customer, State } from "./state.ts";
import { activate, isOpen } from "./subscription-life.ts";
import { usualProduct } from "./usage.ts";
import { finishVerification } from "./verification.ts";

const customerId = z.string();

/** What people do at Veeam, at the provider's and at the customer's, and what each must tell. */
export const deeds = {
  /** Veeam's people end a verification, now and as they like. */
  verification: z.strictObject({ customerId, outcome: VerificationOutcome.exclude(["never"]).optional(), linkedTo: z.string().optional() }),
  /** Support finishes the case "move the customer under VCSP". */
  support: z.strictObject({ customerId }),
  /** Support corrects what nobody can change by himself. */
  customer: z.strictObject({
    customerId,
    name: z.string().optional(),
    type: z.string().optional(),
    status: CustomerStatus.optional(),
    verification: Verification.optional(),
    vdcRegistered: z.boolean().optional(),
    domain: z.string().nullable().optional(),
    crmId: z.string().nullable().optional(),
  }),
  /** Somebody adds the customer's Microsoft 365 tenant in the portal of Veeam Data Cloud. */
  tenant: z.strictObject({
    customerId,
    method: z.enum(["Direct Onboarding", "Send an invite"]).default("Direct Onboarding"),
    name: z.string().optional(),
    email: z.string().optional(),
    region: z.string().optional(),
    retentionDays: z.int().min(1).optional(),
  }),
  /** The customer's Global Admin accepts. */
  consent: z.strictObject({ customerId }),
  retention: z.strictObject({ tenantId: z.string(), retentionDays: z.int().min(1) }),
  /** A day's backups: so many users from now on, or from another instant. */
  usage: z.strictObject({
    customerId,
    units: z.number().min(0),
    product: z.string().optional(),
    at: z.iso.datetime({ offset: true }).optional(),
  }),
  /** A new API key of the console, shown once; a given one is taken, or revived. */
  key: z.strictObject({
    key: z.string().min(1).optional(),
    readOnly: z.boolean().default(false),
    expiresInSeconds: z.number().min(0).optional(),
  }),
} as const;

export type Deed = keyof typeof deeds;
export type Told<Name extends Deed> = z.input<(typeof deeds)[Name]>;

export interface People {
  finishVerification(told: Told<"verification">): Customer;
  finishSupportCase(told: Told<"support">): Customer;
  changeCustomer(told: Told<"customer">): Customer;
  addTenant(told: Told<"tenant">): ReturnType<typeof addTenant>;
  acceptConsent(told: Told<"consent">): ReturnType<typeof acceptConsent>;
  setRetention(told: Told<"retention">): ReturnType<typeof setRetention>;
  setUsage(told: Told<"usage">): State["usages"][number];
  renewKey(told: Told<"key">): { key: string; readOnly: boolean };
}

/** `acting` lets happen what is due before a deed, and keeps what it did. */
export function peopleOf(site: Site, acting: <Result>(act: () => Result) => Result): People {
  const { state } = site;
  return {
    finishVerification: (told) => acting(() => endVerification(site, deeds.verification.parse(told))),
    finishSupportCase: (told) => acting(() => finishSupportCase(site, deeds.support.parse(told).customerId)),
    changeCustomer: (told) =>
      acting(() => {
        const { customerId: id, ...changes } = deeds.customer.parse(told);
        return Object.assign(customerOf(state, id), changes);
      }),
    addTenant: (told) => acting(() => addTenant(site, deeds.tenant.parse(told))),
    acceptConsent: (told) => acting(() => acceptConsent(site, deeds.consent.parse(told).customerId)),
    setRetention: (told) =>
      acting(() => {
        const { tenantId, retentionDays } = deeds.retention.parse(told);
        return setRetention(site, tenantId, retentionDays);
      }),
    setUsage: (told) => acting(() => setUsage(site, deeds.usage.parse(told))),
    renewKey: (told) => acting(() => renewKey(site, deeds.key.parse(told))),
  };
}

function endVerification(site: Site, { customerId: id, outcome, linkedTo }: z.output<typeof deeds.verification>): Customer {
  const customer = customerOf(site.state, id);
  const isWaiting = customer.verification === "Pending Verification";
  if (!isWaiting) throw new Refused(409, `The customer is '${customer.verification}' already.`, { code: "WrongStatus" });
  finishVerification(site, id, outcome ?? (customer.planned === "never" ? "verified" : customer.planned), linkedTo);
  return customer;
}

function renewKey({ state, clock }: Site, told: z.output<typeof deeds.key>): { key: string; readOnly: boolean } {
  const { key = randomBytes(24).toString("base64url"), readOnly, expiresInSeconds } = told;
  const expiresAt = expiresInSeconds === undefined ? null : clock.after(expiresInSeconds);
  state.apiKeys[key] = { key, name: "renewed", readOnly, expiresAt };
  return { key, readOnly };
}

/** Whatever was stuck is done: the customer is under VCSP and registered (sheet 14.4, 15.2). */
function finishSupportCase(site: Site, id: string): Customer {
  const customer = customerOf(site.state, id);
  if (customer.verification === "Pending Verification") finishVerification(site, id, "verified");
  customer.linkedTo = null;
  customer.vdcRegistered = true;
  const { registrations, subscriptions } = site.state;
  for (const one of Object.values(registrations)) if (one.customerId === id) finishRegistration(site, one.id, true);
  const stuck = Object.values(subscriptions).filter((one) => one.customerId === id && one.stuck && isOpen(one) && one.bundleOf === null);
  for (const one of stuck) activate(site, one);
  return customer;
}

/** Who is not registered cannot consume (sheet 12.1). */
function setUsage({ state, clock }: Site, { customerId: id, units, product, at }: z.infer<typeof deeds.usage>): State["usages"][number] {
  const customer = customerOf(state, id);
  if (!customer.vdcRegistered) throw new Refused(409, "The customer is not registered for VDC.", { code: "NotRegistered" });
  const name = product === undefined ? usualProduct(state, id) : productNamed(product)?.name;
  if (name === undefined) throw invalid(`There is no product '${product}'.`, "product");
  const sample = { customerId: id, product: name, units, at: at === undefined ? clock.now() : Date.parse(at) };
  state.usages.push(sample);
  return sample;
}
