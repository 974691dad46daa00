import * as z from "zod";
import { Transient } from "../errors.ts";
import { Failed, failureOf } from "../failure.ts";
import { step } from "../step.ts";
import { afterRun, firstHead, RunOutcome } from "./head.ts";
import { OfInstance } from "./run.ts";

const Reads = OfInstance.extend({ failure: Failed }).loose();

/** Notes why a run failed. What is published stays; the next run begins anew. */
export const parkServices = step({
  name: "parkServices",
  title: "Park services",
  reads: Reads,
  gives: z.object({ outcome: RunOutcome }),
  needs: ["clock", "instances", "servicesWriter"],
  rings: {
    outcome: "failed",
    message: "services run failed",
    impact: "What an instance sells could not be read, so the BSS goes on with the services and prices of before.",
  },
  run: async ({ instanceId, failure }, { clock, instances, servicesWriter }, execution) => {
    // Of an id that a person typed wrongly nothing is kept.
    if ((await instances.find(instanceId)) === undefined) return { outcome: "failed" };
    const head = (await servicesWriter.head(instanceId)) ?? firstHead(instanceId);
    if (head.lastRun?.execution === execution) return { outcome: head.lastRun.outcome };
    const ended = afterRun(head, { at: clock.now(), execution, outcome: "failed", failure: failureOf(failure) });
    if (!(await servicesWriter.saveHead(head, ended))) throw new Transient("another run or an operator was faster");
    return { outcome: "failed" };
  },
});
