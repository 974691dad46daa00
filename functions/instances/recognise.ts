import { createHash, timingSafeEqual } from "node:crypto";
import type { Clock } from "../clock.ts";
import { instanceIdOf } from "../onboarding/names.ts";
import type { Activate, Activated, Refusal } from "./activation.ts";
import type { GivenSettings, ReadGateway } from "./check-settings.ts";
import type { Credential, Credentials, Instances } from "./ports.ts";

/** How long the secret before the current one is still accepted. */
const PREVIOUS_SECONDS = 86_400;

interface Needed {
  readonly instances: Instances;
  readonly credentials: Credentials;
  readonly clock: Clock;
  readonly readGateway: ReadGateway;
  readonly activate: Activate;
}

/**
 * The instance that a call's settings headers speak of: known by gateway and client, never by its name. A secret that is neither the
 * stored one nor the one before must sign in at the vendor: success is a rotation, or the first activation.
 */
export const recognise = async (given: GivenSettings, needs: Needed): Promise<Activated> => {
  const read = needs.readGateway(given.gateway);
  if (!("gateway" in read)) return refused(given.gateway === "" ? "the settings headers are missing" : read.problem);
  if (given.clientId === "" || given.clientSecret === "") return refused("Client Id or Client Secret is missing in the settings headers");
  const instanceId = instanceIdOf("acronis", read.gateway, given.clientId);
  const instance = await needs.instances.find(instanceId);
  if (instance?.vendor === "acronis" && (await isKnown(instanceId, given.clientSecret, needs))) return { instance };
  return needs.activate(given, "headers");
};

/** In place of activating, for a call that must leave no trace: what is new waits for one that may save it. */
export const notSaved = async (): Promise<{ readonly refusals: readonly Refusal[] }> =>
  refused("these settings were never saved; save the instance's form in the BSS, then send this again");

const refused = (text: string): { readonly refusals: readonly Refusal[] } => ({ refusals: [{ cause: "settingsInvalid", text }] });

/** Asks memory first; a secret that was rotated a moment ago stands only in the store. */
export const isKnown = async (
  instanceId: string,
  secret: string,
  { credentials, clock }: Pick<Needed, "credentials" | "clock">,
): Promise<boolean> =>
  accepts(await credentials.of(instanceId), secret, clock) || accepts(await credentials.fresh(instanceId), secret, clock);

const accepts = (credential: Credential | undefined, secret: string, clock: Clock): boolean => {
  if (credential === undefined) return false;
  const { clientSecret, previousSecret, savedAt } = credential;
  const isPrevious = previousSecret !== undefined && same(previousSecret, secret) && clock.secondsSince(savedAt) < PREVIOUS_SECONDS;
  return same(clientSecret, secret) || isPrevious;
};

/** In constant time, whatever the lengths. */
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
