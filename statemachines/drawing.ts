import { instanceProcesses } from "../functions/processes.ts";
import type { Process } from "./flow.ts";

/** What starts a process, and what becomes of one that is parked. */
const ofOrder = { start: "order reserved", parked: "parked: a person cures it and resumes" } as const;
const ofInstance = { start: "by schedule or by hand", parked: "parked: the next run begins anew" } as const;

/** A process as a drawing for the docs: its states from top to bottom, and the road to parking. */
export const drawing = ({ name, steps }: Process): string => {
  const line = steps.slice(0, -1);
  const park = steps.at(-1);
  const words = instanceProcesses.some((process: string) => process === name) ? ofInstance : ofOrder;
  const states = line.map(({ title }, at) => `  s${at}["${title}"]`);
  const arrows = line.slice(1).map((_, at) => `  s${at} --> s${at + 1}`);
  const failures = `  ${line.map((_, at) => `s${at}`).join(" & ")} -. "any failure" .-> park`;
  return [
    `# ${name}`,
    "",
    "```mermaid",
    "flowchart TD",
    `  start(["${words.start}"]) --> s0`,
    ...states,
    ...arrows,
    `  s${line.length - 1} --> done(["done"])`,
    `  park["${park?.title ?? ""}"]`,
    failures,
    `  park --> parked(["${words.parked}"])`,
    '  park --> defect(["failed: a defect, an alarm rings"])',
    "```",
    "",
  ].join("\n");
};
