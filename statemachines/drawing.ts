import type { Process } from "./flow.ts";

/** A process as a drawing for the docs: its states from top to bottom, and the road to parking. */
export const drawing = ({ name, steps }: Process): string => {
  const line = steps.slice(0, -1);
  const park = steps.at(-1);
  const states = line.map(({ title }, at) => `  s${at}["${title}"]`);
  const arrows = line.slice(1).map((_, at) => `  s${at} --> s${at + 1}`);
  const failures = `  ${line.map((_, at) => `s${at}`).join(" & ")} -. "any failure" .-> park`;
  return [
    `# ${name}`,
    "",
    "```mermaid",
    "flowchart TD",
    '  start(["order reserved"]) --> s0',
    ...states,
    ...arrows,
    `  s${line.length - 1} --> done(["done"])`,
    `  park["${park?.title ?? ""}"]`,
    failures,
    '  park --> parked(["parked: a person cures it and resumes"])',
    '  park --> defect(["failed: a defect, an alarm rings"])',
    "```",
    "",
  ].join("\n");
};
