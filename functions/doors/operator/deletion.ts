import * as z from "zod";
import { causes } from "../../causes.ts";
import { accountsOfTenant } from "../../deletion/find-tenant.ts";
import { obstaclesOf } from "../../deletion/obstacles.ts";
import { scheduleDeletion } from "../../deletion/schedule-deletion.ts";
import { holdingsOf, readLivingOrListed } from "../../deletion/tenant-at-vendor.ts";
import { withdrawDeletion } from "../../deletion/withdraw-deletion.ts";
import { Rejected, StepError } from "../../errors.ts";
import { DeletionAnswer, deletionView, idsOf, obstructionOf, sentenceOf, TenantDeletion } from "./deletion-views.ts";
import { foundAcronis } from "./instances.ts";
import { Refusal } from "./problems.ts";
import { noBody, noQuery, nothingBy, route } from "./route.ts";
import type { OperatorServices } from "./services.ts";

const path = "/v1/instances/{instanceId}/tenants/{tenantId}/deletion";

const readDeletion = route({
  method: "GET",
  path,
  operationId: "readDeletion",
  summary: "The deletion of an Acronis tenant: what is scheduled, what stands in its way, and what would be lost",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: TenantDeletion,
  refuses: ["tenantShared", "vendorFailed"],
  run: async ({ id, ids: { tenantId = "" } }, services) => {
    const { instance, mapping } = await foundTenant(id, tenantId, services);
    const { deletion, account } = mapping;
    const acronis = services.acronis(instance);
    return fromVendor(async () => {
      const tenant = await readLivingOrListed(acronis, mapping, tenantId);
      const known = { ...idsOf(mapping, tenantId), role: account.role, deletion: deletion ? deletionView(deletion, mapping) : null };
      if (tenant === undefined) {
        return { ...known, isGone: true, isEnabled: false, obstacles: [], wouldLose: { usage: [], tenantsBelow: 0, users: 0 } };
      }
      const [holdings, users] = await Promise.all([holdingsOf(acronis, mapping, tenantId), countOf(() => acronis.usersOf(tenantId))]);
      const { used, children } = holdings;
      return {
        ...known,
        isGone: false,
        isEnabled: tenant.enabled,
        obstacles: obstaclesOf(mapping, holdings, deletion?.withData === true).map(obstructionOf),
        wouldLose: { usage: used === undefined ? null : [...used], tenantsBelow: children, users },
      };
    });
  },
});

const requestDeletion = route({
  method: "POST",
  path,
  operationId: "requestDeletion",
  summary: "Disables an Acronis tenant at once, and deletes it for ever when the grace time is over",
  status: 202,
  query: noQuery,
  body: z.strictObject({
    confirm: z.string().min(1).max(300).describe("The tenant's name, exactly as Acronis shows it."),
    withData: z.boolean().default(false).describe("True: its data is to be deleted with it."),
    graceDays: z.int().min(0).max(365).optional().describe("Left out: the instance's `deletionGraceDays`."),
  }),
  answer: DeletionAnswer,
  refuses: ["confirmationWrong", "deletionBlocked", "orderRunning", "deletionStands", "tenantShared", "vendorFailed"],
  run: async ({ id, ids: { tenantId = "" }, body }, services) => {
    const { instance, mapping } = await foundTenant(id, tenantId, services);
    const ask = { ...body, graceDays: body.graceDays ?? instance.services.deletionGraceDays, mapping, tenantId, instance };
    const outcome = await fromVendor(() => scheduleDeletion(ask, services));
    if ("blockedBy" in outcome) {
      const [first] = outcome.blockedBy;
      throw new Refusal("deletionBlocked", sentenceOf(outcome.blockedBy), first === undefined ? {} : { cure: causes[first.cause].cure });
    }
    if ("deletion" in outcome) {
      const deletion = deletionView(outcome.deletion, outcome.mapping);
      return { ...idsOf(outcome.mapping, tenantId), deletion, message: messageOf[deletion.state] };
    }
    switch (outcome.refused) {
      case "gone":
        throw noTenant();
      case "confirmationWrong":
        throw new Refusal("confirmationWrong", "`confirm` is not the tenant's name, letter by letter, as Acronis has it.");
      case "orderRunning":
        throw new Refusal("orderRunning", `The order ${outcome.mapping.order.orderId} of its account is running.`);
      default:
        throw new Refusal("deletionStands", `Its deletion is due at ${outcome.mapping.deletion?.dueAt ?? ""}, on other terms.`);
    }
  },
});

const takeBackDeletion = route({
  method: "DELETE",
  path,
  operationId: "withdrawDeletion",
  summary: "Takes the deletion of an Acronis tenant back, as long as it has not begun; the tenant stays disabled",
  status: 200,
  query: noQuery,
  body: noBody,
  answer: DeletionAnswer,
  refuses: ["deletionRuns", "orderRunning", "tenantShared", "vendorFailed"],
  run: async ({ id, ids: { tenantId = "" } }, services) => {
    const { instance, mapping } = await foundTenant(id, tenantId, services);
    const outcome = await fromVendor(() => withdrawDeletion(mapping, instance, services));
    switch (outcome) {
      case "none":
        throw nothingBy("No deletion of this tenant is scheduled.", "There is nothing to take back.");
      case "running":
        throw new Refusal("deletionRuns", "Its order is running, or ended less than 30 seconds ago.");
      case "gone":
        throw new Refusal("deletionRuns", "The tenant is gone at the vendor already.", {
          cure: "Resume the account's order, which tidies its row.",
        });
      case "busy":
        throw new Refusal("orderRunning", "The account's row is being written by others.");
      default:
        return { ...idsOf(mapping, tenantId), deletion: null, message: messageOf.withdrawn };
    }
  },
});

export const deletionRoutes = [readDeletion, requestDeletion, takeBackDeletion] as const;

const messageOf = {
  scheduled: "The tenant is being disabled and is deleted for ever when the deletion is due. Until then it can be taken back.",
  deleting: "The deletion is under way.",
  parked: "The deletion is parked: read its cause.",
  withdrawn: "The deletion is taken back. The tenant stays disabled, its data is kept; synchronise the account in the BSS to enable it.",
} as const;

const noTenant = () => nothingBy("No account of this instance has such a tenant; one that was deleted is not found by its id any more.");

const foundTenant = async (instanceId: string, tenantId: string, services: OperatorServices) => {
  const instance = await foundAcronis(instanceId, services);
  const [mapping, ...others] = await accountsOfTenant(instanceId, tenantId, services);
  if (mapping === undefined) throw noTenant();
  if (others.length > 0) throw new Refusal("tenantShared", `${others.length + 1} accounts have this tenant.`);
  return { instance, mapping };
};

/** What the vendor does not let see has no number; it is told for information alone. */
const countOf = async (list: () => Promise<readonly unknown[]>): Promise<number | null> => {
  try {
    return (await list()).length;
  } catch (error) {
    if (error instanceof Rejected) return null;
    throw error;
  }
};

/** The vendor's refusals are no defects of ours. */
const fromVendor = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    const { text, cure } = causes[error instanceof Rejected ? error.reason : "vendorUnavailable"];
    throw new Refusal("vendorFailed", `${text}.`, { cure });
  }
};
