import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Instance } from "../../instances/instance.ts";
import { Refusal } from "./problems.ts";

/** Bytes of the largest document: a row of DynamoDB takes 400 KB in all. */
export const LARGEST_BODY = 262_144;

/** Bytes of an instance's two documents together: the rest is for its facts and its discounts. */
const LARGEST_TOGETHER = 384 * 1024;

/** Bytes of the largest file: a function's event on AWS has at most 6 MB, and what is no plain text comes in Base64. */
export const LARGEST_FILE = 4 * 1024 * 1024;

/** The JSON document that was sent, not yet parsed by any schema. */
export const bodyOf = ({ headers, body = "", isBase64Encoded }: APIGatewayProxyEventV2): unknown => {
  if (!json.test(headers["content-type"] ?? "")) throw new Refusal("wrongContentType", "The body is not said to be JSON in UTF-8.");
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  if (bytes.byteLength > LARGEST_BODY) throw tooLarge();
  if (bytes.byteLength === 0) throw new Refusal("unreadable", "The body is empty; a JSON object is expected.");
  return read(bytes);
};

/** A document grows when its defaults are filled in; what is stored has the same limit as what is sent. */
export const assertStorable = (document: unknown): void => {
  if (bytesOf(document) > LARGEST_BODY) throw tooLarge();
};

/** The rule and the services settings of an instance stand in one row, which the table would refuse as too large. */
export const assertStorableTogether = ({ rule, services }: Pick<Instance, "rule" | "services">): void => {
  const [ofRule, ofServices] = [bytesOf(rule), bytesOf(services)];
  if (ofRule + ofServices <= LARGEST_TOGETHER) return;
  throw new Refusal(
    "tooLarge",
    `The instance's rule (${inKilobytes(ofRule)}) and the services settings (${inKilobytes(ofServices)}) would be larger than ${inKilobytes(LARGEST_TOGETHER)} together; nothing is changed.`,
    { cure: "Shorten `skus` of the services settings, or `offeringItems`, `items` and `quotas` of the rule, whichever is the longer." },
  );
};

const bytesOf = (document: unknown): number => Buffer.byteLength(JSON.stringify(document));

const inKilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KB`;

const json = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/iu;

const tooLarge = (): Refusal =>
  new Refusal("tooLarge", `The document is larger than ${LARGEST_BODY / 1024} KB, as it was sent or with its defaults filled in.`);

const read = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), whole);
  } catch {
    // The parser's own message quotes the body.
    throw new Refusal("unreadable", "The body is broken or incomplete JSON.");
  }
};

// DynamoDB refuses texts with half a character in them (a lone surrogate), which JSON may write as an escape.
const whole = (name: string, value: unknown): unknown => {
  if (!name.isWellFormed() || (typeof value === "string" && !value.isWellFormed())) throw new Error("half a character");
  return value;
};
