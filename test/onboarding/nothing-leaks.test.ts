import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Log } from "../../functions/log.ts";
import type { ProcessName } from "../../functions/processes.ts";
import { runStep } from "../../functions/run-step.ts";
import { localMachines } from "../../sandbox/aws/machines.ts";
import type { BssAnswer } from "../../sandbox/bss/client.ts";
import { allProcesses } from "../../statemachines/all.ts";
import { apiKey, openTown, operatorKey, resultOf, untilEnded, timeScale, type Town } from "../support/town.ts";
import { canary, failures, ofPeople, person } from "./canary.ts";
import { allRows, operate, otherBss, resetSecret, saveForm } from "./hands.ts";

describe("neither secrets nor people's data leave the row", () => {
  let town: Town;
  const lines: string[] = [];
  const answers: BssAnswer[] = [];
  const log: Log = (level, message, facts) => lines.push(JSON.stringify({ level, message, facts }));

  beforeAll(async () => {
    const observe = (observed: unknown) => lines.push(JSON.stringify(observed));
    town = await openTown({ house: { log, observe, answerBudgetSeconds: 0.3 } });
    expect(await saveForm(town)).toEqual([]);
  });
  afterAll(() => town.close());
  afterEach(() => town.vendor.faults.clear());

  const post = async (route: string, body: unknown, bss = town.bss): Promise<BssAnswer> => {
    const answer = await bss.post(route, body);
    answers.push(answer);
    return answer;
  };

  it.each(failures)("when an order meets $title: not in the machine's states, results, errors and causes", async ({ fault, title }) => {
    const { ports } = town.house();
    const machines = localMachines({
      processes: Object.values(allProcesses),
      run: async (_process, step, event) => {
        lines.push(JSON.stringify(event));
        const given = await runStep(step, event, { port: (name) => ports[name], log }).catch((error: unknown) => {
          if (error instanceof Error) lines.push(`${error.name} ${error.message} ${error.stack ?? ""}`);
          throw error;
        });
        lines.push(JSON.stringify(given));
        return given;
      },
      timeScale,
      died: async (death) => {
        lines.push(JSON.stringify(death));
      },
      observe: (observed) => lines.push(JSON.stringify(observed)),
    });
    const id = `m${failures.findIndex((each) => each.title === title)}`;
    await post("Accounts/Synchronize", person(`${id}-pattern`));
    await town.house().machines.idle();
    const pattern = await town.mappingOf(`${id}-pattern`);
    if (pattern === undefined) throw new Error("there is no row");
    const key = { applicationId: pattern.applicationId, instanceId: pattern.instanceId, accountId: id };
    const account = { ...pattern.account, name: `${canary} Machine ${id}`, login: `${canary}.machine.${id}` };
    const process: ProcessName = "onboard-acronis";
    const row = await ports.mappings.reserve({ key, process, account }, undefined);
    if (row === undefined) throw new Error("the row was reserved by somebody else");
    town.vendor.faults.add(fault);
    await machines.start(process, row.order.execution, row.order.orderId);
    await machines.idle();
    await machines.close();
    expect((await ports.mappings.find(key))?.order.status).not.toBe("running");
    expectClean(lines);
  });

  it("when the BSS sends what cannot be used, wrong secrets included", async () => {
    await post("Accounts/Synchronize", person("b1", { Email: `${canary} is no address` }));
    await post("Accounts/Synchronize", person("b2", { Name: `${canary}\u0007` }));
    await post("Accounts/Synchronize", `{"Name":"${canary}`);
    await post("Accounts/Synchronize", person("b3", { ResellerID: "nobody" }));
    await post("Accounts/Delete", person("b4"));
    await post("Accounts/Synchronize", person("b5"), otherBss(town, { ClientSecret: `guess-${canary}` }));
    await town.house().machines.idle();
    const guess = answers.at(-1);
    expect(guess === undefined ? 0 : resultOf(guess).Code).toBe(-11);
    expect(guess?.text).not.toContain(canary);
    expectClean(lines);
  });

  it("when a secret is rotated by the form or by headers", async () => {
    const first = await resetSecret(town.vendor, town.vendor.clientId);
    expect(await saveForm(town, { ClientSecret: first })).toEqual([]);
    const second = await resetSecret(town.vendor, town.vendor.clientId);
    const rotated = otherBss(town, { ClientSecret: second });
    expect((await untilEnded(() => post("Accounts/Synchronize", person("r1"), rotated))).Code).toBe(0);
    for (const secret of [first, second]) {
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
      expect(JSON.stringify(await allRows(town))).not.toContain(secret);
      expect(answers.filter(({ text }) => text.includes(secret))).toEqual([]);
    }
  });

  it("so that rows hold people's data in its own places alone, and no secret at all", async () => {
    const rows = await allRows(town);
    expect(rows.length).toBeGreaterThan(20);
    const rest = rows.map((row) => Object.entries(row).filter(([name]) => !ofPeople.has(name)));
    expectClean(rest.map((row) => JSON.stringify(row)));
    expect(rows.filter((row) => secrets().some((secret) => JSON.stringify(row).includes(secret)))).toEqual([]);
  });

  it("so that no answer holds a secret, and the operator's none of people's data", async () => {
    expect(answers.filter(({ text }) => secrets().some((secret) => text.includes(secret)))).toEqual([]);
    const paths = ["instances", "orders?status=parked", "orders?status=running"];
    for (const path of paths) expectClean([(await operate(town, "GET", path)).text]);
    expect((await operate(town, "GET", "orders?status=parked")).text).toContain("orderId");
  });

  /** Tokens of the simulated vendor, as of the real one, begin so. */
  const secrets = (): readonly string[] => [town.vendor.clientSecret, town.settings["ClientSecret"] ?? "", apiKey, operatorKey, "eyJ"];

  const expectClean = (texts: readonly string[]): void => {
    expect(texts.length).toBeGreaterThan(0);
    const isDirty = (text: string): boolean =>
      text.toLowerCase().includes(canary.toLowerCase()) || secrets().some((secret) => text.includes(secret));
    const dirty = texts.filter(isDirty);
    expect(dirty).toEqual([]);
  };
});
