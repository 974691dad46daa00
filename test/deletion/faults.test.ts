import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../sandbox/acronis/fault-kinds.ts";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { number } from "../sandbox/acronis/client.ts";
import { until, vendorApi } from "../onboarding/hands.ts";
import { openTown, type Town } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";
import { operatorOf, Scheduled } from "./an-operator.ts";

describe("a deletion comes to its end", () => {
  let town: Town;
  const { rowOf, synchronised, scheduled, swept, living } = operatorOf(() => town);
  beforeAll(async () => {
    town = await openTown();
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  const match = { route: "DELETE /api/2/tenants/{tenant_id}" };
  const failures: readonly { readonly title: string; readonly fault: Fault }[] = [
    { title: "the answer to the deletion is lost", fault: { kind: "loseAnswer", match } },
    { title: "the vendor is at fault before it deletes", fault: { kind: "status", status: 500, match, times: 3 } },
    { title: "the vendor is at fault after it deleted", fault: { kind: "statusAfterCommit", status: 502, match } },
    { title: "the vendor says yes and deletes nothing", fault: { kind: "status", status: 204, match } },
    { title: "somebody changes the tenant at the same time", fault: { kind: "versionRace", match } },
    { title: "the vendor wants fewer calls", fault: { kind: "throttle", retryAfter: 5, match } },
    { title: "the token dies on the way", fault: { kind: "expireToken", match } },
  ];

  it.each(failures)("when $title", async ({ title, fault }) => {
    const id = String(1 + failures.findIndex((each) => each.title === title));
    const tenantId = await synchronised(customerAccount(id, `Faulty ${id}`));
    await scheduled(id, tenantId, { confirm: `Faulty ${id}`, graceDays: 0 });
    town.vendor.faults.add(fault);
    await swept(id);
    expect(living(tenantId)).toBeUndefined();
    expect(await rowOf(id)).toMatchObject({ order: { process: "delete-acronis", status: "done" }, deletedTenants: [{ tenantId }] });
  });

  it("when a person enabled the tenant meanwhile", async () => {
    const tenantId = await synchronised(customerAccount("20", "Switched On"));
    await scheduled("20", tenantId, { confirm: "Switched On", graceDays: 0 });
    const api = await vendorApi(town);
    await api.put(`tenants/${tenantId}`, { version: number(await api.get(`tenants/${tenantId}`), "version"), enabled: true });
    await swept("20");
    expect(living(tenantId)).toBeUndefined();
  });
});

describe("a deletion is done once when the process is killed", () => {
  /** From the given write on nothing is written any more, as if the process had died there. */
  const killAtWrite = (town: Town, write: number, when: "before" | "after"): Promise<void> => {
    let count = 0;
    return new Promise((killed) => {
      const die = (): never => {
        killed();
        throw new Error("killed");
      };
      town.house().tables.interceptWrites({
        before: () => {
          if (when === "before") count += 1;
          if (when === "before" ? count >= write : count > write - 1) die();
        },
        after: () => {
          if (when === "before") return;
          count += 1;
          if (count >= write) die();
        },
      });
    });
  };

  // The order before it is kept, its own order is reserved, and the row is tidied.
  it.each([
    { write: 1, when: "after" },
    { write: 2, when: "after" },
    // The tenant is gone by now.
    { write: 3, when: "before" },
    { write: 3, when: "after" },
  ] as const)("$when table write $write of its order", async ({ write, when }) => {
    const town = await openTown();
    const { rowOf, synchronised, scheduled, living } = operatorOf(() => town);
    try {
      await town.bss.get("Accounts/SyncOptions");
      const account = customerAccount("300", "Phoenix Ltd");
      const tenantId = await synchronised(account);
      await scheduled("300", tenantId, { confirm: "Phoenix Ltd", graceDays: 0 });
      const killed = killAtWrite(town, write, when);
      const cut = town
        .house()
        .deleteDueTenants()
        .catch(() => 0);
      await killed;
      await town.restart();
      await cut;
      await until(async () => {
        const { sweep, deleteDueTenants, machines } = town.house();
        await sweep();
        await deleteDueTenants();
        await machines.idle();
        return (await rowOf("300")).tenantId === undefined;
      });
      expect(living(tenantId)).toBeUndefined();
      expect((await rowOf("300")).deletedTenants).toHaveLength(1);
      expect(await synchronised(account)).not.toBe(tenantId);
      await expectNothingTwiceNothingLost(town, ["300"]);
    } finally {
      await town.close();
    }
  });

  it("after the wish was written and before anything was started: the tenant is disabled all the same", async () => {
    const town = await openTown();
    const { deletion, synchronised, living, ended } = operatorOf(() => town);
    try {
      await town.bss.get("Accounts/SyncOptions");
      const tenantId = await synchronised(customerAccount("301", "Half Asked"));
      const killed = killAtWrite(town, 2, "after");
      const cut = deletion("POST", tenantId, { confirm: "Half Asked", graceDays: 30 }).catch(() => undefined);
      await killed;
      await town.restart();
      await cut;
      expect((await deletion("GET", tenantId)).body).toMatchObject({ deletion: { state: "scheduled" } });
      await until(async () => {
        await town.house().sweep();
        return living(tenantId)?.enabled === false;
      });
      await ended("301");
      expect((await deletion("DELETE", tenantId)).status).toBe(200);
    } finally {
      await town.close();
    }
  });
});

describe("the grace time", () => {
  it("is the clock's: the sweep that comes after it deletes, and none before", async () => {
    const town = await openTown({ house: { timeScale: 200_000 } });
    const { deletion, synchronised, living, ended } = operatorOf(() => town);
    try {
      await town.bss.get("Accounts/SyncOptions");
      const tenantId = await synchronised(customerAccount("400", "A Day Later"));
      const { deletion: wish } = Scheduled.parse((await deletion("POST", tenantId, { confirm: "A Day Later", graceDays: 1 })).body);
      await until(async () => (await town.house().deleteDueTenants()) > 0);
      expect(town.house().ports.clock.secondsSince(wish?.dueAt ?? "")).toBeGreaterThanOrEqual(0);
      await ended("400");
      expect(living(tenantId)).toBeUndefined();
    } finally {
      await town.close();
    }
  });
});
