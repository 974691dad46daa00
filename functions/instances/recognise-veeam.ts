import { isProviderId } from "./check-veeam-settings.ts";
import type { GivenVeeamSettings } from "./check-veeam-settings.ts";
import { isKnown } from "./recognise.ts";
import type { Clock } from "../clock.ts";
import type { Credentials, Instances } from "./ports.ts";
import { type ActivateVeeam, type VeeamActivated, veeamInstanceIdOf } from "./veeam-activation.ts";

interface Needed {
  readonly instances: Instances;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly activate: ActivateVeeam;
}

/**
 * The instance that a call's settings headers speak of: known by its rental agreement alone. A key that is neither the stored one nor
 * the one before must sign in: success is a rotation. Where nothing signs in, there is no key to judge by.
 */
export const recogniseVeeam = async (given: GivenVeeamSettings, needs: Needed): Promise<VeeamActivated> => {
  if (given.providerId === "") return refused("the settings headers are missing");
  if (!isProviderId(given.providerId)) return refused("Provider Id cannot be used");
  const instanceId = veeamInstanceIdOf(given.providerId);
  const instance = await needs.instances.find(instanceId);
  if (instance?.vendor === "veeam") {
    if (given.apiKey === "" && instance.registrationWay !== "vspc") return { instance };
    if (given.apiKey === "") return refused("API Key is missing in the settings headers");
    if (await isKnown(instanceId, given.apiKey, needs)) return { instance };
  }
  return needs.activate(given, "headers");
};

const refused = (text: string): VeeamActivated => ({ refusals: [{ cause: "settingsInvalid", text }] });
