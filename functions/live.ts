import { setTimeout as pause } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { systemClock } from "./clock.ts";
import { environment, ownVariables } from "./environment.ts";
import { jsonLog } from "./log.ts";
import type { Waiting } from "./onboarding/await-end.ts";
import type { Machines } from "./onboarding/ports.ts";
import type { Ports } from "./ports.ts";
import { inputOf } from "./processes.ts";
import type { World } from "./run-step.ts";
import { secretCredentials } from "./store/credentials.ts";
import { instanceRows } from "./store/instances.ts";
import { loginRows } from "./store/logins.ts";
import { mappingRows } from "./store/mappings.ts";
import { servicesRows } from "./store/services-rows.ts";
import { usageRows } from "./store/usage-rows.ts";
import { acronis } from "./vendors/acronis/adapter.ts";
import { type HttpPolicy, vendorHttp } from "./vendors/http.ts";
import { veeam } from "./vendors/veeam/adapter.ts";
import { veeamPolicy } from "./vendors/veeam/hosts.ts";

type Builders = { readonly [Name in keyof Ports]: () => Ports[Name] };

/** The world on AWS, from the function's environment. Each port is built once a container, when it is first asked for. */
export const live = (variables = ownVariables): World => {
  const clock = systemClock();
  const dynamo = once(() => new DynamoDBClient(clientSettings));
  const services = once(() => servicesRows(dynamo(), environment.services.parse(variables).TABLE_SERVICES));
  const usage = once(() => usageRows(dynamo(), environment.usage.parse(variables).TABLE_USAGE));
  const builders: Builders = {
    clock: () => clock,
    mappings: once(() => {
      const { TABLE_MAPPINGS, TABLE_ORDERS } = environment.mappings.parse(variables);
      return mappingRows(dynamo(), { mappings: TABLE_MAPPINGS, orders: TABLE_ORDERS }, clock);
    }),
    logins: once(() => loginRows(dynamo(), environment.logins.parse(variables).TABLE_LOGINS, clock)),
    instances: once(() => instanceRows(dynamo(), environment.instances.parse(variables).TABLE_INSTANCES, clock)),
    services,
    servicesWriter: services,
    usage,
    usageWriter: usage,
    tenants: () => builders.mappings(),
    credentials: once(() =>
      secretCredentials(new SecretsManagerClient(clientSettings), environment.credentials.parse(variables).TENANTRY_PREFIX),
    ),
    machines: once(() => liveMachines(new SFNClient(clientSettings), environment.machines.parse(variables).MACHINES_ARN)),
    settings: once(() => ({ searchLagSeconds: environment.settings.parse(variables).TENANTRY_SEARCH_LAG_SECONDS })),
    log: () => jsonLog,
    acronis: once(() => {
      // A gateway on loopback would be the container itself.
      const policy = { allowedSuffixes: environment.acronis.parse(variables).TENANTRY_ACRONIS_HOSTS, allowLoopback: false };
      return acronis({ http: vendorHttp(policy), credentials: builders.credentials(), instances: builders.instances(), clock });
    }),
    veeam: once(() => {
      const http = vendorHttp(veeamReach(environment.veeam.parse(variables)));
      return veeam({ http, credentials: builders.credentials(), instances: builders.instances(), clock });
    }),
  };
  return { port: (name) => builders[name](), log: jsonLog };
};

/** How far calls to Veeam reach: the deployment's own list of hosts, with its own certificates; never the container itself. */
export const veeamReach = ({
  TENANTRY_VEEAM_HOSTS,
  TENANTRY_VEEAM_CA,
}: {
  readonly TENANTRY_VEEAM_HOSTS: readonly string[];
  readonly TENANTRY_VEEAM_CA: string;
}): HttpPolicy => ({
  ...veeamPolicy(TENANTRY_VEEAM_HOSTS, false),
  ...(TENANTRY_VEEAM_CA === "" ? {} : { ca: TENANTRY_VEEAM_CA }),
});

/** State machines, below the ARN `arn:…:stateMachine:<prefix>-`. */
export const liveMachines = (client: SFNClient, machinesArn: string): Machines => ({
  start: async (process, execution, id) => {
    try {
      await client.send(
        new StartExecutionCommand({ stateMachineArn: machinesArn + process, name: execution, input: JSON.stringify(inputOf(process, id)) }),
      );
      return "started";
    } catch (error) {
      if (error instanceof ExecutionAlreadyExists) return "exists";
      throw error;
    }
  },
  isRunning: async (process, execution) => {
    const executionArn = `${machinesArn.replace(":stateMachine:", ":execution:")}${process}:${execution}`;
    try {
      // Input and output are encrypted with a key that only the machine may use.
      const { status } = await client.send(new DescribeExecutionCommand({ executionArn, includedData: "METADATA_ONLY" }));
      return status === "RUNNING";
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  },
});

/** How the BSS's door waits for an order's end: 25 s, since an HTTP API ends a call after 30. No step ever waits. */
export const doorWaiting: Waiting = {
  budgetSeconds: 25,
  pause: (milliseconds) => pause(milliseconds),
  elapsed: () => performance.now(),
};

/** A call to AWS ends well within the function's 30 s, repeats included. */
export const clientSettings = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
} as const;

/** Made when it is first asked for, and kept. */
export const once = <Made>(make: () => Made): (() => Made) => {
  let made: { readonly value: Made } | undefined;
  return () => (made ??= { value: make() }).value;
};
