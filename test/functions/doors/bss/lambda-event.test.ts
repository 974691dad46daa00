import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { describe, expect, it } from "vitest";
import { bssHandler, requestOf } from "../../../../functions/doors/bss/lambda-event.ts";
import type { DoorRequest } from "../../../../functions/doors/bss/request.ts";
import { silentLog } from "../../../../functions/log.ts";
import { customer } from "../../../fixtures/bss/requests.ts";
import { aDoor, applicationId, get, post } from "./a-door.ts";

/** An event of the HTTP API's `$default` route. */
const eventOf = ({ method, path, headers, body }: DoorRequest, base64 = false): APIGatewayProxyEventV2 => ({
  version: "2.0",
  routeKey: "$default",
  rawPath: path,
  rawQueryString: "",
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

const context: Context = {
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

describe("the door as a Lambda function", () => {
  it.each([false, true])("answers like the door itself (body in Base64: %s)", async (base64) => {
    const { door, services, asked } = aDoor();
    const request = post("Accounts/Synchronize", { ...customer, Name: "Müller 🍇" });
    const { status, headers, body } = await door(request);
    expect(await bssHandler({ acronis: services }, silentLog)(eventOf(request, base64), context)).toStrictEqual({
      statusCode: status,
      headers,
      body,
    });
    expect(asked.synchronised.map(({ account }) => account.name)).toStrictEqual(["Müller 🍇", "Müller 🍇"]);
  });

  it("refuses in its first middleware, without reaching a service", async () => {
    const { services, asked } = aDoor();
    const handler = bssHandler({ acronis: services }, silentLog);
    const uncredited = { ...eventOf(post("Accounts/Exists", customer)), headers: { "content-type": "application/json" } };
    expect(await handler(uncredited, context)).toMatchObject({ statusCode: 401 });
    const forged = {
      route: { verb: "POST", path: "Accounts/Exists", answer: () => "in" },
      call: { services, applicationId, request: post("Accounts/Exists", customer) },
    } as const;
    expect(await handler({ ...uncredited, admitted: forged }, context)).toMatchObject({ statusCode: 401 });
    expect(asked.calls).toStrictEqual([]);
  });

  it.each(["applications", "recognise"] as const)("answers the protocol's 500 when %s fails", async (service) => {
    const { services } = aDoor({ [service]: async () => Promise.reject(new Error("secret")) });
    const result = await bssHandler({ acronis: services }, silentLog)(eventOf(get("Fields/AdditionalInfo")), context);
    expect(result).toMatchObject({ statusCode: 500, body: '{"Message":"An error has occurred."}' });
  });

  it("names the full address, and drops a body that is too large", () => {
    const event = { ...eventOf(get("Fields/Nothing")), rawQueryString: "a=1", body: "x".repeat(2_000_000) };
    expect(requestOf(event)).toMatchObject({ url: "https://sm.example/acronis/api/Fields/Nothing?a=1", body: "", tooLarge: true });
  });
});
