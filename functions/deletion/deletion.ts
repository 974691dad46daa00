import * as z from "zod";
import type { CauseName } from "../causes.ts";
import { Time } from "../clock.ts";
import type { OrderProcess } from "../processes.ts";

/** An operator's wish that an account's tenant be deleted at the vendor, for ever. It stands in the row until it is done or taken back. */
export const Deletion = z.object({
  /** The tenant that was meant: no other is ever deleted on this wish. */
  tenantId: z.string(),
  requestedAt: Time,
  /** Nothing is deleted before. */
  dueAt: Time,
  graceDays: z.int(),
  /** The operator knows that data goes with it. */
  withData: z.boolean(),
  /** The tenant's name as the operator typed it; rows of before have none. */
  confirmed: z.string().optional(),
});

/** A tenant that the account once had. */
export const DeletedTenant = z.object({ tenantId: z.string(), at: Time });

export type Deletion = z.infer<typeof Deletion>;
export type DeletedTenant = z.infer<typeof DeletedTenant>;

/** An account's row keeps so many of its deleted tenants, the latest. */
export const mostDeletedTenants = 10;

export const SECONDS_A_DAY = 86_400;

/** Letter by letter; only how a keyboard composes an accent is no difference that a person can see. */
export const isConfirmedBy = (typed: string, name: string): boolean => typed.normalize("NFC") === name.normalize("NFC");

/** What may go on with an account whose deletion is scheduled: its disabling, and the deletion itself. */
const allowed: ReadonlySet<OrderProcess> = new Set(["disable-acronis", "delete-acronis"]);

/** Why an order of an account may not be: nobody builds on a tenant that is going. */
export const deletionProblem = (process: OrderProcess, row: { readonly deletion?: Deletion | undefined } = {}): CauseName | undefined =>
  row.deletion === undefined || allowed.has(process) ? undefined : "deletionScheduled";
