import { ways } from "../vendors/veeam/port.ts";
import { commonSettings, type GivenCommon, noBlanks, type ReadGateway } from "./check-settings.ts";
import type { VeeamSettings } from "./veeam-instance.ts";

/** The settings form of a Veeam instance as it comes: trimmed texts, empty where there is none. */
export interface GivenVeeamSettings extends GivenCommon {
  readonly providerId: string;
  readonly registrationWay: string;
  readonly console: string;
  readonly apiKey: string;
}

/** Settings that can be used, and the key beside them; or one text for each field that cannot. */
export type CheckedVeeam = { readonly settings: VeeamSettings; readonly apiKey: string } | { readonly problems: readonly string[] };

/** Checks every field, so that a person corrects all of them at once. No text repeats a value: it may hold a secret. */
export const checkVeeamSettings = (given: GivenVeeamSettings, readConsole: ReadGateway): CheckedVeeam => {
  const { providerId, apiKey } = given;
  const common = commonSettings(given);
  const registrationWay = ways.find((way) => way === given.registrationWay.toLowerCase());
  const isConsole = registrationWay === "vspc";
  const read = given.console === "" ? undefined : readConsole(given.console);
  const problems = [
    ...("problems" in common ? common.problems : []),
    isProviderId(providerId)
      ? ""
      : "Provider Id must be the number of your rental agreement, such as 02553265: 1 to 40 letters, digits or hyphens.",
    registrationWay === undefined ? `Registration Way must be one of ${ways.join(", ")}.` : "",
    isConsole && read === undefined ? "Console Address is required for the way vspc." : "",
    read !== undefined && "problem" in read ? `Console Address cannot be used: ${read.problem.replace("the Gateway", "the address")}.` : "",
    isConsole && apiKey === "" ? "API Key is required for the way vspc." : "",
    apiKey === "" || (apiKey.length <= 4_000 && noBlanks.test(apiKey)) ? "" : "API Key must have at most 4,000 characters and no blanks.",
  ].filter((problem) => problem !== "");
  if ("problems" in common || registrationWay === undefined || problems.length > 0) return { problems };
  // The one API key goes to one place: an end point of the distributor's own, or the console.
  const console = registrationWay !== "http" && read !== undefined && "gateway" in read ? read.gateway : undefined;
  return { settings: { ...common.settings, providerId, registrationWay, console }, apiKey };
};

export const isProviderId = (text: string): boolean => /^[\dA-Za-z-]{1,40}$/.test(text);
