import { currencies, type Settings } from "./instance.ts";

/** The settings that every vendor's form has, as they come: trimmed texts, empty where there is none. */
export interface GivenCommon {
  readonly systemName: string;
  readonly distributorDiscount: string;
  readonly primaryCurrency: string;
  readonly updateProductNames: string;
}

/** The settings form of an Acronis instance as it comes. */
export interface GivenSettings extends GivenCommon {
  readonly gateway: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Reads a gateway: its normal form, or what is wrong with it. */
export type ReadGateway = (text: string) => { readonly gateway: string } | { readonly problem: string };

/** Settings that can be used, and the secret beside them; or one text for each field that cannot. */
export type Checked = { readonly settings: Settings; readonly clientSecret: string } | { readonly problems: readonly string[] };

export const noBlanks = /^[\x21-\x7e]+$/;
const plainText = /^\P{Cc}+$/u;

/** Checks every field, so that a person corrects all of them at once. No text repeats a value: it may hold a secret. */
export const checkSettings = (given: GivenSettings, readGateway: ReadGateway): Checked => {
  const { clientId, clientSecret } = given;
  const read = readGateway(given.gateway);
  const common = commonSettings(given);
  const [name = "", ...rest] = "problems" in common ? common.problems : [];
  const problems = [
    name,
    "gateway" in read ? "" : `Gateway cannot be used: ${read.problem}.`,
    clientId.length <= 100 && noBlanks.test(clientId) ? "" : "Client Id must have 1 to 100 characters and no blanks.",
    clientSecret.length <= 250 && noBlanks.test(clientSecret) ? "" : "Client Secret must have 1 to 250 characters and no blanks.",
    ...rest,
  ].filter((problem) => problem !== "");
  if (!("gateway" in read) || "problems" in common || problems.length > 0) return { problems };
  return { settings: { ...common.settings, gateway: read.gateway, clientId }, clientSecret };
};

type Common = Pick<Settings, keyof GivenCommon>;

/** The fields that every vendor's form has: as they are kept, or a text for each, empty where it is right; the name's stands first. */
export const commonSettings = (given: GivenCommon): { readonly settings: Common } | { readonly problems: readonly string[] } => {
  const { systemName } = given;
  const isName = systemName.length > 0 && systemName.length <= 100 && plainText.test(systemName);
  const distributorDiscount = discountOf(given.distributorDiscount);
  const primaryCurrency = currencies.find((currency) => currency === given.primaryCurrency.toUpperCase());
  const updateProductNames = namesOf(given.updateProductNames);
  if (!isName || distributorDiscount === undefined || primaryCurrency === undefined || updateProductNames === undefined) {
    return {
      problems: [
        isName ? "" : "System Name must have 1 to 100 characters.",
        distributorDiscount === undefined ? "Distributor Discount must be a number from 0 to 100, with at most 4 decimals." : "",
        primaryCurrency === undefined ? `Primary Currency must be one of ${currencies.join(", ")}.` : "",
        updateProductNames === undefined ? "Update Product Names must be update or keep." : "",
      ],
    };
  }
  return { settings: { systemName, distributorDiscount, primaryCurrency, updateProductNames } };
};

/** Decimal text as a person types it: `12.5`, `12,5` or `12.5 %`; kept as text, since percentages are never binary floats. */
const discountOf = (text: string): string | undefined => {
  const [, whole = "", decimals] = /^(\d{1,3})(?:[.,](\d{1,4}))?\s*%?$/.exec(text) ?? [];
  if (whole === "" || Number(whole) > 100 || (Number(whole) === 100 && Number(decimals ?? "0") > 0)) return undefined;
  return `${Number(whole)}${decimals === undefined ? "" : `.${decimals}`}`;
};

/** An empty choice is the default. */
const namesOf = (text: string): Settings["updateProductNames"] | undefined => {
  const choice = text.toLowerCase();
  if (choice === "" || choice === "update") return "update";
  return choice === "keep" ? "keep" : undefined;
};
