import type { Ports } from "../ports.ts";
import { accepting, refusing, type ServicesHead } from "./head.ts";

/** Runs and operators that were faster make us read again; more often than this there is something wrong. */
const TRIES = 10;

/**
 * An operator's word on the held version: accepted, it is published; refused, its content is not held again. Undefined when that
 * version is not the held one (any more).
 */
export const decideHeld = async (
  { instanceId, version, decision }: { readonly instanceId: string; readonly version: number; readonly decision: "accept" | "refuse" },
  { servicesWriter, clock }: Pick<Ports, "servicesWriter" | "clock">,
): Promise<ServicesHead | undefined> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const head = await servicesWriter.head(instanceId);
    if (head?.held?.version !== version) return undefined;
    const next = decision === "accept" ? accepting(head, clock.now()) : refusing(head);
    if (await servicesWriter.saveHead(head, next)) return next;
  }
  return undefined;
};
