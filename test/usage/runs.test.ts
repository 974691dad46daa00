import { randomUUID } from "node:crypto";
import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { documents } from "../../functions/store/row.ts";
import { applicationId } from "../support/town.ts";
import { monthBefore } from "./fixtures.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
let tenantId: string;
/** More than two pages of a hundred; the vendor knows only one of their tenants. */
const accounts = 230;
beforeAll(async () => {
  scene = await openScene();
  tenantId = await scene.customer("100");
  await manyMore(scene, accounts - 1);
});
afterAll(() => scene.town.close());

/** Rows of accounts whose tenants are gone at the vendor: copies of the one that is there. */
const manyMore = async ({ town }: Scene, count: number): Promise<void> => {
  const { client, names } = town.house().tables;
  const mapping = await town.mappingOf("100");
  const copies = Array.from({ length: count }, (_, at) => {
    const accountId = String(1_000 + at);
    return { ...mapping, accountId, mappingKey: [applicationId, mapping?.instanceId, accountId].join("#"), tenantId: randomUUID() };
  });
  for (let from = 0; from < count; from += 25) {
    const RequestItems = { [names.mappings]: copies.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } })) };
    await documents(client).send(new BatchWriteCommand({ RequestItems }));
  }
};

const usage = () => scene.town.house().ports.usageWriter;
const head = () => usage().head(scene.instanceId);
const row = () => usage().find({ applicationId, instanceId: scene.instanceId, accountId: "100" }, monthBefore(0));
const writesOf = async (work: () => Promise<void>): Promise<number> => {
  let rows = 0;
  const undo = scene.town.house().tables.onWrite(({ table, command }) => (rows += table === "usage" && command !== "" ? 1 : 0));
  await work();
  undo();
  return rows;
};
const servers = (value: number) => scene.used(tenantId, [{ name: "pg_base_servers", value }]);

describe("a run of take-usage", () => {
  it("looks at every account, a hundred by one call, and writes only what changed", async () => {
    await servers(3);
    scene.town.vendor.clearCalls();
    await scene.run("take-usage");
    expect((await head())?.last).toMatchObject({ accounts, changed: 1, absent: accounts - 1 });
    expect(scene.town.vendor.calls.filter(({ path }) => path === "/api/2/tenants/usages")).toHaveLength(3);
    expect((await row())?.items).toMatchObject([{ name: "pg_base_servers", value: 3 }]);
    const before = await row();
    // The head at the start, and after each of three pages.
    expect(await writesOf(() => scene.run("take-usage"))).toBe(4);
    expect(await row()).toEqual(before);
    expect((await head())?.last?.changed).toBe(0);
  });

  it("says when the numbers were last true, though their row was left alone", async () => {
    const took = (await row())?.takenAt ?? "";
    const startedAt = (await head())?.last?.startedAt ?? "";
    expect(startedAt > took).toBe(true);
    expect((await scene.ask("100")).LastUpdateAt).toBe(startedAt);
  });

  it("goes on where it was when the house is killed under way", async () => {
    await servers(4);
    const execution = randomUUID();
    let count = 0;
    const killed = new Promise<void>((resolve) => {
      scene.town.house().tables.interceptWrites({
        before: (_, table) => {
          if (table !== "usage") return;
          count += 1;
          // The head at the start and after the first page are written, and nothing more.
          if (count <= 3) return;
          resolve();
          throw new Error("killed");
        },
      });
    });
    await scene.town.house().ports.machines.start("take-usage", execution, scene.instanceId);
    await killed;
    await scene.town.restart();
    await scene.town.house().machines.idle();
    const { run, last } = (await head()) ?? {};
    expect(run).toBeUndefined();
    expect(last).toMatchObject({ execution, accounts });
    expect((await row())?.items).toMatchObject([{ value: 4 }]);
  });

  it("ends at once while another is at work, and two at the same moment do no harm", async () => {
    await servers(5);
    const { machines } = scene.town.house().ports;
    await Promise.all(
      [randomUUID(), randomUUID(), randomUUID()].map((execution) => machines.start("take-usage", execution, scene.instanceId)),
    );
    await scene.town.house().machines.idle();
    expect((await head())?.last).toMatchObject({ accounts });
    expect((await head())?.failure).toBeUndefined();
    expect((await row())?.items).toMatchObject([{ value: 5 }]);
  });

  it("takes the place of one that died long ago", async () => {
    const before = (await head()) ?? { instanceId: scene.instanceId, revision: 0, wholeRuns: {} };
    const at = "2026-01-01T00:00:00.000+00:00";
    await usage().saveHead(before, { ...before, run: { execution: "dead", startedAt: at, at, accounts: 7, changed: 0, absent: 0 } });
    const execution = randomUUID();
    await scene.run("take-usage", execution);
    expect((await head())?.last).toMatchObject({ execution, accounts });
  });

  it("parks with a cause when the vendor refuses, keeps what was taken before, and the next one begins anew", async () => {
    const before = await row();
    scene.town.vendor.faults.add({ kind: "status", status: 403, times: "always", match: { route: "/api/2/tenants/usages" } });
    await scene.run("take-usage");
    scene.town.vendor.faults.clear();
    const shown = z.object({ running: z.null(), failure: z.object({ cause: z.string(), cure: z.string() }).nullable() });
    const read = async () => shown.parse(await (await scene.operate("GET", `instances/${scene.instanceId}/usage`)).json());
    expect((await read()).failure?.cause).toBe("accessDenied");
    expect(await row()).toEqual(before);
    await scene.run("take-usage");
    expect((await read()).failure).toBeNull();
  });

  it("outlasts a vendor that asks for pauses and fails now and then", async () => {
    await servers(6);
    const match = { route: "/api/2/tenants/usages" };
    scene.town.vendor.faults.add({ kind: "throttle", retryAfter: 1, times: 1, match });
    scene.town.vendor.faults.add({ kind: "reset", times: 1, match });
    await scene.run("take-usage");
    scene.town.vendor.faults.clear();
    expect((await row())?.items).toMatchObject([{ value: 6 }]);
    expect((await head())?.failure).toBeUndefined();
  });

  it("notes a tenant that the vendor names no more, and does not call its numbers newer than they are", async () => {
    const before = await row();
    const match = { route: "/api/2/tenants/usages" };
    scene.town.vendor.faults.add({ kind: "status", status: 200, body: { items: [] }, times: "always", match });
    await scene.run("take-usage");
    scene.town.vendor.faults.clear();
    expect(await row()).toMatchObject({ items: before?.items, takenAt: before?.takenAt });
    expect((await row())?.absentSince).toBeDefined();
    expect((await scene.ask("100")).LastUpdateAt).toBe(before?.takenAt);
    await scene.run("take-usage");
    expect((await row())?.absentSince).toBeUndefined();
  });

  it("is started by an operator, and is nothing of an instance that is not there", async () => {
    const started = await scene.operate("POST", `instances/${scene.instanceId}/usage`);
    expect(started.status).toBe(202);
    const { execution } = z.object({ execution: z.string() }).parse(await started.json());
    await scene.town.house().machines.idle();
    expect((await head())?.last?.execution).toBe(execution);
    expect((await scene.operate("POST", `instances/${"a".repeat(20)}/usage`)).status).toBe(404);
  });
});
