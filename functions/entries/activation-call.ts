import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { isCause } from "../causes.ts";
import type { Activate } from "../instances/activation.ts";
import { Instance } from "../instances/instance.ts";

const text = z.string();

/** What the door sends to activation. It holds a secret, so it is never logged. */
export const ActivationCall = z.object({
  given: z.object({
    systemName: text,
    gateway: text,
    clientId: text,
    clientSecret: text,
    distributorDiscount: text,
    primaryCurrency: text,
    updateProductNames: text,
  }),
  from: z.enum(["form", "headers"]),
});

const Answered = z.union([
  z.object({ instance: Instance }),
  z.object({ refusals: z.array(z.object({ cause: z.string().refine(isCause), text })) }),
]);

/** Activation by its own function, which alone may write secrets. */
export const activateBy =
  (client: Pick<LambdaClient, "send">, functionName: string): Activate =>
  async (given, from) => {
    const Payload = JSON.stringify(ActivationCall.parse({ given, from }));
    const answer = await client.send(new InvokeCommand({ FunctionName: functionName, Payload }));
    // Its own log knows why.
    if (answer.FunctionError !== undefined) throw new Error("activation failed");
    return Answered.parse(JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8")));
  };
