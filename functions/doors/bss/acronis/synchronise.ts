import type { Instance } from "../../../instances/instance.ts";
import type { Mapping } from "../../../onboarding/mapping.ts";
import { type Ended, type Needed, synchronise, type Wanted } from "../../../onboarding/synchronise.ts";
import type { Ports } from "../../../ports.ts";
import { deadlineOf, keyOf } from "../accounts/account-call.ts";
import type { SynchroniseCall } from "../services.ts";
import type { Problem } from "../problem.ts";

/** Creates or updates an account's tenant and waits for the end as long as the call's budget allows. */
export const synchroniseAtAcronis = async (call: SynchroniseCall<Instance>, needs: Omit<Needed, "until">): Promise<Ended | Problem> => {
  const wanted = await wantedOf(call, needs);
  return "problem" in wanted ? wanted : synchronise(wanted, { ...needs, until: deadlineOf(call, needs) });
};

/** What the user of a synchronised account is told. */
export const synchronisedMessage = ({ account, order, onboardedAt }: Mapping): string =>
  order.endedAt === onboardedAt
    ? `${account.role === "reseller" ? "Reseller" : "Customer"} created; the activation e-mail is on its way.`
    : "Account synchronised.";

/** The account that is wanted; an option that is left out is what it was when the account was synchronised. */
export const wantedOf = async (call: SynchroniseCall<Instance>, { mappings }: Pick<Ports, "mappings">): Promise<Wanted | Problem> => {
  const { applicationId, instance, account } = call;
  const { accountId, tenantId, resellerId, resellerTenantId, parentTenantId, countryCode: _, isTest: __, options: ___, ...said } = account;
  const known = said.role === undefined || said.login === "" ? (await mappings.find(keyOf(call)))?.account : undefined;
  const role = said.role ?? known?.role;
  if (role === undefined) return { problem: "accountInvalid", detail: "Role must be User or Reseller" };
  const hints = { applicationId, instance, resellerId, resellerTenantId, parentTenantId };
  return {
    ...hints,
    accountId,
    account: { ...said, role, login: said.login || (known?.login ?? "") },
    mayHaveTenant: tenantId !== "",
    process: "onboard-acronis",
  };
};
