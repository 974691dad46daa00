import { notSaved } from "../../../instances/recognise.ts";
import { recogniseVeeam } from "../../../instances/recognise-veeam.ts";
import type { ActivateVeeam, VeeamActivated } from "../../../instances/veeam-activation.ts";
import type { VeeamInstance } from "../../../instances/veeam-instance.ts";
import type { Credentials } from "../../../instances/ports.ts";
import type { Mapping } from "../../../onboarding/mapping.ts";
import { remove } from "../../../onboarding/remove.ts";
import { type Ended, type Needed, synchronise } from "../../../onboarding/synchronise.ts";
import type { Ports } from "../../../ports.ts";
import type { UsageLine } from "../../../vendors/veeam/objects.ts";
import { usageOf } from "../../../veeam/usage-of.ts";
import { lookUpCustomer } from "../../../veeam/look-up-customer.ts";
import { wishProblem } from "../../../veeam/wish-rules.ts";
import { deadlineOf, keyOf } from "../accounts/account-call.ts";
import type { BssServices, SynchroniseCall, Synchronised, UsageItem } from "../services.ts";
import { isProblem, type Problem } from "../problem.ts";
import { veeamForm, veeamSettingsFrom } from "./form.ts";
import { veeamOptions } from "./options.ts";
import { veeamSubscriptions } from "./subscriptions.ts";
import { veeamWishOf } from "./wish.ts";

/** What the services are made of. */
export type VeeamServicesNeeds = Omit<Needed, "until"> &
  Pick<Ports, "instances" | "veeam"> & {
    readonly applications: () => Promise<ReadonlyMap<string, string>>;
    readonly credentials: Credentials;
    readonly activate: ActivateVeeam;
  };

/** The door's services for Veeam: from the BSS's call to orders and rows, and back to what its user reads. */
export const veeamServices = (needs: VeeamServicesNeeds): BssServices<VeeamInstance> => ({
  form: veeamForm,
  syncOptions: veeamOptions,
  applications: needs.applications,

  recognise: async (read, isCheck = false) =>
    instanceOr(await recogniseVeeam(veeamSettingsFrom(read), isCheck ? { ...needs, activate: notSaved } : needs)),

  validate: async (read) => {
    const activated = await needs.activate(veeamSettingsFrom(read), "form");
    return "refusals" in activated ? activated.refusals.map(({ text }) => text) : [];
  },

  additionalInfo: async (instance) => factsOf(instance),

  resellers: (applicationId, { instanceId }) => needs.mappings.resellers(applicationId, instanceId),

  synchronise: async (call) => synchroniseCustomer(call, needs),

  exists: async (call) => {
    const found = await lookUpCustomer({ key: keyOf(call), instance: call.instance, name: "" }, needs);
    if ("problem" in found) return found;
    return found.tenantId === undefined ? { found: false } : { found: true, tenantId: found.tenantId };
  },

  remove: async (call) => removedOr(await remove(keyOf(call), "disable-veeam", { ...needs, until: deadlineOf(call, needs) })),

  usages: async ({ applicationId, instance, accountId, from, to }) => {
    const key = { applicationId, instanceId: instance.instanceId, accountId };
    const lines = await usageOf(key, instance, { from, to }, needs);
    return "problem" in lines ? lines : { items: lines.flatMap(itemOf), takenAt: needs.clock.now() };
  },

  subscriptions: veeamSubscriptions(needs),

  isReseller: async (call) => {
    const mapping = await needs.mappings.find(keyOf(call));
    return mapping?.account.role === "reseller" && mapping.onboardedAt !== undefined;
  },
});

