import * as z from "zod";
import { type CauseName, causes } from "../../causes.ts";
import { Time } from "../../clock.ts";
import type { Deletion } from "../../deletion/deletion.ts";
import type { Obstacle } from "../../deletion/obstacles.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import { causeOf } from "../../onboarding/place-order.ts";

const Obstruction = z.object({
  name: z.string(),
  text: z.string(),
  detail: z.string().describe("Ids, names of items and amounts."),
  cure: z.string(),
});

/** A wish to delete, and how far it is. */
const ScheduledDeletion = z.object({
  state: z
    .enum(["scheduled", "deleting", "parked"])
    .describe("`parked`: something stopped it, and a person cures it and resumes the order, or takes the deletion back."),
  requestedAt: Time,
  dueAt: Time.describe("Nothing is deleted before; from then on within the hour."),
  graceDays: z.int(),
  withData: z.boolean(),
  orderId: z.string().describe("The account's current order: the one that disabled the tenant, or the one that deletes it."),
  cause: Obstruction.nullable().describe("Why it is parked."),
});

const ids = {
  tenantId: z.string(),
  instanceId: z.string(),
  applicationId: z.string().describe("The BSS installation."),
  accountId: z.string().describe("The account in the BSS."),
};

/** What an operator looks at before, and until, a tenant is deleted. */
export const TenantDeletion = z.object({
  ...ids,
  role: z.enum(["customer", "reseller"]),
  isGone: z.boolean().describe("The vendor has no such tenant any more: only our own row is left to be tidied."),
  isEnabled: z.boolean(),
  deletion: ScheduledDeletion.nullable(),
  obstacles: z.array(Obstruction).describe("What stands in the way now; data is no obstacle to a deletion that was scheduled with it."),
  wouldLose: z.object({
    usage: z
      .array(
        z.object({
          item: z.string(),
          edition: z.string().nullable(),
          storageId: z.string().nullable(),
          amount: z.string().describe("Decimal text."),
          unit: z.enum(["GB", "hours", "pieces"]),
        }),
      )
      .nullable()
      .describe("Usage as the vendor tells it, some hours old. Null: it tells none, which does not mean that there is none."),
    tenantsBelow: z.int().nullable(),
    users: z.int().nullable().describe("Null: they may not be seen by the instance's API client."),
  }),
});

/** What becomes of a tenant. */
export const DeletionAnswer = z.object({ ...ids, deletion: ScheduledDeletion.nullable(), message: z.string() });

export const idsOf = ({ instanceId, applicationId, accountId }: Mapping, tenantId: string) => ({
  tenantId,
  instanceId,
  applicationId,
  accountId,
});

export const obstructionOf = ({ cause, detail }: { readonly cause: CauseName; readonly detail: string }) => {
  const { text, cure } = causes[cause];
  return { name: cause, text, detail, cure };
};

export const deletionView = (
  { requestedAt, dueAt, graceDays, withData }: Deletion,
  mapping: Mapping,
): z.infer<typeof ScheduledDeletion> => {
  const { order } = mapping;
  const isDeleting = order.process === "delete-acronis";
  const isParked = isDeleting && order.status === "parked";
  return {
    state: isDeleting ? deletingOr(isParked) : "scheduled",
    requestedAt,
    dueAt,
    graceDays,
    withData,
    orderId: order.orderId,
    cause: isParked ? obstructionOf({ cause: causeOf(mapping), detail: order.failure?.message ?? "" }) : null,
  };
};

const deletingOr = (isParked: boolean) => (isParked ? "parked" : "deleting");

/** All obstacles in one sentence for a problem. */
export const sentenceOf = (obstacles: readonly Obstacle[]): string =>
  `${obstacles.map(({ cause, detail }) => `${causes[cause].text}: ${detail}`).join(". ")}.`;
