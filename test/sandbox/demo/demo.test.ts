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
        "8 products, 67 add-ons",
        "sells at 3.20 EUR, Acronis' list price, and costs 2.80",
        "1 table write, 3 state transitions",
        "sell 3.20, cost 2.80 EUR -> sell 32.00, cost 28.00 EUR (900.0 %; the limit is 20 %)",
        "bothers nobody again",
        "0 table writes: “The tenant above does not offer what the standard rule or the subscription asks for: public_ips",
        "is active: Workstations 25, Cloud storage 200 GB, edition Per workload.” 3 calls to the vendor, 4 table writes, 6 state transitions",
        "local_storage unlimited, pw_base_workstations 25, pw_base_storage 200 GiB, on Frankfurt Backup 2 (Frankfurt)",
        "only pw_base_servers is put",
        "servers 4 in use",
        "is suspended: the tenant is disabled",
        "3 lines, sell 154.13, cost 135.22",
        "Aegean Foods, 6 × Servers, 19.38 EUR a month",
        "└─ Kos Architects · customer, production · 4 items",
        "10 tenants, 11 users",
        "1 tenant, 2 users (one of them the distributor's own), 1 activation e-mail",
      ].filter((text) => !told(text)),
    ).toEqual([]);
    expect(lines.length).toBeLessThan(160);
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

  it("breaks long lines of a terminal between words, below where they began, and none elsewhere", () => {
    const told = (isTTY: boolean): string => {
      const parts: string[] = [];
      const screen = screenOn({ isTTY, columns: 40, write: (text) => parts.push(String(text)) > 0 }, { NO_COLOR: "1" });
      screen.detail("an order that cannot go on is parked with its cause and its cure");
      screen.plain("    a_word_that_is_longer_than_the_whole_terminal_is_wide and another");
      return parts.join("");
    };
    const broken = ["an order that cannot go on", "is parked with its cause and", "its cure"].join(`\n${" ".repeat(12)}`);
    expect(told(true)).toContain(`${broken}\n    a_word_that_is_longer_than_the_whole_terminal_is_wide\n    and another\n`);
    expect(told(false).split("\n")).toHaveLength(3);
  });

  it("shows on a terminal what is under way, without colours where NO_COLOR asks for none", () => {
    expect(written(true, {})).toContain("\u001B[32m✓");
    expect(written(true, { NO_COLOR: "1" })).toMatch(/… under way\r\u001B\[2K +\d+\.\d\d s {2}✓ done\n$/);
  });
});
