import * as z from "zod";
import { Rejected } from "../../errors.ts";
import type { ServicesWish } from "../../onboarding/account.ts";
import type { Mapping } from "../../onboarding/mapping.ts";
import { acronisPorts, Ordered, takeAcronisWork } from "../../onboarding/order-at-hand.ts";
import { ItemBefore, ServiceEntry, ServiceItem } from "../../onboarding/service-entry.ts";
import { step } from "../../step.ts";
import { weigh } from "./weigh.ts";

/** A part of a PUT as it travels in the state: ids, names and numbers. */
const Change = z.object({
  application_id: z.string(),
  name: z.string(),
  infra_id: z.string().optional(),
  status: z.union([z.literal(0), z.literal(1)]),
  quota: z.object({ value: z.number().nullable(), overage: z.number().nullable(), version: z.number() }).optional(),
});

/** What the first step found: what the subscription will bring, and what there is to do for it. */
export const WeighedState = z.object({
  content: ServiceEntry.pick({ applicationId: true, edition: true, contract: true }).extend({ items: z.array(ServiceItem) }),
  touchesItems: z.boolean(),
  /** The edition to switch to; empty: it stays. */
  switchTo: z.string(),
  storages: z.array(z.object({ from: z.string(), to: z.string() })),
  /** Absent before a switch of edition: what differs is read after it. */
  comparison: z.object({ difference: z.array(Change), before: z.record(z.string(), ItemBefore) }).optional(),
  warnings: z.array(z.string()),
  ignored: z.array(z.string()),
});

export type WeighedState = z.infer<typeof WeighedState>;

/** The first step: reads what the tenant has and may have, and refuses what cannot be; nothing is changed. */
export const weighServices = step({
  name: "weighServices",
  title: "Weigh services",
  reads: Ordered,
  gives: WeighedState,
  needs: [...acronisPorts, "machines"],
  run: async (ordered, ports, execution) => {
    const work = await takeAcronisWork(ordered, ports, { execution, process: "change-acronis-services" });
    const { content, touchesItems, switchTo, storages, comparison, warnings, ignored } = await weigh(work, wishOf(work.mapping));
    return {
      content: { ...content, items: [...content.items] },
      touchesItems,
      switchTo,
      storages: [...storages].map(([from, to]) => ({ from, to })),
      ...(switchTo === "" && touchesItems
        ? { comparison: { difference: comparison.difference.map((change) => ({ ...change })), before: { ...comparison.before } } }
        : {}),
      warnings: [...warnings],
      ignored: [...ignored],
    };
  },
});

/** What the order wants. */
export const wishOf = ({ account: { services } }: Mapping): ServicesWish => {
  if (services === undefined) throw new Rejected("orderUnknown", "the order wants no services");
  return services;
};
