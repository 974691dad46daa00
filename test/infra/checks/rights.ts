import { describe, expect, it } from "vitest";
import * as z from "zod";
import { allProcesses } from "../../../statemachines/all.ts";
import { tenantry } from "../synthesised.ts";

const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const Statement = z.object({
  Effect: z.string(),
  Action: texts,
  Resource: z.unknown().transform((resource) => JSON.stringify(resource)),
  Condition: z.unknown().optional(),
});
const Policy = z.object({ PolicyDocument: z.object({ Statement: z.array(Statement) }), Roles: z.array(z.object({ Ref: z.string() })) });
type Statement = z.infer<typeof Statement>;

const { ofType } = tenantry;
const policies = ofType("AWS::IAM::Policy").map(([, { Properties }]) => Policy.parse(Properties));

const rightsOf = (name: string): Statement[] => {
  const made = ofType("AWS::Lambda::Function").find(([, { Properties }]) => Properties["FunctionName"] === `tenantry-${name}`);
  const role = z.object({ Role: z.object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("Arn")]) }) }).parse(made?.[1].Properties).Role[
    "Fn::GetAtt"
  ][0];
  return policies.filter(({ Roles }) => Roles.some(({ Ref }) => Ref === role)).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
};
const actionsOf = (name: string): string[] => [...new Set(rightsOf(name).flatMap(({ Action }) => Action))].toSorted();

const everyFunction = ["logs:CreateLogStream", "logs:PutLogEvents", "xray:PutTelemetryRecords", "xray:PutTraceSegments"];
const tableKey = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"];
const mappings = ["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"];
const logins = ["dynamodb:PutItem"];

const variablesOf = (name: string) => {
  const made = ofType("AWS::Lambda::Function").find(([, { Properties }]) => Properties["FunctionName"] === `tenantry-${name}`);
  return Object.keys(
    z.object({ Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }) }).parse(made?.[1].Properties).Environment.Variables,
  ).toSorted();
};

