import Big from "big.js";

/** An amount as it was sent: decimal text in people's units without trailing zeros, or `unlimited`; of a switch 1 or 0. */
export interface SentAmount {
  readonly text: string;
  /** It was a word for on or off, so it is never counted. */
  readonly isSwitch: boolean;
  /** The BSS ties its value to the quantity. */
  readonly isLinked: boolean;
}

/** What a text says about an amount: one, nothing, or something that was meant as one and cannot be. */
export const amountIn = (sent: string): Pick<SentAmount, "text" | "isSwitch"> | "nothing" | "unreadable" => {
  if (/^(?:unlimited|-1)$/i.test(sent)) return { text: "unlimited", isSwitch: false };
  if (/^(?:true|false)$/i.test(sent)) return { text: sent.toLowerCase() === "true" ? "1" : "0", isSwitch: true };
  if (isGrouped.test(sent)) return "unreadable";
  if (/^\d{1,9}(?:[.,]\d{1,6})?$/.test(sent)) return { text: exact(decimal(sent)), isSwitch: false };
  return meantAsAmount.test(sent) ? "unreadable" : "nothing";
};

/** `1,000` may be a thousand or one: nobody is given a thousandth of what was sold. */
const isGrouped = /^[1-9]\d{0,2},\d{3}$/;

/** A sign, an exponent, groups of digits, more digits than anybody sells, or a unit behind the number. */
const meantAsAmount = /^[+-]?\d[\d.,' ]*(?:e[+-]?\d+)?\s*(?:[kmgtp]i?b|bytes?|hours?|h|hrs?|seconds?|pieces?|pcs?|%)?$/i;

/** A subscription's own amount stands as it is; one piece that is tied to the quantity is the quantity. */
export const ownAmount = ({ text, isSwitch, isLinked }: SentAmount, quantity: string): string =>
  isLinked && !isSwitch && text === "1" && quantity !== "" ? exact(decimal(quantity)) : text;

/**
 * An add-on's whole amount: that of a piece, times the pieces (two of 100 GB are 200). A value that is tied to the quantity and equals it has
 * followed it already. Which of the two the BSS sends is not documented (bss-service-management-api.md, 7.5), so a setting may say that
 * amounts are whole as they are sent.
 */
export const addonAmount = (sent: SentAmount, quantity: string, rule: "timesQuantity" | "asSent"): string => {
  if (rule === "asSent") return ownAmount(sent, quantity);
  const { text, isSwitch, isLinked } = sent;
  if (isSwitch || quantity === "") return text;
  const pieces = decimal(quantity);
  if (text === "unlimited") return pieces.eq(0) ? "0" : text;
  return isLinked && pieces.eq(text) ? text : exact(pieces.times(text));
};

/** Two amounts of one thing. */
export const sumOf = (one: string, other: string): string =>
  one === "unlimited" || other === "unlimited" ? "unlimited" : exact(decimal(one).plus(other));

/** Nobody sells more of anything. */
export const isTooMuch = (amount: string): boolean => amount !== "unlimited" && decimal(amount).gt(999_999_999);

const decimal = (sent: string): Big => new Big(sent.replace(",", "."));

/** Never with an exponent, without trailing zeros, and with at most six digits after the point: beyond them rounded up, so nobody gets less than was sold. */
const exact = (amount: Big): string => amount.round(6, Big.roundUp).toFixed();
