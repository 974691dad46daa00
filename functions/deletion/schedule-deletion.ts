import type { Instance } from "../instances/instance.ts";
import type { Log } from "../log.ts";
import type { Mapping } from "../onboarding/mapping.ts";
import { placeNext } from "../onboarding/place-order.ts";
import type { Ports } from "../ports.ts";
import { type Deletion, isConfirmedBy, SECONDS_A_DAY } from "./deletion.ts";
import { type Obstacle, obstaclesOf } from "./obstacles.ts";
import { holdingsOf, readLivingOrListed } from "./tenant-at-vendor.ts";

export type DeletionNeeds = Pick<Ports, "mappings" | "machines" | "clock" | "acronis"> & { readonly log: Log };

/** What an operator asks for. */
export interface DeletionAsk {
  /** The row of the account whose tenant it is. */
  readonly mapping: Mapping;
  readonly tenantId: string;
  readonly instance: Instance;
  /** The tenant's name as the operator typed it. */
  readonly confirm: string;
  readonly withData: boolean;
  readonly graceDays: number;
}

export type Scheduled =
  | { readonly mapping: Mapping; readonly deletion: Deletion }
  | { readonly refused: "confirmationWrong" | "gone" }
  /** Another wish stands already, or an order runs. */
  | { readonly refused: "deletionScheduled" | "orderRunning"; readonly mapping: Mapping }
  | { readonly blockedBy: readonly Obstacle[] };

/** Writers that were faster make us read again; more often than this there is something wrong. */
const TRIES = 5;

/**
 * Notes the wish and disables the tenant, by one write of the row: from then on nobody can use it, and its data is kept until the grace
 * time is over. A tenant that is gone at the vendor needs no grace: only the row is left to be tidied. The same ask again finds its wish.
 * Throws what the vendor's port throws.
 */
export const scheduleDeletion = async (ask: DeletionAsk, ports: DeletionNeeds): Promise<Scheduled> => {
  const { instance, tenantId, withData } = ask;
  const acronis = ports.acronis(instance);
  const tenant = await readLivingOrListed(acronis, ask.mapping, tenantId);
  // The row knows how a tenant was called that is gone.
  const name = tenant?.name ?? ask.mapping.tenantName ?? ask.mapping.account.name;
  if (!isConfirmedBy(ask.confirm, name)) return { refused: "confirmationWrong" };
  let before: Mapping | undefined = ask.mapping;
  for (let tries = 0; before?.tenantId === tenantId; tries += 1) {
    const { deletion: wish, order, account } = before;
    if (wish !== undefined && isOnTerms(wish, ask)) return { mapping: before, deletion: wish };
    if (wish !== undefined) return { refused: "deletionScheduled", mapping: before };
    if (order.status === "running" || tries >= TRIES) return { refused: "orderRunning", mapping: before };
    const blockedBy = tenant === undefined ? [] : obstaclesOf(before, await holdingsOf(acronis, before, tenantId), withData);
    if (blockedBy.length > 0) return { blockedBy };
    const deletion = wishOf(ask, ports);
    const process = tenant === undefined ? "delete-acronis" : "disable-acronis";
    const mapping = await placeNext({ key: before, process, account, deletion }, before, ports);
    if (mapping !== undefined) {
      ports.log("info", "deletion requested", { instanceId: instance.instanceId, tenantId, orderId: mapping.order.orderId });
      return { mapping, deletion };
    }
    before = await ports.mappings.find(before);
  }
  return { refused: "gone" };
};

const isOnTerms = ({ withData, graceDays, confirmed }: Deletion, ask: DeletionAsk): boolean =>
  withData === ask.withData && graceDays === ask.graceDays && isConfirmedBy(confirmed ?? ask.confirm, ask.confirm);

const wishOf = ({ tenantId, confirm, withData, graceDays }: DeletionAsk, { clock }: Pick<Ports, "clock">): Deletion => ({
  tenantId,
  requestedAt: clock.now(),
  dueAt: clock.after(graceDays * SECONDS_A_DAY),
  graceDays,
  withData,
  confirmed: confirm,
});
