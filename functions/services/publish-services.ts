import * as z from "zod";
import { Transient } from "../errors.ts";
import type { Ports } from "../ports.ts";
import { step } from "../step.ts";
import { compareStored } from "./compare-stored.ts";
import { afterRun, firstHead, holding, publishing, RunOutcome, type ServicesHead, withoutHeld } from "./head.ts";
import { partHash } from "./parts.ts";
import { acronisInstance, OfInstance } from "./run.ts";
import { readStored } from "./stored-definition.ts";

const Reads = OfInstance.extend({ readServices: z.looseObject({ draft: z.string() }) });

/** What a run decides: how it ends, and the head that says so. */
interface Decided {
  readonly outcome: RunOutcome;
  readonly next: ServicesHead;
}

/**
 * Publishes the draft, or holds it for an operator where the brake says so. Whatever it decides stands in one write of the head, so a
 * kill leaves the old one, and of two runs at once the slower looks again.
 */
export const publishServices = step({
  name: "publishServices",
  title: "Publish services",
  reads: Reads,
  gives: z.object({ outcome: RunOutcome, version: z.int().optional() }),
  needs: ["clock", "instances", "servicesWriter"],
  rings: {
    outcome: "held",
    message: "services definition held",
    impact: "What an instance sells has changed so much that the BSS still shows the old services and prices.",
  },
  run: async ({ instanceId, readServices: { draft } }, ports, execution) => {
    const head = (await ports.servicesWriter.head(instanceId)) ?? firstHead(instanceId);
    // The answer to our own write may have been lost.
    if (head.lastRun?.execution === execution && head.lastRun.draft === draft) return answerOf(head.lastRun.outcome, head);
    const { outcome, next } = await decide(head, draft, ports);
    const ended = afterRun(next, { at: ports.clock.now(), execution, outcome, draft });
    if (!(await ports.servicesWriter.saveHead(head, ended))) throw new Transient("another run or an operator was faster");
    return answerOf(outcome, ended);
  },
});

const answerOf = (outcome: RunOutcome, { published, held }: ServicesHead) => ({
  outcome,
  version: outcome === "held" ? held?.version : published?.version,
});

const decide = async (
  head: ServicesHead,
  draft: string,
  ports: Pick<Ports, "clock" | "instances" | "servicesWriter">,
): Promise<Decided> => {
  const { instanceId, published, held, refused } = head;
  // The vendor is back at what is published, so there is nothing to decide any more.
  if (published?.root === draft) return { outcome: "unchanged", next: withoutHeld(head, "replaced") };
  if (held?.root === draft) return { outcome: "held", next: head };
  if (refused.includes(draft)) return { outcome: "refusedBefore", next: withoutHeld(head, "replaced") };
  const { services } = await acronisInstance(instanceId, ports);
  const read = (hash: string) => ports.servicesWriter.part(instanceId, hash);
  const against = published === undefined ? undefined : { version: published.version, stored: await readStored(published.root, read) };
  const { difference, reasons } = await compareStored(against, await readStored(draft, read), { brake: services.brake, read });
  const text = JSON.stringify(difference);
  const found = { root: draft, difference: partHash(text), at: ports.clock.now() };
  await ports.servicesWriter.keepPart(instanceId, found.difference, text);
  return reasons.length === 0
    ? { outcome: "published", next: publishing(head, found) }
    : { outcome: "held", next: holding(head, found, reasons) };
};
