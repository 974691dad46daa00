import { customerAccount, resellerAccount } from "../bss/accounts.ts";
import type { AcronisSimulator } from "../acronis/server.ts";

/** The accounts of the story, as the BSS holds them. */
export const accounts = {
  reseller: resellerAccount("200", "Blue Harbor IT"),
  customerOfReseller: customerAccount("201", "Harbor Bakery", { ResellerID: "200" }),
  direct: customerAccount("300", "Aegean Foods"),
  crowd: customerAccount("301", "Delos Shipping"),
  lost: customerAccount("302", "Olympus Clinic"),
  sameLogin: customerAccount("303", "Aegean Farms", { SyncOptions: { username: "it@aegeanfoods.example", role: "1" } }),
  rotated: customerAccount("304", "Ionian Hotels"),
  killed: customerAccount("305", "Sparta Legal"),
  elsewhere: customerAccount("300", "Atlantic Freight"),
  parked: customerAccount("306", "Minoan Travel"),
  buyer: customerAccount("307", "Kos Architects"),
} as const;

/** What the administrator types into the settings form. */
export const settingsFor = (name: string, vendor: AcronisSimulator): Readonly<Record<string, string>> => ({
  SystemName: name,
  Gateway: vendor.url,
  ClientId: vendor.clientId,
  ClientSecret: vendor.clientSecret,
  DistributorDiscount: "12.5",
  PrimaryCurrency: "EUR",
  UpdateProductNames: "update",
});
