import * as z from "zod";
import { Transient } from "../../errors.ts";
import { acronisPorts, acronisWork, Ordered } from "../../onboarding/order-at-hand.ts";
import { step } from "../../step.ts";
import { editionOn } from "./item-refs.ts";
import { WeighedState } from "./weigh-services.ts";

/** Switches the edition of a customer's service where the subscription is of another one; the vendor moves items and quotas (acronis-api.md, 9.8). */
export const switchEdition = step({
  name: "switchEdition",
  title: "Switch edition",
  reads: Ordered.extend({ weighServices: WeighedState }),
  gives: z.object({ warnings: z.array(z.string()) }),
  needs: [...acronisPorts],
  run: async (state, ports, execution) => {
    const { switchTo, content } = state.weighServices;
    if (switchTo === "") return { warnings: [] };
    const { mapping, acronis } = await acronisWork(state, ports, execution);
    const { tenantId = "" } = mapping;
    const present = async () => editionOn(await acronis.itemsOf(tenantId), content.applicationId);
    // An earlier call may have done it, and its answer was lost.
    if ((await present()) === switchTo) return { warnings: [] };
    const warnings = await acronis.switchEdition(tenantId, content.applicationId, switchTo);
    if ((await present()) !== switchTo) throw new Transient("switchEdition was answered well and changed nothing");
    return { warnings: [...warnings] };
  },
});
