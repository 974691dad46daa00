import type { DoorRequest } from "./request.ts";
import type { GivenSettings } from "../../instances/check-settings.ts";

/** The fields of the settings form: our word and the BSS's id, which also names the header (bss-service-management-api.md, 3). */
export const fieldIds = {
  systemName: "SystemName",
  gateway: "Gateway",
  clientId: "ClientId",
  clientSecret: "ClientSecret",
  distributorDiscount: "DistributorDiscount",
  primaryCurrency: "PrimaryCurrency",
  updateProductNames: "UpdateProductNames",
} as const satisfies Record<keyof GivenSettings, string>;

export type FieldId = (typeof fieldIds)[keyof GivenSettings];

/** Settings from the value of each field. */
export const settingsFrom = (valueOf: (id: FieldId) => string): GivenSettings => ({
  systemName: valueOf(fieldIds.systemName),
  gateway: valueOf(fieldIds.gateway),
  clientId: valueOf(fieldIds.clientId),
  clientSecret: valueOf(fieldIds.clientSecret),
  distributorDiscount: valueOf(fieldIds.distributorDiscount),
  primaryCurrency: valueOf(fieldIds.primaryCurrency),
  updateProductNames: valueOf(fieldIds.updateProductNames),
});

/** The settings that travel in the headers of every call: plain texts, trimmed; an absent one reads as empty. Never logged. */
export const settingsOf = ({ headers }: DoorRequest): GivenSettings =>
  settingsFrom((id) => utf8(headers[`x-cloudplatform-setting-${id.toLowerCase()}`] ?? "").trim());

/** HTTP servers read header bytes as Latin-1; bytes that are UTF-8 were meant as UTF-8. */
const utf8 = (header: string): string => {
  if (!/[\u0080-\u00FF]/u.test(header) || /[\u0100-\u{10FFFF}]/u.test(header)) return header;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(header, "latin1"));
  } catch {
    return header;
  }
};