const synchroniseCustomer = async (call: SynchroniseCall<VeeamInstance>, needs: VeeamServicesNeeds): Promise<Synchronised | Problem> => {
  const { applicationId, instance } = call;
  const role = call.account.role ?? (await needs.mappings.find(keyOf(call)))?.account.role;
  if (role === undefined) return { problem: "accountInvalid", detail: "Role must be User or Reseller" };
  const account = { ...call.account, role };
  if (account.role === "reseller" && needs.veeam(instance).capabilities().createReseller !== "vspc") {
    return { problem: "resellerImpossible" };
  }
  const wish = veeamWishOf(account);
  if (isProblem(wish)) return wish;
  const problem = wishProblem(wish);
  if (problem !== undefined) return problem;
  const {
    accountId,
    tenantId: _,
    resellerId,
    resellerTenantId,
    parentTenantId,
    countryCode: __,
    isTest: ___,
    options: ____,
    ...said
  } = account;
  const root = { instanceId: instance.instanceId, tenantId: instance.providerId };
  const asked = { ...said, login: "", veeam: wish };
  const wanted = { applicationId, accountId, resellerId, resellerTenantId, parentTenantId, instance: root, account: asked };
  // Its first step looks for the customer by our marker in any case.
  const ended = await synchronise(
    { ...wanted, process: "onboard-veeam", mayHaveTenant: false },
    { ...needs, until: deadlineOf(call, needs) },
  );
  return "done" in ended ? answerOf(ended.done) : ended;
};

/** The BSS bills points; a line without any is none. */
const itemOf = ({ month, productCode, productName, usedPoints, location }: UsageLine): readonly UsageItem[] => {
  const quantity = Number(usedPoints);
  if (!(quantity > 0)) return [];
  return [
    { id: `${month}/${productCode}${location === "" ? "" : `/${location}`}`, name: productName, quantity, unit: "Points", month, location },
  ];
};

const instanceOr = (activated: VeeamActivated): VeeamInstance | Problem => {
  if ("instance" in activated) return activated.instance;
  const [first] = activated.refusals;
  return { problem: first?.cause ?? "settingsInvalid", detail: activated.refusals.map(({ text }) => text.replace(/\.$/, "")).join("; ") };
};

const answerOf = ({ tenantId = "", account, order, checklist = [], subscriptionIds = [] }: Mapping): Synchronised => ({
  tenantId,
  message:
    order.number === 1
      ? firstMessage[account.role]
      : "Account synchronised. Veeam changes the data of a registered customer by a support case only.",
  extraInfo: {
    VeeamCustomer: account.name,
    VeeamTenantId: tenantId,
    ...(subscriptionIds.length > 0 ? { VeeamSubscriptions: subscriptionIds.join(", ") } : {}),
    ...(checklist.length > 0 ? { VeeamNextSteps: checklist.map((step, at) => `${at + 1}. ${step}`).join(" ") } : {}),
  },
});

const firstMessage = {
  customer: "Customer registered for Veeam Data Cloud; the next steps there are the provider's.",
  reseller: "Reseller created in the Service Provider Console.",
} as const;

const removedOr = (ended: Ended) =>
  "done" in ended
    ? {
        tenantId: ended.done.tenantId ?? "",
        message: `What can be cancelled at Veeam is cancelled; the rest is a support case: ${(ended.done.checklist ?? []).join(" ")}`,
      }
    : ended;

/** Facts of an instance for its administrator; no secret. */
const factsOf = (instance: VeeamInstance) => ({
  Instance: instance.instanceId,
  SystemName: instance.systemName,
  ProviderId: instance.providerId,
  RegistrationWay: instance.registrationWay,
  Console: instance.console ?? "none",
  Contract: instance.contract === undefined ? "none" : "saved",
  Process: instance.rule.process === "registrationRequest" ? "registration request" : "subscription request",
  Product: instance.rule.product,
  ConsoleConnectionEnds: instance.accessExpiresAt ?? "unknown",
  PrimaryCurrency: instance.primaryCurrency,
  DistributorDiscount: `${instance.distributorDiscount} %`,
  ProductNames: instance.updateProductNames === "update" ? "follow Veeam" : "keep the first name",
  ActiveSince: instance.activatedAt,
});
