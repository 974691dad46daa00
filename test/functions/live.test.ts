import { SFNClient } from "@aws-sdk/client-sfn";
import { describe, expect, it } from "vitest";
import { environment } from "../../functions/environment.ts";
import { live, liveMachines } from "../../functions/live.ts";
import type { Ports } from "../../functions/ports.ts";
import { type Answer, endpoint } from "./live-endpoint.ts";

/** Step Functions as the real client meets it. */
const stepFunctions = async (answer: Answer) => {
  const { calls, settings } = await endpoint(answer);
  return { calls, machines: liveMachines(new SFNClient(settings), "arn:aws:states:eu-central-1:111111111111:stateMachine:tenantry-") };
};

describe("machines on AWS", () => {
  it("are started by name, with the order's id and nothing else", async () => {
    const { calls, machines } = await stepFunctions({ body: { executionArn: "arn", startDate: 1 } });
    expect(await machines.start("onboard-acronis", "order-1", "order")).toBe("started");
    expect(calls).toEqual([
      {
        action: "StartExecution",
        path: "/",
        body: {
          stateMachineArn: "arn:aws:states:eu-central-1:111111111111:stateMachine:tenantry-onboard-acronis",
          name: "order-1",
          input: '{"orderId":"order"}',
        },
      },
    ]);
  });

  it("leave an execution as it is that exists already", async () => {
    const { machines } = await stepFunctions({ status: 400, body: { __type: "com.amazonaws.states#ExecutionAlreadyExists", message: "" } });
    expect(await machines.start("onboard-acronis", "order-1", "order")).toBe("exists");
  });

  it("pass on any other refusal", async () => {
    const { machines } = await stepFunctions({ status: 400, body: { __type: "com.amazonaws.states#InvalidName", message: "" } });
    await expect(machines.start("onboard-acronis", "order 1", "order")).rejects.toThrow(expect.objectContaining({ name: "InvalidName" }));
  });

  it.each([
    ["RUNNING", true],
    ["SUCCEEDED", false],
    ["ABORTED", false],
  ])("know whether an execution runs: %s", async (status, runs) => {
    const { calls, machines } = await stepFunctions({ body: { executionArn: "arn", status, startDate: 1 } });
    expect(await machines.isRunning("disable-acronis", "order-1")).toBe(runs);
    // Without the key nothing but this may be read.
    expect(calls[0]?.body).toEqual({
      executionArn: "arn:aws:states:eu-central-1:111111111111:execution:tenantry-disable-acronis:order-1",
      includedData: "METADATA_ONLY",
    });
  });

  it("say of an execution that was never started that it does not run", async () => {
    const { machines } = await stepFunctions({ status: 400, body: { __type: "com.amazonaws.states#ExecutionDoesNotExist", message: "" } });
    expect(await machines.isRunning("onboard-acronis", "order-1")).toBe(false);
  });
});

const values: Readonly<Record<string, string>> = {
  TENANTRY_ACRONIS_HOSTS: ".acronis.com",
  TENANTRY_SEARCH_LAG_SECONDS: "60",
  TENANTRY_VEEAM_HOSTS: "",
  TENANTRY_VEEAM_CA: "",
};

const variablesOf = (...rights: (keyof typeof environment)[]): Record<string, string> =>
  Object.fromEntries(
    rights.flatMap((right) => Object.keys(environment[right].shape)).map((variable) => [variable, values[variable] ?? "some-name"]),
  );

describe("the world on AWS", () => {
  const ports: Record<keyof Ports, (keyof Ports)[]> = {
    clock: [],
    mappings: [],
    logins: [],
    instances: [],
    credentials: [],
    machines: [],
    services: [],
    servicesWriter: [],
    usage: [],
    usageWriter: [],
    tenants: [],
    settings: [],
    log: [],
    acronis: ["instances", "credentials"],
    veeam: ["instances", "credentials"],
  };

  it.each(Object.entries(ports))("builds %s from the variables of its right, once", (name, implied) => {
    const key = Object.keys(environment).find((right): right is keyof Ports => right === name) ?? "clock";
    const { port } = live(variablesOf(key, ...implied));
    expect(port(key)).toBe(port(key));
  });

  it("asks for nothing of a port that nobody wants, and names what is missing of one that somebody does", () => {
    const { port } = live({});
    expect(port("clock").now()).toMatch(/\+00:00$/);
    expect(port("settings")).toEqual({ searchLagSeconds: 60 });
    expect(() => port("mappings")).toThrow("TABLE_MAPPINGS");
  });

  it.each(["acronis.com", ".com", "", "https://.acronis.com", ".acronis.com,"])(
    "takes no list of hosts that would let others in: %j",
    (hosts) => {
      expect(environment.acronis.safeParse({ TENANTRY_ACRONIS_HOSTS: hosts }).success).toBe(false);
    },
  );
});
