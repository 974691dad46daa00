/** The API key and the rental agreement of the simulated Veeam: the same at every start, so that saved settings stay valid. */
export const veeamClient = { apiKey: "sandbox-veeam-key", agreement: "02553265" } as const;

/** What the BSS's settings form wants for an instance at the simulated Veeam: id, label and value of each field. */
export const veeamInstanceSettings = (url: string): readonly (readonly [id: string, label: string, value: string])[] => [
  ["SystemName", "System Name", "Veeam on this laptop"],
  ["ProviderId", "Provider Id", veeamClient.agreement],
  ["RegistrationWay", "Registration Way", "vspc"],
  ["ConsoleAddress", "Console Address", url],
  ["ApiKey", "API Key", veeamClient.apiKey],
  ["DistributorDiscount", "Distributor Discount (%)", "12.5"],
  ["PrimaryCurrency", "Primary Currency", "EUR"],
  ["UpdateProductNames", "Update Product Names", "update"],
];
