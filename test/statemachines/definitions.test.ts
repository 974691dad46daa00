import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { allProcesses } from "../../statemachines/all.ts";
import { drawing } from "../../statemachines/drawing.ts";

describe.each(Object.values(allProcesses))("the definition of $name", (process) => {
  const file = `statemachines/${process.name}.asl.json`;

  it("is the committed one: what the console shows is what the flow says", async () => {
    await expect(`${JSON.stringify(process.definition, null, 2)}\n`).toMatchFileSnapshot(`../../${file}`);
  });

  it("is drawn in the docs as it is", async () => {
    await expect(drawing(process)).toMatchFileSnapshot(`../../docs/drawings/${process.name}.md`);
  });

  it("is valid Amazon States Language", async () => {
    const { default: validate } = await import("asl-validator");
    const { isValid, errors } = validate(JSON.parse(await readFile(file, "utf8")));
    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });

  it("gives every Task a time-out and retries that end", () => {
    const tasks = process.steps.map(({ title }) => JSON.parse(JSON.stringify(process.definition)).States[title]);
    for (const task of tasks) {
      expect(task).toMatchObject({ Type: "Task", TimeoutSeconds: 60 });
      for (const retry of task.Retry) expect(retry.MaxAttempts).toBeLessThanOrEqual(90);
    }
  });

  it("tries again what the Lambda service refuses for a while, a function in its own network that it has to wake too", () => {
    const { States } = JSON.parse(JSON.stringify(process.definition));
    for (const { title } of process.steps) {
      const passing = States[title].Retry.find(({ ErrorEquals }: { ErrorEquals: string[] }) => ErrorEquals.includes("Transient"));
      expect(passing.ErrorEquals).toEqual(
        expect.arrayContaining([
          "Lambda.Unknown",
          "Lambda.ServiceException",
          "Lambda.TooManyRequestsException",
          "Lambda.ResourceNotReadyException",
          "Lambda.EC2ThrottledException",
          "Lambda.ResourceConflictException",
        ]),
      );
    }
  });
});
