import * as z from "zod";
import { Transient } from "../../errors.ts";
import type { Instance } from "../../instances/instance.ts";
import { listOf } from "./answers.ts";
import { arrayReader } from "./array-reader.ts";
import { itemsBody } from "./bodies.ts";
import { type Calls, longAnswer, pathOf, query } from "./calls.ts";
import { ItemOnOffer, OfferingItem } from "./objects.ts";
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
    const unreadable = () => new Transient(`${operation} gave an answer that cannot be read`);
    const items = { told: 0, unreadable: 0 };
    const reader = arrayReader({
      key: "items",
      depth: 2,
      tell: (element) => {
        const { data: item } = ItemOnOffer.safeParse(element);
        if (item === undefined) return void (items.unreadable += 1);
        items.told += 1;
        visit(item);
      },
      unreadable,
    });
    const streamed = { take: reader.take, ...longAnswer };
    await calls.done({ operation, method: "GET", path: onOffer(parentId, kind, "*"), streamed });
    if (!Rest.safeParse(reader.end()).success) throw unreadable();
    return items;
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

// The items were told as they came; an empty list may be null, as Go writes it.
const Rest = z.object({ items: z.array(z.never()).nullable() });

// Without an edition Acronis shows the old `standard` one, of which today's items are no part (acronis-api.md, 0.3).
const onOffer = (parentId: string, kind: string, edition: string): string =>
  pathOf`/tenants/${parentId}/offering_items/available_for_child` + query({ kind, edition });
