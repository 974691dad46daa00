import { setTimeout as pause } from "node:timers/promises";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { systemClock } from "../functions/clock.ts";
import { acronisServices } from "../functions/doors/bss/acronis/services.ts";
import { bssHandler } from "../functions/doors/bss/door.ts";
import { bearerKey, operatorDoor } from "../functions/doors/operator/door.ts";
import { veeamServices } from "../functions/doors/bss/veeam/services.ts";
import { activation } from "../functions/instances/activation.ts";
import { putSchedules } from "../functions/instances/put-schedules.ts";
import { veeamActivation } from "../functions/instances/veeam-activation.ts";
import { sweepDeletions } from "../functions/deletion/sweep-deletions.ts";
import { type Log, silentLog } from "../functions/log.ts";
import { parkDeadExecution } from "../functions/onboarding/park-dead-execution.ts";
import { resumeOrder } from "../functions/onboarding/place-order.ts";
import { sweepOrders } from "../functions/onboarding/sweep-orders.ts";
import { instanceProcesses } from "../functions/processes.ts";
import type { Ports } from "../functions/ports.ts";
import { runStep } from "../functions/run-step.ts";
import { instanceRows } from "../functions/store/instances.ts";
import { loginRows } from "../functions/store/logins.ts";
import { mappingRows } from "../functions/store/mappings.ts";
import { servicesRows } from "../functions/store/services-rows.ts";
import { usageRows } from "../functions/store/usage-rows.ts";
import { acronis } from "../functions/vendors/acronis/adapter.ts";
import { veeam } from "../functions/vendors/veeam/adapter.ts";
import { readConsole, veeamPolicy } from "../functions/vendors/veeam/hosts.ts";
import { lookForRegistrations } from "../functions/veeam/look-for-registrations.ts";
import { type GatewayPolicy, readGateway, vendorHosts } from "../functions/vendors/gateway.ts";
import { vendorHttp } from "../functions/vendors/http.ts";
import { allProcesses } from "../statemachines/all.ts";
import { type LocalMachines, localMachines } from "./aws/machines.ts";
import type { Observed } from "./aws/observed.ts";
import { localSchedules } from "./aws/schedules.ts";
import { openSecrets } from "./aws/secrets.ts";
import { type LocalTables, openTables } from "./aws/table.ts";

export interface HouseOptions {
  /** Where tables, secrets and executions are kept; in memory without it. */
  readonly directory?: string | undefined;
  /** How many seconds of any wait pass in one second; 1 is real time. */
  readonly timeScale?: number;
  /** Application ids (lower case) and their keys. */
  readonly applications: ReadonlyMap<string, string>;
  readonly operatorKey: string;
  /** How long the BSS's door waits for an order's end, in real seconds. */
  readonly answerBudgetSeconds?: number;
  readonly searchLagSeconds?: number;
  readonly allowedHosts?: readonly string[];
  /** Veeam's hosts beside this machine, as `host:port`. */
  readonly veeamHosts?: readonly string[];
  /** 8 s unless said: tests cannot wait so long. */
  readonly vendorCallMilliseconds?: number;
  /** Whether instances' processes start by their schedules; without it only by hand. */
  readonly runSchedules?: boolean;
  readonly observe?: (observed: Observed) => void;
  readonly log?: Log;
}

