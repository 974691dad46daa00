import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const folders = ["functions", "statemachines", "infra", "sandbox"];
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(folder, name).replaceAll("\\", "/")),
);
const textOf = (file: string): string => readFileSync(join(root, file), "utf8");

/** What a file imports: files of the project by their path from its root, packages by name. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, target = ""]) =>
    target.startsWith(".") ? relative(root, resolve(root, dirname(file), target)).replaceAll("\\", "/") : target,
  );

const offenders = (where: RegExp, forbidden: RegExp): string[] =>
  files
    .filter((file) => where.test(file))
    .flatMap((file) => importsOf(file).flatMap((target) => (forbidden.test(target) ? `${file} -> ${target}` : [])));

describe("imports run one way", () => {
  it("from infra to statemachines to functions, and nobody imports tests", () => {
    expect(offenders(/^functions\//, /^(statemachines|infra|sandbox|test)\//)).toEqual([]);
    expect(offenders(/^statemachines\//, /^(infra|sandbox|test)\//)).toEqual([]);
    expect(offenders(/^infra\//, /^(sandbox|test)\//)).toEqual([]);
    expect(offenders(/^sandbox\//, /^(infra|test)\//)).toEqual([]);
  });

  it("and a simulated vendor knows nothing of its client", () => {
    expect(offenders(/^sandbox\/(acronis|veeam)\//, /^(functions|statemachines|infra)\/|^sandbox\/(?!acronis\/|veeam\/)/)).toEqual([]);
  });

  it("and the BSS's words stay behind its door", () => {
    expect(offenders(/^functions\/(?!doors\/bss\/|entries\/)/, /^functions\/doors\/bss\//)).toEqual([]);
  });
});

describe("functions", () => {
  const spoken = (pattern: RegExp, but: readonly string[]): string[] =>
    files.filter(
      (file) =>
        file.startsWith("functions/") && !but.includes(file) && pattern.test(textOf(file).replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, "")),
    );

  it("have no clock of their own", () => {
    expect(spoken(/Date\.now\(\)|new Date\(\)/, ["functions/clock.ts"])).toEqual([]);
  });

  it("have no random ids of their own", () => {
    expect(spoken(/randomUUID|Math\.random|randomBytes/, [])).toEqual([]);
  });

  it("never wait: the machine does", () => {
    expect(spoken(/setTimeout|setInterval|timers\/promises/, ["functions/live.ts"])).toEqual([]);
  });

  it("read the environment in one place", () => {
    expect(spoken(/process\.env/, ["functions/environment.ts", "functions/live.ts"])).toEqual([]);
  });
});
