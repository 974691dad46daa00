import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { processes } from "../../../functions/processes.ts";
import { tables } from "../../../functions/store/tables.ts";
import { root } from "../../../infra/bundle.ts";
import { entries } from "../../../infra/entries.ts";
import { stepModules } from "../../../infra/step-modules.ts";
import { allProcesses } from "../../../statemachines/all.ts";
import { synthesised, tenantry } from "../synthesised.ts";

const { template, ofType } = tenantry;

/** Checks of the synthesised stack: what it is made of. */
export const stackChecks = (): void => {
  describe("tables", () => {
    it("can be restored to any second, are encrypted with our key, and outlive the stack", () => {
      expect(ofType("AWS::DynamoDB::Table")).toHaveLength(Object.keys(tables).length);
      for (const [, table] of ofType("AWS::DynamoDB::Table")) {
        expect(table).toMatchObject({
          DeletionPolicy: "Retain",
          UpdateReplacePolicy: "Retain",
          Properties: {
            BillingMode: "PAY_PER_REQUEST",
            DeletionProtectionEnabled: true,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
            SSESpecification: { SSEEnabled: true, SSEType: "KMS", KMSMasterKeyId: expect.anything() },
          },
        });
      }
    });

    it("have the keys and indexes that the rows are read by", () => {
      const shapes = ofType("AWS::DynamoDB::Table").map(([, { Properties }]) => JSON.stringify(Properties));
      for (const { hash, indexes } of Object.values(tables)) {
        const shape = shapes.find((text) => text.includes(`{"AttributeName":"${hash}","KeyType":"HASH"}`));
        for (const { name } of indexes) expect(shape).toContain(`"IndexName":"${name}"`);
      }
      expect(() =>
        template.hasResourceProperties("AWS::DynamoDB::Table", { TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true } }),
      ).not.toThrow();
    });
  });

  describe("the key", () => {
    it("rotates, and outlives the stack", () => {
      expect(() =>
        template.hasResource("AWS::KMS::Key", { DeletionPolicy: "RetainExceptOnCreate", Properties: { EnableKeyRotation: true } }),
      ).not.toThrow();
    });

    it("encrypts every log, and every log ends", () => {
      for (const [, { Properties }] of ofType("AWS::Logs::LogGroup")) {
        expect(Properties).toMatchObject({ RetentionInDays: 90, KmsKeyId: expect.anything() });
      }
    });
  });

  describe("state machines", () => {
    it.each(processes)("%s runs the committed definition, logs without data, is traced and encrypted", (name) => {
      expect(() =>
        template.hasResourceProperties("AWS::StepFunctions::StateMachine", {
          StateMachineName: `tenantry-${name}`,
          DefinitionString: readFileSync(join(root, "statemachines", `${name}.asl.json`), "utf8"),
          LoggingConfiguration: { Level: "ALL", IncludeExecutionData: false },
          TracingConfiguration: { Enabled: true },
          EncryptionConfiguration: { Type: "CUSTOMER_MANAGED_KMS_KEY" },
        }),
      ).not.toThrow();
    });

    it.each(processes)("%s knows a function for each of its steps, and no other", (name) => {
      const machine = ofType("AWS::StepFunctions::StateMachine").find(
        ([, { Properties }]) => Properties["StateMachineName"] === `tenantry-${name}`,
      );
      const substitutions = machine?.[1].Properties["DefinitionSubstitutions"] ?? {};
      expect(Object.keys(substitutions).toSorted()).toEqual(allProcesses[name].steps.map((step) => step.name).toSorted());
    });

    it("have one function a step, and its module exports that step", async () => {
      const steps = new Map(Object.values(allProcesses).flatMap((process) => process.steps.map((step) => [step.name, step] as const)));
      expect(Object.keys(stepModules).toSorted()).toEqual([...steps.keys()].toSorted());
      for (const [name, path] of Object.entries(stepModules)) {
        const module: Record<string, unknown> = await import(join(root, path));
        expect(module[name]).toBe(steps.get(name));
      }
    });
  });

  describe("functions", () => {
    it("are all alike: Node 24 on arm64, traced, with a time-out and a log of their own", () => {
      const functions = ofType("AWS::Lambda::Function");
      expect(functions).toHaveLength(Object.keys(stepModules).length + Object.keys(entries).length);
      for (const [, { Properties }] of functions) {
        expect(Properties).toMatchObject({
          Runtime: "nodejs24.x",
          Architectures: ["arm64"],
          TracingConfig: { Mode: "Active" },
        });
        const isSweep = /sweep-orders|delete-due-tenants|look-for-registrations|watch-veeam-access|put-schedules/.test(
          String(Properties["FunctionName"]),
        );
        expect(Properties["Timeout"]).toBe(isSweep ? 240 : 30);
        // The share of a processor follows from the memory, and a long catalogue takes seconds of a whole one.
        const isLong = /-(read|publish)-services$/.test(String(Properties["FunctionName"]));
        expect(Properties["MemorySize"]).toBe(isLong ? 1_769 : 512);
        expect(Properties).toHaveProperty("LoggingConfig.LogGroup");
      }
    });

    it("of the BSS's door keep a share of the account to themselves, unless it is set to 0", () => {
      expect(() =>
        template.hasResourceProperties("AWS::Lambda::Function", { FunctionName: "tenantry-bss-door", ReservedConcurrentExecutions: 40 }),
      ).not.toThrow();
      const unreserved = synthesised({ doorConcurrency: "0" }).template;
      const wanted = { FunctionName: "tenantry-bss-door", ReservedConcurrentExecutions: Match.absent() };
      expect(() => unreserved.hasResourceProperties("AWS::Lambda::Function", wanted)).not.toThrow();
    });
  });

  describe("the HTTP API", () => {
    it("asks IAM for /v1, and leaves every other path to the BSS's door", () => {
      expect(() =>
        template.hasResourceProperties("AWS::ApiGatewayV2::Route", { RouteKey: "ANY /v1/{proxy+}", AuthorizationType: "AWS_IAM" }),
      ).not.toThrow();
      expect(() =>
        template.hasResourceProperties("AWS::ApiGatewayV2::Route", { RouteKey: "$default", AuthorizationType: "NONE" }),
      ).not.toThrow();
      template.resourceCountIs("AWS::ApiGatewayV2::Route", 2);
    });

    it("is throttled, and logs neither headers nor bodies nor queries", () => {
      const [[, stage] = []] = ofType("AWS::ApiGatewayV2::Stage");
      expect(stage?.Properties).toMatchObject({ DefaultRouteSettings: { ThrottlingBurstLimit: 100, ThrottlingRateLimit: 50 } });
      expect(JSON.stringify(stage?.Properties["AccessLogSettings"])).not.toMatch(/header|body|query|authorizer/i);
    });
  });

  describe("the prefix", () => {
    it("is in every name, so that two stacks fit into one account", () => {
      const other = synthesised({ prefix: "second" });
      const text = JSON.stringify(other.template.toJSON()).replaceAll(/"(?:Description|AlarmDescription)":"[^"]*"/g, "");
      expect(text).not.toMatch(/tenantry[-/]/);
      expect(other.ofType("AWS::Lambda::Function")).toHaveLength(ofType("AWS::Lambda::Function").length);
    });

    it.each([
      ["prefix", "Bad_One"],
      ["acronisHosts", "acronis.com"],
      ["searchLagSeconds", "soon"],
      ["alarmEmail", "nobody"],
      ["veeamHosts", Array.from({ length: 120 }, (_, at) => `registration-${at}.example.com:443`).join(",")],
    ])("and the other options are refused by name when they cannot be: %s", (name, value) => {
      expect(() => synthesised({ [name]: value })).toThrow(name);
    });
  });
};
