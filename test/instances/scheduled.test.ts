import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silentLog } from "../../functions/log.ts";
import { systemClock } from "../../functions/clock.ts";
import { activation } from "../../functions/instances/activation.ts";
import type { Instance } from "../../functions/instances/instance.ts";
import { acronis } from "../../functions/vendors/acronis/adapter.ts";
import { readGateway } from "../../functions/vendors/gateway.ts";
import { vendorHttp } from "../../functions/vendors/http.ts";
import { type AcronisSimulator, startAcronisSimulator } from "../../sandbox/acronis/server.ts";
import { openSecrets } from "../../sandbox/aws/secrets.ts";
import { type LocalTables, openTables } from "../../sandbox/aws/table.ts";
import { instanceRows } from "../../functions/store/instances.ts";

let vendor: AcronisSimulator;
let tables: LocalTables;
beforeAll(async () => {
  vendor = await startAcronisSimulator();
  tables = await openTables();
});
afterAll(() => Promise.all([vendor.close(), tables.close()]));

/** Activation over a real store and vendor; only the scheduler is noted, and refuses when it is told to. */
const scene = () => {
  const clock = systemClock();
  const instances = instanceRows(tables.client, tables.names.instances, clock);
  const policy = { allowedSuffixes: [".acronis.com"], allowLoopback: true };
  const scheduler: { refuses: boolean; readonly put: Instance[] } = { refuses: false, put: [] };
  const logged: unknown[] = [];
  const activate = activation({
    instances,
    credentials: openSecrets(),
    clock,
    readGateway: (text) => readGateway(text, policy),
    connect: (instance, credential) =>
      acronis({ http: vendorHttp(policy), credentials: { of: async () => credential, fresh: async () => credential }, instances, clock })(
        instance,
      ),
    schedules: {
      put: async (instance) => {
        if (scheduler.refuses) throw new Error("the scheduler refuses");
        scheduler.put.push(instance);
      },
    },
    log: (...line) => logged.push(line),
  });
  const save = (clientSecret = vendor.clientSecret) =>
    activate(
      {
        systemName: "Acronis EU2",
        gateway: vendor.url,
        clientId: vendor.clientId,
        clientSecret,
        distributorDiscount: "18",
        primaryCurrency: "EUR",
        updateProductNames: "update",
      },
      "form",
    );
  return { save, instances, scheduler, logged };
};

describe("an instance that is saved", () => {
  it("is active although its schedules cannot be put: that is logged, and saving again puts them", async () => {
    const { save, instances, scheduler, logged } = scene();
    scheduler.refuses = true;
    expect(await save()).toMatchObject({ instance: { gateway: vendor.url } });
    expect((await instances.list(silentLog)).instances).toHaveLength(1);
    expect(logged).toEqual([["error", "the schedules could not be put", expect.objectContaining({ instanceId: expect.any(String) })]]);
    scheduler.refuses = false;
    await save();
    expect(scheduler.put).toHaveLength(1);
  });

  it("has its schedules put as its own settings say, whoever wrote them", async () => {
    const { save, instances, scheduler } = scene();
    await save();
    const [{ instanceId, services } = { instanceId: "", services: undefined }] = scheduler.put;
    if (services === undefined) throw new Error("nothing was put");
    await instances.replaceServicesSettings(instanceId, { ...services, schedule: { ...services.schedule, timeZone: "Asia/Tokyo" } });
    await save();
    expect(scheduler.put.map((put) => put.services.schedule.timeZone)).toEqual(["UTC", "Asia/Tokyo"]);
  });

  it("with a refused secret has none", async () => {
    const { save, scheduler } = scene();
    expect(await save("wrong")).toHaveProperty("refusals");
    expect(scheduler.put).toEqual([]);
  });
});
