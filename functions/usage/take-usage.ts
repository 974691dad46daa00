import * as z from "zod";
import type { Instance } from "../instances/instance.ts";
import { NotReady, Transient } from "../errors.ts";
import type { Ports } from "../ports.ts";
import { acronisInstance, OfInstance } from "../services/run.ts";
import { step } from "../step.ts";
import { beginning, ending, firstHead, type Progress, type UsageHead } from "./head.ts";
import { lookAt } from "./look.ts";
import { soldNamesOf } from "./sold-names.ts";

/** Accounts that one call of the vendor's tells of (acronis-api.md, 3). */
const PAGE = 100;
/** A function works so long and leaves the rest to the next; the call that is under way then still ends before the function. */
const AT_WORK_SECONDS = 20;
/** A run that gave no sign of life for so long is dead, and another takes its place. */
const SILENCE_SECONDS = 300;

const needs = ["clock", "instances", "tenants", "acronis", "services", "usageWriter"] as const;
type Needed = Pick<Ports, (typeof needs)[number]>;

/**
 * Takes the usage of every account of an instance, a hundred at once, and notes in the head how far it came: one that was cut off goes on
 * there. While another run is at work, this one ends at once.
 */
export const takeUsage = step({
  name: "takeUsage",
  title: "Take usage",
  reads: OfInstance,
  gives: z.object({ outcome: z.enum(["taken", "joined"]), accounts: z.int(), changed: z.int() }),
  needs,
  // Each wait is followed by 20 seconds of work: half an hour in all, or some hundred thousand accounts.
  patience: { everySeconds: 1, attempts: 90 },
  run: async ({ instanceId }, ports, execution) => {
    const { clock } = ports;
    const since = clock.now();
    const instance = await acronisInstance(instanceId, ports);
    let head = await begun(instanceId, execution, ports);
    if (head.last?.execution === execution) return { outcome: "taken", accounts: head.last.accounts, changed: head.last.changed };
    if (head.run?.execution !== execution) return { outcome: "joined", accounts: 0, changed: 0 };
    const names = soldNamesOf(await ports.services.published(instanceId));
    let run = head.run;
    do {
      run = await nextPage(run, { instance, names }, ports);
      const next = run.after === undefined ? ending(head, run) : { ...head, run };
      head = await saved(head, next, ports);
      if (run.after === undefined) return { outcome: "taken", accounts: run.accounts, changed: run.changed };
    } while (clock.secondsSince(since) < AT_WORK_SECONDS);
    throw new NotReady(`${run.accounts} accounts of instance ${instanceId} are looked at, and there are more`);
  },
});

/** The head with a run of this execution, unless it has ended before or another run is at work. */
const begun = async (instanceId: string, execution: string, { clock, usageWriter }: Needed): Promise<UsageHead> => {
  const head = (await usageWriter.head(instanceId)) ?? firstHead(instanceId);
  const isOver = head.last?.execution === execution;
  const isAtWork = head.run !== undefined && (head.run.execution === execution || clock.secondsSince(head.run.at) < SILENCE_SECONDS);
  return isOver || isAtWork ? head : saved(head, beginning(head, execution, clock.now()), { usageWriter });
};

const nextPage = async (
  run: Progress,
  { instance, names }: { readonly instance: Instance; readonly names: ReturnType<typeof soldNamesOf> },
  ports: Needed,
): Promise<Progress> => {
  const { mappings, next } = await ports.tenants.withTenant(instance.instanceId, PAGE, run.after);
  const looked = await lookAt(mappings, { acronis: ports.acronis(instance), names }, ports);
  const { after: _, ...before } = run;
  return {
    ...before,
    at: ports.clock.now(),
    accounts: run.accounts + looked.accounts,
    changed: run.changed + looked.changed,
    absent: run.absent + looked.absent,
    ...(next === undefined ? {} : { after: next }),
  };
};

const saved = async (head: UsageHead, next: UsageHead, { usageWriter }: Pick<Ports, "usageWriter">): Promise<UsageHead> => {
  if (await usageWriter.saveHead(head, next)) return { ...next, revision: head.revision + 1 };
  // The step begins anew and finds who it was.
  throw new Transient("another run of this instance's usage was faster");
};
