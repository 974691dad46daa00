import type { Activate, Activated } from "../../instances/activation.ts";
import type { ReadGateway } from "../../instances/check-settings.ts";
import type { Instance } from "../../instances/instance.ts";
import type { Credentials } from "../../instances/ports.ts";
import { recognise } from "../../instances/recognise.ts";
import { lookUp } from "../../onboarding/look-up.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import { remove } from "../../onboarding/remove.ts";
import { type Ended, type Needed, synchronise, type Wanted } from "../../onboarding/synchronise.ts";
import type { Ports } from "../../ports.ts";
import { accountUsage } from "../../usage/account-usage.ts";
import { definitionOrRun } from "../../services/await-definition.ts";
import { acronisCatalogue } from "./acronis-catalogue.ts";
import { acronisForm, settingsFrom } from "./acronis-form.ts";
import { acronisOptions } from "./acronis-options.ts";
import type { AccountCall, BssServices, Problem, SynchroniseCall } from "./services.ts";

/** What the services are made of. */
export type ServicesNeeds = Omit<Needed, "until"> &
  Pick<Ports, "instances" | "acronis" | "tenants" | "services" | "usage"> & {
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

  catalogue: async ({ instance, receivedAt }) => {
    const until = deadlineOf({ receivedAt }, needs);
    return acronisCatalogue(instance, await definitionOrRun(instance.instanceId, { ...needs, until }));
  },

  resellers: (applicationId, { instanceId }) => needs.mappings.resellers(applicationId, instanceId),

  synchronise: async (call) => {
    const wanted = await wantedOf(call, needs);
    if ("problem" in wanted) return wanted;
    const ended = await synchronise(wanted, { ...needs, until: deadlineOf(call, needs) });
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
    if ("problem" in ended && ended.problem === "notSynchronised") return { ...ended, detail: await strayTenant(call, needs) };
    return removedOr(ended);
  },

  meteredUsage: (ask) => accountUsage(ask, needs),

  isReseller: async (call) => {
    const mapping = await needs.mappings.find(keyOf(call));
    return mapping?.account.role === "reseller" && mapping.onboardedAt !== undefined;
  },
});

/** A tenant that carries our marker though its row was lost: Synchronize takes it over, and then it can be deleted. */
const strayTenant = async (call: AccountCall<Instance>, needs: ServicesNeeds): Promise<string | undefined> => {
  const { resellerId, resellerTenantId } = call.account;
  const found = await lookUp({ key: keyOf(call), instance: call.instance, resellerId, resellerTenantId }, needs);
  return "tenantId" in found && found.tenantId !== undefined
    ? `its tenant ${found.tenantId} is at the vendor; synchronise the account, then delete it`
    : undefined;
};

const deadlineOf = ({ receivedAt }: Pick<AccountCall<Instance>, "receivedAt">, { waiting }: Pick<Needed, "waiting">): number =>
  receivedAt + waiting.budgetSeconds * 1000;

const keyOf = ({ applicationId, instance: { instanceId }, account: { accountId } }: AccountCall<Instance>) => ({
  applicationId,
  instanceId,
  accountId,
});

/** The account that is wanted; an option that is left out is what it was when the account was synchronised. */
const wantedOf = async (call: SynchroniseCall<Instance>, { mappings }: Pick<Ports, "mappings">): Promise<Wanted | Problem> => {
  const { applicationId, instance, account } = call;
  const { accountId, tenantId, resellerId, resellerTenantId, parentTenantId, countryCode: _, isTest: __, options: ___, ...said } = account;
  const known = said.role === undefined || said.login === "" ? (await mappings.find(keyOf(call)))?.account : undefined;
  const role = said.role ?? known?.role;
  if (role === undefined) return { problem: "accountInvalid", detail: "Role must be User or Reseller" };
  const hints = { applicationId, instance, resellerId, resellerTenantId, parentTenantId };
  return {
    ...hints,
    accountId,
    account: { ...said, role, login: said.login || (known?.login ?? "") },
    mayHaveTenant: tenantId !== "",
    process: "onboard-acronis",
  };
};

const instanceOr = (activated: Activated): Instance | Problem => {
  if ("instance" in activated) return activated.instance;
  const [first] = activated.refusals;
  return { problem: first?.cause ?? "settingsInvalid", detail: activated.refusals.map(({ text }) => text.replace(/\.$/, "")).join("; ") };
};

const answerOf = ({ tenantId = "", tenantName, account, order, onboardedAt }: Mapping, { gateway }: Instance) => ({
  tenantId,
  message:
    order.endedAt === onboardedAt
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
