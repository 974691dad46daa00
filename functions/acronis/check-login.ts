import * as z from "zod";
import { Rejected } from "../errors.ts";
import { claimLogin, sameLogin } from "../onboarding/claim-login.ts";
import { acronisPorts, type AcronisWork, Ordered, takeAcronisWork } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import { platformOf } from "../vendors/platform.ts";
import { adopt } from "./create-once.ts";
import { freeLogins } from "./free-logins.ts";

/** The first step: nothing is created when the chosen login is taken at Acronis, or by another account of ours. */
export const checkLogin = step({
  name: "checkLogin",
  title: "Check login",
  reads: Ordered,
  gives: z.object({ login: z.enum(["free", "ours"]) }),
  needs: [...acronisPorts, "logins", "machines"],
  run: async (ordered, ports, execution) => {
    const work = await takeAcronisWork(ordered, ports, execution);
    const { mapping, instance, acronis } = work;
    if (mapping.administratorId !== undefined) return { login: "ours" };
    if (!(await claimLogin(platformOf(instance.gateway), mapping, ports))) return refuse(work, ports);
    const verdict = await acronis.checkLogin(mapping.account.login);
    if (verdict === "free") return { login: "free" };
    if (verdict === "unacceptable") throw new Rejected("loginInvalid");
    if (await isOurs(work, ports)) return { login: "ours" };
    return refuse(work, ports);
  },
});

/** An earlier attempt may have made the administrator already; or its row was lost, and only the tenant's marker tells. */
const isOurs = async (work: AcronisWork, ports: Pick<Ports, "mappings">): Promise<boolean> => {
  const { mapping, acronis } = work;
  const tenantId = mapping.tenantId ?? (await adopt(work, ports))?.id;
  return tenantId !== undefined && (await acronis.usersOf(tenantId)).some(({ login }) => sameLogin(login, mapping.account.login));
};

const refuse = async (work: AcronisWork, ports: Pick<Ports, "mappings" | "logins">): Promise<never> => {
  await ports.mappings.noteSuggestions(work.mapping, await freeLogins(work, ports.logins));
  throw new Rejected("loginTaken");
};
