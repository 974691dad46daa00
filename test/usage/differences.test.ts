import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { csvText } from "../../functions/csv-text.ts";
import { readCsv } from "../../functions/csv.ts";
import { findingsOf } from "../../functions/usage/findings.ts";
import { utc } from "../../functions/clock.ts";
import { UsageDifferences } from "../../functions/doors/operator/usage-differences-view.ts";
import type { UsageRow } from "../../functions/usage/ports.ts";
import { itemOf, monthBefore, rowOf } from "./fixtures.ts";
import { openScene, type Scene } from "./scene.ts";

let scene: Scene;
const month = monthBefore(2);
beforeAll(async () => {
  scene = await openScene();
  await scene.run("get-services-definition");
  const { servicesWriter, usageWriter } = scene.town.house().ports;
  const head = await servicesWriter.head(scene.instanceId);
  if (head !== undefined) await servicesWriter.saveHead(head, { ...head, books: head.books.map((book) => ({ ...book, month })) });
  const rows: Partial<UsageRow>[] = [
    { accountId: "1", customer: '=cmd|"calc"', items: [itemOf("pg_base_workstations", 4)] },
    { accountId: "2", items: [itemOf("pg_base_workstations", 4, { sold: { value: 4 }, subscriptionId: "s" })], subscriptions: ["s"] },
    {
      accountId: "3",
      role: "reseller",
      items: [itemOf("pg_base_workstations", 8, { subscriptionId: "c" })],
      subscriptions: ["c"],
      contract: { tier: 3, commitment: "5000.00", currency: "EUR" },
    },
    { accountId: "5", items: [], unreadable: 2 },
    { accountId: "4", items: [], absentSince: `${month}-16T00:00:00.000+00:00` },
  ];
  for (const row of rows) await usageWriter.keep(rowOf(scene.instanceId, month, row));
});
afterAll(() => scene.town.close());

const address = () => `instances/${scene.instanceId}/usage-differences`;
const report = async (query: string): Promise<UsageDifferences> =>
  UsageDifferences.parse(await (await scene.operate("GET", `${address()}?${query}`)).json());

describe("what is found between used, enabled and sold", () => {
  const customer: Pick<UsageRow, "role" | "subscriptions"> = { role: "customer", subscriptions: ["s"] };
  const billed = { subscriptionId: "s" } as const;
  it.each([
    ["is used and on nobody's bill", itemOf("x", 1), ["usedNotSold"]],
    ["is used as it was sold", itemOf("x", 5, { ...billed, sold: { value: 5 } }), []],
    ["is used beyond what was sold", itemOf("x", 6, { ...billed, sold: { value: 5 } }), ["usedOverSold"]],
    ["was sold without a limit", itemOf("x", 6, { ...billed, sold: { value: null } }), []],
    ["is used beyond its limit", itemOf("x", 6, { ...billed, enabled: { limit: 5 } }), ["overQuota"]],
    ["was sold and is off", { ...itemOf("x", 0, { ...billed, sold: { value: 5 } }), enabled: undefined }, ["soldNotEnabled"]],
    ["is on with a limit that nobody sold", itemOf("x", 0, { enabled: { limit: 5 } }), ["enabledNotSold"]],
    ["is on without a limit, as the standard rule has it", itemOf("x", 0), []],
  ])("of an item that %s", (_, item, findings) => {
    expect(findingsOf(item, customer)).toEqual(findings);
  });

  it("is nothing of a reseller to whom nothing is sold: its numbers are its customers'", () => {
    expect(findingsOf(itemOf("x", 1), { role: "reseller", subscriptions: [] })).toEqual([]);
  });
});

