import { stripVTControlCharacters, styleText } from "node:util";

/** Where the story is told: lines, and on a terminal colours and what is under way. */
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

  return {
    chapter: (title) => line(`\n${paint("bold", title)}`),
    doing: (text) => {
      if (!isTerminal) return;
      const whole = `${time()}  … ${text}`;
      // A line that wraps could not be taken back.
      if (stripVTControlCharacters(whole).length < (output.columns ?? 80)) {
        output.write(`${pending ? "\r\u001B[2K" : ""}${whole}`);
        pending = true;
      }
    },
    done: (text) => line(`${time()}  ${paint("green", "✓")} ${text}`),
    detail: (text) => line(`${time()}    ${paint("dim", text)}`),
    plain: (text = "") => line(text),
    failed: (text) => line(`${time()}  ${paint("red", "✗")} ${text}`),
  };
};
