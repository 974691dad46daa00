import { Rejected } from "../errors.ts";
import type { Ports } from "../ports.ts";
import type { Customer, CustomerRef } from "../vendors/veeam/objects.ts";
import { detailsOf } from "./customer-details.ts";
import { answered, type VeeamWork } from "./veeam-work.ts";

/**
 * The customer that carries our marker; else an existing one of the account's own name and domain, by the instance's policy. A name
 * alone is never enough: names are common, and a customer taken wrongly is billed to somebody else (veeam-api.md, 21.20).
 */
export const findCustomer = async (work: VeeamWork, ports: Pick<Ports, "mappings">): Promise<CustomerRef | undefined> => {
  const { mapping, veeam, instance } = work;
  // A person who creates the customer also looks whether there is one.
  if (veeam.capabilities().findCustomer === "manual") return undefined;
  const { name, country, domain } = detailsOf(mapping);
  const { ours, alike } = await answered(work, await veeam.findCustomer({ marker: mapping.marker, name, country, domain }), ports);
  const [mine, ...more] = ours;
  if (more.length > 0) throw new Rejected("manyTenants", `${ours.length} customers`);
  if (mine !== undefined) return fit(mine);
  const same = alike.filter((customer) => customer.marker === "" && sameText(customer.name, name));
  const [one, ...others] = same.filter((customer) => domain !== "" && sameText(customer.details?.domain ?? "", domain));
  if (one !== undefined && others.length === 0 && instance.rule.existingCustomer === "link") return fit(one);
  if (same.length > 0) throw new Rejected("customerExists", same.map(({ tenantId = "without id" }) => tenantId).join(", "));
  return undefined;
};

/** A way that cannot tell the type says Unknown; whatever it tells must be an End Customer. */
const fit = (customer: Customer): CustomerRef => {
  const { marker, tenantId, companyUid, type } = customer;
  if (type !== "EndCustomer" && type !== "Unknown") throw new Rejected("customerUnfit", `${tenantId ?? "customer"} is a ${type}`);
  return { marker, tenantId, companyUid };
};

const sameText = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
