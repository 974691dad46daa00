import type { CauseName } from "../causes.ts";
import type { Clock } from "../clock.ts";
import { Rejected, StepError } from "../errors.ts";
import type { Log } from "../log.ts";
import { instanceIdOf } from "../onboarding/names.ts";
import type { Tenant } from "../vendors/acronis/objects.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import { standardServicesSettings } from "../services/settings.ts";
import { checkSettings, type GivenSettings, type ReadGateway } from "./check-settings.ts";
import type { Instance, Settings } from "./instance.ts";
import type { Credential, CredentialWriter, Instances, Schedules } from "./ports.ts";
import { putSchedulesOf } from "./put-schedules.ts";
import { standardRule } from "./rule.ts";

/** Refused secrets of one client that are tried at the vendor in ten minutes; only calls with settings headers are counted. */
export const MOST_REFUSED = 5;

/** Why settings were not accepted, for a person. */
export interface Refusal {
  readonly cause: CauseName;
  readonly text: string;
}

export type Activated = { readonly instance: Instance } | { readonly refusals: readonly Refusal[] };

/** Checks settings, signs in with them and makes their instance active; from the form, or from a call's headers. */
export type Activate = (given: GivenSettings, from: "form" | "headers") => Promise<Activated>;

export interface ActivationNeeds {
  readonly instances: Instances;
  readonly credentials: CredentialWriter;
  readonly clock: Clock;
  readonly readGateway: ReadGateway;
  /** Acronis, with credentials that are not stored yet. */
  readonly connect: (instance: Instance, credential: Credential) => Acronis;
  readonly schedules: Schedules;
  readonly log: Log;
}

/** Activation; the one place where a secret is written. Saving again with another secret rotates it. */
export const activation =
  (needs: ActivationNeeds): Activate =>
  async (given, from) => {
    const checked = checkSettings(given, needs.readGateway);
    if ("problems" in checked) return { refusals: checked.problems.map((text) => ({ cause: "settingsInvalid", text })) };
    const { settings, clientSecret } = checked;
    const { gateway, clientId } = settings;
    const counted = from === "headers";
    if (counted && (await needs.instances.refusedSignIns(gateway, clientId)) >= MOST_REFUSED) return refused("tooManySignIns");
    const found = await ownTenant(settings, clientSecret, needs);
    if ("refusals" in found) {
      if (counted && found.refusals[0]?.cause === "credentialsRefused") await needs.instances.countRefusedSignIn(gateway, clientId);
      return found;
    }
    const instanceId = instanceIdOf("acronis", gateway, clientId);
    // The secret first: a row without its secret would refuse every order.
    await saveSecret(instanceId, { clientId, clientSecret }, needs);
    const { id: tenantId, name: tenantName } = found.tenant;
    const instance = await needs.instances.save({ ...settings, instanceId, vendor: "acronis", tenantId, tenantName });
    // The instance is active whether or not it has its schedules at once: the daily upkeep puts them.
    await putSchedulesOf(instance, needs);
    return { instance };
  };

export const refused = (cause: CauseName, text = texts[cause] ?? ""): { refusals: readonly Refusal[] } => ({ refusals: [{ cause, text }] });

/** What a person reads in the form when signing in fails. */
const texts: Partial<Record<CauseName, string>> = {
  credentialsRefused:
    "Client Id or Client Secret is not accepted by Acronis at this Gateway, or the client or its tenant is disabled there.",
  tooManySignIns: "five in ten minutes",
  settingsInvalid: "Gateway is not the address of an Acronis data centre.",
  vendorRefused: "Gateway does not know this API client.",
  accessDenied: "The API client may not read its own tenant; make one with the role of an administrator.",
  tenantGone: "The Gateway does not know the tenant of this API client.",
};

/** Signs in, finds the client's tenant, and makes sure that it may have children (acronis-api.md, 2.5 and 6.1). */
const ownTenant = async (
  settings: Settings,
  clientSecret: string,
  { connect, clock }: ActivationNeeds,
): Promise<{ tenant: Tenant } | { refusals: readonly Refusal[] }> => {
  const now = clock.now();
  const acronis = connect(unsaved(settings, now), { clientId: settings.clientId, clientSecret, savedAt: now });
  try {
    const tenant = await acronis.readTenant(await acronis.ownTenantId());
    if (!["root", "partner", "folder"].includes(tenant.kind)) {
      return refused(
        "settingsInvalid",
        `Client Id belongs to a ${tenant.kind} tenant, which cannot have customers; use one of a partner tenant.`,
      );
    }
    if (!tenant.enabled) return refused("settingsInvalid", "The tenant of this Client Id is disabled at Acronis.");
    return { tenant };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    const cause = error instanceof Rejected ? error.reason : "vendorUnavailable";
    return refused(cause, texts[cause] ?? `Gateway gave no usable answer (${error.message.replace(/^\w+: /, "")}); try again.`);
  }
};

/** An instance before its first save: enough to call the vendor as. */
const unsaved = (settings: Settings, now: string): Instance => ({
  ...settings,
  instanceId: `unsaved-${now}`,
  vendor: "acronis",
  tenantId: "",
  tenantName: "",
  rule: standardRule,
  services: standardServicesSettings,
  discounts: [],
  activatedAt: now,
  updatedAt: now,
});

/** The secret before stays valid for a day, so that a call with old headers and an order under way go on. */
export const saveSecret = async (
  instanceId: string,
  { clientId, clientSecret }: Pick<Credential, "clientId" | "clientSecret">,
  { credentials, clock }: Pick<ActivationNeeds, "credentials" | "clock">,
): Promise<void> => {
  const stored = await credentials.fresh(instanceId);
  if (stored?.clientSecret === clientSecret) return;
  await credentials.save(instanceId, { clientId, clientSecret, previousSecret: stored?.clientSecret, savedAt: clock.now() });
};
