import * as z from "zod";
import { acronisPorts, acronisWork, Ordered } from "../onboarding/order-at-hand.ts";
import { step } from "../step.ts";

/** A new user has no role; the call replaces the whole list, so sending it twice is the same (acronis-api.md, 7.4). */
export const grantRole = step({
  name: "grantRole",
  title: "Grant role",
  reads: Ordered.extend({
    createTenant: z.object({ tenantId: z.string() }),
    createAdministrator: z.object({ administratorId: z.string() }),
  }),
  gives: z.object({ roles: z.int() }),
  needs: [...acronisPorts],
  run: async (state, ports, execution) => {
    const { mapping, instance, acronis } = await acronisWork(state, ports, execution);
    // Later changes of roles are the distributor's own, in the portal.
    if (mapping.onboardedAt !== undefined) return { roles: 0 };
    const { roles } = instance.rule[mapping.account.role];
    await acronis.setRoles(state.createAdministrator.administratorId, state.createTenant.tenantId, roles);
    return { roles: roles.length };
  },
});
