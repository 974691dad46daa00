/** The API client of the simulated Acronis: the same at every start, so that saved settings stay valid. */
export const acronisClient = {
  clientId: "0a3d6b1e-5a52-4c43-9f0e-7b6f6d0c2a11",
  clientSecret: "sandbox-acronis-secret",
} as const;

/** What the BSS's settings form wants for an instance at the simulated Acronis: id, label and value of each field. */
export const instanceSettings = (gateway: string): readonly (readonly [id: string, label: string, value: string])[] => [
  ["SystemName", "System Name", "Acronis on this laptop"],
  ["Gateway", "Gateway", gateway],
  ["ClientId", "Client Id", acronisClient.clientId],
  ["ClientSecret", "Client Secret", acronisClient.clientSecret],
  ["DistributorDiscount", "Distributor Discount (%)", "12.5"],
  ["PrimaryCurrency", "Primary Currency", "EUR"],
  ["UpdateProductNames", "Update Product Names", "update"],
];
