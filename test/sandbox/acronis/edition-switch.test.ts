import { afterAll, expect, it } from "vitest";
import { at, backup, control, ids, items, makeTenant, openTown, type Town } from "./client.ts";
import { item, itemsOn, put } from "./items.ts";

const lists = await openTown();
const warnings = await openTown({ editionAnswer: "warnings", usageDelaySeconds: 3600 });
afterAll(() => Promise.all([lists.simulator.close(), warnings.simulator.close()]));

let made = 0;
const customer = async ({ api, root }: Town, parent = root): Promise<string> =>
  (await makeTenant(api, parent, { name: `Customer ${(made += 1)}` })).id;
const to = (target_edition: string) => ({ application_id: backup, target_edition });
const check = ({ api }: Town, tenant: string, edition: string) =>
  api.get(`tenants/${tenant}/edition?application_id=${backup}&target_edition=${edition}`);

it("warns of what is lost and what is new, and of nothing where nothing changes", async () => {
  const tenant = await customer(lists);
  await put(lists.api, tenant, [item("pw_base_nas"), item("pw_pack_adv_edr"), item("pw_base_workstations")]);
  expect(ids(await check(lists, tenant, "pck_per_gigabyte"), "warnings")).toEqual([
    "OldFeaturesBecomeUnavailable",
    "SomePlansWillStopWorking",
    "AdvCyberProtectBecomeUnavailable",
    "AllDevicesWithBackupsPreserved",
    "UsageStatisticsWillMigrate",
  ]);
  await lists.api.put(`tenants/${tenant}/edition`, to("pck_per_gigabyte"));
  expect(ids(await check(lists, tenant, "pck_per_workload"), "warnings")).toContain("NewFeaturesBecomeAvailable");
  expect(ids(await check(lists, tenant, "pck_per_gigabyte"), "warnings")).toEqual([]);
});

it("is refused with 400 and all unavailable items in the context, and then changes nothing", async () => {
  const partner = (await makeTenant(lists.api, lists.root, { kind: "partner", name: "Per workload alone" })).id;
  await put(lists.api, partner, [item("pw_base_workstations"), item("pw_base_servers"), item("pg_base_servers")]);
  const tenant = await customer(lists, partner);
  await put(lists.api, tenant, [item("pw_base_workstations"), item("pw_base_servers")]);
  const refused = await lists.api.put(`tenants/${tenant}/edition`, to("pck_per_gigabyte"));
  const missing = [{ application_id: backup, name: "pg_base_workstations" }];
  expect([refused.status, at(refused, "error.code"), at(refused, "error.context.offering_items")]).toEqual([400, 1021, missing]);
  expect((await check(lists, tenant, "pck_per_gigabyte")).body).toEqual(refused.body);
  expect([...(await itemsOn(lists.api, tenant)).keys()]).toEqual(["pw_base_workstations", "pw_base_servers"]);
});

it("refuses an edition that the service does not have, and a service that there is not", async () => {
  const tenant = await customer(lists);
  expect((await check(lists, tenant, "fss_per_user")).status).toBe(400);
  expect((await lists.api.put(`tenants/${tenant}/edition`, { ...to("standard"), application_id: tenant })).status).toBe(404);
});

it("brings along the services that seats consist of", async () => {
  const tenant = await customer(lists);
  await put(lists.api, tenant, [item("pg_base_m365_seats", { quota: { value: 9, overage: 0, version: 0 } })]);
  expect((await lists.api.put(`tenants/${tenant}/edition`, to("pck_per_workload"))).status).toBe(200);
  const on = await itemsOn(lists.api, tenant);
  expect([...on.keys()].toSorted()).toEqual(["pw_base_m365_mailboxes", "pw_base_m365_onedrive", "pw_base_m365_seats"]);
  expect(on.get("pw_base_m365_seats")).toMatchObject({ quota: { value: 9, overage: 0, version: expect.any(Number) } });
});

it("is refused to a partner whose children use the old items, and while an item is locked", async () => {
  const partner = (await makeTenant(lists.api, lists.root, { kind: "partner", name: "With a child" })).id;
  await put(lists.api, partner, [item("pw_base_workstations")]);
  const tenant = await customer(lists, partner);
  await put(lists.api, tenant, [item("pw_base_workstations")]);
  expect(at(await lists.api.put(`tenants/${partner}/edition`, to("pck_per_gigabyte")), "error.code")).toBe(1016);
  await control(lists.simulator, "POST", "lock", { tenant_id: tenant, items: [{ name: "pw_base_workstations" }] });
  expect(at(await lists.api.put(`tenants/${tenant}/edition`, to("pck_per_gigabyte")), "error.code")).toBe(1027);
});

it("answers the list of items, or warnings alone where the simulator is told so", async () => {
  const listed = await customer(lists);
  await put(lists.api, listed, [item("pw_base_workstations")]);
  const list = await lists.api.put(`tenants/${listed}/edition`, to("pck_per_gigabyte"));
  expect(items(list).map(({ name, status }) => [name, status])).toEqual([
    ["pw_base_workstations", 0],
    ["pg_base_workstations", 1],
  ]);
  const warned = await customer(warnings);
  await put(warnings.api, warned, [item("pw_base_workstations")]);
  const answer = await warnings.api.put(`tenants/${warned}/edition`, to("pck_per_gigabyte"));
  expect(answer.body).toEqual({ warnings: ["AllDevicesWithBackupsPreserved", "UsageStatisticsWillMigrate"] });
});

it("moves the usage to the new items, as late as the meters are", async () => {
  const used = async (town: Town): Promise<unknown> => {
    const tenant = await customer(town);
    await put(town.api, tenant, [item("pw_base_workstations")]);
    await control(town.simulator, "POST", "usage", {
      tenant_id: tenant,
      after_seconds: 0,
      items: [{ name: "pw_base_workstations", value: 3 }],
    });
    await town.api.put(`tenants/${tenant}/edition`, to("pck_per_gigabyte"));
    const lines = items(await town.api.get(`tenants/${tenant}/usages`));
    return Object.fromEntries(lines.map(({ name, value }) => [name, value]));
  };
  expect(await used(lists)).toEqual({ pg_base_workstations: 3 });
  expect(await used(warnings)).toEqual({ pw_base_workstations: 3, pg_base_workstations: 0 });
});
