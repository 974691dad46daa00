import Big from "big.js";

/** Digits after the point of a currency's amounts (ISO 4217). Of the currencies that Acronis bills in only the yen has none. */
export const digitsOf = (currency: string): number => (currency === "JPY" ? 0 : 2);

/** A decimal text as money: no sign, no exponent, at most 12 digits before and 30 after the point, since databases and floats write many. */
export const decimalText = /^\d{1,12}(\.\d{1,30})?$/;

/** Rounds half to even, the rule of all our money; a text with exactly that many digits after the point. */
export const rounded = (amount: Big, digits: number): string => amount.round(digits, Big.roundHalfEven).toFixed(digits);

/** The distributor's cost: the sell price less the Distributor Discount in per cent (100 less 18 is 82), rounded half to even. */
export const costOf = (sell: string, discountPercent: string, digits: number): string =>
  rounded(new Big(sell).times(new Big(100).minus(discountPercent)).div(100), digits);