/** Tenantry on a laptop: the same functions, steps and machines as on AWS, over what stands in for it. */
export interface House {
  readonly ports: Ports;
  readonly tables: LocalTables;
  readonly machines: LocalMachines;
  /** Both doors: the operator's below `/v1`, the BSS's everywhere else. */
  readonly handle: (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;
  /** Starts what was reserved and never started, and parks what died unseen. */
  readonly sweep: () => Promise<number>;
  /** Resumes orders of Veeam whose registration is seen meanwhile. */
  readonly lookForRegistrations: () => Promise<number>;
  /** Starts the deletions of tenants that are due. */
  readonly deleteDueTenants: () => Promise<number>;
  /** Ends as a kill would: what runs goes on when the house is opened again. */
  readonly close: () => Promise<void>;
}

export const openHouse = async (options: HouseOptions): Promise<House> => {
  const { directory, timeScale = 1, runSchedules = false, log = silentLog } = options;
  const clock = systemClock(timeScale);
  const tables = await openTables({ directory });
  const credentials = openSecrets({ directory });
  const policy: GatewayPolicy = { allowedSuffixes: options.allowedHosts ?? vendorHosts.allowedSuffixes, allowLoopback: true };
  const limit = options.vendorCallMilliseconds;
  const limits = limit === undefined ? {} : { limitMilliseconds: limit };
  const http = vendorHttp({ ...policy, ...limits });
  const consolePolicy = veeamPolicy(options.veeamHosts ?? [], true);
  const consoleHttp = vendorHttp({ ...consolePolicy, ...limits });
  const instances = instanceRows(tables.client, tables.names.instances, clock);
  const mappings = mappingRows(tables.client, tables.names, clock);
  const services = servicesRows(tables.client, tables.names.services);
  const usage = usageRows(tables.client, tables.names.usage);
  const acronisOf = acronis({ http, credentials, instances, clock });

  const world = { port: <Name extends keyof Ports>(name: Name): Ports[Name] => ports[name], log };
  const machines = localMachines({
    processes: Object.values(allProcesses),
    run: (_process, step, event) => runStep(step, event, world),
    timeScale,
    directory,
    died: async ({ execution, error }) => {
      await parkDeadExecution({ execution, status: error }, { clock, mappings, log });
    },
    observe: options.observe,
  });
  const schedules = localSchedules({
    processes: runSchedules ? instanceProcesses : [],
    start: machines.start,
    timeScale,
    log,
  });
  const ports: Ports = {
    clock,
    mappings,
    logins: loginRows(tables.client, tables.names.logins, clock),
    instances,
    credentials,
    machines,
    services,
    servicesWriter: services,
    usage,
    usageWriter: usage,
    tenants: mappings,
    settings: { searchLagSeconds: options.searchLagSeconds ?? 60 },
    log,
    acronis: acronisOf,
    veeam: veeam({ http: consoleHttp, credentials, instances, clock }),
  };

  const gatewayOf = (text: string) => readGateway(text, policy);
  const door = {
    ...ports,
    applications: async () => options.applications,
    waiting: {
      budgetSeconds: options.answerBudgetSeconds ?? 25,
      pause: (milliseconds: number) => pause(milliseconds),
      elapsed: () => performance.now(),
    },
  };
  const acronisDoor = acronisServices({
    ...door,
    readGateway: gatewayOf,
    activate: activation({
      instances,
      credentials,
      clock,
      readGateway: gatewayOf,
      schedules,
      log,
      connect: (instance, credential) =>
        acronis({ http, credentials: { of: async () => credential, fresh: async () => credential }, instances, clock })(instance),
    }),
  });
  const veeamDoor = veeamServices({
    ...door,
    activate: veeamActivation({
      instances,
      credentials,
      clock,
      readConsole: (text) => readConsole(text, consolePolicy),
      connect: (instance, credential) =>
        veeam({ http: consoleHttp, credentials: { of: async () => credential, fresh: async () => credential }, instances, clock })(
          instance,
        ),
    }),
  });
  const bss = bssHandler({ acronis: acronisDoor, veeam: veeamDoor }, log);
  const operator = operatorDoor({
    mappings,
    instances,
    services,
    servicesWriter: services,
    usage,
    machines,
    clock,
    acronis: acronisOf,
    log,
    schedules,
    readEndpoint: (text) => readGateway(text, consolePolicy),
    resume: async (mapping) => ((await resumeOrder(mapping, ports)) === undefined ? "notParked" : "resumed"),
    authorise: bearerKey(options.operatorKey),
  });

  await machines.recover();
  if (runSchedules) await putSchedules({ instances, schedules, log });
  return {
    ports,
    tables,
    machines,
    handle: async (event) => (/^\/v1(\/|$)/.test(event.rawPath) ? operator(event) : bss(event, lambdaContext)),
    sweep: () => sweepOrders({ ...ports, log }),
    lookForRegistrations: () => lookForRegistrations({ ...ports, log }),
    deleteDueTenants: () => sweepDeletions({ ...ports, log }),
    close: async () => {
      await schedules.close();
      await machines.close();
      http.close();
      consoleHttp.close();
      await tables.close();
    },
  };
};

/** What a handler may ask of its invocation; ours ask nothing. */
const lambdaContext: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "sandbox",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:local:000000000000:function:sandbox",
  memoryLimitInMB: "256",
  awsRequestId: "sandbox",
  logGroupName: "sandbox",
  logStreamName: "sandbox",
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};
