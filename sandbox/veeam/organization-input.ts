import * as z from "zod";
import type { Organization } from "./state.ts";

const upTo = (most: number) => z.string().max(most).nullish();

const plain = z.string().min(1).max(128);
export const OrganizationName = plain.regex(/^[^<>=%~]+$/, "must not hold any of < > = % ~");

/** The documented limits of an organisation's fields (sheet 11). */
export const organizationFields = {
  name: OrganizationName,
  alias: z.string().min(1).max(32).nullish(),
  taxId: upTo(100),
  legalName: upTo(128),
  email: plain.regex(/^[^@\s]+@[^@\s]+\.[a-z]{2,6}$/i, "must be an e-mail address").nullish(),
  phone: upTo(128),
  country: z.int().min(1).nullish(),
  state: z.int().min(1).max(51).nullish(),
  countryName: upTo(128),
  regionName: upTo(128),
  city: upTo(128),
  street: upTo(128),
  zipCode: upTo(128),
  website: upTo(128),
  domain: upTo(128),
  locationAdmin0Code: upTo(32),
  locationAdmin1Code: upTo(32),
  locationAdmin2Code: upTo(32),
  notes: upTo(512),
  veeamTenantId: upTo(128),
  companyId: upTo(128),
} as const;

export const OrganizationInput = z.object(organizationFields);
export type OrganizationInput = z.infer<typeof OrganizationInput>;

/** These two came with 3.7: an older client has never heard of them (sheet 11). */
export const since37 = ["legalName", "domain"] as const;

export function knows37(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major > 3 || (major === 3 && minor >= 7);
}

/** An organisation as a client of that version sees it. */
export function shownOrganization(organization: Organization, version: string): Record<string, unknown> {
  const shown: Record<string, unknown> = { instanceUid: organization.instanceUid, type: organization.type };
  const unknown: readonly string[] = knows37(version) ? [] : since37;
  for (const [name, value] of Object.entries(organization)) if (name in organizationFields && !unknown.includes(name)) shown[name] = value;
  return shown;
}
