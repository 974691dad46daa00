import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Fault } from "../../sandbox/veeam/fault-kinds.ts";
import { resultOf, untilEnded } from "../support/town.ts";
import { openVeeamTown, partnerManaged, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

const html = "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>";

const faults: readonly (readonly [string, Fault])[] = [
  ["its connection is cut before anything is done", { kind: "reset" }],
  ["it answers 500", { kind: "status", status: 500 }],
  ["it answers 502 with an HTML page", { kind: "status", status: 502, html }],
  ["it answers 429 with a pause", { kind: "throttle", retryAfter: 30 }],
  ["it answers 429 without one", { kind: "throttle", retryAfter: null }],
  ["it answers 520, a fault of the server", { kind: "serverFault", type: "transport" }],
  ["it shows a value that nobody knows", { kind: "unknownEnum" }],
];
const lost: typeof faults = [
  ["its answer is lost after it was done", { kind: "loseAnswer" }],
  ["it answers 500 after it was done", { kind: "statusAfterCommit", status: 500 }],
  ["it answers 200 and does nothing", { kind: "nothingDone" }],
  ["it is delivered twice", { kind: "deliverTwice" }],
];

const cases = (routes: readonly string[], ofWrites = [...faults, ...lost]) =>
  // Reads are repeated alike, whatever the fault: a page, a pause and an unknown value stand for the rest.
  routes.flatMap((route) =>
    (route.startsWith("POST") ? ofWrites : [faults[2], faults[3], faults[6]])
      .filter((each) => each !== undefined)
      .map(([title, fault]) => ({ route, title, fault })),
  );

const arm = (town: VeeamTown, { route, fault }: { readonly route: string; readonly fault: Fault }): void => {
  town.vendor.faults.clear();
  town.vendor.faults.add({ ...fault, match: { route } });
};

describe("by a contract, a customer is made and registered once when", () => {
  let town: VeeamTown;
  let last = 1000;
  beforeAll(async () => {
    town = await openVeeamTown({ way: "http", house: { answerBudgetSeconds: 5 } });
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  it.each(
    cases([
      "GET /contract/customers",
      "POST /contract/customers",
      "GET /contract/customers/{customerId}",
      "POST /contract/customers/{customerId}/vdc-registrations",
      "GET /contract/customers/{customerId}/vdc-registrations",
    ]),
  )("$route: $title", async (each) => {
    const accountId = String((last += 1));
    const account = veeamAccount(accountId, `Firm ${accountId}`);
    arm(town, each);
    const { Code, Message } = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    const mapping = await town.mappingOf(accountId);
    const customers = town.vendor.world.byExternalId(mapping?.marker ?? "");
    expect(customers.length, Message ?? "").toBeLessThanOrEqual(1);
    const registrations = town.vendor.world.registrationsOf(customers[0]?.id ?? "");
    expect(registrations.length).toBeLessThanOrEqual(1);
    // Done, or parked with a cause that says what to do.
    if (Code === 0) expect(mapping?.tenantId).toBe(customers[0]?.id);
    else expect(mapping?.order).toMatchObject({ status: "parked", failure: { cause: expect.not.stringMatching(/^defect$/) } });
    if (Code === 0) expect(resultOf(await town.bss.post("Accounts/Exists", account))).toMatchObject({ Code: 1 });
  });
});

describe("by the console, a customer is made once when", () => {
  let town: VeeamTown;
  let last = 2000;
  beforeAll(async () => {
    town = await openVeeamTown({ way: "vspc", house: { answerBudgetSeconds: 5 }, vendor: { asyncShare: 0.5 } });
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  it.each(
    cases(
      [
        "GET /api/v3/organizations",
        "POST /api/v3/organizations/companies",
        "POST /api/v3/pulse/tenants",
        "GET /api/v3/pulse/tenants/{tenantUid}",
      ],
      // What never reached the console is sent again like a contract's call, above; what did is the console's own matter.
      [...faults.slice(5), ...lost],
    ),
  )("$route: $title", async (each) => {
    const accountId = String((last += 1));
    const account = veeamAccount(accountId, `Firm ${accountId}`, partnerManaged);
    arm(town, each);
    const { Code, Message } = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    const mapping = await town.mappingOf(accountId);
    expect(town.vendor.world.companiesByCompanyId(mapping?.marker ?? "").length, Message ?? "").toBeLessThanOrEqual(1);
    expect(town.vendor.world.customers.filter(({ name }) => name === account.Name).length).toBeLessThanOrEqual(1);
    // The registration is a person's here, so a good end is parked for that.
    expect(Code).toBeLessThan(0);
    expect(mapping?.order).toMatchObject({ status: "parked", failure: { cause: expect.not.stringMatching(/^defect$/) } });
  });
});

describe("a customer that", () => {
  let town: VeeamTown;
  beforeAll(async () => {
    town = await openVeeamTown({ way: "http" });
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  it("becomes a duplicate in verification parks, and is not registered a second time", async () => {
    town.vendor.faults.add({ kind: "verification", outcome: "duplicate" });
    const result = await untilEnded(() => town.bss.post("Accounts/Synchronize", veeamAccount("3001", "Twin Firm")));
    const mapping = await town.mappingOf("3001");
    expect(town.vendor.world.registrationsOf(mapping?.tenantId ?? "").length).toBeLessThanOrEqual(1);
    expect([0, -64, -63, -61, -84]).toContain(result.Code);
  });

  it("is never verified parks after 10 minutes", async () => {
    town.vendor.faults.add({ kind: "verification", outcome: "never" });
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", veeamAccount("3002", "Never Verified")))).toMatchObject({
      Code: -53,
    });
  });

  it("is not verified is registered with the account's details; without them the order names the fields", async () => {
    town.vendor.faults.add({ kind: "verification", outcome: "unverified", times: "always" });
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", veeamAccount("3003", "Not Verified")))).toMatchObject({ Code: 0 });
    const bare = veeamAccount("3004", "Bare Firm", {}, { Address: { Country: { Code: "GR" } } });
    const parked = await untilEnded(() => town.bss.post("Accounts/Synchronize", bare));
    expect(parked).toMatchObject({ Code: -62, Message: expect.stringContaining("City; Address Line; Postal Code") });
    const filled = veeamAccount("3004", "Bare Firm");
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", filled))).toMatchObject({ Code: 0 });
  });

  it("twenty calls ask for at once is made once", async () => {
    const account = veeamAccount("3005", "Crowded Firm");
    await Promise.all(Array.from({ length: 20 }, () => untilEnded(() => town.bss.post("Accounts/Synchronize", account))));
    const mapping = await town.mappingOf("3005");
    expect(town.vendor.world.byExternalId(mapping?.marker ?? "")).toHaveLength(1);
    expect(town.vendor.world.registrationsOf(mapping?.tenantId ?? "")).toHaveLength(1);
  });
});
