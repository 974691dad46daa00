import * as z from "zod";
import { Transient } from "../errors.ts";
import { Failed, failureOf } from "../failure.ts";
import { OfInstance } from "../services/run.ts";
import { step } from "../step.ts";
import { failing, firstHead } from "./head.ts";

const Reads = OfInstance.extend({ failure: Failed }).loose();

/** Notes why a run failed. What it kept stays; the next run goes through all accounts again. */
export const parkUsage = step({
  name: "parkUsage",
  title: "Park usage",
  reads: Reads,
  gives: z.object({ outcome: z.enum(["taken", "failed"]) }),
  needs: ["clock", "instances", "usageWriter"],
  rings: {
    outcome: "failed",
    message: "usage run failed",
    impact: "What accounts use is not taken: the BSS is shown older numbers, and a month that ends meanwhile is closed with them.",
  },
  run: async ({ instanceId, failure }, { clock, instances, usageWriter }, execution) => {
    // Of an id that a person typed wrongly nothing is kept.
    if ((await instances.find(instanceId)) === undefined) return { outcome: "failed" };
    const head = (await usageWriter.head(instanceId)) ?? firstHead(instanceId);
    if (head.last?.execution === execution) return { outcome: "taken" };
    const isAnothers = head.run !== undefined && head.run.execution !== execution;
    if (isAnothers || head.failure?.execution === execution) return { outcome: "failed" };
    const failed = failing(head, { execution, at: clock.now(), ...failureOf(failure) });
    if (!(await usageWriter.saveHead(head, failed))) throw new Transient("another run of this instance's usage was faster");
    return { outcome: "failed" };
  },
});