describe("the report of usage differences", () => {
  it("shows what a person should look at, and counts all", async () => {
    const { accounts, totals, closed, next } = await report(`month=${month}`);
    expect(accounts.map(({ accountId, findings, items }) => [accountId, findings, items.map((item) => item.findings)])).toEqual([
      ["1", [], [["usedNotSold"]]],
      ["3", ["commitmentNotReached"], []],
      ["4", ["tenantAbsent"], []],
      ["5", ["linesUnreadable"], []],
    ]);
    expect(totals).toMatchObject({
      accounts: 5,
      items: 3,
      findings: { usedNotSold: 1, commitmentNotReached: 1, tenantAbsent: 1, linesUnreadable: 1 },
    });
    expect([closed, next]).toEqual([true, null]);
  });

  it("shows everything when asked, with money whose sum is the totals', and never adds resellers to customers", async () => {
    const { accounts, totals } = await report(`month=${month}&show=all`);
    expect(accounts).toHaveLength(5);
    const sold = accounts.filter(({ role }) => role === "customer").map(({ money }) => Math.round(Number(money?.sell ?? 0) * 100));
    expect(Math.round(Number(totals.money?.sell) * 100)).toBe(sold.reduce((sum, cents) => sum + cents, 0));
    expect(totals.resellersMoney?.sell).toBe(accounts.find(({ accountId }) => accountId === "3")?.money?.sell);
    expect(accounts[0]?.items[0]).toMatchObject({ used: "4", enabled: "unlimited", sold: "", unit: "pieces" });
  });

  it("ends with the account in which it reaches 5,000 items, and goes on behind it", async () => {
    const full = monthBefore(4);
    const items = Array.from({ length: 3_000 }, (_, at) => itemOf(`item_${at}`, 1));
    for (const accountId of ["1", "2", "3"])
      await scene.town.house().ports.usageWriter.keep(rowOf(scene.instanceId, full, { accountId, items }));
    const first = await report(`month=${full}`);
    expect(first.accounts.map(({ accountId }) => accountId)).toEqual(["1", "2"]);
    const rest = await report(`month=${full}&after=${first.next}`);
    expect([rest.accounts.map(({ accountId }) => accountId), rest.next]).toEqual([["3"], null]);
  });

  it("is of the running month unless told, and of one that nobody kept it is empty", async () => {
    expect(await report("")).toMatchObject({ month: utc(Date.now()).slice(0, 7), closed: false, accounts: [] });
    expect(await report("month=2021-03")).toMatchObject({ accounts: [], totals: { accounts: 0, money: null } });
  });

  it("is a table that a spreadsheet can open and cannot run", async () => {
    for (const [query, headers] of [
      [`month=${month}`, { accept: "text/csv" }],
      [`month=${month}&format=csv`, { accept: "application/json" }],
    ] as const) {
      const answer = await scene.operate("GET", `${address()}?${query}`, undefined, headers);
      expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      expect(answer.headers.get("content-disposition")).toContain(`usage-differences-${month}.csv`);
      const text = await answer.text();
      expect(text.startsWith('"month",')).toBe(true);
      const [columns, ...rows] = readCsv(text);
      expect(rows.map((cells) => cells[columns?.indexOf("findings") ?? 0])).toEqual([
        "usedNotSold",
        "commitmentNotReached",
        "tenantAbsent",
        "linesUnreadable",
      ]);
      expect(rows[0]?.[columns?.indexOf("name") ?? 0]).toBe('\'=cmd|"calc"');
    }
  });

  it("fits into an answer of a function on AWS, 6 MB, however many items the accounts have, and goes on where it ended", async () => {
    const { usageWriter } = scene.town.house().ports;
    const full = monthBefore(3);
    const items = Array.from({ length: 150 }, (_, at) => itemOf(`an_item_with_a_long_name_${at}`, 1, { infraId: randomUUID() }));
    const accountIds = Array.from({ length: 190 }, (_, at) => `${1_000 + at}`);
    for (const accountId of accountIds) await usageWriter.keep(rowOf(scene.instanceId, full, { accountId, items }));

    const found: string[] = [];
    let after: string | null = null;
    do {
      const query: string = `month=${full}&show=all${after === null ? "" : `&after=${after}`}`;
      const text = await (await scene.operate("GET", `${address()}?${query}`)).text();
      // In a function's answer the body is a text, whose quotes are escaped.
      expect(JSON.stringify(text).length).toBeLessThan(6_000_000);
      const page = UsageDifferences.parse(JSON.parse(text));
      expect(page.totals.accounts).toBe(page.accounts.length);
      found.push(...page.accounts.map(({ accountId }) => accountId));
      after = page.next;
    } while (after !== null);
    expect(found).toEqual(accountIds);
  });

  it.each(["month=2026-13", "month=soon", "show=some", "format=pdf", "after=nowhere", "unknown=1"])("refuses ?%s", async (query) => {
    expect((await scene.operate("GET", `${address()}?${query}`)).status).toBe(400);
  });
});

describe("a cell of a table", () => {
  it.each([
    ["plain", '"plain"'],
    ['say "yes"', '"say ""yes"""'],
    ["two\nlines", '"two\nlines"'],
    ["=1+1", `"'=1+1"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@sum", `"'@sum"`],
    ["\tx", `"'\tx"`],
  ])("%j is written %j", (cell, written) => {
    expect(csvText([[cell]])).toBe(`${written}\r\n`);
  });
});
