import * as z from "zod";
import { isCause } from "../causes.ts";
import { causeOfRun } from "../causes/run-causes.ts";
import { Time } from "../clock.ts";

/** How many versions the head names. */
const VERSIONS = 50;
/** How many refused contents are remembered. */
const REFUSED = 20;
/** Months of prices that are kept: five years. */
const BOOKS = 60;

/** How a run of `get-services-definition` ended. */
export const RunOutcome = z.enum(["published", "unchanged", "held", "refusedBefore", "failed"]);

/** The last run: what came of it, and why it failed where it did. */
export const LastRun = z.object({
  at: Time,
  execution: z.string(),
  outcome: RunOutcome,
  /** What it read, by hash; absent where it failed. */
  draft: z.string().optional(),
  /** Of a failed run. */
  failure: z.object({ cause: z.string().refine(isCause).catch("defect"), message: z.string() }).optional(),
});

/** A version: what it holds by the hash of its stored form, and its difference by the hash of its part. */
export const Version = z.object({
  version: z.int().min(1),
  takenAt: Time,
  root: z.string(),
  difference: z.string(),
  /** `replaced`: it was held, and a later run made it pointless. `superseded`: it was published, and another followed. */
  status: z.enum(["published", "superseded", "held", "refused", "replaced"]),
});

/** Prices that are in force from a month on, until the next entry: those of the definition that was published last in it. */
const Book = z.object({ month: z.string(), root: z.string(), savedAt: Time });

/** The one row that says what is published. Every change of it is one conditional write on its revision. */
export const ServicesHead = z.object({
  instanceId: z.string(),
  revision: z.int(),
  lastVersion: z.int(),
  published: Version.optional(),
  held: Version.extend({ reasons: z.array(z.string()) }).optional(),
  /** Contents that an operator refused instead of what is published: they are not held again until another is published. */
  refused: z.array(z.string()),
  books: z.array(Book),
  /** The last 50, newest last. */
  versions: z.array(Version),
  lastRun: LastRun.optional(),
});

export type RunOutcome = z.infer<typeof RunOutcome>;
export type LastRun = z.infer<typeof LastRun>;
export type Version = z.infer<typeof Version>;
export type ServicesHead = z.infer<typeof ServicesHead>;
export type SavedBook = z.infer<typeof Book>;

/** What a run found: content and difference by their hashes. */
export interface Found {
  readonly root: string;
  readonly difference: string;
  readonly at: string;
}

export const firstHead = (instanceId: string): ServicesHead => ({
  instanceId,
  revision: 0,
  lastVersion: 0,
  refused: [],
  books: [],
  versions: [],
});

/** The same head with the end of a run. */
export const afterRun = (head: ServicesHead, lastRun: LastRun): ServicesHead => ({ ...head, lastRun });

/** Publishes what a run found, as the next version; what was held is pointless then. */
export const publishing = (head: ServicesHead, { root, difference, at }: Found): ServicesHead => {
  const made: Version = { version: head.lastVersion + 1, takenAt: at, root, difference, status: "published" };
  return published(withVersion(withoutHeld(head, "replaced"), made), made, at);
};

/** Holds what a run found, as the next version; what is published stays. */
export const holding = (head: ServicesHead, { root, difference, at }: Found, reasons: readonly string[]): ServicesHead => {
  const made: Version = { version: head.lastVersion + 1, takenAt: at, root, difference, status: "held" };
  return { ...withVersion(withoutHeld(head, "replaced"), made), held: { ...made, reasons: [...reasons] } };
};

/** An operator publishes the held version. */
export const accepting = (head: ServicesHead, at: string): ServicesHead => {
  if (head.held === undefined) return head;
  const { reasons: _, ...made } = head.held;
  return published(withoutHeld(head, "published"), { ...made, status: "published" }, at);
};

/** An operator refuses the held version: its content will not be held again. */
export const refusing = (head: ServicesHead): ServicesHead => {
  if (head.held === undefined) return head;
  return { ...withoutHeld(head, "refused"), refused: [...head.refused, head.held.root].slice(-REFUSED) };
};

/** What is held is of no use any more; without one it stays as it is. */
export const withoutHeld = (head: ServicesHead, status: Version["status"]): ServicesHead => {
  const { held, ...rest } = head;
  return held === undefined ? head : { ...rest, versions: withStatus(head.versions, held.version, status) };
};

/** The hash of the definition whose prices a month has: the last that was published in it, or before it. */
export const bookOf = (head: ServicesHead, month: string): SavedBook | undefined => head.books.findLast((book) => book.month <= month);

/** Why the last run failed, for a person. */
export const failureOf = ({ failure }: LastRun) =>
  failure === undefined ? undefined : { ...causeOfRun(failure.cause), cause: failure.cause, message: failure.message };

const withVersion = (head: ServicesHead, made: Version): ServicesHead => ({
  ...head,
  lastVersion: made.version,
  versions: [...head.versions, made].slice(-VERSIONS),
});

const withStatus = (versions: readonly Version[], version: number, status: Version["status"]): Version[] =>
  versions.map((each) => (each.version === version ? { ...each, status } : each));

const published = (head: ServicesHead, made: Version, at: string): ServicesHead => {
  const month = at.slice(0, 7);
  const versions = head.published === undefined ? head.versions : withStatus(head.versions, head.published.version, "superseded");
  // Only the running month's prices change; those of past months stay for ever.
  const books = [...head.books.filter((book) => book.month !== month), { month, root: made.root, savedAt: at }].slice(-BOOKS);
  // What was refused was refused beside what was published before: beside this it is another question.
  return { ...head, published: made, versions, books, refused: [] };
};
