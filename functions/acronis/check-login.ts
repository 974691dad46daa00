import * as z from "zod";
import { Rejected } from "../errors.ts";
import { claimLogin, sameLogin } from "../onboarding/claim-login.ts";
import { acronisPorts, type AcronisWork, Ordered, takeAcronisWork } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import { platformOf } from "../vendors/acronis/platform.ts";
import { adopt } from "./create-once.ts";
import { freeLogins } from "./free-logins.ts";
import { awaitLists, listPatience } from "./lagging-lists.ts";

/** The first step: nothing is created when the chosen login is taken at Acronis, or by another account of ours. */
export const checkLogin = step({
  name: "checkLogin",
  title: "Check login",
  reads: Ordered,
  gives: z.object({ login: z.enum(["free", "ours"]) }),
  needs: [...acronisPorts, "logins", "machines", "settings"],
  patience: listPatience,
  run: async (ordered, ports, execution) => {
    const work = await takeAcronisWork(ordered, ports, { execution, process: "onboard-acronis" });
    const { mapping, instance, acronis } = work;
    if (mapping.administratorId !== undefined) return { login: "ours" };
    if (!(await claimLogin(platformOf(instance.gateway), mapping, ports))) return refuse(work, ports);
    const verdict = await acronis.checkLogin(mapping.account.login);
    if (verdict === "free") return { login: "free" };
    if (verdict === "unacceptable") throw new Rejected("loginInvalid");
    const tenantId = mapping.tenantId ?? (await adopt(work, ports))?.id;
    if (tenantId === undefined) return refuse(work, ports);
    if ((await acronis.usersOf(tenantId)).some(({ login }) => sameLogin(login, mapping.account.login))) return { login: "ours" };
    awaitLists(mapping.order.attemptAt, ports, "the login may be ours, of an earlier attempt");
    return refuse(work, ports);
  },
});

const refuse = async (work: AcronisWork, ports: Pick<Ports, "mappings" | "logins">): Promise<never> => {
  await ports.mappings.noteSuggestions(work.mapping, await freeLogins(work, ports.logins));
  throw new Rejected("loginTaken");
};
