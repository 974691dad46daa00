import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { APIGatewayProxyEventV2 } from "aws-lambda";

/** The bodies that an HTTP API hands on as text; any other, a form's and one without a type included, goes as base64. */
const isText = (type: string | undefined): boolean => /^(text\/|application\/(json|xml|javascript)\s*(;|$))/i.test(type ?? "");

/** The event that API Gateway's HTTP API makes of a request on its `$default` route; undefined when the path is not one. */
export const toEvent = (request: IncomingMessage, body: Buffer): APIGatewayProxyEventV2 | undefined => {
  const target = request.url ?? "/";
  const cut = target.indexOf("?");
  const rawPath = decoded(cut < 0 ? target : target.slice(0, cut));
  if (rawPath === undefined || !rawPath.startsWith("/")) return undefined;
  const rawQueryString = cut < 0 ? "" : target.slice(cut + 1);
  const { cookie, ...lists } = request.headersDistinct;
  const said = Object.fromEntries(Object.entries(lists).map(([name, values = []]) => [name, values.join(",")]));
  const headers: Record<string, string> = { ...said, "x-forwarded-proto": "http" };
  const host = headers["host"] ?? "localhost";
  const asText = isText(headers["content-type"]);
  const now = new Date();
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath,
    rawQueryString,
    ...(cookie !== undefined && { cookies: cookie.flatMap((line) => line.split(/;\s*/)).filter((each) => each !== "") }),
    headers,
    ...(rawQueryString !== "" && { queryStringParameters: joined(new URLSearchParams(rawQueryString)) }),
    requestContext: {
      accountId: "000000000000",
      apiId: "local",
      domainName: host,
      domainPrefix: "local",
      http: {
        method: request.method ?? "GET",
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: "$default",
      stage: "$default",
      time: commonLogTime(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(asText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !asText,
  };
};

// Unlike a function's own URL, an HTTP API decodes the path.
const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
};

/** Each name once, its values joined. */
const joined = (query: URLSearchParams): Record<string, string> =>
  Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(",")]));

/** E.g. `21/Nov/2026:08:00:00 +0000`. */
const commonLogTime = (time: Date): string => {
  const [, day, month, year, clock] = time.toUTCString().split(" ");
  return `${day}/${month}/${year}:${clock} +0000`;
};
