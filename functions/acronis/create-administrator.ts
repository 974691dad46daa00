import * as z from "zod";
import { NotReady, Rejected } from "../errors.ts";
import { Time } from "../clock.ts";
import { sameLogin } from "../onboarding/claim-login.ts";
import { acronisPorts, acronisWork, type AcronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import { administratorContact } from "./contact.ts";
import { awaitLists, listPatience } from "./lagging-lists.ts";
import { updateAdministrator } from "./update-administrator.ts";

/** How long a refused login may still turn out to be ours: the lists of the vendor lag. */
const DOUBT_SECONDS = 600;

/** Creates the administrator, or adopts it, or brings its contact up to date. */
export const createAdministrator = step({
  name: "createAdministrator",
  title: "Create administrator",
  reads: Ordered.extend({ createTenant: z.object({ tenantId: z.string() }), switchToProduction: z.object({ endedAt: Time }) }),
  gives: z.object({ administratorId: z.string(), invite: z.boolean() }),
  needs: [...acronisPorts, "settings"],
  patience: listPatience,
  run: async (state, ports, execution) => {
    const work = await acronisWork(state, ports, execution);
    const { administratorId, onboardedAt } = work.mapping;
    if (administratorId !== undefined) {
      const { mustInvite } = await updateAdministrator(work, administratorId);
      return { administratorId, invite: onboardedAt === undefined || mustInvite };
    }
    const { id, isAdopted } = await create(work, state.createTenant.tenantId, ports, state.switchToProduction.endedAt);
    // One that an earlier order made may have an address that is no longer the account's.
    const invite = !isAdopted || !(await updateAdministrator(work, id)).isActivated;
    return { administratorId: id, invite };
  },
});

/**
 * A login is unique on the whole platform, so a create that is refused, or whose answer was lost, is settled by reading the tenant's
 * users: no intent is needed.
 */
const create = async (
  work: AcronisWork,
  tenantId: string,
  ports: Pick<Ports, "clock" | "settings">,
  since: string,
): Promise<{ readonly id: string; readonly isAdopted: boolean }> => {
  const { account, formerLogins = [] } = work.mapping;
  if (formerLogins.length > 0) {
    const existing = await administratorOf(work, tenantId, [account.login, ...formerLogins]);
    if (existing !== undefined && !sameLogin(existing.login, account.login)) throw new Rejected("loginChanged");
    if (existing !== undefined) return { id: existing.id, isAdopted: true };
    awaitLists(work.mapping.order.acceptedAt, ports, "an earlier order may have made the administrator");
  }
  try {
    const contact = administratorContact(account);
    const { id } = await work.acronis.createUser({ tenantId, login: account.login, language: work.instance.rule.language, contact });
    return { id, isAdopted: false };
  } catch (error) {
    if (!(error instanceof Rejected) || error.reason !== "loginTaken") throw error;
    const ours = await administratorOf(work, tenantId, [account.login]);
    if (ours !== undefined) return { id: ours.id, isAdopted: true };
    if (ports.clock.secondsSince(since) < DOUBT_SECONDS) throw new NotReady("the login may be ours");
    throw error;
  }
};

const administratorOf = async ({ acronis }: AcronisWork, tenantId: string, logins: readonly string[]) =>
  (await acronis.usersOf(tenantId)).find(({ login }) => logins.some((wanted) => sameLogin(login, wanted)));
