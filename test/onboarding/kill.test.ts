import { describe, expect, it } from "vitest";
import { customerAccount, resellerAccount } from "../../sandbox/bss/accounts.ts";
import { openTown, type Town, untilEnded } from "../support/town.ts";
import { expectNothingTwiceNothingLost } from "../support/truth.ts";

/** From the given write on nothing is written any more, as if the process had died there; `killed` tells when it is reached. */
const killAtWrite = (town: Town, number: number, when: "before" | "after"): Promise<void> => {
  let count = 0;
  return new Promise((killed) => {
    town.house().tables.interceptWrites({
      [when]: () => {
        count += 1;
        if (count < number) return;
        killed();
        throw new Error("killed");
      },
      ...(when === "after" && {
        before: () => {
          if (count >= number) throw new Error("killed");
        },
      }),
    });
  });
};

describe.each([
  { role: "customer", account: customerAccount("300", "Phoenix Ltd") },
  { role: "reseller", account: resellerAccount("301", "Phoenix Partners") },
])("a $role is onboarded once when the process is killed", ({ account }) => {
  // Before a write is after the one before it, but for what the vendor did between them: a customer's way is looked at from both sides.
  const moments = [1, 2, 3, 4, 5].flatMap((write) => [
    ...(account.SyncOptions["role"] === "1" ? [{ write, when: "before" as const }] : []),
    { write, when: "after" as const },
  ]);

  it.each(moments)("$when table write $write", async ({ write, when }) => {
    const town = await openTown({ house: { answerBudgetSeconds: 2 } });
    try {
      await town.bss.get("Accounts/SyncOptions");
      const killed = killAtWrite(town, write, when);
      const cut = town.bss.post("Accounts/Synchronize", account).catch(() => undefined);
      await killed;
      await town.restart();
      await cut;
      const { Code, Result } = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
      expect(Code).toBe(0);
      expect(town.vendor.world.tenants.map(({ id }) => id)).toEqual([Result]);
      expect(town.vendor.world.usersOf(Result ?? "")).toHaveLength(1);
      await expectNothingTwiceNothingLost(town, [account.ID]);
    } finally {
      await town.close();
    }
  });
});

describe("an order that was under way when the process was killed", () => {
  it("goes on by itself when it is started again, without the BSS", async () => {
    const town = await openTown({ house: { answerBudgetSeconds: 2 } });
    try {
      await town.bss.get("Accounts/SyncOptions");
      const account = customerAccount("310", "Lazarus Ltd");
      const killed = killAtWrite(town, 4, "after");
      const cut = town.bss.post("Accounts/Synchronize", account).catch(() => undefined);
      await killed;
      await town.restart();
      await cut;
      await town.house().machines.idle();
      expect((await town.mappingOf("310"))?.order.status).toBe("done");
      await expectNothingTwiceNothingLost(town, ["310"]);
    } finally {
      await town.close();
    }
  });
});
