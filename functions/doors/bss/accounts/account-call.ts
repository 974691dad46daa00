import type { Waiting } from "../../../onboarding/await-end.ts";
import type { AccountKey } from "../../../onboarding/ports.ts";
import type { AccountCall } from "../services.ts";

/** The row of the account that a call is about. */
export const keyOf = ({ applicationId, instance: { instanceId }, account: { accountId } }: AccountCall): AccountKey => ({
  applicationId,
  instanceId,
  accountId,
});

/** When a call must be answered, by `waiting.elapsed`. */
export const deadlineOf = ({ receivedAt }: { readonly receivedAt: number }, { waiting }: { readonly waiting: Waiting }): number =>
  receivedAt + waiting.budgetSeconds * 1000;
