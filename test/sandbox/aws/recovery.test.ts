import { describe, expect, it, onTestFinished } from "vitest";
import { NotReady } from "../../../functions/errors.ts";
import { localMachines, type LocalMachines } from "../../../sandbox/aws/machines.ts";
import { startChild } from "./child.ts";
import { folder } from "./folder.ts";
import { scene, type Scene } from "./scene.ts";

const open = ({ options }: Scene, directory?: string, timeScale = 1_000_000): LocalMachines => {
  const machines = localMachines({ ...options, timeScale, directory });
  onTestFinished(machines.close);
  return machines;
};

describe("executions that were cut off", () => {
  it("run again from the first state, under their names, after a kill; those that ended do not", async () => {
    const directory = folder();
    const child = await startChild("hang.child.ts", directory);
    await child.kill();

    const played = scene();
    const machines = open(played, directory);
    expect(await machines.isRunning("onboard-acronis", "cut-1")).toBe(true);
    expect(await machines.start("onboard-acronis", "cut-1", "order-1")).toBe("exists");
    expect(await machines.start("onboard-acronis", "new", "order-3")).toBe("started");
    expect(await machines.recover()).toBe(2);
    await machines.idle();
    expect([...played.calls].toSorted()).toEqual(
      ["cut-1", "cut-2", "new"].flatMap((name) => [`finish ${name}`, `greet ${name}`, `wait ${name}`]).toSorted(),
    );
    await machines.close();

    const later = open(scene(), directory);
    expect(await later.recover()).toBe(0);
    expect(await later.isRunning("onboard-acronis", "cut-1")).toBe(false);
    expect(await later.start("onboard-acronis", "cut-1", "order-1")).toBe("exists");
  });

  it("are left to the next start by close, which waits for steps at work, begins none and takes no more", async () => {
    const directory = folder();
    const work = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const atWork = async (): Promise<void> => {
      reached.resolve();
      await work.promise;
    };
    const played = scene({ wait: [atWork] });
    const machines = open(played, directory);
    await machines.start("onboard-acronis", "one", "order");
    await reached.promise;
    const closed = machines.close();
    await expect(machines.start("onboard-acronis", "two", "order")).rejects.toThrow("closed");
    work.resolve();
    await closed;
    expect(played.calls).toEqual(["greet one", "wait one"]);
    expect(played.deaths).toEqual([]);
    expect(await open(scene(), directory).recover()).toBe(1);
  });

  it("are left so by close while they wait for a retry, too", async () => {
    const directory = folder();
    const waiting = Promise.withResolvers<void>();
    const played = scene({ wait: [new NotReady("soon")] });
    const machines = localMachines({
      ...played.options,
      timeScale: 1,
      directory,
      observe: ({ kind }) => {
        if (kind === "failed") waiting.resolve();
      },
    });
    await machines.start("onboard-acronis", "one", "order");
    await waiting.promise;
    await machines.close();
    expect(played.calls).toEqual(["greet one", "wait one"]);
    expect(await open(scene(), directory).recover()).toBe(1);
  });

  it("are left so when nobody took the news of their death", async () => {
    const directory = folder();
    const played = scene({ greet: [new TypeError("broken")] });
    const machines = localMachines({
      ...played.options,
      timeScale: 1_000_000,
      directory,
      died: async () => Promise.reject(new Error("not now")),
    });
    await machines.start("onboard-acronis", "one", "order");
    await machines.idle();
    expect(await open(scene(), directory).recover()).toBe(1);
  });
});
