import { isLine } from "./reading.ts";

/** Reads a field as one line, trimmed, "" where nothing is said. */
export type Line = (field: string, value: string | null | undefined, most?: number) => string;

/** Reads single lines of text and notes the fields that are none, or longer than `most` characters. */
export const lineReader =
  (faults: string[], usual = 255): Line =>
  (field, value, most = usual) => {
    const trimmed = (value ?? "").trim();
    if (trimmed.length > most) faults.push(`${field} is longer than ${most} characters`);
    else if (!isLine(trimmed)) faults.push(`${field} holds characters that cannot be used`);
    return trimmed;
  };
