import * as z from "zod";
import { Time } from "../../clock.ts";
import { ServicesDefinition } from "../../services/definition.ts";
import { failureOf, type LastRun, RunOutcome, type ServicesHead, Version } from "../../services/head.ts";
import { Difference } from "../../services/recorded-difference.ts";

const { version, takenAt, status } = Version.shape;

export const ServicesVersion = z.object({
  version,
  takenAt: takenAt.describe("When the run that found it published or held it."),
  status: status.describe("`superseded`: another was published after it. `replaced`: it was held, and a later run made it pointless."),
});

const Held = ServicesVersion.extend({
  reasons: z.array(z.string()).describe("Why no run publishes it by itself."),
  difference: Difference.describe("What would change; at most 500 changes are written out, the counts are of all."),
});

const Run = z.object({
  at: Time,
  execution: z.string().describe("The name of its execution in Step Functions."),
  outcome: RunOutcome,
  failure: z
    .object({ cause: z.string(), text: z.string(), cure: z.string(), message: z.string() })
    .nullable()
    .describe("Why it failed; null when it did not."),
});

export const ServicesHeadView = z.object({
  published: ServicesVersion.nullable().describe("What the BSS is shown; null before the first."),
  held: Held.nullable().describe("What waits for an operator to accept or refuse it."),
  lastRun: Run.nullable(),
});

export const ServicesRun = z.object({
  execution: z.string().describe("The name of the execution that was started."),
  services: ServicesHeadView.describe("How it stood when the run was started."),
});

export const ServicesVersionList = z.object({ versions: z.array(ServicesVersion).describe("The last 50, newest first.") });

export const ServicesVersionDetail = ServicesVersion.extend({
  difference: Difference,
  definition: ServicesDefinition.describe("With at most 1,000 items, those from `from` on; a product without any of them is left out."),
  next: z.int().nullable().describe("The `from` of the next page; null on the last one."),
});

/** How many items a page holds: an answer of a function has at most 6 MB. */
const ITEMS_A_PAGE = 1_000;

/** A head as operators read it; the difference of what is held is read beside it. */
export const headView = (head: ServicesHead | undefined, difference: Difference | undefined): z.infer<typeof ServicesHeadView> => ({
  published: head?.published ?? null,
  held: head?.held === undefined || difference === undefined ? null : { ...head.held, difference },
  lastRun: head?.lastRun === undefined ? null : runView(head.lastRun),
});

const runView = (run: LastRun): z.infer<typeof Run> => {
  const failure = failureOf(run);
  return { ...run, failure: failure ?? null };
};

/** A page of a definition's items, each in its product. */
export const pageOf = (
  { groups, ...rest }: ServicesDefinition,
  from: number,
): { readonly definition: ServicesDefinition; readonly next: number | null } => {
  let before = 0;
  const shown: ServicesDefinition["groups"] = [];
  for (const { items, ...head } of groups) {
    const page = items.slice(Math.max(from - before, 0), Math.max(from + ITEMS_A_PAGE - before, 0));
    if (page.length > 0) shown.push({ ...head, items: page });
    before += items.length;
  }
  const next = from + ITEMS_A_PAGE;
  return { definition: { ...rest, groups: shown }, next: next < before ? next : null };
};
