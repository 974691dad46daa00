import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BssAccount, customerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";

/** From the given write on nothing is written any more, as if the process had died there; `killed` tells when it is reached. */
const killAtWrite = (town: Town, number: number, when: "before" | "after"): Promise<void> => {
  let count = 0;
  return new Promise((killed) => {
    const die = (): never => {
      killed();
      throw new Error("killed");
    };
    town.house().tables.interceptWrites({
      before: () => {
        if (when === "before") count += 1;
        if (count >= number) die();
      },
      after: () => {
        if (when === "after") count += 1;
        if (count >= number) die();
      },
    });
  });
};

/** Every write of an update, and the last one's lost answer; of a Delete, and of the update after it, the two that end differently. */
const updates = [...[1, 2, 3, 4].map((write) => ({ write, when: "before" as const })), { write: 4, when: "after" as const }];
const deletes = [2, 3].map((write) => ({ write, when: "before" as const }));
type Moment = (typeof updates)[number];

describe("an account that is there stays whole when the process is killed", () => {
  let town: Town;
  let next = 500;

  beforeAll(async () => {
    town = await openTown({ house: { answerBudgetSeconds: 1 } });
    await town.bss.get("Accounts/SyncOptions");
  });
  afterAll(() => town.close());

  const synchronised = async (): Promise<{ readonly account: BssAccount; readonly tenantId: string | null }> => {
    next += 1;
    const account = customerAccount(String(next), `Whole ${next}`);
    const { Code, Result } = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    expect(Code).toBe(0);
    await town.house().machines.idle();
    return { account, tenantId: Result };
  };
  /** Sends the request, kills the house at that moment, opens it again and repeats the request to its end. */
  const survive = async (route: string, account: BssAccount, { write, when }: Moment) => {
    const killed = killAtWrite(town, write, when);
    const cut = town.bss.post(route, account).catch(() => undefined);
    await killed;
    await town.restart();
    await cut;
    const result = await untilEnded(() => town.bss.post(route, account));
    await town.house().machines.idle();
    await expectNothingTwiceNothingLost(town, [account.ID]);
    return result;
  };

  it.each(updates)("$when write $write of an update: name, contact and one activation to the new address", async (moment) => {
    const { account, tenantId } = await synchronised();
    const Email = `new@whole${account.ID}.example`;
    const changed = { ...account, Name: `Renamed ${account.ID}`, Email };
    expect(await survive("Accounts/Synchronize", changed, moment)).toMatchObject({ Code: 0, Result: tenantId });
    const tenant = town.vendor.world.tenants.find(({ id }) => id === tenantId);
    expect(tenant).toMatchObject({ name: changed.Name, contact: { email: Email }, enabled: true });
    expect(town.vendor.world.mails.some(({ email }) => email === Email)).toBe(true);
  });

  it.each(deletes)("$when write $write of a Delete, and of the Synchronize after it", async (moment) => {
    const { account, tenantId } = await synchronised();
    const enabled = () => town.vendor.world.tenants.find(({ id }) => id === tenantId)?.enabled;
    expect(await survive("Accounts/Delete", account, moment)).toMatchObject({ Code: 0, Result: tenantId });
    expect(enabled()).toBe(false);
    expect(await survive("Accounts/Synchronize", account, moment)).toMatchObject({ Code: 0, Result: tenantId });
    expect(enabled()).toBe(true);
  });
});
