import type { ServicesAsk, ServicesChanged } from "../../functions/acronis/subscriptions/change-services.ts";
import { changeServices } from "../../functions/acronis/subscriptions/change-services.ts";
import { causes, type CauseName } from "../../functions/causes.ts";
import type { ServicesWish } from "../../functions/onboarding/account.ts";
import { instanceIdOf, subscriptionIdOf } from "../../functions/onboarding/names.ts";
import { setTimeout as pause } from "node:timers/promises";
import type { BssAccount } from "../../sandbox/bss/accounts.ts";
import { applicationId, type Town, untilEnded } from "./town.ts";

/** How a change of a subscription ended. */
export type Changed = ServicesChanged | { readonly problem: CauseName; readonly detail?: string };

/** What a test wants of a subscription; the rest is as of an empty one. */
export type Wanted = Partial<Omit<ServicesWish, "id" | "bssId">>;

/** Subscriptions of a town's accounts, below the BSS's door. */
export interface ServicesScene {
  readonly synchronised: (account: BssAccount) => Promise<string>;
  /** Sends the wish again while it goes on. */
  readonly change: (accountId: string, bssId: string, wanted: Wanted) => Promise<Changed>;
  readonly once: (accountId: string, bssId: string, wanted: Wanted, checkOnly?: boolean) => Promise<Changed>;
  readonly check: (accountId: string, bssId: string, wanted: Wanted) => Promise<Changed>;
  /** What the tenant has on, as the vendor sees it: `unlimited`, `100`, `100+10`. Items of storages by name and storage. */
  readonly itemsOn: (accountId: string) => Promise<Readonly<Record<string, string>>>;
  readonly tenantIdOf: (accountId: string) => Promise<string>;
}

export const servicesScene = (town: () => Town, answerSeconds = 25): ServicesScene => {
  const instanceId = (): string => instanceIdOf("acronis", town().vendor.url, town().vendor.clientId);
  const once: ServicesScene["once"] = async (accountId, bssId, wanted, checkOnly = false) => {
    const { ports } = town().house();
    const instance = await ports.instances.find(instanceId());
    if (instance?.vendor !== "acronis") throw new Error("the instance is not active");
    const key = { applicationId, instanceId: instanceId(), accountId };
    const ask: ServicesAsk = { key, instance, checkOnly, wish: wishOf({ id: subscriptionIdOf(key, bssId), bssId }, wanted) };
    const waiting = {
      budgetSeconds: answerSeconds,
      pause: (milliseconds: number) => pause(milliseconds),
      elapsed: () => performance.now(),
    };
    return changeServices(ask, { ...ports, waiting, until: performance.now() + answerSeconds * 1000 });
  };
  const tenantIdOf = async (accountId: string): Promise<string> => (await town().mappingOf(accountId))?.tenantId ?? "";
  return {
    once,
    tenantIdOf,
    check: (accountId, bssId, wanted) => once(accountId, bssId, wanted, true),
    change: async (accountId, bssId, wanted) => {
      for (;;) {
        const outcome = await once(accountId, bssId, wanted);
        if (!("problem" in outcome) || !["inProgress", "otherOrderRunning"].includes(outcome.problem)) return outcome;
        await pause(30);
      }
    },
    synchronised: async (account) => {
      const { Code, Message, Result } = await untilEnded(() => town().bss.post("Accounts/Synchronize", account));
      if (Code !== 0) throw new Error(Message ?? "");
      return Result ?? "";
    },
    itemsOn: async (accountId) =>
      Object.fromEntries(
        town()
          .vendor.world.itemsOf(await tenantIdOf(accountId))
          .map(({ name, infra_id, quota }) => [infra_id === null ? name : `${name}@${infra_id.slice(-1)}`, quotaText(quota)]),
      ),
  };
};

const wishOf = (ids: Pick<ServicesWish, "id" | "bssId">, wanted: Wanted): ServicesWish => ({
  ...ids,
  name: "Backup",
  change: "create",
  plan: "",
  edition: "",
  storage: "",
  isTrial: false,
  amounts: {},
  addons: [],
  ...wanted,
});

const quotaText = ({ value, overage }: { readonly value: number | null; readonly overage: number | null }): string => {
  if (value === null) return "unlimited";
  return overage === null ? `${value}` : `${value}+${overage}`;
};

export const GB = 1_073_741_824;

/** The message of a change that went well; else its problem, to read in a test's failure. */
export const messageOf = (changed: Changed): string =>
  "problem" in changed ? `${changed.problem}: ${causes[changed.problem].text}: ${changed.detail ?? ""}` : changed.message;
