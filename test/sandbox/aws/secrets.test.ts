import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openSecrets } from "../../../sandbox/aws/secrets.ts";
import { folder } from "./folder.ts";

const credential = { clientId: "client", clientSecret: "secret", savedAt: "2026-11-21T08:00:00.000+00:00" };
const rotated = { ...credential, clientSecret: "new", previousSecret: "secret" };

describe("secrets on a laptop", () => {
  it.each(["memory", "disk"])("give back what was saved last, from %s", async (place) => {
    const secrets = openSecrets({ directory: place === "disk" ? folder() : undefined });
    expect(await secrets.of("acronis-1")).toBeUndefined();
    await secrets.save("acronis-1", credential);
    expect(await secrets.of("acronis-1")).toEqual(credential);
    await secrets.save("acronis-1", rotated);
    expect(await secrets.fresh("acronis-1")).toEqual(rotated);
    expect(await secrets.of("acronis-2")).toBeUndefined();
  });

  it("outlive the process in files that only their owner reads", async () => {
    const directory = folder();
    await openSecrets({ directory }).save("acronis-1", credential);
    expect(statSync(join(directory, "secrets")).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, "secrets", "acronis-1.json")).mode & 0o777).toBe(0o600);
    expect(await openSecrets({ directory }).of("acronis-1")).toEqual(credential);
  });

  it("are whole while many write at once, and a kill's half-written file is swept away", async () => {
    const directory = folder();
    const secrets = openSecrets({ directory });
    await Promise.all(Array.from({ length: 20 }, async (_, number) => secrets.save("one", { ...credential, clientSecret: `${number}` })));
    JSON.parse(readFileSync(join(directory, "secrets", "one.json"), "utf8"));
    writeFileSync(join(directory, "secrets", ".half.draft"), '{"clientSec');
    openSecrets({ directory });
    expect(readdirSync(join(directory, "secrets"))).toEqual(["one.json"]);
  });

  it.each(["../outside", "a/b", "", ".hidden", "a\0b", "x".repeat(101)])(
    "refuse the instance id %j as a file's name",
    async (instanceId) => {
      const secrets = openSecrets({ directory: folder() });
      await expect(secrets.save(instanceId, credential)).rejects.toThrow("cannot be a file's name");
      await expect(secrets.of(instanceId)).rejects.toThrow("cannot be a file's name");
    },
  );
});
