import type { GivenSettings } from "../../../instances/check-settings.ts";
import { commonFields, free, kinds, settingsForm } from "../fields/form.ts";
import type { SettingsReader } from "../services.ts";

/** The fields of the settings form: our word and the BSS's id, which also names the header (bss-service-management-api.md, 3). */
const fieldIds = {
  systemName: "SystemName",
  gateway: "Gateway",
  clientId: "ClientId",
  clientSecret: "ClientSecret",
  distributorDiscount: "DistributorDiscount",
  primaryCurrency: "PrimaryCurrency",
  updateProductNames: "UpdateProductNames",
} as const satisfies Record<keyof GivenSettings, string>;

/** Settings from the value of each field. */
export const settingsFrom = (read: SettingsReader): GivenSettings => ({
  systemName: read(fieldIds.systemName),
  gateway: read(fieldIds.gateway),
  clientId: read(fieldIds.clientId),
  clientSecret: read(fieldIds.clientSecret),
  distributorDiscount: read(fieldIds.distributorDiscount),
  primaryCurrency: read(fieldIds.primaryCurrency),
  updateProductNames: read(fieldIds.updateProductNames),
});

const common = commonFields("Acronis");

/** The settings form of an Acronis instance. */
export const acronisForm = settingsForm([
  common.systemName,
  {
    ID: fieldIds.gateway,
    Name: "Gateway",
    Description:
      "Address of your Acronis data centre, as in your portal's address: https://eu2-cloud.acronis.com, https://us5-cloud.acronis.com, " +
      "https://au-cloud.acronis.com, https://eu8-cloud.acronis.com; newer ones are like https://eu8.acronis.cloud",
    Kind: kinds.url,
    MaxLength: 250,
    ...free,
  },
  {
    ID: fieldIds.clientId,
    Name: "Client Id",
    Description: "Id of the Acronis API client, made in the Acronis management portal under Settings, API clients",
    Kind: kinds.text,
    MaxLength: 100,
    ...free,
  },
  {
    ID: fieldIds.clientSecret,
    Name: "Client Secret",
    Description: "Secret of the Acronis API client; saving a new one replaces the old one",
    Kind: kinds.password,
    MaxLength: 250,
    ...free,
  },
  common.distributorDiscount,
  common.primaryCurrency,
  common.updateProductNames,
]);
