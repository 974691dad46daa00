import fc from "fast-check";
import { expect, it } from "vitest";
import { compare } from "../../functions/acronis/subscriptions/comparison.ts";
import type { ItemRef } from "../../functions/acronis/subscriptions/item-refs.ts";
import { customerStorages } from "../../functions/acronis/subscriptions/storage-choice.ts";
import { Rejected } from "../../functions/errors.ts";
import { OfferingItem, type Storage } from "../../functions/vendors/acronis/objects.ts";

const capabilityOf: Readonly<Record<string, string>> = {
  pg_base_storage: "backup",
  pg_base_adv_dr_storage: "disaster_recovery",
  pg_base_dr_base: "disaster_recovery",
  fc_storage: "files_cloud",
};
const names = Object.keys(capabilityOf);
const capabilities = [...new Set(Object.values(capabilityOf))];

const itemOf = (name: string, { id }: Storage, status: 0 | 1): OfferingItem =>
  OfferingItem.parse({ application_id: "a", name, infra_id: id, status, type: "infra", measurement_unit: "bytes" });
const placeOf = ({ name, infra_id }: Pick<ItemRef, "name" | "infra_id">): string => `${name} ${infra_id ?? ""}`;

const storages = fc.array(
  fc.record({
    name: fc.constantFrom("a", "b", "c"),
    location_id: fc.constantFrom("Frankfurt", "Zurich"),
    capabilities: fc.subarray(capabilities, { minLength: 1, maxLength: 2 }),
  }),
  { minLength: 1, maxLength: 5 },
);
const scenes = fc.record({
  storages: storages.map((all) => all.map((storage, number): Storage => ({ id: `storage-${number}`, ...storage }))),
  asked: fc.subarray(names, { minLength: 1 }),
  present: fc.subarray(names),
  pick: fc.nat(4),
  wished: fc.nat(5),
});

/** A customer's rules: one storage of a capability, all in one location (acronis-api.md, 9.7, 1 and 2). */
const isLegal = (ids: readonly (string | undefined)[], all: readonly Storage[]): boolean => {
  const used = all.filter(({ id }) => ids.includes(id));
  const isOnce = (capability: string): boolean => used.filter((one) => one.capabilities.includes(capability)).length <= 1;
  return new Set(used.map(({ location_id }) => location_id)).size <= 1 && capabilities.every(isOnce);
};

it("a customer's storages end legal and on offer, whatever the storages can, the tenant has and the subscription chooses; else it is refused", () => {
  const seen = { refused: 0, moved: 0 };
  fc.assert(
    fc.property(scenes, ({ storages: all, asked, present, pick, wished }) => {
      const onOffer = names.flatMap((name) =>
        all.filter((one) => one.capabilities.includes(capabilityOf[name] ?? "")).map((one) => itemOf(name, one, 0)),
      );
      const tenantItems: OfferingItem[] = [];
      for (const name of present) {
        const used = tenantItems.map(({ infra_id }) => infra_id);
        const places = onOffer.filter((item) => item.name === name && isLegal([...used, item.infra_id], all));
        const place = places[pick % Math.max(places.length, 1)];
        if (place !== undefined) tenantItems.push({ ...place, status: 1 });
      }
      const sames = asked.map((name) => onOffer.filter((item) => item.name === name)).filter((items) => items.length > 0);
      try {
        const question = { wished: all[wished]?.id ?? "", standard: "first", tenantItems, onOffer, storages: all };
        const choice = customerStorages(question);
        const items = sames.map((same) => ({ applicationId: "a", name: same[0]?.name ?? "", infraId: choice.of(same), value: 5 }));
        const { difference } = compare({
          isCustomer: true,
          tenantItems,
          storages: choice.moves,
          before: {},
          subscriptions: [items],
          policy: { quotas: "hard", overagePercent: 0 },
        });
        seen.moved += choice.moves.size;
        const off = new Set(difference.filter(({ status }) => status === 0).map(placeOf));
        const on = [...tenantItems, ...difference.filter(({ status }) => status === 1)].filter((item) => !off.has(placeOf(item)));
        expect(
          isLegal(
            on.map(({ infra_id }) => infra_id),
            all,
          ),
        ).toBe(true);
        expect(onOffer.map(placeOf)).toEqual(expect.arrayContaining(on.map(placeOf)));
      } catch (error) {
        if (!(error instanceof Rejected)) throw error;
        expect(error.reason).toBe("storageRefused");
        seen.refused += 1;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(Math.min(seen.refused, seen.moved)).toBeGreaterThan(0);
});
