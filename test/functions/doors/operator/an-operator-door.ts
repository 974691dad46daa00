import type { APIGatewayProxyEventV2 } from "aws-lambda";
import * as z from "zod";
import { type Clock, systemClock, utc } from "../../../../functions/clock.ts";
import { operatorDoor } from "../../../../functions/doors/operator/door.ts";
import type { OperatorServices } from "../../../../functions/doors/operator/services.ts";
import type { Instance } from "../../../../functions/instances/instance.ts";
import { instanceIdOf } from "../../../../functions/onboarding/names.ts";
import { resumeOrder } from "../../../../functions/onboarding/place-order.ts";
import type { Machines } from "../../../../functions/onboarding/ports.ts";
import { instanceRows } from "../../../../functions/store/instances.ts";
import { mappingRows } from "../../../../functions/store/mappings.ts";
import { acronis } from "../../../../functions/vendors/acronis/adapter.ts";
import { readGateway, vendorHosts } from "../../../../functions/vendors/gateway.ts";
import { vendorHttp } from "../../../../functions/vendors/http.ts";
import { openSecrets } from "../../../../sandbox/aws/secrets.ts";
import { usageRows } from "../../../../functions/store/usage-rows.ts";
import { veeamPolicy } from "../../../../functions/vendors/veeam/hosts.ts";
import { servicesRows } from "../../../../functions/store/services-rows.ts";
import { openTables } from "../../../../sandbox/aws/table.ts";
import { Document, judgeOf } from "./judge.ts";

export const instanceId = instanceIdOf("acronis", "https://eu2-cloud.acronis.example", "client-1");

/** A request in short; the rest of the event is as the gateway makes it. */
export interface Request {
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string | undefined;
}

export const eventOf = (method: string, path: string, { query, headers = {}, body }: Request = {}): APIGatewayProxyEventV2 => ({
  version: "2.0",
  routeKey: "$default",
  rawPath: path,
  rawQueryString: "",
  headers,
  ...(query === undefined ? {} : { queryStringParameters: query }),
  requestContext: {
    accountId: "000000000000",
    apiId: "local",
    domainName: "localhost",
    domainPrefix: "local",
    http: { method, path, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "" },
    requestId: "request-1",
    routeKey: "$default",
    stage: "$default",
    time: "21/Nov/2026:08:00:00 +0000",
    timeEpoch: 0,
  },
  ...(body === undefined ? {} : { body }),
  isBase64Encoded: false,
});

/** Machines that note what was started, and run until they are told to end. */
const notedMachines = () => {
  const running = new Set<string>();
  const machines: Machines = {
    start: async (_process, execution) => {
      if (running.has(execution)) return "exists";
      running.add(execution);
      return "started";
    },
    isRunning: async (_process, execution) => running.has(execution),
  };
  return { machines, running };
};

/** No two times are the same, so that orders have an order. */
const tickingClock = (): Clock => {
  let last = 0;
  const now = (): string => {
    last = Math.max(last + 1, Date.now());
    return utc(last);
  };
  return { ...systemClock(), now };
};

/** The real door over the real store; only the machines are noted instead of run. Every answer is held against the door's own document. */
export const openOperatorDoor = async () => {
  const tables = await openTables();
  const clock = tickingClock();
  const mappings = mappingRows(tables.client, tables.names, clock);
  const instances = instanceRows(tables.client, tables.names.instances, clock);
  const { machines, running } = notedMachines();
  const logged: { level: string; message: string }[] = [];
  const http = vendorHttp(vendorHosts);
  const scheduler: { refuses: boolean; readonly put: Instance[] } = { refuses: false, put: [] };
  const soldRows = servicesRows(tables.client, tables.names.services);
  const services: OperatorServices = {
    mappings,
    instances,
    usage: usageRows(tables.client, tables.names.usage),
    machines,
    services: soldRows,
    servicesWriter: soldRows,
    clock,
    acronis: acronis({ http, credentials: openSecrets({}), instances, clock }),
    log: (level, message, facts) => logged.push({ level, message, ...facts }),
    schedules: {
      put: async (instance) => {
        if (scheduler.refuses) throw new Error("the scheduler refuses");
        scheduler.put.push(instance);
      },
    },
    readEndpoint: (text) => readGateway(text, veeamPolicy(["registrar.example:8443"], false)),
    resume: async (mapping) => ((await resumeOrder(mapping, { mappings, machines, clock })) === undefined ? "notParked" : "resumed"),
  };
  const door = operatorDoor(services);
  const document = Document.parse(JSON.parse((await door(eventOf("GET", "/v1/openapi.json"))).body ?? ""));
  const judge = judgeOf(document);

  return {
    services,
    tables,
    scheduler,
    running,
    logged,
    document,
    close: tables.close,
    /** Sends and reads; fails when the answer is not one that the document describes. */
    send: async (method: string, path: string, request: Request = {}) => {
      const result = await door(eventOf(method, path, request));
      const { statusCode: status = 0, headers = {}, body: text = "" } = result;
      const body = z.record(z.string(), z.unknown()).parse(text === "" ? {} : JSON.parse(text));
      if (method !== "HEAD") judge(method, path, status, body);
      return { status, headers, body, text };
    },
    /** Saves an instance of Veeam as activation does, and gives its id. */
    activateVeeam: async () =>
      (
        await instances.saveVeeam({
          instanceId: instanceIdOf("veeam", "12345678", ""),
          vendor: "veeam",
          systemName: "Veeam",
          providerId: "12345678",
          registrationWay: "http",
          distributorDiscount: "0",
          primaryCurrency: "EUR",
          updateProductNames: "keep",
        })
      ).instanceId,
    /** Saves the instance as activation does. */
    activate: () =>
      instances.save({
        instanceId,
        vendor: "acronis",
        systemName: "Acronis EU2",
        gateway: "https://eu2-cloud.acronis.example",
        clientId: "client-1",
        distributorDiscount: "12.5",
        primaryCurrency: "EUR",
        updateProductNames: "update",
        tenantId: "11111111-1111-4111-8111-111111111111",
        tenantName: "Nordwind Distribution",
      }),
  };
};

export type OpenDoor = Awaited<ReturnType<typeof openOperatorDoor>>;
