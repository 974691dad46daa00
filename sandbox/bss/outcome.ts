import * as z from "zod";
import type { BssAnswer } from "./client.ts";

/** What the BSS makes of an answer. */
export interface Outcome {
  readonly failed: boolean;
  /** Undefined when there was no readable answer. */
  readonly code: number | undefined;
  readonly message: string;
  /** Our id. */
  readonly result: string | null;
  /** Of an account's answer its own, of a service's the service's. */
  readonly extraInfo: Readonly<Record<string, string>>;
}

const TextMap = z.record(z.string(), z.string());

const Result = z.object({
  Code: z.int(),
  Message: z.string().nullish(),
  Result: z.string().nullish(),
  AccountExtraInfo: TextMap.nullish(),
  ExtraInfo: TextMap.nullish(),
});

/** The library takes a negative code for a failure, and a positive one only with an XML text (7.1); a body that it cannot read, too. */
export const outcomeOf = ({ status, body }: BssAnswer): Outcome => {
  const read = Result.safeParse(body);
  if (status !== 200 || !read.success) {
    return { failed: true, code: undefined, message: `HTTP ${status}, and no result that can be read`, result: null, extraInfo: {} };
  }
  const { Code: code, Message: message, Result: result, AccountExtraInfo: ofAccount, ExtraInfo: ofService } = read.data;
  const failed = code < 0 || (code > 0 && isXml(message ?? ""));
  return { failed, code, message: message ?? "", result: result ?? null, extraInfo: ofService ?? ofAccount ?? {} };
};

/** Our codes for "the work goes on" and "another order first"; the BSS itself knows no such thing, and repeats after any failure. */
export const goesOn = ({ code }: Outcome): boolean => code === -2 || code === -3;

const isXml = (text: string): boolean => /^\s*(<\?xml[^>]*\?>\s*)?<([A-Za-z_][\w.-]*)[^>]*>[\s\S]*<\/\2>\s*$/.test(text);
