import type { AnyInstance } from "../../../instances/any-instance.ts";
import { askedAccount, namedAccount } from "./account.ts";
import { accountRefusal, accountResult, refusal, result, type AccountResultDefinition, type ResultDefinition } from "../answers.ts";
import { bodyOf } from "../body.ts";
import type { Call } from "../request.ts";
import type { NamedAccount } from "../services.ts";
import { isProblem, type Problem } from "../problem.ts";
import { settingsOf } from "../settings.ts";

/** 0 is not there, 1 is there with our id, the only positive code that we answer (bss-service-management-api.md, 7.1 and 7.4). */
export const accountExists = async (call: Call): Promise<ResultDefinition> => {
  const about = await understood(call, namedAccount);
  if (isProblem(about)) return refusal(about);
  const outcome = await call.services.exists(about);
  if (isProblem(outcome)) return refusal(outcome);
  return outcome.found ? result(1, "The account is synchronised.", outcome.tenantId) : result(0, "The account is not synchronised.", "");
};

export const synchroniseAccount = async (call: Call): Promise<AccountResultDefinition> => {
  const about = await understood(call, askedAccount);
  if (isProblem(about)) return accountRefusal(about);
  const outcome = await call.services.synchronise(about);
  if (isProblem(outcome)) return accountRefusal(outcome);
  return accountResult(outcome.extraInfo, result(0, outcome.message, outcome.tenantId));
};

export const deleteAccount = async (call: Call): Promise<ResultDefinition> => {
  const about = await understood(call, namedAccount);
  if (isProblem(about)) return refusal(about);
  const outcome = await call.services.remove(about);
  return isProblem(outcome) ? refusal(outcome) : result(0, outcome.message, outcome.tenantId);
};

/** A bare boolean has no place for a refusal: what cannot be told is no reseller. */
export const accountIsReseller = async (call: Call): Promise<boolean> => {
  const about = await understood(call, namedAccount);
  return isProblem(about) ? false : call.services.isReseller(about);
};

/** What the call is about. The body is judged before the settings: recognising them may sign in at the vendor. */
const understood = async <Account extends NamedAccount>(
  { services, applicationId, request }: Call,
  read: (body: unknown) => Account | Problem,
): Promise<{ applicationId: string; instance: AnyInstance; account: Account; receivedAt: number } | Problem> => {
  const body = bodyOf(request);
  if (isProblem(body)) return body;
  const account = read(body);
  if (isProblem(account)) return account;
  const instance = await services.recognise(settingsOf(request));
  return isProblem(instance) ? instance : { applicationId, instance, account, receivedAt: request.receivedAt };
};
