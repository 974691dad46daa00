import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { untilEnded } from "../support/town.ts";
import { openVeeamTown, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

/** Polls are what the two waits ask again and again. */
const isPoll = (route: string): boolean => /^GET .*(customers\/\{customerId\}|vdc-registrations)$/.test(route);

describe("what an onboarding at Veeam costs", () => {
  let town: VeeamTown;
  beforeAll(async () => {
    town = await openVeeamTown({ way: "http" });
  });
  afterAll(() => town.close());

  it("is at most 8 vendor calls beside the polls, 5 table writes, and 9 transitions with one more for each poll", async () => {
    town.vendor.clearCalls();
    const before = { writes: town.house().tables.writes(), transitions: town.house().machines.transitions() };
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", veeamAccount("100", "Counted")))).toMatchObject({ Code: 0 });
    await town.house().machines.idle();
    const polls = town.vendor.calls.filter(({ route }) => isPoll(route)).length;
    const calls = town.vendor.calls.length - polls;
    const writes = town.house().tables.writes() - before.writes;
    const transitions = town.house().machines.transitions() - before.transitions;
    expect(calls).toBeLessThanOrEqual(8);
    expect(writes).toBeLessThanOrEqual(5);
    expect(transitions).toBeLessThanOrEqual(9 + polls);
  });

  it("is at most 13 polls in the 10 minutes of a registration that does not come", async () => {
    town.vendor.faults.add({ kind: "registration", outcome: "stuck" });
    town.vendor.clearCalls();
    await untilEnded(() => town.bss.post("Accounts/Synchronize", veeamAccount("101", "Never Comes")));
    const polls = town.vendor.calls.filter(({ route }) => route.endsWith("vdc-registrations") && route.startsWith("GET"));
    expect(polls.length).toBeGreaterThan(1);
    expect(polls.length).toBeLessThanOrEqual(13);
  });
});
