import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Mapping } from "../../functions/onboarding/mapping.ts";
import { resultOf, untilEnded } from "../support/town.ts";
import { asked, plans, type Asked } from "../support/subscriptions.ts";
import { openVeeamTown, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

let town: VeeamTown;

const send = (route: string, ask: Asked) => untilEnded(() => town.bss.post(`Subscriptions/${route}`, asked(ask)));
const entriesOf = async (accountId: string): Promise<Mapping["subscriptions"]> => (await town.mappingOf(accountId))?.subscriptions;
const atVendor = async (accountId: string) => town.vendor.world.subscriptionsOf((await town.mappingOf(accountId))?.tenantId ?? "");
const statesOf = async (accountId: string) => (await atVendor(accountId)).map(({ status }) => status);
const confirm = async (accountId: string, done: unknown) => {
  const answer = await town.operate("POST", `orders/${(await town.mappingOf(accountId))?.order.orderId}/confirm`, done);
  await town.house().machines.idle();
  return answer.status;
};

describe("by a contract, a subscription", () => {
  beforeAll(async () => {
    town = await openVeeamTown({ way: "http", house: { answerBudgetSeconds: 5 } });
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  const onboarded = async (accountId: string): Promise<Asked> => {
    const account = veeamAccount(accountId, `Firm ${accountId}`);
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).toMatchObject({ Code: 0 });
    return { account, bssId: `bss-${accountId}` };
  };

  it("is created, keeps its id when it is asked for again, and its seats stay here", async () => {
    const ask = await onboarded("100");
    const { Code, Result, Message } = await send("Create", ask);
    expect(Code, Message ?? "").toBe(0);
    expect(Result).toMatch(/^[a-z2-7]{26}$/);
    expect(await send("Create", ask)).toMatchObject({ Code: 0, Result });
    expect(await statesOf("100")).toEqual(["Active"]);
    expect(await send("Update", { ...ask, id: Result, quantity: 40 })).toMatchObject({ Code: 0, Result });
    expect(await entriesOf("100")).toMatchObject([{ subscriptionId: Result, seats: "40", state: "Active", product: plans.foundation }]);
    expect(await send("Create", ask)).toMatchObject({ Code: 0, Result });
    expect(await statesOf("100")).toEqual(["Active"]);
  });

  it("is suspended and activated within the 30 days, cancelled, and not suspended after it is gone", async () => {
    const ask = await onboarded("101");
    const { Result: id } = await send("Create", ask);
    expect(await send("Suspend", { ...ask, id })).toMatchObject({ Code: 0, Result: id });
    expect(await statesOf("101")).toEqual(["Terminated"]);
    expect(await send("Activate", { ...ask, id })).toMatchObject({ Code: 0, Result: id });
    expect(await statesOf("101")).toEqual(["Active"]);
    expect(await send("Cancel", { ...ask, id })).toMatchObject({ Code: 0, Result: id });
    expect(await statesOf("101")).toEqual(["Terminated"]);
    town.vendor.clock.advance(31 * 86_400);
    expect(await send("Activate", { ...ask, id })).toMatchObject({ Code: -72, Message: expect.stringContaining("Canceled") });
    expect(await send("Suspend", { ...ask, id })).toMatchObject({ Code: -72 });
  });

  it("changes its plan by a cancellation and a new request, under the same id", async () => {
    const ask = await onboarded("102");
    const { Result: id } = await send("Create", { ...ask, plan: "Flex" });
    const moved = { ...ask, id, bssId: "bss-102-b", formerBssId: ask.bssId, plan: plans.express };
    expect(await send("UpgradeDowngrade", moved)).toMatchObject({ Code: 0, Result: id });
    expect((await atVendor("102")).map(({ product, status }) => [product, status])).toEqual([
      [plans.foundation, "Terminated"],
      [plans.express, "Active"],
    ]);
    expect(await send("UpgradeDowngrade", moved)).toMatchObject({ Code: 0, Result: id });
    expect(await atVendor("102")).toHaveLength(2);
    expect(await entriesOf("102")).toMatchObject([{ subscriptionId: id, bssSubscriptionId: "bss-102-b", product: plans.express }]);
  });

  it("is refused by the rules, and a pre-check says so and writes nothing", async () => {
    const ask = await onboarded("103");
    const before = await town.mappingOf("103");
    const check = { ...ask, checkOnly: true };
    expect(await send("Create", check)).toMatchObject({ Code: 0, Result: "" });
    expect(await send("Create", { ...check, plan: "Gold" })).toMatchObject({ Code: -93, Result: "" });
    expect(await send("Suspend", check)).toMatchObject({ Code: -91 });
    expect(await send("Create", { ...check, addons: [{ Name: "More" }] })).toMatchObject({ Code: -94 });
    expect(await send("Create", { ...check, account: veeamAccount("199", "Nobody") })).toMatchObject({ Code: -31 });
    expect(await town.mappingOf("103")).toEqual(before);
    expect(await atVendor("103")).toHaveLength(0);
    await send("Create", ask);
    const second = { ...check, bssId: "bss-103-b", plan: "Premium" };
    expect(await send("Create", second)).toMatchObject({ Code: -92, Message: expect.stringContaining(plans.foundation) });
    expect(await send("Create", { ...second, checkOnly: false })).toMatchObject({ Code: -92 });
    expect(await atVendor("103")).toHaveLength(1);
  });

  it.each([
    ["its answer is lost after it was done", { kind: "loseAnswer" }],
    ["it answers 500 after it was done", { kind: "statusAfterCommit", status: 500 }],
    ["it is delivered twice", { kind: "deliverTwice" }],
    ["its connection is cut before anything is done", { kind: "reset" }],
  ] as const)("is made once when %s", async (title, fault) => {
    const ask = await onboarded(`11-${title.length}`);
    town.vendor.faults.add({ ...fault, match: { route: "POST /contract/customers/{customerId}/subscriptions" } });
    const { Code, Message } = await send("Create", ask);
    expect(Code, Message ?? "").toBe(0);
    expect(await statesOf(ask.account.ID)).toEqual(["Active"]);
  });

  it.each([
    ["POST /contract/subscriptions/{subscriptionId}/cancel", { kind: "loseAnswer" }],
    ["POST /contract/subscriptions/{subscriptionId}/reinstate", { kind: "loseAnswer" }],
    ["POST /contract/subscriptions/{subscriptionId}/reinstate", { kind: "statusAfterCommit", status: 500 }],
  ] as const)("ends as it is told though %s suffers a %o", async (route, fault) => {
    const ask = await onboarded(`12-${route.length}-${fault.kind}`);
    const { Result: id } = await send("Create", ask);
    town.vendor.faults.add({ ...fault, match: { route } });
    expect(await send("Suspend", { ...ask, id })).toMatchObject({ Code: 0 });
    expect(await statesOf(ask.account.ID)).toEqual(["Terminated"]);
    expect(await send("Activate", { ...ask, id })).toMatchObject({ Code: 0 });
    expect(await statesOf(ask.account.ID)).toEqual(["Active"]);
  });

  it("whose request, cancellation or reinstatement answers 200 and does nothing is never called done, and the repeat finishes it", async () => {
    const ask = await onboarded("125");
    for (const [route, path, status] of [
      ["Create", "customers/{customerId}/subscriptions", "Active"],
      ["Suspend", "subscriptions/{subscriptionId}/cancel", "Terminated"],
      ["Activate", "subscriptions/{subscriptionId}/reinstate", "Active"],
    ] as const) {
      town.vendor.faults.add({ kind: "nothingDone", match: { route: `POST /contract/${path}` } });
      const first = await send(route, ask);
      expect([0, -48], first.Message ?? "").toContain(first.Code);
      if (first.Code !== 0) expect(await statesOf("125")).not.toEqual([status]);
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await send(route, ask)).toMatchObject({ Code: 0 });
      expect(await statesOf("125")).toEqual([status]);
    }
  });

  it("that twenty calls ask for at once is made once", async () => {
    const ask = await onboarded("130");
    const results = await Promise.all(Array.from({ length: 20 }, () => send("Create", ask)));
    expect(new Set(results.map(({ Result }) => Result)).size).toBe(1);
    expect(await statesOf("130")).toEqual(["Active"]);
  });

  it.each([
    ["Subscriptions/UpgradeToPaid", "SubscriptionsUpgradeToPaid"],
    ["Addons/Create", "AddonsCreate"],
    ["Addon/Update", "AddonsUpdate"],
    ["Addons/Cancel", "AddonsCancel"],
  ])("has no trials, and add-ons only with a subscription, to be refused: %s is not supported", async (route, method) => {
    const { status, body } = await town.bss.post(route, {});
    expect([status, body]).toStrictEqual([200, { Code: -1, Message: `${method} functionality is not supported by default`, Result: null }]);
  });

  it("of a deleted account is over, and comes back with the account when it is created again", async () => {
    const ask = await onboarded("140");
    const { Result: id } = await send("Create", ask);
    expect(await untilEnded(() => town.bss.post("Accounts/Delete", ask.account))).toMatchObject({ Code: 0 });
    expect(await entriesOf("140")).toMatchObject([{ state: "Terminated" }]);
    expect(await send("Activate", { ...ask, id })).toMatchObject({ Code: -31 });
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", ask.account))).toMatchObject({ Code: 0 });
    expect(await send("Create", ask)).toMatchObject({ Code: 0, Result: id });
    expect((await statesOf("140")).filter((status) => status === "Active")).toEqual(["Active"]);
  });
});

describe("a subscription", () => {
  afterEach(() => town.close());

  it("that the registration requested is taken over", async () => {
    town = await openVeeamTown({ way: "http", rule: { process: "subscriptionRequest" } });
    const account = veeamAccount("200", "Adopted Firm");
    await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    expect(await send("Create", { account, bssId: "bss-200" })).toMatchObject({ Code: 0 });
    expect(await statesOf("200")).toEqual(["Active"]);
  });

  it("by hand parks each step with its work item, and a confirmation finishes it", async () => {
    town = await openVeeamTown({ way: "manual" });
    const account = veeamAccount("201", "By Hand");
    const ask: Asked = { account, bssId: "bss-201" };
    await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    await confirm("201", { tenantId: "a7m7d0000000I31AAE" });
    await confirm("201", { registered: true });
    expect(await send("Create", ask)).toMatchObject({ Code: -60 });
    const parked = await town.mappingOf("201");
    expect(parked?.workItem).toMatchObject({ operation: "requestSubscription" });
    expect(parked?.workItem?.values).toContainEqual({ field: "Product", value: plans.foundation });
    expect(await confirm("201", { subscriptionIds: ["SR-00175"] })).toBe(202);
    const { Code, Result: id } = await send("Create", ask);
    expect(Code).toBe(0);
    expect(await entriesOf("201")).toMatchObject([{ vendorId: "SR-00175", state: "Active" }]);
    const moved = { ...ask, id, plan: plans.express };
    expect(await send("UpgradeDowngrade", moved)).toMatchObject({ Code: -60 });
    expect((await town.mappingOf("201"))?.workItem).toMatchObject({ operation: "cancelSubscription" });
    await confirm("201", { subscriptionIds: ["SR-00175"] });
    expect((await town.mappingOf("201"))?.workItem).toMatchObject({ operation: "requestSubscription" });
    await confirm("201", { subscriptionIds: ["SR-00176"] });
    expect(await send("UpgradeDowngrade", moved)).toMatchObject({ Code: 0, Result: id });
    expect(await entriesOf("201")).toMatchObject([{ vendorId: "SR-00176", state: "Active", product: plans.express }]);
    for (const [route, operation, state] of [
      ["Suspend", "cancelSubscription", "Terminated"],
      ["Activate", "reinstateSubscription", "Active"],
    ] as const) {
      expect(await send(route, { ...ask, id })).toMatchObject({ Code: -60 });
      expect((await town.mappingOf("201"))?.workItem).toMatchObject({ operation });
      await confirm("201", { subscriptionIds: ["SR-00176"] });
      expect(await send(route, { ...ask, id })).toMatchObject({ Code: 0, Result: id });
      expect(await entriesOf("201")).toMatchObject([{ state }]);
    }
  });

  it("goes on where a kill of the house left it", async () => {
    town = await openVeeamTown({ way: "http", house: { answerBudgetSeconds: 0.02 } });
    const account = veeamAccount("202", "Killed Firm");
    const ask: Asked = { account, bssId: "bss-202" };
    await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    expect(resultOf(await town.bss.post("Subscriptions/Create", asked(ask)))).toMatchObject({ Code: -2 });
    await town.restart();
    expect(await send("Create", ask)).toMatchObject({ Code: 0 });
    expect(await statesOf("202")).toEqual(["Active"]);
  });
});
