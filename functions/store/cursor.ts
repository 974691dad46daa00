import * as z from "zod";

const Cursor = z.record(z.string(), z.union([z.string(), z.number()]));

/** A page's end as one opaque text, and back. */
export const textOf = (key: Record<string, unknown>): string => Buffer.from(JSON.stringify(key)).toString("base64url");

/** Undefined when the text is no page's end: the list then begins anew. */
export const cursorOf = (text: string): Record<string, string | number> | undefined => {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
};
