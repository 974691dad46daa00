import { currencies, type Settings } from "./instance.ts";

/** The settings form as it comes: trimmed texts, empty where there is none. */
export interface GivenSettings {
  readonly systemName: string;
  readonly gateway: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly distributorDiscount: string;
  readonly primaryCurrency: string;
  readonly updateProductNames: string;
}

/** Reads a gateway: its normal form, or what is wrong with it. */
export type ReadGateway = (text: string) => { readonly gateway: string } | { readonly problem: string };

/** Settings that can be used, and the secret beside them; or one text for each field that cannot. */
export type Checked = { readonly settings: Settings; readonly clientSecret: string } | { readonly problems: readonly string[] };

const noBlanks = /^[\x21-\x7e]+$/;
const plainText = /^\P{Cc}+$/u;

/** Checks every field, so that a person corrects all of them at once. No text repeats a value: it may hold a secret. */
export const checkSettings = (given: GivenSettings, readGateway: ReadGateway): Checked => {
  const { clientSecret } = given;
  const systemName = given.systemName;
  const read = readGateway(given.gateway);
  const distributorDiscount = discountOf(given.distributorDiscount);
  const primaryCurrency = currencies.find((currency) => currency === given.primaryCurrency.toUpperCase());
  const updateProductNames = namesOf(given.updateProductNames);
  const problems = [
    systemName.length > 0 && systemName.length <= 100 && plainText.test(systemName) ? "" : "System Name must have 1 to 100 characters.",
    "gateway" in read ? "" : `Gateway cannot be used: ${read.problem}.`,
    given.clientId.length <= 100 && noBlanks.test(given.clientId) ? "" : "Client Id must have 1 to 100 characters and no blanks.",
    clientSecret.length <= 250 && noBlanks.test(clientSecret) ? "" : "Client Secret must have 1 to 250 characters and no blanks.",
    distributorDiscount === undefined ? "Distributor Discount must be a number from 0 to 100, with at most 4 decimals." : "",
    primaryCurrency === undefined ? `Primary Currency must be one of ${currencies.join(", ")}.` : "",
    updateProductNames === undefined ? "Update Product Names must be update or keep." : "",
  ].filter((problem) => problem !== "");
  if (!("gateway" in read) || distributorDiscount === undefined || primaryCurrency === undefined || updateProductNames === undefined) {
    return { problems };
  }
  if (problems.length > 0) return { problems };
  const { gateway } = read;
  return {
    settings: { systemName, gateway, clientId: given.clientId, distributorDiscount, primaryCurrency, updateProductNames },
    clientSecret,
  };
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
