import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documents } from "../../functions/store/row.ts";
import type { UsageRow } from "../../functions/usage/ports.ts";
import { cycleOf, entryOf, itemOf, monthBefore, rowOf } from "./fixtures.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
let tenantId: string;
beforeAll(async () => {
  scene = await openScene();
  tenantId = await scene.customer("100");
  await scene.run("get-services-definition");
});
afterAll(() => scene.town.close());

const usage = () => scene.town.house().ports.usageWriter;
const keep = (month: string, more: Partial<UsageRow>): Promise<boolean> =>
  usage().keep(rowOf(scene.instanceId, month, { tenantId, ...more }));

describe("the usage of months that are over", () => {
  const [before, earlier] = [monthBefore(2), monthBefore(3)];

  it("is priced by its own month's discount, and never changes, whatever changes afterwards", async () => {
    const { client, names } = scene.town.house().tables;
    const discounts = [
      { from: `${earlier}-02T00:00:00.000+00:00`, percent: "10" },
      { from: `${before}-20T00:00:00.000+00:00`, percent: "25" },
      { from: `${monthBefore(0)}-01T00:00:00.000+00:00`, percent: "18" },
    ];
    await documents(client).send(
      new UpdateCommand({
        TableName: names.instances,
        Key: { instanceId: scene.instanceId },
        UpdateExpression: "SET discounts = :discounts",
        ExpressionAttributeValues: { ":discounts": discounts },
      }),
    );
    // The prices are in force since then.
    const { servicesWriter } = scene.town.house().ports;
    const head = await servicesWriter.head(scene.instanceId);
    if (head === undefined) throw new Error("no head");
    await servicesWriter.saveHead(head, { ...head, books: head.books.map((book) => ({ ...book, month: earlier })) });
    const items = [itemOf("pg_base_workstations", 4, { soldName: "As it was called", group: "As it was sold" })];
    await keep(earlier, { items });
    await keep(before, { items, customer: "As it was named" });
    const ask = (month: string) => scene.ask("100", { BillingCycle: cycleOf(month) });
    const answers = [await ask(earlier), await ask(before)];
    const [tenOff, quarterOff] = answers.map(({ Usages = [] }) => Usages[0]);
    expect(tenOff?.CostPrice).toBeCloseTo((tenOff?.SellPrice ?? 0) * 0.9, 1);
    expect(quarterOff?.CostPrice).toBeCloseTo((quarterOff?.SellPrice ?? 0) * 0.75, 1);
    expect(quarterOff).toMatchObject({ Name: "As it was called", Group: "As it was sold", Customer: "As it was named", Quantity: 4 });

    await scene.used(tenantId, [{ name: "pg_base_workstations", value: 99 }]);
    await scene.sold("100", [entryOf("late", { startedAt: `${earlier}-01T00:00:00.000+00:00` })]);
    await scene.run("take-usage");
    await scene.run("get-services-definition");
    expect([await ask(earlier), await ask(before)]).toEqual(answers);
  });

  it("cannot be written any more, and only once a moment before", async () => {
    const now = scene.town.house().ports.clock.now();
    expect(await keep(before, { takenAt: now, items: [itemOf("pg_base_workstations", 1)] })).toBe(false);
    const kept = await usage().find({ ...rowOf(scene.instanceId, before), accountId: "100" }, before);
    expect(kept === undefined ? undefined : await usage().noteAbsent(kept, now)).toBe(false);
    expect(await keep(before, { takenAt: `${before}-02T00:00:00.000+00:00` })).toBe(false);
    expect(kept?.items[0]?.value).toBe(4);
  });

  it("is told together where the cycle has several of them", async () => {
    const BillingCycle = { StartDate: cycleOf(earlier).StartDate, EndDate: cycleOf(before).EndDate };
    const { Usages = [], Totals } = await scene.ask("100", { BillingCycle });
    expect(Usages.map(({ Id }) => Id)).toEqual([`${earlier}/pg_base_workstations`, `${before}/pg_base_workstations`]);
    expect(Totals?.Items).toBe(2);
  });
});
