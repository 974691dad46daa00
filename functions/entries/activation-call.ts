import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import * as z from "zod";
import { isCause } from "../causes.ts";
import type { Activate } from "../instances/activation.ts";
import { Instance } from "../instances/instance.ts";
import type { ActivateVeeam } from "../instances/veeam-activation.ts";
import { VeeamInstance } from "../instances/veeam-instance.ts";

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

/** The same for Veeam. */
export const VeeamActivationCall = z.object({
  vendor: z.literal("veeam"),
  given: z.object({
    systemName: text,
    providerId: text,
    registrationWay: text,
    console: text,
    apiKey: text,
    distributorDiscount: text,
    primaryCurrency: text,
    updateProductNames: text,
  }),
  from: z.enum(["form", "headers"]),
});

const Refused = z.object({ refusals: z.array(z.object({ cause: z.string().refine(isCause), text })) });
const Answered = z.union([z.object({ instance: Instance }), Refused]);
const VeeamAnswered = z.union([z.object({ instance: VeeamInstance }), Refused]);

/** Activation by its own function, which alone may write secrets. */
export const activateBy =
  (client: Pick<LambdaClient, "send">, functionName: string): Activate =>
  async (given, from) =>
    Answered.parse(await invoked(client, functionName, ActivationCall.parse({ given, from })));

export const activateVeeamBy =
  (client: Pick<LambdaClient, "send">, functionName: string): ActivateVeeam =>
  async (given, from) =>
    VeeamAnswered.parse(await invoked(client, functionName, VeeamActivationCall.parse({ vendor: "veeam", given, from })));

const invoked = async (client: Pick<LambdaClient, "send">, FunctionName: string, call: object): Promise<unknown> => {
  const answer = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(call) }));
  // Its own log knows why.
  if (answer.FunctionError !== undefined) throw new Error("activation failed");
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString("utf8"));
};
