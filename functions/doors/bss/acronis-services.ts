import type { Activate, Activated } from "../../instances/activation.ts";
import type { ReadGateway } from "../../instances/check-settings.ts";
import type { Instance } from "../../instances/instance.ts";
import type { Credentials } from "../../instances/ports.ts";
import { recognise } from "../../instances/recognise.ts";
import { lookUp } from "../../onboarding/look-up.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import { remove } from "../../onboarding/remove.ts";
import { type Ended, type Needed, synchronise } from "../../onboarding/synchronise.ts";
import type { Ports } from "../../ports.ts";
import { acronisForm, settingsFrom } from "./acronis-form.ts";
import { acronisOptions } from "./acronis-options.ts";
import type { AccountCall, BssServices, Problem, SynchroniseCall } from "./services.ts";

/** What the services are made of. */
export type ServicesNeeds = Needed &
  Pick<Ports, "instances" | "acronis"> & {
    readonly applications: () => Promise<ReadonlyMap<string, string>>;
    readonly credentials: Credentials;
    readonly readGateway: ReadGateway;
    readonly activate: Activate;
  };

/** The door's services for Acronis: from the BSS's call to orders and rows, and back to what its user reads. */
export const acronisServices = (needs: ServicesNeeds): BssServices<Instance> => ({
  form: acronisForm,
  syncOptions: acronisOptions,
  applications: needs.applications,

  recognise: async (read) => instanceOr(await recognise(settingsFrom(read), needs)),

  validate: async (read) => {
    const activated = await needs.activate(settingsFrom(read), "form");
    return "refusals" in activated ? activated.refusals.map(({ text }) => text) : [];
  },

  additionalInfo: async (instance) => factsOf(instance),

  resellers: (applicationId, { instanceId }) => needs.mappings.resellers(applicationId, instanceId),

  synchronise: async (call) => {
    const ended = await synchronise(wantedOf(call), needs);
    return "done" in ended ? answerOf(ended.done, call.instance) : ended;
  },

  exists: async ({ applicationId, instance, account }) => {
    const { accountId, resellerId, resellerTenantId } = account;
    const key = { applicationId, instanceId: instance.instanceId, accountId };
    const found = await lookUp({ key, instance, resellerId, resellerTenantId }, needs);
    if ("problem" in found) return found;
    return found.tenantId === undefined ? { found: false } : { found: true, tenantId: found.tenantId };
  },

  remove: async (call) => {
    const ended = await remove(keyOf(call), "disable-acronis", needs);
    return removedOr(ended);
  },

  isReseller: async (call) => {
    const mapping = await needs.mappings.find(keyOf(call));
    return mapping?.account.role === "reseller" && mapping.onboardedAt !== undefined;
  },
});

const keyOf = ({ applicationId, instance: { instanceId }, account: { accountId } }: AccountCall<Instance>) => ({
  applicationId,
  instanceId,
  accountId,
});

const wantedOf = ({ applicationId, instance, account }: SynchroniseCall<Instance>) => {
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
  return {
    applicationId,
    instance,
    accountId,
    resellerId,
    resellerTenantId,
    parentTenantId,
    account: said,
    process: "onboard-acronis",
  } as const;
};

const instanceOr = (activated: Activated): Instance | Problem => {
  if ("instance" in activated) return activated.instance;
  const [first] = activated.refusals;
  return { problem: first?.cause ?? "settingsInvalid", detail: activated.refusals.map(({ text }) => text.replace(/\.$/, "")).join("; ") };
};

const answerOf = ({ tenantId = "", tenantName, account, order }: Mapping, { gateway }: Instance) => ({
  tenantId,
  message:
    order.number === 1
      ? `${account.role === "reseller" ? "Reseller" : "Customer"} created; the activation e-mail is on its way.`
      : "Account synchronised.",
  extraInfo: { AcronisTenantName: tenantName ?? account.name, AcronisPortal: gateway, AcronisLogin: account.login },
});

const removedOr = (ended: Ended) =>
  "done" in ended
    ? {
        tenantId: ended.done.tenantId ?? "",
        message: "The tenant is disabled at Acronis; its data is kept, and Acronis goes on billing it. Synchronize enables it again.",
      }
    : ended;

/** Facts of an instance for its administrator; no secret. */
const factsOf = ({
  instanceId,
  systemName,
  gateway,
  tenantId,
  tenantName,
  primaryCurrency,
  distributorDiscount,
  updateProductNames,
  rule,
  activatedAt,
}: Instance) => ({
  Instance: instanceId,
  SystemName: systemName,
  Gateway: gateway,
  TenantName: tenantName,
  TenantId: tenantId,
  PrimaryCurrency: primaryCurrency,
  DistributorDiscount: `${distributorDiscount} %`,
  ProductNames: updateProductNames === "update" ? "follow Acronis" : "keep the first name",
  CustomerEdition: rule.customer.edition,
  CustomerMode: rule.customer.mode,
  ResellerEditions: rule.reseller.editions.join(", "),
  ActiveSince: activatedAt,
});
