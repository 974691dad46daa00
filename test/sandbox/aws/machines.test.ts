import { describe, expect, it, onTestFinished } from "vitest";
import { NotReady, Rejected, Transient } from "../../../functions/errors.ts";
import { localMachines, type LocalMachines, type MachineOptions } from "../../../sandbox/aws/machines.ts";
import { scene, withState, type Scene } from "./scene.ts";

// An hour of a definition takes four milliseconds.
const timeScale = 1_000_000;

const open = ({ options }: Scene, more: Partial<MachineOptions> = {}): LocalMachines => {
  const machines = localMachines({ ...options, timeScale, ...more });
  onTestFinished(machines.close);
  return machines;
};

/** Runs one execution, `one`, to its end. */
const runOne = async (played: Scene, more?: Partial<MachineOptions>): Promise<LocalMachines> => {
  const machines = open(played, more);
  expect(await machines.start("onboard-acronis", "one", "order")).toBe("started");
  await machines.idle();
  return machines;
};

const story = ({ observed }: Scene): readonly string[] =>
  observed.map(({ kind, state = "", error = "" }) => [kind, state, error].filter((word) => word !== "").join(" "));

describe("a machine on a laptop", () => {
  it("runs the definition as committed, step by step, and tells each step the execution's name", async () => {
    const played = scene();
    const machines = await runOne(played, { timeScale: 1 });
    expect(played.calls).toEqual(["greet one", "wait one", "finish one"]);
    expect(story(played)).toEqual([
      "started",
      "entered Greet",
      "succeeded Greet",
      "entered Wait until ready",
      "succeeded Wait until ready",
      "entered Finish",
      "succeeded Finish",
      "ended",
    ]);
    expect(played.deaths).toEqual([]);
    expect(machines.transitions()).toBe(4);
  });

  it("waits for what is not ready, as often as the step's patience says, in compressed time", async () => {
    const played = scene({ wait: [new NotReady("soon"), new NotReady("soon")] });
    const machines = await runOne(played);
    expect(played.calls).toEqual(["greet one", "wait one", "wait one", "wait one", "finish one"]);
    expect(machines.transitions("one")).toBe(4 + 2);
    expect(story(played).slice(3, 9)).toEqual([
      "entered Wait until ready",
      "failed Wait until ready NotReady",
      "retried Wait until ready",
      "failed Wait until ready NotReady",
      "retried Wait until ready",
      "succeeded Wait until ready",
    ]);
  });

  it("heals what is transient", async () => {
    const played = scene({ greet: [new Transient("lost")], finish: [new Transient("lost"), new Transient("lost")] });
    const machines = await runOne(played);
    expect(played.failures).toEqual([]);
    expect(machines.transitions()).toBe(4 + 3);
  });

  it("stops healing at the ceiling, and parks", async () => {
    const played = scene({ greet: Array.from({ length: 21 }, () => new Transient("lost")) });
    const machines = await runOne(played);
    expect(played.calls).toHaveLength(21 + 1);
    expect(played.deaths).toEqual([]);
    // Started; Greet once and 20 times more; Park, Who must act?, Parked.
    expect(machines.transitions()).toBe(1 + 21 + 3);
  });

  it("parks what was rejected and ends well; the failure looks as Lambda's does", async () => {
    const played = scene({ greet: [new Rejected("invalidRequest")] });
    const machines = await runOne(played);
    expect(played.calls).toEqual(["greet one", "park one"]);
    const Cause = JSON.stringify({ errorType: "Rejected", errorMessage: new Rejected("invalidRequest").message, trace: [] });
    expect(played.failures).toEqual([{ Error: "Rejected", Cause }]);
    expect(story(played).slice(1, 5)).toEqual(["entered Greet", "failed Greet Rejected", "caught Greet", "entered Park"]);
    expect(story(played).at(-1)).toBe("ended");
    expect(machines.transitions()).toBe(1 + 4);
  });

  it("parks a defect without a retry, and fails", async () => {
    const played = scene({ wait: [new TypeError("no such thing")] });
    const machines = await runOne(played);
    expect(played.calls).toEqual(["greet one", "wait one", "park one"]);
    const cause = JSON.stringify({ errorType: "TypeError", errorMessage: "no such thing", trace: [] });
    expect(played.deaths).toEqual([{ process: "onboard-acronis", execution: "one", id: "order", error: "TypeError", cause }]);
    expect(story(played).at(-1)).toBe("died TypeError");
    expect(machines.transitions()).toBe(1 + 5);
  });

  it("tells of an execution whose park step fails, and again when nobody took it", async () => {
    const played = scene({ greet: [new Rejected("invalidRequest")], park: [new RangeError("broken")] });
    const refusals = [new Error("not now")];
    const died: MachineOptions["died"] = async (death) => {
      const refusal = refusals.pop();
      if (refusal !== undefined) throw refusal;
      await played.options.died(death);
    };
    const machines = await runOne(played, { died });
    expect(refusals).toEqual([]);
    expect(played.deaths).toMatchObject([{ execution: "one", id: "order", error: "RangeError" }]);
    expect(await machines.isRunning("onboard-acronis", "one")).toBe(false);
  });

  it("dies outside any Catch of a path that leads nowhere", async () => {
    const played = scene({}, withState("Greet", { Parameters: { "execution.$": "$$.Execution.Name", "state.$": "$.nowhere" } }));
    await runOne(played);
    expect(played.failures).toEqual([]);
    expect(played.deaths).toMatchObject([{ execution: "one", error: "States.Runtime" }]);
  });

  it("dies outside any Catch of an answer over 256 KiB", async () => {
    const played = scene();
    await runOne(played, { run: async () => "x".repeat(256 * 1024) });
    expect(played.failures).toEqual([]);
    expect(played.deaths).toMatchObject([{ execution: "one", error: "States.DataLimitExceeded" }]);
  });

  it("cuts a task at its own time-out, which no scale compresses, and catches it by name", async () => {
    const late = Promise.withResolvers<void>();
    const played = scene({ greet: [() => late.promise] }, withState("Greet", { TimeoutSeconds: 0.01, Retry: [] }));
    await runOne(played);
    expect(played.failures).toEqual([{ Error: "States.Timeout", Cause: "States.Timeout" }]);
    expect(played.deaths).toEqual([]);
    late.resolve();
  });

  it("dies of the machine's time-out, and starts no step after it", async () => {
    const late = Promise.withResolvers<void>();
    const played = scene({ wait: [() => late.promise] }, (definition) => ({ ...definition, TimeoutSeconds: 0.01 }));
    const machines = await runOne(played);
    expect(played.deaths).toMatchObject([{ execution: "one", error: "States.Timeout" }]);
    late.reject(new NotReady("soon"));
    await machines.close();
    expect(played.calls).toEqual(["greet one", "wait one"]);
  });

  it("starts an execution's name once, while it runs and after it ended", async () => {
    const played = scene();
    const machines = open(played);
    const starts = Array.from({ length: 5 }, () => machines.start("onboard-acronis", "one", "order"));
    expect((await Promise.all(starts)).toSorted()).toEqual(["exists", "exists", "exists", "exists", "started"]);
    expect(await machines.isRunning("onboard-acronis", "one")).toBe(true);
    await machines.idle();
    expect(await machines.isRunning("onboard-acronis", "one")).toBe(false);
    expect(await machines.start("onboard-acronis", "one", "order")).toBe("exists");
    expect(played.calls).toHaveLength(3);
  });

  it("refuses machines and names that are none", async () => {
    const machines = open(scene());
    await expect(machines.start("disable-acronis", "one", "order")).rejects.toThrow('there is no state machine "disable-acronis"');
    await expect(machines.start("onboard-acronis", "../one", "order")).rejects.toThrow("1 to 80");
    await expect(machines.start("onboard-acronis", "x".repeat(81), "order")).rejects.toThrow("1 to 80");
  });

  it("runs 64 executions at once, each with its own state and count", async () => {
    const played = scene();
    const machines = open(played);
    const names = Array.from({ length: 64 }, (_, number) => `execution-${number}`);
    await Promise.all(names.map(async (name) => machines.start("onboard-acronis", name, name)));
    await machines.idle();
    expect(machines.transitions()).toBe(64 * 4);
    for (const name of names)
      expect(played.calls.filter((call) => call.endsWith(` ${name}`))).toEqual([`greet ${name}`, `wait ${name}`, `finish ${name}`]);
  });
});
