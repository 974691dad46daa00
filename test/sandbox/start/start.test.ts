import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { customerAccount } from "../../../sandbox/bss/accounts.ts";
import { type BssInstallation, bssInstallation } from "../../../sandbox/bss/installation.ts";
import { instanceSettings } from "../../../sandbox/start/acronis-client.ts";
import { folder } from "../aws/folder.ts";
import { freePorts, run } from "./running.ts";

const apiKey = "a-key-that-is-not-shown";
const applicationId = "11111111-2222-4333-8444-555555555555";
const World = z.object({ tenants: z.array(z.object({ id: z.string(), name: z.string() })), mails: z.array(z.unknown()) });
const Calls = z.object({ items: z.array(z.object({ route: z.string() })) });

/** A place for a Tenantry: its own folder and ports, which are the same at every start. */
const place = async () => {
  const [port, acronisPort, veeamPort] = await freePorts();
  const directory = folder();
  const vendor = `http://127.0.0.1:${acronisPort}/simulator`;
  const ports = { PORT: String(port), ACRONIS_PORT: String(acronisPort), VEEAM_PORT: String(veeamPort) };
  const environment = { ...ports, TENANTRY_DATA: directory, BSS_API_KEY: apiKey };
  const settings = Object.fromEntries(instanceSettings(`http://127.0.0.1:${acronisPort}`).map(([id, , value]) => [id, value]));
  const bss: BssInstallation = bssInstallation({ base: `http://127.0.0.1:${port}/acronis/api`, applicationId, apiKey, settings });
  return {
    directory,
    environment,
    bss,
    start: async (...given: readonly string[]) => {
      const running = run("start.ts", given, environment);
      await running.saying("Ctrl-C stops it");
      return running;
    },
    world: async () => World.parse(await (await fetch(`${vendor}/world`)).json()),
    routes: async () => Calls.parse(await (await fetch(`${vendor}/calls`)).json()).items.map(({ route }) => route),
    fault: (fault: object) => fetch(`${vendor}/faults`, { method: "POST", body: JSON.stringify(fault) }),
  };
};

const account = customerAccount("1", "Aegean Foods");

describe("npm start", () => {
  it("goes on with an order that was under way when it was killed", async () => {
    const { start, bss, fault, routes, world } = await place();
    const killed = await start();
    await fault({ kind: "slow", ms: 20_000, match: { route: "PUT /api/2/tenants/{tenant_id}/offering_items" } });
    const cut = bss.synchronise(account).catch(() => "cut");
    while (!(await routes()).some((route) => route === "PUT /api/2/tenants/{tenant_id}/offering_items")) await pause(20);
    await killed.end("SIGKILL");
    expect(await cut).toBe("cut");

    const second = await start();
    const outcome = await bss.synchroniseToTheEnd(account, 50);
    expect(outcome).toMatchObject({ failed: false, code: 0 });
    const { tenants, mails } = await world();
    expect(tenants).toEqual([{ id: outcome.result, name: "Aegean Foods" }]);
    expect(mails).toHaveLength(1);
    await second.saying(`done  onboard-acronis  account 1  attempt 1  tenant ${outcome.result}`);
    const orderLines = second
      .said()
      .split("\n")
      .filter((line) => line.includes("  order "));
    expect(orderLines.join()).not.toMatch(/Aegean|@/);
    expect(second.said()).not.toContain(apiKey);
    expect(await second.end("SIGTERM")).toBe(0);
  });

  it("empties what is its own with --fresh, and nothing else", async () => {
    const { start, bss, directory, world } = await place();
    const first = await start();
    expect((await bss.synchronise(account)).code).toBe(0);
    expect(await first.end("SIGINT")).toBe(0);
    writeFileSync(join(directory, "mine.txt"), "kept");

    await start("--fresh");
    expect((await bss.exists(account)).code).toBe(0);
    expect((await world()).tenants).toEqual([]);
    expect(existsSync(join(directory, "mine.txt"))).toBe(true);
  });

  it("leaves a folder alone that is not its own, with --fresh too", async () => {
    const directory = folder();
    writeFileSync(join(directory, "mine.txt"), "kept");
    const running = run("start.ts", ["--fresh"], { PORT: "0", ACRONIS_PORT: "0", TENANTRY_DATA: directory });
    expect(await running.ended).toBe(1);
    expect(running.said()).toMatch(/^Tenantry cannot start: the folder .* holds other things.*\n$/);
    expect(readdirSync(directory)).toEqual(["mine.txt"]);
  });

  it("says in one line what keeps it from starting: the environment, an option, a port, a folder in use; and starts without the port of the simulated Acronis", async () => {
    const { start, environment, directory } = await place();
    await start();
    // The simulated Acronis gives way; Tenantry's own port was asked for by a person.
    const other = run("start.ts", [], { ...environment, PORT: "0", TENANTRY_DATA: folder() });
    const problems = [
      [{ PORT: "many" }, [], /^Tenantry cannot start: PORT: a whole number from 0 to 65535[^\n]*\n$/],
      [{ VEEAM_PORT: "1.5" }, [], /^Tenantry cannot start: VEEAM_PORT: a whole number from 0 to 65535[^\n]*\n$/],
      [{}, ["--all"], /^Tenantry cannot start: Unknown option '--all'[^\n]*\n$/],
      [{ ...environment, TENANTRY_DATA: folder() }, [], /^Tenantry cannot start: port \d+ of 127.0.0.1 is in use[^\n]*\n$/],
      [{ PORT: "0", ACRONIS_PORT: "0", TENANTRY_DATA: directory }, ["--fresh"], /^Tenantry cannot start: another Tenantry uses [^\n]*\n$/],
    ] as const;
    const runs = problems.map(([given, options, expected]) => ({ running: run("start.ts", options, given), expected }));
    for (const { running, expected } of runs) {
      expect(await running.ended).toBe(1);
      expect(running.said()).toMatch(expected);
    }
    await other.saying(`Port ${environment.ACRONIS_PORT} is in use, so it took another one`);
    await other.saying(`Port ${environment.VEEAM_PORT} is in use, so it took another one`);
  });
});

describe("npm run simulate", () => {
  it("runs the simulated Acronis alone and says its address and the root tenant", async () => {
    const running = run("simulate.ts", ["acronis", "--port", "0", "--client-id", "an-id", "--client-secret", "a-secret"]);
    await running.saying("Root tenant ");
    await running.saying("Client id an-id");
    expect(running.said()).toMatch(/ready at http:\/\/127\.0\.0\.1:\d+\n/);
    expect(running.said()).not.toContain("a-secret");
  });

  it("lists the simulators there are when asked for another", async () => {
    const running = run("simulate.ts", ["other"]);
    expect(await running.ended).toBe(1);
    expect(running.said()).toContain('There is no simulator "other".');
    expect(running.said()).toMatch(/^ {2}acronis /m);
    expect(running.said()).toMatch(/^ {2}veeam /m);
  });
});
