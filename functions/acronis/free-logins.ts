import { StepError } from "../errors.ts";
import type { AcronisWork } from "../onboarding/order-at-hand.ts";
import type { Logins } from "../onboarding/ports.ts";
import { platformOf } from "../vendors/acronis/platform.ts";

/** How many suggestions a person gets, and how many logins we ask about to find them. */
const WANTED = 3;
const ASKED = 8;
/** Characters of a login that we take (account-rules.ts). */
const LONGEST = 254;

/** Logins like the chosen one that are free at Acronis and among our own accounts. A courtesy: it never fails. */
export const freeLogins = async ({ mapping, instance, acronis }: AcronisWork, logins: Logins): Promise<string[]> => {
  const platform = platformOf(instance.gateway);
  const free: string[] = [];
  try {
    for (const login of variantsOf(mapping.account.login, mapping.accountId).slice(0, ASKED)) {
      if (free.length === WANTED) break;
      // One after the other: each is one more call, and mostly the first three are free.
      if ((await logins.holder(platform, login)) === undefined && (await acronis.checkLogin(login)) === "free") free.push(login);
    }
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
  }
  return free;
};

/** `it@firm.example` becomes `it2@firm.example`, `it.1542@firm.example` and so on; a login without `@` is varied at its end. */
const variantsOf = (login: string, accountId: string): string[] => {
  const at = login.indexOf("@");
  const [name, rest] = at < 0 ? [login, ""] : [login.slice(0, at), login.slice(at)];
  const account = accountId.replaceAll(/[^A-Za-z0-9-]/g, "").slice(0, 20);
  const endings = ["2", ...(account === "" ? [] : [`.${account}`]), "3", "4", "5", ".admin", ".backup", "6", "7"];
  return endings.map((ending) => `${name}${ending}${rest}`).filter((variant) => variant.length <= LONGEST);
};
