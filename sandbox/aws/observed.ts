import type { StateMachine } from "aws-local-stepfunctions";
import { utc } from "../../functions/clock.ts";

/** Something that an execution did, as it happens. */
export interface Observed {
  readonly process: string;
  readonly execution: string;
  readonly at: string;
  /**
   * Of the execution: `started`, then at the end `ended` (well), `died` (failed or timed out) or `aborted` (by close).
   * Of a state: `entered`, `retried` (its wait is over), then `succeeded`, `failed` (one try of it) or `caught`.
   */
  readonly kind: "started" | "ended" | "died" | "aborted" | "entered" | "retried" | "succeeded" | "failed" | "caught";
  /** The state's title. */
  readonly state?: string;
  /** The error's name. */
  readonly error?: string;
}

/** Whether AWS bills it: a state entered or tried again, and one for the start. */
export const isTransition = ({ kind }: Observed): boolean => kind === "started" || kind === "entered" || kind === "retried";

type Logs = ReturnType<StateMachine["run"]>["eventLogs"];
type Log = Logs extends AsyncGenerator<infer Event> ? Event : never;

/** Tells what the logs say, until the execution is over. */
export const followLogs = async (
  logs: Logs,
  of: Pick<Observed, "process" | "execution">,
  observe: (observed: Observed) => void,
): Promise<void> => {
  let last: Log["type"] | undefined;
  for await (const log of logs) {
    const seen = translate(log);
    // The library lets a state exit after its failure was caught; it did not succeed.
    if (seen !== undefined && !(seen.kind === "succeeded" && last === "StateCaught")) observe({ ...of, at: utc(log.timestamp), ...seen });
    last = log.type;
  }
};

const translate = (log: Log): Pick<Observed, "kind" | "state" | "error"> | undefined => {
  switch (log.type) {
    case "ExecutionStarted":
      return { kind: "started" };
    case "ExecutionSucceeded":
      return { kind: "ended" };
    case "ExecutionFailed":
      return { kind: "died", error: log.Error };
    case "ExecutionTimeout":
      return { kind: "died", error: "States.Timeout" };
    case "ExecutionAborted":
      return { kind: "aborted" };
    case "StateEntered":
      return { kind: "entered", state: log.state.name };
    case "StateRetried":
      return { kind: "retried", state: log.state.name };
    case "StateExited":
      return { kind: "succeeded", state: log.state.name };
    case "StateFailed":
      return { kind: "failed", state: log.state.name, error: log.Error };
    case "StateCaught":
      return { kind: "caught", state: log.state.name };
    default:
      // Map and Parallel: our flows have none.
      return undefined;
  }
};
