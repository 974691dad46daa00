import { plain } from "./spellings.ts";

/** A row of the list that a provider can request from, with the parts of which a customer may have one each (veeam-api.md, 5.1, 5.2). */
interface Product {
  readonly name: string;
  readonly parts: readonly string[];
  /** Other names of it: the older naming survives, and two codes are public. */
  readonly alias: readonly string[];
}

const m365 = (plan: string, parts: readonly string[], alias: readonly string[] = []): Product => ({
  name: `VDC for Microsoft 365 ${plan}`,
  parts,
  alias: [plan, `Microsoft 365 ${plan}`, ...alias],
});
const single = (name: string, part: string): Product => ({ name, parts: [part], alias: [name.replace(/^VDC (for )?/, "")] });

export const products: readonly Product[] = [
  m365("Foundation", ["Foundation"], ["Flex", "VDC for Microsoft 365 Flex", "H-VDCFLX-0U-R0000-00"]),
  m365("Express", ["Express"]),
  m365("Advanced", ["Foundation", "Entra ID"], ["H-VDCMFE-0U-R0000-00"]),
  m365("Advanced Plus", ["Foundation", "Entra ID", "Salesforce"]),
  m365("Premium", ["Foundation", "Express", "Entra ID"]),
  m365("Premium Plus", ["Foundation", "Express", "Entra ID", "Salesforce"]),
  single("VDC for Microsoft Entra ID", "Entra ID"),
  single("VDC for Salesforce", "Salesforce"),
  single("VDC for Microsoft Azure", "Azure"),
  single("VDC Vault Advanced Core", "Vault"),
  single("VDC Vault Advanced Non-Core", "Vault"),
  single("VDC Vault Foundation Core", "Vault"),
  single("VDC Vault Foundation Non-Core", "Vault"),
];

/** A product by its name, an older name, its short name or its code; undefined when nothing on the list is called so. */
export const productNamed = (asked: string): string | undefined => rowOf(asked)?.name;

export const isSameProduct = (one: string, other: string): boolean =>
  (productNamed(one) ?? plain(one)) === (productNamed(other) ?? plain(other));

/** Whether a customer cannot have both at a time. */
export const excludes = (one: string, other: string): boolean => {
  const parts = rowOf(one)?.parts ?? [];
  return isSameProduct(one, other) || (rowOf(other)?.parts ?? []).some((part) => parts.includes(part));
};

const rowOf = (asked: string): Product | undefined =>
  products.find(({ name, alias }) => [name, ...alias].some((each) => plain(each) === plain(asked)));
