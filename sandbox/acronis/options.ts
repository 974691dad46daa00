import { parseArgs } from "node:util";
import * as z from "zod";
import { currencies } from "./price-change.ts";
import { mostOfferingItems } from "./seed-many.ts";
import type { AcronisSimulatorOptions } from "./server.ts";

export const usage = `Usage: npm run simulate -- acronis [options]
  --port NUMBER          port on 127.0.0.1 (default 9101; 0 takes a free one)
  --client-id ID         id of the root tenant's API client (default: random)
  --client-secret TEXT   its secret (default: random, printed)
  --data FILE            keep the state in this file over restarts
  --root-name NAME       name of the distributor's tenant
  --time-scale NUMBER    how many times faster the simulator's seconds run
  --storages one|several seed a single backup storage (default), or several
  --offering-items N     seed about N offering items, at most ${mostOfferingItems}
  --price-list on|off    off: the client may not read price lists
  --price-currency CODE  currency of the price list (default EUR)
  --usage-delay SECONDS  when the meters' numbers show (default 0)
  --edition-answer items|warnings
                         what a PUT of the edition answers (default items)
  --strict               closed request schemas, as the specification has them`;

const number = (least: number, most: number, error: string) => z.coerce.number({ error }).min(least, error).max(most, error);
const whole = (least: number, most: number, error: string) => number(least, most, error).int(error);

/** The command line, named as its options are. */
const Values = z.object({
  port: whole(0, 65_535, "--port must be 0..65535").default(9101),
  "client-id": z.string().min(1, "--client-id must not be empty").optional(),
  "client-secret": z.string().min(1, "--client-secret must not be empty").optional(),
  data: z.string().optional(),
  "root-name": z.string().optional(),
  "time-scale": number(Number.MIN_VALUE, Number.MAX_VALUE, "--time-scale must be a number above 0").default(1),
  storages: z.enum(["one", "several"], "--storages must be several or one").default("one"),
  "offering-items": whole(1, mostOfferingItems, `--offering-items must be 1..${mostOfferingItems}`).optional(),
  "price-list": z.enum(["on", "off"], "--price-list must be on or off").optional(),
  "price-currency": z.enum(currencies, `--price-currency must be one of ${currencies.join(", ")}`).optional(),
  "usage-delay": number(0, 1_000_000, "--usage-delay must be 0..1000000").optional(),
  "edition-answer": z.enum(["items", "warnings"], "--edition-answer must be items or warnings").optional(),
  strict: z.boolean().default(false),
});

/** Reads the command line; null if help is wanted. Throws one text that says what is wrong. */
export function readOptions(args: readonly string[]): AcronisSimulatorOptions | null {
  const text = { type: "string" } as const;
  const yes = { type: "boolean" } as const;
  const names = Object.keys(Values.shape).map((name) => [name, name === "strict" ? yes : text] as const);
  const { values } = parseArgs({ args: [...args], options: { ...Object.fromEntries(names), help: yes } });
  if (values["help"] === true) return null;
  const parsed = Values.safeParse(values);
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join("\n"));
  const { data } = parsed;
  return {
    port: data.port,
    timeScale: data["time-scale"],
    storages: data.storages,
    strict: data.strict,
    clientId: data["client-id"],
    clientSecret: data["client-secret"],
    dataFile: data.data,
    rootName: data["root-name"],
    offeringItems: data["offering-items"],
    priceList: data["price-list"],
    priceCurrency: data["price-currency"],
    usageDelaySeconds: data["usage-delay"],
    editionAnswer: data["edition-answer"],
  };
}
