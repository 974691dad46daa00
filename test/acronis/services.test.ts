import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { countedCalls, vendorApi } from "../onboarding/hands.ts";
import { GB, messageOf, servicesScene } from "../support/services-scene.ts";
import { openTown, type Town } from "../support/town.ts";

let town: Town;
const scene = servicesScene(() => town);
const { change, itemsOn, synchronised } = scene;

beforeAll(async () => {
  town = await openTown();
  await town.bss.get("Accounts/SyncOptions");
});
afterAll(() => town.close());
afterEach(() => town.vendor.faults.clear());

let next = 100;
const customer = async (): Promise<string> => {
  next += 1;
  await synchronised(customerAccount(String(next), `Customer ${next}`));
  return String(next);
};

describe("a subscription", () => {
  it("is created with its quotas, in four calls, and a quantity change puts only what differs", async () => {
    const id = await customer();
    town.vendor.clearCalls();
    const created = await change(id, "s1", { plan: "backup-pck_per_gigabyte", amounts: { storage_gb: "100", workstations: "10" } });
    expect(created, messageOf(created)).toMatchObject({
      message: "Backup is active: Cloud storage 100 GB, Workstations 10, edition Per gigabyte.",
      entry: { state: "active", edition: "pck_per_gigabyte", plan: "backup-pck_per_gigabyte" },
      ignored: [],
      warnings: [],
    });
    console.log(countedCalls(town));
    expect(await itemsOn(id)).toMatchObject({
      "pg_base_storage@1": `${100 * GB}+0`,
      pg_base_workstations: "10+0",
      pg_base_servers: "unlimited",
    });
    town.vendor.clearCalls();
    const changed = await change(id, "s1", { change: "update", amounts: { storage_gb: "100", workstations: "12" } });
    expect(messageOf(changed)).toBe("Backup is set: Cloud storage 100 GB, Workstations 12, edition Per gigabyte.");
    console.log(countedCalls(town));
    expect(await itemsOn(id)).toMatchObject({ "pg_base_storage@1": `${100 * GB}+0`, pg_base_workstations: "12+0" });
  });
});
