import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { silentLog, type Log } from "../../../../functions/log.ts";
import { bssHandler } from "../../../../functions/doors/bss/door.ts";
import type { DoorAnswer, DoorRequest } from "../../../../functions/doors/bss/request.ts";
import { acronisForm, settingsFrom } from "../../../../functions/doors/bss/acronis/form.ts";
import { acronisOptions } from "../../../../functions/doors/bss/acronis/options.ts";
import type { AccountCall, BssServices, SynchroniseCall } from "../../../../functions/doors/bss/services.ts";
import { standardServicesSettings } from "../../../../functions/services/settings.ts";
import { standardRule } from "../../../../functions/instances/rule.ts";
import type { Instance } from "../../../../functions/instances/instance.ts";

export const applicationId = "9b0f6b3e-6f0b-4f5f-8b58-0f3d6c1b2a90";
export const apiKey = "c2FtcGxlLWFwaS1rZXktbm90LXJlYWw=";
export const tenantId = "d3b1f0a4-5c1e-4a39-8f0d-6a2f7b9c4e21";

export const instance: Instance = {
  instanceId: "acronis-1",
  vendor: "acronis",
  systemName: "Acronis EU2",
  gateway: "https://eu2-cloud.acronis.example",
  clientId: "5f0c7a9e-43a1-4a63-9a53-0c8f5e0f7a11",
  distributorDiscount: "12.5",
  primaryCurrency: "EUR",
  updateProductNames: "update",
  tenantId: "11111111-1111-4111-8111-111111111111",
  tenantName: "Nordwind Distribution",
  rule: standardRule,
  services: standardServicesSettings,
  discounts: [],
  activatedAt: "2026-11-21T08:00:00.000+00:00",
  updatedAt: "2026-11-21T08:00:00.000+00:00",
};

/** What the door asked of the services. */
export interface Asked {
  readonly settings: ReturnType<typeof settingsFrom>[];
  readonly calls: AccountCall[];
  readonly synchronised: SynchroniseCall[];
}

/** A door whose services agree to everything; a test replaces what it is about. */
export const aDoor = (replaced: Partial<BssServices> = {}, log: Log = silentLog) => {
  const asked: Asked = { settings: [], calls: [], synchronised: [] };
  const services: BssServices = {
    form: acronisForm,
    syncOptions: acronisOptions,
    applications: async () => new Map([[applicationId, apiKey]]),
    recognise: async (read) => {
      asked.settings.push(settingsFrom(read));
      return instance;
    },
    validate: async (read) => {
      asked.settings.push(settingsFrom(read));
      return [];
    },
    additionalInfo: async () => ({ TenantName: "Nordwind Distribution" }),
    resellers: async () => [{ tenantId: "0b9e6c52-7a4d-4b8f-8d11-3c5f2e7a9d04", name: "Blue Harbor IT Services" }],
    synchronise: async (call) => {
      asked.synchronised.push(call);
      return { tenantId, message: "The account is synchronised.", extraInfo: { Login: call.account.login } };
    },
    exists: async (call) => {
      asked.calls.push(call);
      return { found: true, tenantId };
    },
    remove: async (call) => {
      asked.calls.push(call);
      return { tenantId, message: "The tenant is disabled; its data is kept." };
    },
    isReseller: async (call) => {
      asked.calls.push(call);
      return true;
    },
    ...replaced,
  };
  return { door: doorOf({ acronis: services }, log), services, asked };
};

/** What a test sends: a request, before it has arrived. */
type Sent = Omit<DoorRequest, "receivedAt" | "tooLarge">;

/** The door as API Gateway calls it. */
export const doorOf = (vendors: Readonly<Record<string, BssServices>>, log: Log = silentLog) => {
  const handler = bssHandler(vendors, log);
  return async (request: Sent): Promise<DoorAnswer> => {
    const { statusCode = 0, headers = {}, body = "" } = await handler(eventOf(request), context);
    return { status: statusCode, headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])), body };
  };
};

/** An event of the HTTP API's `$default` route. */
export const eventOf = ({ method, path, url, headers, body }: Sent, base64 = false): APIGatewayProxyEventV2 => ({
  version: "2.0",
  routeKey: "$default",
  rawPath: path,
  rawQueryString: new URL(url).search.slice(1),
  headers: { ...headers },
  requestContext: {
    accountId: "1",
    apiId: "api",
    domainName: "sm.example",
    domainPrefix: "sm",
    http: { method, path, protocol: "HTTP/1.1", sourceIp: "192.0.2.1", userAgent: "bss" },
    requestId: "request",
    routeKey: "$default",
    stage: "$default",
    time: "21/Nov/2026:08:00:00 +0000",
    timeEpoch: 0,
  },
  body: base64 ? Buffer.from(body).toString("base64") : body,
  isBase64Encoded: base64,
});

export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "bss-door",
  functionVersion: "1",
  invokedFunctionArn: "arn",
  memoryLimitInMB: "256",
  awsRequestId: "request",
  logGroupName: "group",
  logStreamName: "stream",
  getRemainingTimeInMillis: () => 30_000,
  done: () => {},
  fail: () => {},
  succeed: () => {},
};

export const credentials = {
  "x-cloudplatform-applicationid": applicationId,
  "x-cloudplatform-apikey": Buffer.from(apiKey).toString("base64"),
};

export const get = (route: string, headers: DoorRequest["headers"] = {}): Sent => ({
  method: "GET",
  path: `/acronis/api/${route}`,
  url: `https://sm.example/acronis/api/${route}`,
  headers: { ...credentials, ...headers },
  body: "",
});

/** Posts a JSON value, or a text as it stands. */
export const post = (route: string, content: unknown, headers: DoorRequest["headers"] = {}): Sent => ({
  ...get(route, { "content-type": "application/json; charset=utf-8", ...headers }),
  method: "POST",
  body: typeof content === "string" ? content : JSON.stringify(content),
});

export const read = (answer: DoorAnswer): unknown => JSON.parse(answer.body);
