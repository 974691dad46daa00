import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { causes } from "../../functions/causes.ts";
import { errorsPage } from "./errors-page.ts";

const root = resolve(import.meta.dirname, "../..");
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" }).map((name) => join("docs", name)),
].filter((name) => name.endsWith(".md"));

/** The anchors that a page's headings make. */
const anchorsOf = (page: string): string[] =>
  [...readFileSync(join(root, page), "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );

describe("the docs", () => {
  it("list every cause and every vendor answer as the code has them", async () => {
    await expect(errorsPage()).toMatchFileSnapshot("../../docs/errors.md");
  });

  it.each(pages)("lead nowhere that is not there: %s", (page) => {
    const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, target = ""]) => target);
    for (const link of links) {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), path);
      expect(existsSync(join(root, target)), `${page} -> ${link}`).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target), `${page} -> ${link}`).toContain(anchor);
    }
  });
});

describe("the causes", () => {
  it("have a negative code each, and no two the same", () => {
    const codes = Object.values(causes).map(({ code }) => code);
    expect(codes.every((code) => code < 0)).toBe(true);
    expect(new Set(codes).size).toBe(codes.length);
  });
});