/** Checks of the synthesised stack: what its functions may do. */
export const rightsChecks = (): void => {
  describe("rights", () => {
    it("of the step that parks orders are those of the rows of accounts", () => {
      expect(actionsOf("park-order")).toEqual([...everyFunction, ...tableKey, ...mappings].toSorted());
    });

    it("of the first step are those of its ports: rows, the instance's secret, the machines", () => {
      const rest = ["states:DescribeExecution", "secretsmanager:GetSecretValue"];
      expect(actionsOf("check-login")).toEqual([...everyFunction, ...tableKey, ...mappings, ...logins, ...rest].toSorted());
    });

    it("to start machines have the doors, the sweeps, the look for registrations and the schedules of instances alone", () => {
      const may = (action: string) =>
        policies.filter(({ PolicyDocument }) => PolicyDocument.Statement.some(({ Action }) => Action.includes(action)));
      expect(may("states:StartExecution")).toHaveLength(6);
      expect(rightsOf("create-tenant").some(({ Resource }) => /index\/by(OpenStatus|Reseller)/.test(Resource))).toBe(false);
      expect(rightsOf("bss-door").some(({ Resource }) => Resource.includes("index/byReseller"))).toBe(true);
    });

    it("of a step that asks no machine hold none of it, nor the claims on logins", () => {
      expect(actionsOf("create-tenant").filter((action) => action.startsWith("states:"))).toEqual([]);
      expect(rightsOf("create-tenant").some(({ Resource }) => Resource.includes("Logins"))).toBe(false);
      expect(rightsOf("check-login").some(({ Resource }) => Resource.includes("Logins"))).toBe(true);
    });

    it("of the step that takes usage are to find accounts by their tenants, and not to touch their rows", () => {
      const onAccounts = rightsOf("take-usage").filter(({ Resource }) => Resource.includes("Mappings"));
      expect(onAccounts.map(({ Action }) => Action)).toEqual([["dynamodb:Query"]]);
      expect(onAccounts[0]?.Resource).toContain("index/byTenant");
    });

    it("on the rows of what instances sell and of usage are to read only, where nothing of them is written", () => {
      const on = (table: string, name: string) => {
        const actions = rightsOf(name).flatMap(({ Action, Resource }) => (Resource.includes(table) ? Action : []));
        return [...new Set(actions)].map((action) => action.replace("dynamodb:", "")).toSorted();
      };
      const services = (name: string) => on("TablesServices", name);
      for (const name of ["bss-door", "take-usage"]) expect(services(name)).toEqual(["GetItem"]);
      for (const name of ["operator-door", "read-services", "publish-services", "park-services"]) {
        expect(services(name)).toEqual(["GetItem", "PutItem"]);
      }
      const usage = (name: string) => on("TablesUsage", name);
      expect(usage("operator-door")).toEqual(["GetItem", "Query"]);
      for (const name of ["bss-door", "take-usage"]) expect(usage(name)).toEqual(["BatchGetItem", "GetItem", "PutItem", "UpdateItem"]);
    });

    it("to write secrets has activation alone, and the BSS's door may only ask it to", () => {
      const writers = policies.filter(({ PolicyDocument }) =>
        PolicyDocument.Statement.some(({ Action }) => Action.some((action) => /^secretsmanager:(?!GetSecretValue$)/.test(action))),
      );
      expect(writers).toHaveLength(1);
      expect(actionsOf("activate-instance")).toEqual(
        expect.arrayContaining(["secretsmanager:CreateSecret", "secretsmanager:PutSecretValue"]),
      );
      expect(rightsOf("bss-door").filter(({ Action }) => Action.includes("lambda:InvokeFunction"))).toEqual([
        expect.objectContaining({ Resource: expect.stringMatching(/:function:tenantry-activate-instance"/) }),
      ]);
    });

    it("to make schedules of instances have activation, the operators' door and the upkeep alone, in their group alone", () => {
      const makers = policies.filter(({ PolicyDocument }) =>
        PolicyDocument.Statement.some(({ Action }) => Action.some((action) => action.startsWith("scheduler:"))),
      );
      expect(makers).toHaveLength(3);
      for (const name of ["activate-instance", "operator-door", "put-schedules"]) {
        const schedules = rightsOf(name).find(({ Action }) => Action.some((action) => action.startsWith("scheduler:")));
        expect(schedules?.Action).toEqual(["scheduler:CreateSchedule", "scheduler:GetSchedule", "scheduler:UpdateSchedule"]);
        expect(schedules?.Resource).toContain(":schedule/tenantry-instances/*");
        const passing = rightsOf(name).find(({ Action }) => Action.includes("iam:PassRole"));
        expect(passing?.Resource).toMatch(/^\{"Fn::GetAtt":\["InstanceSchedulesRole\w+","Arn"\]\}$/);
        expect(passing?.Condition).toEqual({ StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" } });
      }
    });

    it("of an instance's schedule are to start its two machines and to leave what failed; only its group may have them", () => {
      const [id, role] = ofType("AWS::IAM::Role").find(([, made]) => JSON.stringify(made).includes("scheduler.amazonaws.com")) ?? [];
      const trust = JSON.stringify(role?.Properties["AssumeRolePolicyDocument"]);
      expect(trust).toMatch(/"aws:SourceArn":\{.*:schedule-group\/tenantry-instances/);
      expect(trust).toContain('"aws:SourceAccount":{"Ref":"AWS::AccountId"}');
      const rights = policies
        .filter(({ Roles }) => Roles.some(({ Ref }) => Ref === id))
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      expect(rights.map(({ Action }) => Action)).toEqual([["states:StartExecution"], ["sqs:SendMessage"]]);
      expect(rights[0]?.Resource.match(/:stateMachine:[\w-]+/g)).toEqual([
        ":stateMachine:tenantry-get-services-definition",
        ":stateMachine:tenantry-take-usage",
      ]);
      expect(rights[1]?.Resource).toContain(":tenantry-dead-letters");
    });

    it("to the BSS's keys has its door alone", () => {
      const readers = policies.filter(({ PolicyDocument }) =>
        PolicyDocument.Statement.some(({ Resource }) => Resource.includes("BssApplications")),
      );
      expect(readers).toHaveLength(1);
      expect(rightsOf("bss-door").some(({ Resource }) => Resource.includes("BssApplications"))).toBe(true);
    });

    it("name every action, and every resource but those that cannot be known before", () => {
      const statements = policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
      expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
      const wide = statements
        .filter(({ Resource }) => Resource.includes("*"))
        .flatMap(({ Action }) => Action.flatMap((action) => action.split(":", 1)));
      expect([...new Set(wide)].toSorted()).toEqual(["logs", "scheduler", "secretsmanager", "states", "xray"]);
      const allOfIt = statements.filter(({ Resource }) => Resource === '"*"').flatMap(({ Action }) => Action);
      expect(
        allOfIt.every((action) => /^xray:|^logs:(\w+LogDelivery|ListLogDeliveries|\w+ResourcePolic\w+|DescribeLogGroups)$/.test(action)),
      ).toBe(true);
    });

    it("to use the key name the service that uses it, or the machine", () => {
      const uses = policies
        .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
        .filter(({ Action }) => Action.some((action) => action.startsWith("kms:")));
      for (const { Condition } of uses) expect(JSON.stringify(Condition)).toMatch(/kms:ViaService|kms:EncryptionContext/);
    });

    it("come from no policy of AWS's own", () => {
      for (const [, { Properties }] of ofType("AWS::IAM::Role")) expect(Properties).not.toHaveProperty("ManagedPolicyArns");
    });

    it("of a machine are to invoke its own steps", () => {
      for (const { steps } of Object.values(allProcesses)) {
        const invoking = policies
          .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
          .filter(({ Action }) => Action.includes("lambda:InvokeFunction"));
        expect(invoking.some(({ Resource }) => Resource.split("Fn::GetAtt").length - 1 === steps.length)).toBe(true);
      }
    });
  });

  describe("the environment", () => {
    it("of each function holds only what its ports read, and no secret", () => {
      expect(variablesOf("park-order")).toEqual(["TABLE_MAPPINGS", "TABLE_ORDERS"]);
      expect(variablesOf("grant-role")).toEqual([
        "TABLE_INSTANCES",
        "TABLE_MAPPINGS",
        "TABLE_ORDERS",
        "TENANTRY_ACRONIS_HOSTS",
        "TENANTRY_PREFIX",
      ]);
      expect(variablesOf("put-schedules")).toEqual([
        "MACHINES_ARN",
        "SCHEDULES_DEAD_LETTERS_ARN",
        "SCHEDULES_ROLE_ARN",
        "TABLE_INSTANCES",
        "TENANTRY_PREFIX",
      ]);
      expect(variablesOf("sweep-orders")).toEqual(["MACHINES_ARN", "TABLE_INSTANCES", "TABLE_MAPPINGS", "TABLE_ORDERS"]);
    });
  });
};
