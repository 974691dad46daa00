import { afterAll, beforeAll, expect, it } from "vitest";
import { until } from "../onboarding/hands.ts";
import { GB } from "./fixtures.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
  await scene.run("get-services-definition");
});
afterAll(() => scene.town.close());

it("bills what a tenant used that an operator has deleted since, and asks the vendor nothing for it", async () => {
  const { town, instanceId } = scene;
  const tenantId = await scene.customer("300");
  const infra_id = await scene.storageOf(tenantId, "pg_base_storage");
  await scene.used(tenantId, [{ name: "pg_base_storage", value: 2 * GB, infra_id }]);
  const Account = { ID: tenantId, RelatedAccountID: 300, SyncOptions: null };
  const before = await scene.ask("300", { Account });
  expect(before.Usages).toMatchObject([{ Quantity: 2, Customer: "Firm 300" }]);

  const wish = { confirm: "Firm 300", withData: true, graceDays: 0 };
  expect((await scene.operate("POST", `instances/${instanceId}/tenants/${tenantId}/deletion`, wish)).status).toBe(202);
  await until(async () => (await town.mappingOf("300"))?.order.status === "done");
  await town.house().deleteDueTenants();
  await until(async () => (await town.mappingOf("300"))?.tenantId === undefined);
  town.vendor.clearCalls();
  expect(await scene.ask("300", { Account })).toEqual(before);
  expect((await scene.ask("300", { Account }, "Ppu/BillingItems")).Items).toEqual(before.Usages);
  expect(town.vendor.calls).toEqual([]);
});

it("knows nothing of an account that was never there", async () => {
  expect(await scene.ask("301")).toMatchObject({ Code: -31 });
});
