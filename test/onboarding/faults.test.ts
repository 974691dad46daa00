import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../sandbox/acronis/fault-kinds.ts";
import { customerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, resultOf, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";

const route = (text: string): { readonly name: string; readonly match: { readonly route: string } } => {
  const [method = "", path = ""] = text.split(" ");
  return { name: text, match: { route: `${method} /api/2${path}` } };
};

const reads = [
  "GET /users/check_login",
  "GET /tenants/{tenant_id}/offering_items/available_for_child",
  "GET /tenants/{tenant_id}/pricing",
].map(route);

const writes = [
  "POST /tenants",
  "PUT /tenants/{tenant_id}/offering_items",
  "PUT /tenants/{tenant_id}/pricing",
  "POST /users",
  "PUT /users/{user_id}/access_policies",
  "POST /users/{user_id}/send-activation-email",
].map(route);

const html = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

const faults: readonly { readonly title: string; readonly fault: Fault }[] = [
  { title: "its connection is cut before the vendor does anything", fault: { kind: "reset" } },
  { title: "it answers 500", fault: { kind: "status", status: 500 } },
  { title: "it answers 502 with an HTML page", fault: { kind: "status", status: 502, html } },
  { title: "it answers 503 twice", fault: { kind: "status", status: 503, times: 2 } },
  { title: "it answers 429 without Retry-After", fault: { kind: "throttle", retryAfter: null } },
  { title: "it answers 429 with Retry-After", fault: { kind: "throttle", retryAfter: 60 } },
  { title: "all tokens expire at that moment", fault: { kind: "expireToken" } },
];

const answeredWell: typeof faults = [
  { title: "a page of something in between answers 200, and nothing is done", fault: { kind: "status", status: 200, html } },
];

const lost: typeof faults = [
  { title: "its answer is lost after the vendor committed", fault: { kind: "loseAnswer" } },
  { title: "it answers 500 after the vendor committed", fault: { kind: "statusAfterCommit", status: 500 } },
];

describe("a customer is onboarded once, and wholly, when", () => {
  let town: Town;
  let last = 1000;

  beforeAll(async () => {
    town = await openTown({ house: { answerBudgetSeconds: 5 } });
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  const every = { name: "every call", calls: [...reads, ...writes] };
  const everyWrite = { name: "every write", calls: writes };
  const creates = writes
    .filter(({ name }) => name.endsWith("/tenants") || name.endsWith("/users"))
    .map((call) => ({ name: call.name, calls: [call] }));
  const cases = [
    ...faults.map((each) => ({ on: every, ...each })),
    ...[...answeredWell, ...lost].map((each) => ({ on: everyWrite, ...each })),
    ...creates.flatMap((on) => [...faults, ...answeredWell, ...lost].map((each) => ({ on, ...each }))),
  ];

  it.each(cases.map((each) => [each.on.name, each.title, each] as const))("of %s, once: %s", async (_name, _title, { on, fault }) => {
    const accountId = String((last += 1));
    const account = customerAccount(accountId, `Firm ${accountId}`);
    for (const { match } of on.calls) town.vendor.faults.add({ ...fault, match });
    const { Code, Result } = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    expect(Code).toBe(0);
    const tenant = town.vendor.world.childrenOf(town.vendor.rootTenantId).find(({ name }) => name === account.Name);
    expect(tenant).toMatchObject({ id: Result, pricing: { mode: "production" } });
    expect(town.vendor.world.itemsOf(Result ?? "").length).toBeGreaterThan(10);
    const [user] = town.vendor.world.usersOf(Result ?? "");
    expect(user?.policies.map(({ role_id }) => role_id)).toEqual(["company_admin"]);
    expect(town.vendor.world.mails.filter(({ userId }) => userId === user?.id).length).toBeGreaterThan(0);
    await expectNothingTwiceNothingLost(town, [accountId]);
    expect(resultOf(await town.bss.post("Accounts/Exists", account))).toMatchObject({ Code: 1, Result });
  });
});
