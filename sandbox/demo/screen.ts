import { stripVTControlCharacters, styleText } from "node:util";

/** Where the story is told: a line each, and on a terminal colours, lines broken between words, and what is under way. */
export interface Screen {
  readonly chapter: (title: string) => void;
  /** Shown on a terminal until the next line comes. */
  readonly doing: (text: string) => void;
  /** Something that came out as it should. */
  readonly done: (text: string) => void;
  /** Something that happens on the way. */
  readonly detail: (text: string) => void;
  readonly plain: (text?: string) => void;
  readonly failed: (text: string) => void;
}

type Output = Pick<NodeJS.WriteStream, "write"> & { readonly isTTY?: boolean; readonly columns?: number };

export const screenOn = (output: Output, environment: NodeJS.ProcessEnv = process.env): Screen => {
  const begun = performance.now();
  const isTerminal = output.isTTY === true && environment["TERM"] !== "dumb";
  const hasColour = isTerminal && (environment["NO_COLOR"] ?? "") === "";
  const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
    hasColour ? styleText(format, text, { validateStream: false }) : text;
  let pending = false;

  const line = (text: string): void => {
    if (pending) output.write("\r\u001B[2K");
    pending = false;
    output.write(`${text}\n`);
  };
  const time = (): string => paint("dim", `${((performance.now() - begun) / 1000).toFixed(2).padStart(6)} s`);
  const fitted = (text: string, indent: number): string =>
    isTerminal ? broken(text, Math.max((output.columns ?? 80) - indent, 20)).join(`\n${" ".repeat(indent)}`) : text;

  return {
    chapter: (title) => line(`\n${paint("bold", fitted(title, 0))}`),
    doing: (text) => {
      if (!isTerminal) return;
      const whole = `${time()}  … ${text}`;
      // A line that wraps could not be taken back.
      if (stripVTControlCharacters(whole).length < (output.columns ?? 80)) {
        output.write(`${pending ? "\r\u001B[2K" : ""}${whole}`);
        pending = true;
      }
    },
    done: (text) => line(`${time()}  ${paint("green", "✓")} ${fitted(text, AFTER_TIME)}`),
    detail: (text) => line(`${time()}    ${paint("dim", fitted(text, AFTER_TIME))}`),
    plain: (text = "") => {
      const told = text.replace(/^ +/, "");
      const indent = text.length - told.length;
      line(`${" ".repeat(indent)}${fitted(told, indent)}`);
    },
    failed: (text) => line(`${time()}  ${paint("red", "✗")} ${fitted(text, AFTER_TIME)}`),
  };
};

/** Where a text begins that stands after the time and its mark. */
const AFTER_TIME = 12;

/** Breaks a text between words; a word that is longer than a line stays whole. */
const broken = (text: string, width: number): readonly string[] => {
  if (text.length <= width) return [text];
  const before = text.lastIndexOf(" ", width);
  const at = before > 0 ? before : text.indexOf(" ", width);
  return at === -1 ? [text] : [text.slice(0, at), ...broken(text.slice(at + 1), width)];
};
