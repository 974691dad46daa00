import type { CauseName } from "../causes.ts";
import { Rejected, StepError } from "../errors.ts";
import { instanceIdOf } from "../onboarding/names.ts";
import type { Access, Veeam } from "../vendors/veeam/port.ts";
import { type ActivationNeeds, MOST_REFUSED, type Refusal, refused, saveSecret } from "./activation.ts";
import type { ReadGateway } from "./check-settings.ts";
import { checkVeeamSettings, type GivenVeeamSettings } from "./check-veeam-settings.ts";
import type { Credential } from "./ports.ts";
import type { VeeamInstance, VeeamSettings } from "./veeam-instance.ts";
import { standardVeeamRule } from "./veeam-rule.ts";

export type VeeamActivated = { readonly instance: VeeamInstance } | { readonly refusals: readonly Refusal[] };

/** Checks settings, signs in where there is something to sign in to, and makes their instance active. */
export type ActivateVeeam = (given: GivenVeeamSettings, from: "form" | "headers") => Promise<VeeamActivated>;

export interface VeeamActivationNeeds extends Pick<ActivationNeeds, "instances" | "credentials" | "clock"> {
  readonly readConsole: ReadGateway;
  /** Veeam, with a key that is not stored yet. */
  readonly connect: (instance: VeeamInstance, credential: Credential) => Veeam;
}

/** An instance is its rental agreement, whatever it is called and however it is reached: a new key is a rotation. */
export const veeamInstanceIdOf = (providerId: string): string => instanceIdOf("veeam", providerId, "");

/** Activation of a Veeam instance. Saving again with another key rotates it. */
export const veeamActivation =
  (needs: VeeamActivationNeeds): ActivateVeeam =>
  async (given, from) => {
    const checked = checkVeeamSettings(given, needs.readConsole);
    if ("problems" in checked) return { refusals: checked.problems.map((text) => ({ cause: "settingsInvalid", text })) };
    const { settings, apiKey } = checked;
    const { providerId } = settings;
    const counted = from === "headers";
    if (counted && (await needs.instances.refusedSignIns("veeam", providerId)) >= MOST_REFUSED) {
      return refused("tooManySignIns", "Too many refused API keys came for this Provider Id; wait ten minutes.");
    }
    const found = await accessOf(settings, apiKey, needs);
    if ("refusals" in found) {
      if (counted && found.refusals[0]?.cause === "apiKeyRefused") await needs.instances.countRefusedSignIn("veeam", providerId);
      return found;
    }
    const instanceId = veeamInstanceIdOf(providerId);
    // The secret first: a row without its secret would refuse every order.
    if (apiKey !== "") await saveSecret(instanceId, { clientId: providerId, clientSecret: apiKey }, needs);
    const accessExpiresAt = found.access?.pulseTokenExpiresAt;
    return { instance: await needs.instances.saveVeeam({ ...settings, instanceId, vendor: "veeam", accessExpiresAt }) };
  };

/** What a person reads in the form when signing in fails. */
const texts: Partial<Record<CauseName, string>> = {
  apiKeyRefused: "API Key is not accepted by the console at this address.",
  consoleRoleMissing: "API Key may not use Pulse; make one of a Portal Administrator or Service Provider Administrator.",
};

/** Signs in at the console where the instance has one, and makes sure that it is connected to Pulse under this rental agreement. */
const accessOf = async (
  settings: VeeamSettings,
  apiKey: string,
  { connect, clock }: VeeamActivationNeeds,
): Promise<{ access: Access | undefined } | { refusals: readonly Refusal[] }> => {
  const now = clock.now();
  const veeam = connect(unsaved(settings, now), { clientId: settings.providerId, clientSecret: apiKey, savedAt: now });
  try {
    const access = await veeam.checkAccess();
    if (access === undefined) return { access };
    if (access.pulseStatus === "NotConfigured" || access.pulseStatus === "Error") {
      return refused("settingsInvalid", "The console is not connected to VCSP Pulse: renew its plug-in's token there.");
    }
    if (access.contractIds.length > 0 && !access.contractIds.includes(settings.providerId)) {
      return refused("settingsInvalid", "Provider Id is not among the rental agreements that the console sees.");
    }
    return { access };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    const cause = error instanceof Rejected ? error.reason : "vendorUnavailable";
    return refused(cause, texts[cause] ?? `Console gave no usable answer (${error.message.replace(/^\w+: /, "")}); try again.`);
  }
};

/** An instance before its first save: enough to call the vendor as. */
const unsaved = (settings: VeeamSettings, now: string): VeeamInstance => ({
  ...settings,
  instanceId: `unsaved-${now}`,
  vendor: "veeam",
  rule: standardVeeamRule,
  activatedAt: now,
  updatedAt: now,
});
