import { randomUUID } from "node:crypto";
import * as z from "zod";
import { badRequest, notFound } from "./errors.ts";
import { type Answer, consoleRoute, type Exchange, param, type Route } from "./exchange.ts";
import { patched } from "./json-patch.ts";
import { listed, shownOne } from "./listing.ts";
import { knows37, organizationFields, type OrganizationInput, shownOrganization, since37 } from "./organization-input.ts";
import type { Organization, State } from "./state.ts";
import { without } from "./without.ts";

/** Organisations of the console: the provider's own, companies and resellers (sheet 11). */
export const organizationRoutes: readonly Route[] = [
  consoleRoute("GET", "/organizations", listOrganizations),
  consoleRoute("GET", "/organizations/{organizationUid}", getOrganization),
  consoleRoute("PATCH", "/organizations/{organizationUid}", patchOrganization),
];

function listOrganizations(exchange: Exchange): Answer {
  const visible = Object.values(exchange.state.organizations).filter(({ createdAt }) => createdAt <= exchange.listedUntil);
  return listed(
    exchange,
    visible.map((one) => shownOrganization(one, exchange.version)),
  );
}

function getOrganization(exchange: Exchange): Answer {
  return shownOne(exchange, shownOrganization(organizationOf(exchange), exchange.version));
}

export function organizationOf({ state, params }: Exchange): Organization {
  const organization = state.organizations[params["organizationUid"] ?? ""];
  if (organization === undefined) throw notFound("There is no such organization.");
  return organization;
}

/** Address fields and the name are changed here, the company's own fields there (sheet 11). */
function patchOrganization(exchange: Exchange): Answer {
  const organization = organizationOf(exchange);
  const changes = patched(exchange, without(organizationFields, "veeamTenantId"));
  assertKnown(exchange, changes);
  Object.assign(organization, changes);
  return shownOne(exchange, shownOrganization(organization, exchange.version));
}

/** `legalName` and `domain` from a client that speaks an older version are refused (sheet 21). */
export function assertKnown({ version }: Exchange, given: object): void {
  if (knows37(version)) return;
  const unknown = since37.find((name) => Object.entries(given).some(([key, value]) => key === name && value != null));
  if (unknown !== undefined) throw badRequest(`'${unknown}' exists from version 3.7 on.`, unknown);
}

export interface NewOrganization {
  readonly type: Organization["type"];
  readonly input: OrganizationInput;
  readonly at: number;
  readonly company?: Partial<Organization>;
}

export function addOrganization(state: State, { type, input, at, company }: NewOrganization): Organization {
  const blank = Object.fromEntries(Object.keys(organizationFields).map((name) => [name, null]));
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const organization = OrganizationShape.parse({ ...blank, ...given, name: input.name });
  const made: Organization = {
    ...organization,
    instanceUid: randomUUID(),
    type,
    createdAt: at,
    status: "Active",
    resellerUid: null,
    subscriptionPlanUid: null,
    ownerUserName: null,
    isRestAccessEnabled: false,
    isAlarmDetectEnabled: false,
    companyServices: {},
    veeamTenantId: null,
    ...company,
  };
  state.organizations[made.instanceUid] = made;
  return made;
}

const word = z.string().nullable();
const OrganizationShape = z.object({
  name: z.string(),
  alias: word,
  taxId: word,
  legalName: word,
  email: word,
  phone: word,
  country: z.number().nullable(),
  state: z.number().nullable(),
  countryName: word,
  regionName: word,
  city: word,
  street: word,
  zipCode: word,
  website: word,
  domain: word,
  locationAdmin0Code: word,
  locationAdmin1Code: word,
  locationAdmin2Code: word,
  notes: word,
  companyId: word,
});

/** Companies and resellers by the id in the path. */
export function organizationOfType(exchange: Exchange, type: Organization["type"], name: string): Organization {
  const organization = exchange.state.organizations[param(exchange, name)];
  if (organization?.type !== type) throw notFound(`There is no such ${type.toLowerCase()}.`);
  return organization;
}
