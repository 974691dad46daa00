import type { Activate, Activated } from "../../../instances/activation.ts";
import type { ReadGateway } from "../../../instances/check-settings.ts";
import type { Instance } from "../../../instances/instance.ts";
import type { Credentials } from "../../../instances/ports.ts";
import { notSaved, recognise } from "../../../instances/recognise.ts";
import { lookUp } from "../../../onboarding/look-up.ts";
import type { Mapping } from "../../../onboarding/mapping.ts";
import { remove } from "../../../onboarding/remove.ts";
import type { Ended, Needed } from "../../../onboarding/synchronise.ts";
import type { Ports } from "../../../ports.ts";
import { accountUsage } from "../../../usage/account-usage.ts";
import { definitionOrRun } from "../../../services/await-definition.ts";
import { deadlineOf, keyOf } from "../accounts/account-call.ts";
import { acronisCatalogue } from "./catalogue.ts";
import { acronisForm, settingsFrom } from "./form.ts";
import { acronisOptions } from "./options.ts";
import { acronisSubscriptions } from "./subscriptions.ts";
import { synchroniseAtAcronis, synchronisedMessage } from "./synchronise.ts";
import type { AccountCall, BssServices } from "../services.ts";
import type { Problem } from "../problem.ts";

/** What the services are made of. */
export type ServicesNeeds = Omit<Needed, "until"> &
  Pick<Ports, "instances" | "acronis" | "tenants" | "services" | "usageWriter"> & {
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

  recognise: async (read, isCheck = false) =>
    instanceOr(await recognise(settingsFrom(read), isCheck ? { ...needs, activate: notSaved } : needs)),

  validate: async (read) => {
    const activated = await needs.activate(settingsFrom(read), "form");
    return "refusals" in activated ? activated.refusals.map(({ text }) => text) : [];
  },

  additionalInfo: async (instance) => factsOf(instance),

  catalogue: async ({ instance, receivedAt }) => {
    const until = deadlineOf({ receivedAt }, needs);
    return acronisCatalogue(instance, await definitionOrRun(instance.instanceId, { ...needs, until }));
  },

  resellers: (applicationId, { instanceId }) => needs.mappings.resellers(applicationId, instanceId),

  synchronise: async (call) => {
    const ended = await synchroniseAtAcronis(call, needs);
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
    const ended = await remove(keyOf(call), "disable-acronis", { ...needs, until: deadlineOf(call, needs) });
    if (!("problem" in ended) || ended.problem !== "notSynchronised") return removedOr(ended);
    return (await deletedByOperator(call, needs)) ?? { ...ended, detail: await strayTenant(call, needs) };
  },

  subscriptions: acronisSubscriptions(needs),
  meteredUsage: (ask) => accountUsage(ask, needs),

  isReseller: async (call) => {
    const mapping = await needs.mappings.find(keyOf(call));
    return mapping?.account.role === "reseller" && mapping.onboardedAt !== undefined;
  },
});

/** An account of which nothing is left: its deletion was the last that happened to it. */
const deletedByOperator = async (call: AccountCall<Instance>, { mappings }: ServicesNeeds) => {
  const { order, deletedTenants = [] } = (await mappings.find(keyOf(call))) ?? {};
  const last = order?.process === "delete-acronis" && order.status === "done" ? deletedTenants.at(-1) : undefined;
  return last && { tenantId: last.tenantId, message: "The tenant was deleted at Acronis by an operator already; nothing is left of it." };
};

/** A tenant that carries our marker though its row was lost: Synchronize takes it over, and then it can be deleted. */
const strayTenant = async (call: AccountCall<Instance>, needs: ServicesNeeds): Promise<string | undefined> => {
  const { resellerId, resellerTenantId } = call.account;
  const found = await lookUp({ key: keyOf(call), instance: call.instance, resellerId, resellerTenantId }, needs);
  return "tenantId" in found && found.tenantId !== undefined
    ? `its tenant ${found.tenantId} is at the vendor; synchronise the account, then delete it`
    : undefined;
};

const instanceOr = (activated: Activated): Instance | Problem => {
  if ("instance" in activated) return activated.instance;
  const [first] = activated.refusals;
  return { problem: first?.cause ?? "settingsInvalid", detail: activated.refusals.map(({ text }) => text.replace(/\.$/, "")).join("; ") };
};

const answerOf = (mapping: Mapping, { gateway }: Instance) => ({
  tenantId: mapping.tenantId ?? "",
  message: synchronisedMessage(mapping),
  extraInfo: {
    AcronisTenantName: mapping.tenantName ?? mapping.account.name,
    AcronisPortal: gateway,
    AcronisLogin: mapping.account.login,
  },
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
