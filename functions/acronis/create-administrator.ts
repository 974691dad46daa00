import * as z from "zod";
import { NotReady, Rejected } from "../errors.ts";
import { type Clock, Time } from "../clock.ts";
import { sameLogin } from "../onboarding/claim-login.ts";
import { acronisPorts, acronisWork, type AcronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";
import { administratorContact } from "./contact.ts";
import { updateAdministrator } from "./update-administrator.ts";

/** How long a refused login may still turn out to be ours: the lists of the vendor lag. */
const DOUBT_SECONDS = 600;

/** Creates the administrator, or adopts it, or brings its contact up to date. */
export const createAdministrator = step({
  name: "createAdministrator",
  title: "Create administrator",
  reads: Ordered.extend({ checkLogin: z.object({ startedAt: Time }), createTenant: z.object({ tenantId: z.string() }) }),
  gives: z.object({ administratorId: z.string(), invite: z.boolean() }),
  needs: [...acronisPorts],
  patience: { everySeconds: 15, attempts: 60 },
  run: async (state, ports, execution) => {
    const work = await acronisWork(state, ports, execution);
    const { administratorId, onboardedAt } = work.mapping;
    if (administratorId !== undefined) {
      const { mustInvite } = await updateAdministrator(work, administratorId);
      return { administratorId, invite: onboardedAt === undefined || mustInvite };
    }
    const { id, isAdopted } = await create(work, state.createTenant.tenantId, ports.clock, state.checkLogin.startedAt);
    // One that an earlier order made may have an address that is no longer the account's.
    if (isAdopted) await updateAdministrator(work, id);
    return { administratorId: id, invite: true };
  },
});

/**
 * A login is unique on the whole platform, so a create that is refused, or whose answer was lost, is settled by reading the tenant's
 * users: no intent is needed.
 */
const create = async (
  work: AcronisWork,
  tenantId: string,
  clock: Clock,
  checkedAt: string,
): Promise<{ readonly id: string; readonly isAdopted: boolean }> => {
  const { account, formerLogins = [] } = work.mapping;
  if (formerLogins.length > 0) {
    const existing = await administratorOf(work, tenantId, [account.login, ...formerLogins]);
    if (existing !== undefined && !sameLogin(existing.login, account.login)) throw new Rejected("loginChanged");
    if (existing !== undefined) return { id: existing.id, isAdopted: true };
  }
  try {
    const contact = administratorContact(account);
    const { id } = await work.acronis.createUser({ tenantId, login: account.login, language: work.instance.rule.language, contact });
    return { id, isAdopted: false };
  } catch (error) {
    if (!(error instanceof Rejected) || error.reason !== "loginTaken") throw error;
    const ours = await administratorOf(work, tenantId, [account.login]);
    if (ours !== undefined) return { id: ours.id, isAdopted: true };
    if (clock.secondsSince(checkedAt) < DOUBT_SECONDS) throw new NotReady("the login may be ours");
    throw error;
  }
};

const administratorOf = async ({ acronis }: AcronisWork, tenantId: string, logins: readonly string[]) =>
  (await acronis.usersOf(tenantId)).find(({ login }) => logins.some((wanted) => sameLogin(login, wanted)));
