import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standardServicesSettings } from "../../../../functions/services/settings.ts";
import { instanceId, type OpenDoor, openOperatorDoor } from "./an-operator-door.ts";

let door: OpenDoor;
beforeEach(async () => {
  door = await openOperatorDoor();
  await door.activate();
});
afterEach(() => door.close());

const address = `/v1/instances/${instanceId}`;
const unknown = `/v1/instances/${"a".repeat(20)}`;
const headers = { "content-type": "application/json" };
const put = (document: unknown, at = address) => door.send("PUT", `${at}/services-settings`, { headers, body: JSON.stringify(document) });
const read = async () => (await door.send("GET", `${address}/services-settings`)).body;

describe("the services settings", () => {
  it("are the defaults until they are replaced", async () => {
    expect(await read()).toEqual(standardServicesSettings);
  });

  it("are replaced as a whole, what is left out gets its default, and the schedules follow", async () => {
    await put({ quotas: "soft" });
    const { status, body } = await put({ schedule: { everyHours: 6, timeZone: "Europe/Athens" }, brake: { pricePercent: 5 } });
    expect(status).toBe(200);
    const schedule = { ...standardServicesSettings.schedule, everyHours: 6, timeZone: "Europe/Athens" };
    expect(body).toEqual({ ...standardServicesSettings, schedule, brake: { pricePercent: 5 } });
    expect(await read()).toEqual(body);
    expect(door.scheduler.put.map(({ services }) => services.schedule.everyHours)).toEqual([24, 6]);
  });

  it.each([
    ["a member that it does not know", { colour: "red" }, "colour"],
    ["a member within that it does not know", { schedule: { every: 6 } }, "schedule.every"],
    ["hours that do not divide the day", { schedule: { everyHours: 5 } }, "schedule.everyHours"],
    ["a time zone that is none", { schedule: { timeZone: "+02:00" } }, "schedule.timeZone"],
    ["a commitment that is no amount", { tiers: [{ tier: 0, commitment: "1e3" }] }, "tiers[0].commitment"],
    ["a tier's name over two lines", { tiers: [{ tier: 1, commitment: "250.00", name: "One\nTwo" }] }, "tiers[0].name"],
    ["a tier twice", { tiers: [0, 0].map((tier) => ({ tier, commitment: "0.00" })) }, "tiers"],
    ["a percentage beyond all bounds", { overagePercent: 1e9 }, "overagePercent"],
  ])("refuse %s by its place, and stay as they were", async (_, document, path) => {
    const { status, body } = await put(document);
    expect(status).toBe(400);
    expect(body["errors"]).toContainEqual({ path, message: expect.any(String) });
    expect(await read()).toEqual(standardServicesSettings);
    expect(door.scheduler.put).toEqual([]);
  });

  it("keep stock numbers whatever they are called, also by words of JavaScript's own", async () => {
    const skus = { constructor: "pg_base_storage", toString: "pg_base_vms", hasOwnProperty: "pg_base_servers" };
    expect(await put({ skus })).toMatchObject({ status: 200, body: { skus } });
    expect(await read()).toEqual({ ...standardServicesSettings, skus });
  });

  it("are saved although the schedules cannot be put, and the answer says so: sent again they are", async () => {
    door.scheduler.refuses = true;
    const { status, body } = await put({ quotas: "soft" });
    expect(status).toBe(503);
    expect(body).toMatchObject({ type: "urn:tenantry:problem:schedulesBehind", detail: expect.stringContaining("are saved") });
    expect(await read()).toMatchObject({ quotas: "soft" });
    expect(door.logged).toContainEqual(expect.objectContaining({ level: "error", instanceId }));
    door.scheduler.refuses = false;
    expect((await put({ quotas: "soft" })).status).toBe(200);
    expect(door.scheduler.put).toHaveLength(1);
  });

  it("stand in one row with the rule: what both together make too large is refused before it is written, and says what to shorten", async () => {
    const putRule = (count: number) => {
      const quotas = Object.fromEntries(Array.from({ length: count }, (_, at) => [`item-${at}`.padEnd(100, "x"), { value: null }]));
      return door.send("PUT", `${address}/rule`, { headers, body: JSON.stringify({ customer: { quotas } }) });
    };
    const skusOf = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`sku-${at}`.padEnd(64, "x"), "y".repeat(128)]));
    const refused = (detail: RegExp) => ({
      status: 413,
      body: {
        type: "urn:tenantry:problem:tooLarge",
        detail: expect.stringMatching(detail),
        cure: expect.stringMatching(/`skus`.+`quotas`/),
      },
    });
    expect((await putRule(1_800)).status).toBe(200);
    const together = /rule \(2\d\d KB\) and the services settings \(19\d KB\) .+ 384 KB/;
    expect(await put({ skus: skusOf(1_000) })).toMatchObject(refused(together));
    expect(await read()).toEqual(standardServicesSettings);
    expect(door.scheduler.put).toEqual([]);

    expect((await put({ skus: skusOf(650) })).status).toBe(200);
    expect((await putRule(300)).status).toBe(200);
    expect((await put({ skus: skusOf(1_000) })).status).toBe(200);
    expect(await putRule(1_800)).toMatchObject(refused(together));
    expect(Object.keys(Object(await read())["skus"])).toHaveLength(1_000);
    const { body } = await door.send("GET", `${address}/rule`);
    expect(body).toMatchObject({ customer: { quotas: expect.not.objectContaining({ ["item-300".padEnd(100, "x")]: expect.anything() }) } });
  });

  it("are of instances of Acronis alone", async () => {
    const veeam = `/v1/instances/${await door.activateVeeam()}`;
    for (const at of [unknown, veeam]) {
      expect((await door.send("GET", `${at}/services-settings`)).status).toBe(404);
      expect((await put({}, at)).status).toBe(404);
      expect((await door.send("GET", `${at}/schedules`)).status).toBe(404);
    }
  });
});

describe("the schedules of an instance", () => {
  const schedules = async () => (await door.send("GET", `${address}/schedules`)).body["schedules"];

  it("are shown with their next run", async () => {
    await put({ schedule: { timeZone: "Europe/Athens", startHour: 4 } });
    const shown = { timeZone: "Europe/Athens", nextRunAt: expect.stringMatching(/:00\.000\+00:00$/) };
    expect(await schedules()).toEqual([
      { ...shown, process: "get-services-definition", expression: expect.stringMatching(/^cron\(\d+ 4 \* \* \? \*\)$/) },
      { ...shown, process: "take-usage", expression: expect.stringMatching(/^cron\(\d+ 7,15,23 \* \* \? \*\)$/) },
    ]);
  });

  it("have no next run while they are off", async () => {
    await put({ schedule: { enabled: false } });
    expect(await schedules()).toEqual([expect.objectContaining({ nextRunAt: null }), expect.objectContaining({ nextRunAt: null })]);
  });
});
