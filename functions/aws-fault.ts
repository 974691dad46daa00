import * as z from "zod";

/** What the AWS SDK throws: each has metadata; a refusal of ours has a status below 500 and none of these names. */
const SdkError = z.object({
  name: z.string().regex(/^[A-Za-z0-9_.]{1,80}$/),
  $metadata: z.object({ httpStatusCode: z.number().optional() }),
  $fault: z.string().optional(),
});

const busy: ReadonlySet<string> = new Set([
  "ThrottlingException",
  "ThrottledException",
  "TooManyRequestsException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "LimitExceededException",
  "KMSThrottlingException",
  "TimeoutError",
]);

/** The name of a fault of an AWS service that time heals, after the SDK's own tries; undefined for any other error. */
export const passingFault = (error: unknown): string | undefined => {
  const read = SdkError.safeParse(error);
  if (!read.success) return undefined;
  const { name, $fault, $metadata } = read.data;
  // No status at all: the connection broke before an answer came.
  const status = $metadata.httpStatusCode ?? 500;
  return busy.has(name) || $fault === "server" || status >= 500 ? name : undefined;
};
