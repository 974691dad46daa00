import type { DoorRequest } from "./request.ts";
import type { SettingsReader } from "./services.ts";

/** The settings that travel in the headers of every call: plain texts, trimmed; an absent one reads as empty. Never logged. */
export const settingsOf =
  ({ headers }: DoorRequest): SettingsReader =>
  (id) =>
    utf8(headers[`x-cloudplatform-setting-${id.toLowerCase()}`] ?? "").trim();

/** HTTP servers read header bytes as Latin-1; bytes that are UTF-8 were meant as UTF-8. */
const utf8 = (header: string): string => {
  if (!/[\u0080-\u00FF]/u.test(header) || /[\u0100-\u{10FFFF}]/u.test(header)) return header;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(header, "latin1"));
  } catch {
    return header;
  }
};
