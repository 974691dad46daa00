import { causes, type CauseName } from "./causes.ts";

/**
 * The four errors of a step, told apart by name: the machine's Retry matches on it. The names are literals, because a minifier
 * renames classes. Whatever else is thrown is a defect and is not retried.
 *
 * A message may reach the machine's history: it holds ids, statuses and codes, never a person's data, a secret or a vendor's text.
 */
export abstract class StepError extends Error {
  abstract override readonly name: "Transient" | "Throttled" | "NotReady" | "Rejected";
}

/** Nobody said no: a lost answer, a server fault. Trying again later helps. */
export class Transient extends StepError {
  override readonly name = "Transient";
}

/** The vendor wants fewer calls. The instance's row says until when. */
export class Throttled extends StepError {
  override readonly name = "Throttled";
}

/** Nothing is wrong; it is only too early. The step's patience says how often to look again. */
export class NotReady extends StepError {
  override readonly name = "NotReady";
}

/** Understood and refused. A person must change something: the order is parked with this cause and its cure. */
export class Rejected extends StepError {
  override readonly name = "Rejected";
  readonly reason: CauseName;
  readonly detail: string | undefined;

  /** `detail` joins the message and so the history: ids, statuses and codes only. */
  constructor(reason: CauseName, detail?: string) {
    super(`${reason}: ${causes[reason].text}${detail === undefined ? "" : ` (${detail})`}`);
    this.reason = reason;
    this.detail = detail;
  }
}

/** The detail in a refusal's message as it was noted: after the cause's own text, and whatever it holds itself. */
export const detailIn = (message: string, cause: CauseName): string | undefined => {
  const before = `${causes[cause].text} (`;
  return message.startsWith(before) ? message.slice(before.length).replace(/\)$/, "") : undefined;
};
