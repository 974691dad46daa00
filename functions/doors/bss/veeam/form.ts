import type { GivenVeeamSettings } from "../../../instances/check-veeam-settings.ts";
import { commonFields, free, kinds, settingsForm } from "../fields/form.ts";
import type { SettingsReader } from "../services.ts";

/** The fields of the settings form: our word and the BSS's id, which also names the header (bss-service-management-api.md, 3). */
const fieldIds = {
  systemName: "SystemName",
  providerId: "ProviderId",
  registrationWay: "RegistrationWay",
  console: "ConsoleAddress",
  apiKey: "ApiKey",
  distributorDiscount: "DistributorDiscount",
  primaryCurrency: "PrimaryCurrency",
  updateProductNames: "UpdateProductNames",
} as const satisfies Record<keyof GivenVeeamSettings, string>;

/** Settings from the value of each field. */
export const veeamSettingsFrom = (read: SettingsReader): GivenVeeamSettings => ({
  systemName: read(fieldIds.systemName),
  providerId: read(fieldIds.providerId),
  registrationWay: read(fieldIds.registrationWay),
  console: read(fieldIds.console),
  apiKey: read(fieldIds.apiKey),
  distributorDiscount: read(fieldIds.distributorDiscount),
  primaryCurrency: read(fieldIds.primaryCurrency),
  updateProductNames: read(fieldIds.updateProductNames),
});

const common = commonFields("Veeam");

/** The settings form of a Veeam instance. */
export const veeamForm = settingsForm([
  common.systemName,
  {
    ID: fieldIds.providerId,
    Name: "Provider Id",
    Description: "Number of your rental agreement, as Pulse shows it, such as 02553265; a leading 0 belongs to it",
    Kind: kinds.text,
    MaxLength: 40,
    ...free,
  },
  {
    ID: fieldIds.registrationWay,
    Name: "Registration Way",
    Description:
      "How customers reach Veeam: vspc through your Service Provider Console, http through an end point of your own, " +
      "manual by a person in Pulse, whom Tenantry tells what to do",
    Kind: kinds.chooseOne,
    MaxLength: 0,
    PredefinedValues: { vspc: "Service Provider Console", http: "Own end point (contract)", manual: "By hand in Pulse" },
    InitialValue: "manual",
  },
  {
    ID: fieldIds.console,
    Name: "Console Address",
    Description: "Service Provider Console as host:port, such as console.example.net:1280; only for the way vspc",
    Kind: kinds.text,
    MaxLength: 250,
    IsRequired: false,
    ...free,
  },
  {
    ID: fieldIds.apiKey,
    Name: "API Key",
    Description:
      "REST API key of the console, or of your own end point; required for the way vspc, and saving a new one replaces the old one",
    Kind: kinds.password,
    MaxLength: 4000,
    IsRequired: false,
    ...free,
  },
  common.distributorDiscount,
  common.primaryCurrency,
  common.updateProductNames,
]);
