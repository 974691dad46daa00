import { setTimeout as pause } from "node:timers/promises";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { activateBy } from "../../functions/entries/activation-call.ts";
import { bssApplications } from "../../functions/entries/bss-applications.ts";
import { entry } from "../../functions/entries/entry.ts";
import { endpoint } from "./live-endpoint.ts";

const id = "7a1c1e5e-4c0b-4f0e-9d5f-0123456789ab";

const reading = async (secret: string) => {
  const { calls, settings } = await endpoint({ body: { SecretString: secret } });
  return { calls, applications: bssApplications(new SecretsManagerClient(settings), "tenantry/bss-applications") };
};

describe("the BSS's keys", () => {
  it("admit nobody while the secret holds what the stack put there", async () => {
    const { applications } = await reading('{"placeholder":"x7Gk2"}');
    expect(await applications()).toEqual(new Map());
  });

  it("are found by the id in any case, and asked for once a minute", async () => {
    const { calls, applications } = await reading(JSON.stringify({ [` ${id.toUpperCase()} `]: "key", placeholder: "x" }));
    expect(await applications()).toEqual(new Map([[id, "key"]]));
    await applications();
    expect(calls).toEqual([{ action: "GetSecretValue", path: "/", body: { SecretId: "tenantry/bss-applications" } }]);
  });

  it.each(["not JSON, key", '["key"]', '{"a":{"key":1}}'])("that cannot be read are not quoted: %s", async (secret) => {
    const { applications } = await reading(secret);
    await expect(applications()).rejects.toThrow(/^the secret with the BSS's keys cannot be read$/);
  });
});

describe("activation by its own function", () => {
  const given = {
    systemName: "Acronis",
    gateway: "https://eu2-cloud.acronis.com",
    clientId: "client",
    clientSecret: "secret",
    distributorDiscount: "0",
    primaryCurrency: "EUR",
    updateProductNames: "update",
  };

  it("is asked with the settings, and its refusals come back", async () => {
    const refusals = [{ cause: "credentialsRefused", text: "Client Id or Client Secret is not accepted." }];
    const { calls, settings } = await endpoint({ body: { refusals } });
    const activate = activateBy(new LambdaClient(settings), "tenantry-activate-instance");
    expect(await activate(given, "headers")).toEqual({ refusals });
    expect(calls.map(({ path, body }) => ({ path, body }))).toEqual([
      { path: "/2015-03-31/functions/tenantry-activate-instance/invocations", body: { given, from: "headers" } },
    ]);
  });

  it("that failed is a defect, which says nothing of what it was asked", async () => {
    const { settings } = await endpoint({ headers: { "x-amz-function-error": "Unhandled" }, body: { errorMessage: "secret" } });
    const activate = activateBy(new LambdaClient(settings), "tenantry-activate-instance");
    await expect(activate(given, "form")).rejects.toThrow(/^activation failed$/);
  });
});

describe("a function beside the steps", () => {
  it.each([
    ["an event that is none", { name: { secret: "s3cret" } }],
    ["an error that quotes its event", { name: "s3cret" }],
  ])("lets nothing out of %s", async (_, event) => {
    const logged = vi.spyOn(process.stdout, "write").mockReturnValue(true);
    const handler = entry("sample", z.object({ name: z.string() }), async ({ name }) => {
      throw new Error(`cannot use ${name}`);
    });
    await expect(handler(event, context)).rejects.toThrow(/^defect: Defect in sample, fingerprint [\da-f]{12}$/);
    expect(JSON.stringify(logged.mock.calls)).toContain("fingerprint");
    expect(JSON.stringify(logged.mock.calls)).not.toContain("s3cret");
  });
});

describe("a function that runs out of time", () => {
  it("is ended by Lambda with its process, and not left alone to go on in the next call", async () => {
    const handler = entry("sample", z.unknown(), async () => {
      await pause(50);
      return "done";
    });
    await expect(handler({}, { ...context, getRemainingTimeInMillis: () => 6 })).resolves.toBe("done");
  });
});

const context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "sample",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:eu-central-1:111111111111:function:sample",
  memoryLimitInMB: "512",
  awsRequestId: "request",
  logGroupName: "group",
  logStreamName: "stream",
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
