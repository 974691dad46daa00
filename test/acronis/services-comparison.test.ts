import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { itemKey } from "../../functions/acronis/choose-items.ts";
import { compare, type Situation } from "../../functions/acronis/subscriptions/comparison.ts";
import { completionAfter } from "../../functions/acronis/subscriptions/entry-after.ts";
import { totalsOf } from "../../functions/acronis/subscriptions/totals.ts";
import type { ServicesWish } from "../../functions/onboarding/account.ts";
import type { Mapping } from "../../functions/onboarding/mapping.ts";
import type { ServiceItem } from "../../functions/onboarding/service-entry.ts";
import { isLive } from "../../functions/onboarding/services.ts";
import type { OfferingItem } from "../../functions/vendors/acronis/objects.ts";
import { applied, shown } from "./quota-model.ts";

const applicationId = "app";
const ids = ["s1", "s2", "s3"] as const;
const names = ["storage", "seats", "servers", "feature"] as const;
const infraOf = (name: string): string | undefined => (name === "storage" ? "infra-a" : undefined);
const policy = { quotas: "hard", overagePercent: 10 } as const;
type Row = Pick<Mapping, "services" | "itemsBefore" | "suspended">;

const quota = fc.option(fc.record({ value: fc.nat(50), overage: fc.option(fc.nat(5)) }), { nil: undefined });
const tenant = fc
  .tuple(...names.map((name) => fc.record({ name: fc.constant(name), isOn: fc.boolean(), quota, version: fc.integer({ min: 1 }) })))
  .map((states): readonly OfferingItem[] =>
    states.map(({ name, isOn, quota: limit, version }) => {
      const type = name === "feature" ? "feature" : "count";
      const ref = {
        application_id: applicationId,
        name,
        edition: "e",
        infra_id: infraOf(name),
        type,
        usage_name: name,
        measurement_unit: undefined,
        locked: undefined,
      };
      if (!isOn || name === "feature") return { ...ref, status: isOn ? 1 : 0, quota: undefined };
      return { ...ref, status: 1, quota: limit === undefined ? { value: null, overage: null, version: 0 } : { ...limit, version } };
    }),
  );

const wantedItems = fc
  .uniqueArray(fc.record({ name: fc.constantFrom(...names), value: fc.option(fc.integer({ min: 1, max: 100 })) }), {
    selector: ({ name }) => name,
  })
  .map((items): readonly ServiceItem[] =>
    items.map(({ name, value }) => {
      const infraId = infraOf(name);
      return { applicationId, name, ...(infraId === undefined ? {} : { infraId }), value: name === "feature" ? null : value };
    }),
  );

/** `noted`, `put`: the order died after its note, or after its PUT, and was parked. */
const operation = fc.record({
  id: fc.constantFrom(...ids),
  change: fc.constantFrom("create" as const, "cancel" as const),
  items: wantedItems,
  end: fc.constantFrom("done" as const, "done" as const, "noted" as const, "put" as const),
});
type Operation = typeof operation extends fc.Arbitrary<infer Of> ? Of : never;

const wishOf = ({ id, change }: Operation): ServicesWish => ({
  id,
  bssId: id,
  name: "",
  change,
  plan: "",
  edition: "",
  storage: "",
  isTrial: false,
  amounts: {},
  addons: [],
});

interface World {
  readonly items: readonly OfferingItem[];
  readonly row: Row;
}

/** One order, from the comparison to its end or its death. */
const run = (world: World, asked: Operation, number: number): World => {
  const { items, row } = world;
  const live = (row.services ?? []).filter((entry) => isLive(entry) && entry.subscriptionId !== asked.id).map((entry) => entry.items);
  const isKnown = row.services?.some(({ subscriptionId }) => subscriptionId === asked.id) === true;
  if (asked.change === "cancel" && !isKnown) return world;
  const subscriptions = asked.change === "cancel" ? live : [...live, asked.items];
  const situation: Situation = {
    tenantItems: items,
    before: row.itemsBefore ?? {},
    subscriptions,
    policy,
    storages: new Map(),
    isCustomer: true,
  };
  const { difference, before } = compare(situation);
  const noted = { ...row, itemsBefore: before };
  if (asked.end === "noted") return { items, row: noted };
  const after = applied(items, difference, 1_000_000 + number);
  const again = compare({ ...situation, tenantItems: after, before });
  expect(again.difference, "a second time there is nothing to do").toEqual([]);
  expect(again.before).toEqual(before);
  for (const [key, { limit }] of totalsOf(subscriptions, policy)) {
    const item = after.find((one) => itemKey(one) === key);
    expect(item?.status).toBe(1);
    expect(item?.quota?.value ?? null).toBe(limit.value);
    if (limit.value !== null) expect(item?.quota?.overage).toBe(limit.overage);
  }
  if (asked.end === "put") return { items: after, row: noted };
  const content = { applicationId, edition: "e", contract: undefined, items: asked.items };
  const outcome = { content, storages: new Map<string, string>(), warnings: [], ignored: [] };
  return { items: after, row: completionAfter(noted, wishOf(asked), outcome, "2026-11-21T08:00:00.000+00:00") };
};

