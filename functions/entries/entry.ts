import middy from "@middy/core";
import type * as z from "zod";
import { Defect, traceOf } from "../defect.ts";
import { untilLambdaEndsIt } from "../lambda-end.ts";
import { jsonLog } from "../log.ts";

/**
 * A function beside the steps: its event is parsed, and an error leaves it as a Defect, since its own text may quote what it read. Its
 * time-out is Lambda's own, as a step's is.
 */
export const entry = <Event, Answer>(name: string, reads: z.ZodType<Event>, run: (event: Event) => Promise<Answer>) =>
  middy<unknown, Answer>(untilLambdaEndsIt).handler(async (event) => {
    try {
      return await run(reads.parse(event));
    } catch (error) {
      const trace = traceOf(error);
      jsonLog("error", "defect", { step: name, ...trace });
      throw new Defect(name, trace.fingerprint);
    }
  });
