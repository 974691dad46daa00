import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Right, Variables } from "../functions/environment.ts";
import { processes } from "../functions/processes.ts";
import type { TableName, tables } from "../functions/store/tables.ts";
import type { House } from "./house.ts";
import { allow, keyFor, passTo } from "./statements.ts";

/** What a right is made of: its environment variables, and what the function may do. */
interface Grant<Name extends Right> {
  readonly variables: Variables<Name>;
  readonly statements: readonly PolicyStatement[];
  /** Rights that its port makes use of. */
  readonly implies?: readonly Right[];
}

type Grants = { readonly [Name in Right]: (house: House) => Grant<Name> };

/** The one table of permissions: exactly what each port's code calls. */
export const grants: Grants = {
  clock: () => ({ variables: {}, statements: [] }),
  settings: ({ options }) => ({ variables: { TENANTRY_SEARCH_LAG_SECONDS: String(options.searchLagSeconds) }, statements: [] }),
  mappings: (house) => ({
    variables: { TABLE_MAPPINGS: house.tables.mappings.tableName, TABLE_ORDERS: house.tables.orders.tableName },
    statements: [
      onTable(house, "mappings", ["GetItem", "UpdateItem"]),
      allow(["dynamodb:Query"], indexOf(house, "byOrder")),
      onTable(house, "orders", ["GetItem"]),
      tableKey(house),
    ],
  }),
  placeOrders: (house) => ({
    variables: {},
    statements: [
      onTable(house, "mappings", ["PutItem"]),
      allow(["dynamodb:Query"], indexOf(house, "byReseller")),
      onTable(house, "orders", ["PutItem", "DeleteItem"]),
    ],
  }),
  listOrders: (house) => ({ variables: {}, statements: [allow(["dynamodb:Query"], indexOf(house, "byOpenStatus"))] }),
  listDeletions: (house) => ({ variables: {}, statements: [allow(["dynamodb:Query"], indexOf(house, "byDeletion"))] }),
  logins: (house) => ({
    variables: { TABLE_LOGINS: house.tables.logins.tableName },
    statements: [onTable(house, "logins", ["GetItem", "PutItem"]), tableKey(house)],
  }),
  instances: (house) => ({
    variables: { TABLE_INSTANCES: house.tables.instances.tableName },
    statements: [onTable(house, "instances", ["GetItem", "UpdateItem"]), tableKey(house)],
  }),
  services: (house) => ({
    variables: { TABLE_SERVICES: house.tables.services.tableName },
    statements: [onTable(house, "services", ["GetItem"]), tableKey(house)],
  }),
  servicesWriter: (house) => ({
    variables: { TABLE_SERVICES: house.tables.services.tableName },
    statements: [onTable(house, "services", ["GetItem", "PutItem"]), tableKey(house)],
  }),
  usage: (house) => ({
    variables: { TABLE_USAGE: house.tables.usage.tableName },
    statements: [onTable(house, "usage", ["GetItem"]), tableKey(house)],
  }),
  usageWriter: (house) => ({
    variables: { TABLE_USAGE: house.tables.usage.tableName },
    statements: [onTable(house, "usage", ["GetItem", "BatchGetItem", "PutItem", "UpdateItem"]), tableKey(house)],
  }),
  listUsage: ({ tables: { usage } }) => ({ variables: {}, statements: [allow(["dynamodb:Query"], `${usage.tableArn}/index/byMonth`)] }),
  tenants: (house) => ({
    variables: { TABLE_MAPPINGS: house.tables.mappings.tableName, TABLE_ORDERS: house.tables.orders.tableName },
    statements: [allow(["dynamodb:Query"], indexOf(house, "byTenant")), tableKey(house)],
  }),
  listInstances: (house) => ({ variables: {}, statements: [onTable(house, "instances", ["Scan"])] }),
  countRefusals: (house) => ({ variables: {}, statements: [onTable(house, "instances", ["PutItem"])] }),
  credentials: (house) => ({
    variables: { TENANTRY_PREFIX: house.options.prefix },
    statements: [allow(["secretsmanager:GetSecretValue"], house.arns.instanceSecrets), keyFor(house, "secretsmanager", ["Decrypt"])],
  }),
  credentialWriter: (house) => ({
    variables: { TENANTRY_PREFIX: house.options.prefix, SECRETS_KEY_ARN: house.key.keyArn },
    statements: [
      allow(["secretsmanager:CreateSecret", "secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"], house.arns.instanceSecrets),
      keyFor(house, "secretsmanager", ["Decrypt", "GenerateDataKey"]),
    ],
  }),
  machines: ({ arns }) => ({
    variables: { MACHINES_ARN: arns.machines },
    statements: [allow(["states:DescribeExecution"], ...processes.map(arns.executions))],
  }),
  startMachines: ({ arns }) => ({ variables: {}, statements: [allow(["states:StartExecution"], ...processes.map(arns.machine))] }),
  log: () => ({ variables: {}, statements: [] }),
  acronis: ({ options }) => ({
    variables: { TENANTRY_ACRONIS_HOSTS: options.acronisHosts },
    statements: [],
    implies: ["instances", "credentials"],
  }),
  veeam: (house) => ({
    variables: veeamVariables(house),
    statements: networkOf(house),
    implies: ["instances", "credentials"],
  }),
  readConsole: (house) => ({ variables: veeamVariables(house), statements: networkOf(house) }),
  readEndpoint: ({ options }) => ({ variables: { TENANTRY_VEEAM_HOSTS: options.veeamHosts }, statements: [] }),
  schedules: ({ options, arns, schedules }) => ({
    variables: {
      TENANTRY_PREFIX: options.prefix,
      MACHINES_ARN: arns.machines,
      SCHEDULES_ROLE_ARN: schedules.role.roleArn,
      SCHEDULES_DEAD_LETTERS_ARN: arns.deadLetters,
    },
    statements: [
      allow(["scheduler:CreateSchedule", "scheduler:GetSchedule", "scheduler:UpdateSchedule"], arns.instanceSchedules),
      passTo("scheduler.amazonaws.com", schedules.role.roleArn),
    ],
  }),
  readGateway: ({ options }) => ({ variables: { TENANTRY_ACRONIS_HOSTS: options.acronisHosts }, statements: [] }),
  activate: ({ arns }) => ({
    variables: { ACTIVATE_FUNCTION: arns.function("activate-instance") },
    statements: [allow(["lambda:InvokeFunction"], arns.function("activate-instance"))],
  }),
  applications: (house) => ({
    variables: { BSS_APPLICATIONS_SECRET: house.applications.secretArn },
    statements: [allow(["secretsmanager:GetSecretValue"], house.applications.secretArn), keyFor(house, "secretsmanager", ["Decrypt"])],
  }),
};

