/** The parts that products are made of: one active subscription a customer and part (sheet 5.2). */
type Part = "Foundation" | "Express" | "Entra ID" | "Salesforce" | "Azure" | "Vault";
export type Group = "Microsoft 365" | "Microsoft Entra ID" | "Salesforce" | "Microsoft Azure" | "Vault";

export interface Product {
  readonly name: string;
  readonly group: Group;
  readonly unit: "User" | "1TB";
  /** Points per unit. */
  readonly ppu: number;
  readonly parts: readonly Part[];
  /** What a bundle brings along, each with a request number and a ratio of its own (sheet 5.2, 7). */
  readonly brings: readonly { readonly product: string; readonly ratio: number }[];
  readonly code: string;
  /** As the usage report names it: there, Foundation is still "Flex" (sheet 5.1). */
  readonly usageName: string;
}

const entra = { product: "VDC for Microsoft Entra ID", ratio: 3 };
const salesforce = { product: "VDC for Salesforce", ratio: 1 };

function m365(plan: string, ppu: number, code: string, rest: Pick<Product, "parts" | "brings"> & { readonly usage?: string }): Product {
  return {
    name: `VDC for Microsoft 365 ${plan}`,
    group: "Microsoft 365",
    unit: "User",
    ppu,
    code,
    usageName: `Veeam Data Cloud for Microsoft 365 ${rest.usage ?? plan} Per User`,
    parts: rest.parts,
    brings: rest.brings,
  };
}

function single(name: string, group: Group, numbers: { readonly unit: Product["unit"]; readonly ppu: number }, code: string): Product {
  const parts: Record<Group, Part> = {
    "Microsoft 365": "Foundation",
    "Microsoft Entra ID": "Entra ID",
    Salesforce: "Salesforce",
    "Microsoft Azure": "Azure",
    Vault: "Vault",
  };
  return { name, group, ...numbers, code, parts: [parts[group]], brings: [], usageName: name.replace("VDC", "Veeam Data Cloud") };
}

/** What a provider can request (sheet 5.1). Veeam publishes the codes of Flex and Advanced alone; the others are made up. */
export const products: readonly Product[] = [
  m365("Foundation", 2.5, "H-VDCFLX-0U-R0000-00", { parts: ["Foundation"], brings: [], usage: "Flex" }),
  m365("Express", 4, "H-VDCEXP-0U-R0000-00", { parts: ["Express"], brings: [] }),
  m365("Advanced", 3, "H-VDCMFE-0U-R0000-00", { parts: ["Foundation", "Entra ID"], brings: [entra] }),
  m365("Advanced Plus", 4, "H-VDCMFS-0U-R0000-00", { parts: ["Foundation", "Entra ID", "Salesforce"], brings: [entra, salesforce] }),
  m365("Premium", 5.5, "H-VDCMPE-0U-R0000-00", { parts: ["Foundation", "Express", "Entra ID"], brings: [entra] }),
  m365("Premium Plus", 6.5, "H-VDCMPS-0U-R0000-00", {
    parts: ["Foundation", "Express", "Entra ID", "Salesforce"],
    brings: [entra, salesforce],
  }),
  single("VDC for Microsoft Entra ID", "Microsoft Entra ID", { unit: "User", ppu: 0.7 }, "H-VDCENT-0U-R0000-00"),
  single("VDC for Salesforce", "Salesforce", { unit: "User", ppu: 3 }, "H-VDCSFA-0U-R0000-00"),
  single("VDC for Microsoft Azure", "Microsoft Azure", { unit: "1TB", ppu: 38 }, "H-VDCAZR-0T-R0000-00"),
  single("VDC Vault Advanced Core", "Vault", { unit: "1TB", ppu: 24 }, "H-VDCVAC-0T-R0000-00"),
  single("VDC Vault Advanced Non-Core", "Vault", { unit: "1TB", ppu: 38 }, "H-VDCVAN-0T-R0000-00"),
  single("VDC Vault Foundation Core", "Vault", { unit: "1TB", ppu: 14 }, "H-VDCVFC-0T-R0000-00"),
  single("VDC Vault Foundation Non-Core", "Vault", { unit: "1TB", ppu: 22 }, "H-VDCVFN-0T-R0000-00"),
];

/** What a customer of a registration request (generation A) consumes: there were no subscriptions. */
export const firstProduct = "VDC for Microsoft 365 Foundation";

/** By name, or by product code. */
export function productNamed(asked: string): Product | undefined {
  return products.find(({ name, code }) => name.toLowerCase() === asked.toLowerCase() || code === asked);
}