describe("the comparison", () => {
  it("ends at the wanted state whatever was before and wherever orders died, is empty a second time, and gives back all at the end", () => {
    fc.assert(
      fc.property(tenant, fc.array(operation, { maxLength: 12 }), (items, operations) => {
        // At the end each subscription is created and cancelled well.
        const last = ids.flatMap((id) =>
          (["create", "cancel"] as const).map((change): Operation => ({ id, change, items: [], end: "done" })),
        );
        let world: World = { items, row: {} };
        for (const [number, asked] of [...operations, ...last].entries()) world = run(world, asked, number);
        expect(shown(world.items)).toEqual(shown(items));
        expect(world.row.itemsBefore).toEqual({});
      }),
      { numRuns: 300 },
    );
  });

  it("puts only items that differ, and never one that no subscription names", () => {
    fc.assert(
      fc.property(tenant, fc.array(wantedItems, { maxLength: 3 }), (tenantItems, subscriptions) => {
        const { difference } = compare({ tenantItems, before: {}, subscriptions, policy, storages: new Map(), isCustomer: true });
        const named = totalsOf(subscriptions, policy);
        for (const change of difference) {
          expect(named.has(itemKey(change))).toBe(true);
          const item = tenantItems.find((one) => itemKey(one) === itemKey(change));
          expect(applied(tenantItems, [change], 1_000_000)).not.toEqual(tenantItems);
          if (change.quota !== undefined) expect(change.quota.version).toBe(item?.quota?.version ?? 0);
        }
      }),
    );
  });

  it("adds up all subscriptions, in whatever order, and unlimited wins", () => {
    fc.assert(
      fc.property(fc.array(wantedItems, { minLength: 1, maxLength: 5 }), (subscriptions) => {
        const totals = totalsOf(subscriptions, { quotas: "soft", overagePercent: 0 });
        expect(new Map([...totalsOf(subscriptions.toReversed(), { quotas: "soft", overagePercent: 0 })].toSorted())).toEqual(
          new Map([...totals].toSorted()),
        );
        for (const [key, { ref, limit }] of totals) {
          const values = subscriptions
            .flat()
            .filter((item) => item.name === ref.name)
            .map(({ value }) => value);
          const sum = values.reduce((total: number, value) => total + (value ?? 0), 0);
          expect([key, limit.value]).toEqual([key, values.includes(null) ? null : sum]);
        }
      }),
    );
  });

  it("gives back after a switch of edition what was before it, also where the vendor lists no item that is off", () => {
    const item = (name: string, edition: string, value?: number): OfferingItem => ({
      application_id: applicationId,
      name,
      edition,
      usage_name: "seats",
      type: "count",
      measurement_unit: "quantity",
      locked: undefined,
      infra_id: undefined,
      ...(value === undefined ? { status: 0, quota: undefined } : { status: 1, quota: { value, overage: 0, version: 7 } }),
    });
    const before = { [itemKey({ application_id: applicationId, name: "pw_base_m365_seats" })]: { value: null, overage: null } };
    const switched = item("pg_base_m365_seats", "pck_per_gigabyte", 5);
    for (const left of [[item("pw_base_m365_seats", "pck_per_workload")], []]) {
      const tenantItems = [switched, ...left];
      const released = compare({ tenantItems, before, subscriptions: [], policy, storages: new Map(), isCustomer: true });
      expect(released.difference).toEqual([
        { application_id: applicationId, name: "pg_base_m365_seats", status: 1, quota: { value: null, overage: null, version: 7 } },
      ]);
    }
  });

  it("moves a customer's storage with all that is on it, and what it was before moves along", () => {
    fc.assert(
      fc.property(tenant, wantedItems, (items, wanted) => {
        const situation: Situation = {
          tenantItems: items,
          before: {},
          subscriptions: [wanted],
          policy,
          storages: new Map([["infra-a", "infra-b"]]),
          isCustomer: true,
        };
        const { difference, before } = compare(situation);
        const after = applied(items, difference, 1_000_000);
        expect(compare({ ...situation, tenantItems: after, before }).difference).toEqual([]);
        expect(after.filter(({ infra_id, status }) => infra_id === "infra-a" && status === 1)).toEqual([]);
        const had = items.find(({ name }) => name === "storage");
        const isNamed = wanted.some(({ name }) => name === "storage");
        const there = after.find(({ infra_id }) => infra_id === "infra-b");
        expect(there?.status ?? 0).toBe(isNamed ? 1 : (had?.status ?? 0));
        const released = compare({ ...situation, tenantItems: after, before, subscriptions: [] });
        const end = applied(after, released.difference, 2_000_000);
        const last = end.find(({ infra_id }) => infra_id === "infra-b");
        expect([last?.status ?? 0, last?.quota?.value ?? null]).toEqual([had?.status, had?.quota?.value ?? null]);
      }),
    );
  });
});
