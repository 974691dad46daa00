import { Refused, RefusedWith } from "./errors.ts";
import type { Answer, Dialect } from "./exchange.ts";
import { refusal } from "./fault-answers.ts";

/** Who speaks at a path: the registration contract, or the console. */
export function dialectOf(path: string): Dialect {
  return path.startsWith("/contract") ? "contract" : "console";
}

/** The answer, once what it tells is where a kill does not reach it; what cannot be kept is refused. */
export async function onceKept(keep: () => Promise<void>, dialect: Dialect, answer: Answer): Promise<Answer> {
  try {
    await keep();
    return answer;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return refusal(new Refused(500, "The simulator cannot write its data file.", { type: "unspecified" }), dialect);
  }
}

/** Refusals become answers in the words of who was asked. */
export function answered(dialect: Dialect, work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof RefusedWith) return { status: error.status, body: error.body };
    if (error instanceof Refused) return refusal(error, dialect);
    console.error("defect in the simulator:", error);
    return refusal(new Refused(500, "A defect in the simulator", { type: "unspecified" }), dialect);
  }
}
