import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import * as z from "zod";
import { instanceIdOf } from "../../functions/onboarding/names.ts";
import type { screenOn } from "../demo/screen.ts";
import { temporaryFolder } from "../demo/temporary-folder.ts";
import { acronisClient } from "../start/acronis-client.ts";
import { openYard, type Yard } from "./yard.ts";

const OFFERING_ITEMS = 100_000;
const limits = { transitions: 4, megabytes: 150, seconds: 5, writesUnchanged: 1 } as const;
/** The heap of the measured process, of which it uses 48 MB at once; left to itself, V8 takes a share of the machine's memory and clears up late. */
const memory = ["--max-old-space-size=60", "--max-semi-space-size=4"] as const;

const Told = z.object({ outcome: z.string(), writes: z.int(), seconds: z.number(), megabytes: z.int() });
type Told = z.infer<typeof Told>;

interface Measuring {
  readonly screen: ReturnType<typeof screenOn>;
  /** A number beside its limit. */
  readonly held: (name: string, value: number, limit: number) => string;
}

/** Gets a services definition of 100,000 offering items, each run in a process of its own as its function is one on AWS. */
export const measureServices = async ({ screen, held }: Measuring): Promise<void> => {
  screen.chapter(
    `What a services definition of ${OFFERING_ITEMS.toLocaleString("en")} offering items costs, each run in a process of its own`,
  );
  screen.doing("starting the vendor with its long catalogue");
  const yard = await openYard({ offeringItems: OFFERING_ITEMS });
  try {
    const program = await bundled();
    const lineOf = (name: string, { outcome, writes, seconds, megabytes }: Told, most?: number): string =>
      `  ${name.padEnd(16)} ${outcome}, ${most === undefined ? writes : held(`writes of ${name}`, writes, most)} writes, ` +
      `${held(`CPU seconds of ${name}`, Math.round(seconds * 100) / 100, limits.seconds)} s of CPU, ` +
      `${held(`MB of ${name}`, megabytes, limits.megabytes)} MB`;
    await priceWorkstations(yard, "2.00");
    screen.doing("the first run");
    screen.plain(lineOf("the first run", await run(yard, program, "bench-1")));
    screen.doing("a run that finds nothing new");
    screen.plain(lineOf("nothing new", await run(yard, program, "bench-2"), limits.writesUnchanged));
    await priceWorkstations(yard, "2.10");
    screen.doing("a run that finds one new price");
    screen.plain(lineOf("one new price", await run(yard, program, "bench-3")));
    screen.doing("a run by the machine");
    const before = yard.house.machines.transitions();
    await yard.house.machines.start("get-services-definition", "bench-4", instanceOf(yard));
    await yard.house.machines.idle();
    screen.plain(
      `  by the machine   ${held("transitions of a run", yard.house.machines.transitions() - before, limits.transitions)} state transitions`,
    );
  } finally {
    await yard.close();
  }
};

const instanceOf = ({ vendorUrl }: Yard): string => instanceIdOf("acronis", vendorUrl, acronisClient.clientId);

/** One file with all that the run needs, as a function on AWS has. */
const bundled = async (): Promise<string> => {
  const outfile = join(temporaryFolder("bench-services"), "run.cjs");
  const entryPoints = [join(import.meta.dirname, "services.child.ts")];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node24",
    format: "cjs",
    mainFields: ["module", "main"],
    logLevel: "error",
  });
  return outfile;
};

const run = async (yard: Yard, program: string, execution: string): Promise<Told> => {
  const given = JSON.stringify({ ...acronisClient, endpoint: yard.house.tables.endpoint, instanceId: instanceOf(yard), execution });
  const { stdout } = await promisify(execFile)(process.execPath, [...memory, program, given]);
  return Told.parse(JSON.parse(stdout));
};

/** The vendor moves one price; a little is published by itself. */
const priceWorkstations = async ({ vendorUrl }: Yard, price: string): Promise<void> => {
  const change = [{ name: "pw_base_workstations", list_price: price }];
  const answer = await fetch(`${vendorUrl}/simulator/prices`, { method: "POST", body: JSON.stringify(change) });
  if (!answer.ok) throw new Error(`the price could not be changed: ${await answer.text()}`);
};
