import { LONG_VENDOR_CALL_SECONDS } from "../../budgets.ts";
import { Transient } from "../../errors.ts";
import type { Instance } from "../../instances/instance.ts";
import { itemsReader } from "./items-reader.ts";
import { itemsBody } from "./bodies.ts";
import { type Calls, pathOf, query } from "./calls.ts";
import { listOf } from "./lists.ts";
import { OfferingItem } from "./objects.ts";
import type { Acronis } from "./port.ts";
import type { StorageMemory } from "./storages.ts";

type Items = Pick<Acronis, "itemsOnOffer" | "eachItemOnOffer" | "itemsOf" | "putItems" | "storages">;

/** Offering items: what is on offer, what a tenant has, what it shall have (acronis-api.md, 9). */
export const itemsOf = (
  calls: Calls,
  { instance, storages }: { readonly instance: Instance; readonly storages: StorageMemory },
): Items => ({
  itemsOnOffer: async (parentId, kind, edition) => {
    const path = onOffer(parentId, kind, edition);
    return (await calls.read({ operation: "itemsOnOffer", method: "GET", path }, listOf(OfferingItem))).items;
  },
  eachItemOnOffer: async (parentId, kind, visit) => {
    const operation = "eachItemOnOffer";
    let told = 0;
    const reader = itemsReader({
      tell: (element) => {
        const { data: item } = OfferingItem.safeParse(element);
        if (item === undefined) return;
        told += 1;
        visit(item);
      },
      unreadable: () => new Transient(`${operation} gave an answer that cannot be read`),
    });
    const streamed = { take: reader.take, limitMilliseconds: LONG_VENDOR_CALL_SECONDS * 1000, largestAnswer: largestCatalogue };
    await calls.done({ operation, method: "GET", path: onOffer(parentId, kind, "*"), streamed });
    reader.end();
    return told;
  },
  itemsOf: async (tenantId) => {
    const all = pathOf`/tenants/${tenantId}/offering_items` + query({ edition: "*" });
    return (await calls.read({ operation: "itemsOf", method: "GET", path: all }, listOf(OfferingItem))).items;
  },
  putItems: async (tenantId, items) => {
    const call = { operation: "putItems", method: "PUT", path: pathOf`/tenants/${tenantId}/offering_items` } as const;
    return (await calls.read({ ...call, body: itemsBody(items) }, listOf(OfferingItem))).items;
  },
  storages: (parentId, ids) => storages.find(calls, { instanceId: instance.instanceId, parentId }, ids),
});

/** In bytes: 100,000 items have 25 to 45 million. */
const largestCatalogue = 128 * 1024 * 1024;

// Without an edition Acronis shows the old `standard` one, of which today's items are no part (acronis-api.md, 0.3).
const onOffer = (parentId: string, kind: string, edition: string): string =>
  pathOf`/tenants/${parentId}/offering_items/available_for_child` + query({ kind, edition });
