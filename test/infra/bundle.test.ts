import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bundle, root } from "../../infra/bundle.ts";
import { environment } from "../../functions/environment.ts";
import { entries, type EntryName, entrySource } from "../../infra/entries.ts";
import { stepSource } from "../../infra/step-modules.ts";

const KILOBYTE = 1024;

/** Runs a program on a bundle, in a process of its own and with nothing of ours in its environment. */
const run = (text: string, program: string, variables: Record<string, string> = {}): string => {
  const folder = mkdtempSync(join(tmpdir(), "tenantry-bundle-"));
  const file = join(folder, "index.js");
  writeFileSync(file, text);
  const env = { AWS_REGION: "eu-central-1", ...variables };
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", `const bundle = require(${JSON.stringify(file)}); ${program}`], {
    encoding: "utf8",
    env,
  });
  rmSync(folder, { recursive: true });
  expect(stderr).toBe("");
  return stdout.trim();
};

/** Made once: a bundle takes half a second of both processors. */
const bundles = new Map<string, string>();
const bundled = (name: string, source: string): string => {
  const text = bundles.get(name) ?? bundle(name, source);
  bundles.set(name, text);
  return text;
};
const bundledStep = (step: string): string => bundled(step, stepSource(step));
const bundledEntry = (name: EntryName): string => bundled(name, entrySource(name));

const allEntries = [
  "bss-door",
  "operator-door",
  "activate-instance",
  "park-dead-execution",
  "sweep-orders",
  "delete-due-tenants",
  "look-for-registrations",
  "watch-veeam-access",
  "put-schedules",
] as const satisfies EntryName[];

const values: Readonly<Record<string, string>> = {
  TENANTRY_ACRONIS_HOSTS: ".acronis.com",
  TENANTRY_VEEAM_HOSTS: "",
  TENANTRY_VEEAM_CA: "",
};

/** The variables that the stack gives an entry, as its needs say; what they hold does not matter here. */
const variablesOf = (name: EntryName): Record<string, string> => {
  const variables = entries[name].needs.flatMap((need) => Object.keys(environment[need].shape));
  return Object.fromEntries(variables.map((variable) => [variable, values[variable] ?? "some-name"]));
};

describe("a bundle", () => {
  it("keeps the four names that the machine's Retry knows, and the defect's, though it is minified", () => {
    const source = `export { Transient, Throttled, NotReady, Rejected } from "./functions/errors.ts"; export { Defect } from "./functions/defect.ts";`;
    const program = `console.log([new bundle.Transient("").name, new bundle.Throttled("").name, new bundle.NotReady("").name, new bundle.Rejected("defect").name, new bundle.Defect("", "").name].join(" "))`;
    expect(run(bundle("errors", source), program)).toBe("Transient Throttled NotReady Rejected Defect");
  });

  // Steps share their world; the first of each vendor, the one that asks most, and the one that asks least stand for all.
  it.each(["checkLogin", "createTenant", "createCustomer", "parkOrder"])(
    "of the step %s is small, and says nothing of the machine it was made on",
    (step) => {
      const text = bundledStep(step);
      expect(text.length).toBeLessThan(640 * KILOBYTE);
      expect(text).not.toContain(root);
      expect(text).not.toContain("sourceMappingURL");
    },
  );

  it.each(allEntries)("of %s is small, and needs no variable beyond those of its rights", (name) => {
    const text = bundledEntry(name);
    expect(text.length).toBeLessThan(1_000 * KILOBYTE);
    // Every port is built when the bundle is loaded, and throws when a variable of it is missing.
    expect(run(text, "console.log(typeof bundle.handler)", variablesOf(name))).toBe("function");
  });

  it("is the same text each time", () => {
    expect(bundle("parkOrder", stepSource("parkOrder"))).toBe(bundledStep("parkOrder"));
  });

  it("of a step refuses an event that is none, as a defect without its text", () => {
    const program = `bundle.handler({ state: "x" }, { getRemainingTimeInMillis: () => 30000 }).catch((error) => console.log(error.name, error.message))`;
    const lines = run(bundledStep("parkOrder"), program).split("\n");
    expect(lines.at(-1)).toMatch(/^Defect defect: Defect in parkOrder, fingerprint [\da-f]{12}$/);
  });

  it("of a step logs lines that are JSON from end to end, as filters of a log read them, though Lambda writes times before the console's", () => {
    const patched = `for (const level of ["log", "info", "error"]) console[level] = (text) => process.stdout.write("2026-11-29T01:13:55.711Z\\tid\\t" + text + "\\n");`;
    const program = `${patched} bundle.handler({ state: "x" }, { getRemainingTimeInMillis: () => 30000 }).catch(() => {})`;
    const [line = ""] = run(bundledStep("parkOrder"), program).split("\n");
    expect(line).toMatch(/^\{"level":"error","message":"defect","step":"parkOrder",.*\}$/);
  });

  it("of the BSS's door answers a path that it does not know, without asking AWS for anything", () => {
    const event = {
      rawPath: "/nowhere",
      rawQueryString: "",
      headers: {},
      requestContext: { domainName: "a.example", http: { method: "GET" } },
    };
    const program = `bundle.handler(${JSON.stringify(event)}, { getRemainingTimeInMillis: () => 30000 }).then(({ statusCode }) => console.log(statusCode))`;
    expect(run(bundledEntry("bss-door"), program, variablesOf("bss-door"))).toBe("404");
  });
});