const veeamVariables = ({ options }: House) => ({ TENANTRY_VEEAM_HOSTS: options.veeamHosts, TENANTRY_VEEAM_CA: options.veeamCa });

/** A function in a network of the distributor's makes its own interfaces there; EC2 knows no resources for these. */
const networkOf = ({ options }: House): readonly PolicyStatement[] =>
  options.veeamSubnets.length === 0
    ? []
    : [allow(["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface"], "*")];

/** All that a function with these needs is given. */
export const grantsOf = (needs: readonly Right[], house: House) => {
  const all = needs.flatMap((need) => [need, ...(grants[need](house).implies ?? [])]);
  const given = [...new Set(all)].map((need) => grants[need](house));
  return {
    variables: Object.fromEntries(given.flatMap(({ variables }) => Object.entries<string>(variables))),
    statements: given.flatMap(({ statements }) => statements),
  };
};

const onTable = ({ tables: ours }: House, table: TableName, actions: readonly string[]): PolicyStatement =>
  allow(
    actions.map((action) => `dynamodb:${action}`),
    ours[table].tableArn,
  );

const indexOf = ({ tables: ours }: House, name: (typeof tables.mappings.indexes)[number]["name"]): string =>
  `${ours.mappings.tableArn}/index/${name}`;

const tableKey = (house: House): PolicyStatement =>
  keyFor(house, "dynamodb", ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"]);
