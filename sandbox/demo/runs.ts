import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import { must, type Story, WrongOutcome } from "./story.ts";

const Started = z.object({ execution: z.string() });

/** Services of an instance as an operator sees them. */
export const ServicesHead = z.object({
  published: z.object({ version: z.number() }).nullable(),
  held: z
    .object({
      version: z.number(),
      reasons: z.array(z.string()),
      difference: z.object({ changes: z.array(z.object({ text: z.string() })) }),
    })
    .nullable(),
  lastRun: z.object({ execution: z.string(), outcome: z.string() }).nullable(),
});

/** The operator has the services definition got anew; how it stands when that run has ended. */
export const servicesRun = (story: Story, instanceId: string): Promise<z.infer<typeof ServicesHead>> =>
  ended(story, `instances/${instanceId}/services-definition`, ServicesHead, ({ lastRun }) => lastRun?.execution);

const UsageState = z.object({
  last: z.object({ execution: z.string(), accounts: z.number(), changed: z.number(), absent: z.number() }).nullable(),
});

/** The operator has usage taken now; what the run came to. */
export const usageRun = async (story: Story, instanceId: string): Promise<NonNullable<z.infer<typeof UsageState>["last"]>> => {
  const { last } = await ended(story, `instances/${instanceId}/usage`, UsageState, (state) => state.last?.execution);
  if (last === null) throw new WrongOutcome("the run should have gone through all accounts");
  return last;
};

/** Starts a run and looks at it until it is said to be the last one that ended. */
const ended = async <State>(
  { stage }: Story,
  path: string,
  schema: z.ZodType<State>,
  lastOf: (state: State) => string | undefined,
): Promise<State> => {
  const started = await stage.operator("POST", path);
  must(started.status === 202, `a run should start, and the door answered ${started.status}`);
  const { execution } = Started.parse(started.body);
  for (let tries = 0; tries < 400; tries += 1) {
    const state = schema.parse((await stage.operator("GET", path)).body);
    if (lastOf(state) === execution) return state;
    await pause(15);
  }
  throw new WrongOutcome("the run does not end");
};
