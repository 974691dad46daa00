import { describe, expect, it } from "vitest";
import { screenOn } from "../../../sandbox/demo/screen.ts";
import { run } from "../start/running.ts";

describe("npm run demo", () => {
  it("plays the whole story to its good end", async () => {
    const demo = run("demo.ts");
    expect(await demo.ended, demo.said()).toBe(0);
    const lines = demo.said().split("\n");
    const told = (text: string): boolean => lines.some((line) => line.includes(text));
    expect(
      [
        "System Name, Gateway, Client Id, Client Secret",
        "is not accepted by Acronis at this Gateway",
        "7 calls to the vendor, 5 table writes, 9 state transitions",
        "9 calls to the vendor, 5 table writes, 9 state transitions",
        "20 times at once: one tenant",
        "adopted, not created twice",
        "free are it2@aegeanfoods.example",
        "the order went on with the new one",
        "went on after the kill",
        "└─ Harbor Bakery · customer, production",
        "9 tenants, 10 users",
      ].filter((text) => !told(text)),
    ).toEqual([]);
    expect(lines.length).toBeLessThan(120);
    expect(demo.said()).not.toMatch(/\u001B|[^-]demo-secret/u);
  });
});

describe("the demo's screen", () => {
  const written = (isTTY: boolean, environment: NodeJS.ProcessEnv): string => {
    const parts: string[] = [];
    const output = { isTTY, columns: 100, write: (text: string | Uint8Array): boolean => parts.push(String(text)) > 0 };
    const screen = screenOn(output, environment);
    screen.doing("under way");
    screen.done("done");
    return parts.join("");
  };

  it("writes plain lines where there is no terminal", () => {
    expect(written(false, {})).toMatch(/^ +\d+\.\d\d s {2}✓ done\n$/);
  });

  it("shows on a terminal what is under way, without colours where NO_COLOR asks for none", () => {
    expect(written(true, {})).toContain("\u001B[32m✓");
    expect(written(true, { NO_COLOR: "1" })).toMatch(/… under way\r\u001B\[2K +\d+\.\d\d s {2}✓ done\n$/);
  });
});
