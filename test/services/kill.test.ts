import { describe, expect, it } from "vitest";
import { openServicesScene } from "./scene.ts";

describe("a run that is killed", () => {
  it.each([
    { write: 1, when: "before" },
    { write: 6, when: "after" },
    { write: 11, when: "after" },
    { write: 12, when: "before" },
    { write: 12, when: "after" },
  ] as const)("$when table write $write goes on when the house is opened again, and publishes once", async ({ write, when }) => {
    const scene = await openServicesScene();
    try {
      let count = 0;
      const killed = new Promise<void>((resolve) => {
        scene.town.house().tables.interceptWrites({
          before: () => {
            if (count >= write) throw new Error("killed");
            if (when === "after") return;
            count += 1;
            if (count < write) return;
            resolve();
            throw new Error("killed");
          },
          after: () => {
            if (when === "before") return;
            count += 1;
            if (count < write) return;
            resolve();
            throw new Error("killed");
          },
        });
      });
      await scene.town.house().machines.start("get-services-definition", "killed", scene.instanceId);
      await killed;
      await scene.town.restart();
      await scene.town.house().machines.idle();
      const head = await scene.services().head(scene.instanceId);
      expect(head).toMatchObject({ lastVersion: 1, published: { version: 1 }, lastRun: { execution: "killed", outcome: "published" } });
      expect((await scene.services().published(scene.instanceId))?.groups).toHaveLength(8);
      expect(await scene.run()).toBe("unchanged");
    } finally {
      await scene.town.close();
    }
  });
});
