import * as z from "zod";
import { notFound } from "./errors.ts";
import { type Answer, consoleRoute, data, empty, type Exchange, readBody, type Route } from "./exchange.ts";
import { Flag, patched } from "./json-patch.ts";
import { listed, shownOne } from "./listing.ts";
import { beginMapping, unmap } from "./mapping.ts";
import { OrganizationInput, shownOrganization } from "./organization-input.ts";
import { addOrganization, assertKnown, organizationOfType } from "./organizations.ts";
import type { Organization } from "./state.ts";

/** The companies of the console, from which Pulse tenants are made (sheet 11). */
export const companyRoutes: readonly Route[] = [
  ...ofType("Company", "/organizations/companies", "companyUid"),
  ...ofType("Reseller", "/organizations/resellers", "resellerUid"),
];

type Kind = "Company" | "Reseller";

/** Resellers are taken to be as companies are: the sheet names them, and describes them no further. */
function ofType(kind: Kind, path: string, uid: string): readonly Route[] {
  const one = `${path}/{${uid}}`;
  return [
    consoleRoute("GET", path, (exchange) => list(exchange, kind)),
    consoleRoute("POST", path, (exchange) => create(exchange, kind)),
    consoleRoute("GET", one, (exchange) => shownOne(exchange, shown(exchange, organizationOfType(exchange, kind, uid)))),
    consoleRoute("PATCH", one, (exchange) => patch(exchange, organizationOfType(exchange, kind, uid))),
    consoleRoute("DELETE", one, (exchange) => remove(exchange, organizationOfType(exchange, kind, uid))),
    consoleRoute("POST", `${one}/welcomeEmail`, (exchange) => welcome(exchange, organizationOfType(exchange, kind, uid)), {
      accepts: "nothing",
    }),
  ];
}

function list(exchange: Exchange, kind: Kind): Answer {
  const { state, listedUntil } = exchange;
  const visible = Object.values(state.organizations).filter(({ type, createdAt }) => type === kind && createdAt <= listedUntil);
  return listed(
    exchange,
    visible.map((one) => shown(exchange, one)),
  );
}

const Input = z.object({
  organizationInput: OrganizationInput,
  ownerCredentials: z.object({ userName: z.string().min(1), password: z.string().nullish() }),
  resellerUid: z.string().nullish(),
  subscriptionPlanUid: z.string().nullish(),
  isRestAccessEnabled: z.boolean().nullish(),
  isAlarmDetectEnabled: z.boolean().nullish(),
  companyServices: z.record(z.string(), z.unknown()).nullish(),
});

/** Names and user names are not compared with others: nothing is documented that forbids it. */
function create(exchange: Exchange, kind: Kind): Answer {
  const { state, site, outcomes } = exchange;
  const body = readBody(exchange, Input);
  assertKnown(exchange, body.organizationInput);
  const resellerUid = body.resellerUid ?? null;
  if (resellerUid !== null && state.organizations[resellerUid]?.type !== "Reseller") throw notFound("There is no such reseller.");
  const company = addOrganization(state, {
    type: kind,
    input: body.organizationInput,
    at: site.clock.now(),
    company: {
      resellerUid,
      subscriptionPlanUid: body.subscriptionPlanUid ?? null,
      ownerUserName: body.ownerCredentials.userName,
      isRestAccessEnabled: body.isRestAccessEnabled ?? false,
      isAlarmDetectEnabled: body.isAlarmDetectEnabled ?? false,
      companyServices: body.companyServices ?? {},
    },
  });
  // Only companies made after it was switched on are pushed (sheet 10.3).
  const isPushed = kind === "Company" && state.pulse.isPushingNewCompaniesToPulseEnabled && state.pulse.status === "Configured";
  if (isPushed) beginMapping(site, company, { outcomes, rewriteExisting: false });
  return data(shown(exchange, company));
}

const patchable = {
  status: z.enum(["Active", "Disabled"]),
  resellerUid: z.string().nullable(),
  subscriptionPlanUid: z.string().nullable(),
  isRestAccessEnabled: Flag,
  isAlarmDetectEnabled: Flag,
};

function patch(exchange: Exchange, company: Organization): Answer {
  Object.assign(company, patched(exchange, patchable));
  return data(shown(exchange, company));
}

function remove({ state }: Exchange, company: Organization): Answer {
  for (const tenant of Object.values(state.pulseTenants))
    if (tenant.mappedMasterOrganizationUid === company.instanceUid) unmap(state, tenant);
  delete state.organizations[company.instanceUid];
  return empty;
}

function welcome({ state, site }: Exchange, { instanceUid, email }: Organization): Answer {
  state.mails.push({ at: site.clock.now(), what: `welcome ${instanceUid}`, to: email ?? "" });
  return empty;
}

function shown({ query, version }: Exchange, company: Organization): Record<string, unknown> {
  const { instanceUid, name, status, resellerUid, subscriptionPlanUid, isRestAccessEnabled, isAlarmDetectEnabled, companyServices } =
    company;
  const isExpanded = query.getAll("expand").some((names) => names.split(",").some((one) => one.toLowerCase() === "organization"));
  return {
    instanceUid,
    name,
    status,
    resellerUid,
    subscriptionPlanUid,
    loginUrl: `https://console.nordwind.example/login/${instanceUid}`,
    ownerCredentials: { userName: company.ownerUserName ?? "", password: null },
    isRestAccessEnabled,
    isAlarmDetectEnabled,
    companyServices,
    ...(isExpanded ? { _embedded: { organization: shownOrganization(company, version) } } : {}),
  };
}
