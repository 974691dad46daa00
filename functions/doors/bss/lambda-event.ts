import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { untilLambdaEndsIt } from "../../lambda-end.ts";
import type { Log } from "../../log.ts";
import { admit, type Admitted } from "./admission.ts";
import { answer, guarded, isAdmitted } from "./door.ts";
import { largestBody, type DoorAnswer, type DoorRequest } from "./request.ts";
import type { BssServices } from "./services.ts";

/** The Lambda function behind the `$default` route. Its first middleware authorises: what it refuses never reaches the handler. */
export const bssHandler = (vendors: Readonly<Record<string, BssServices>>, log: Log) =>
  middy<AdmittedEvent, APIGatewayProxyStructuredResultV2>(untilLambdaEndsIt)
    .before(async (middleware) => {
      const request = requestOf(middleware.event);
      const admission = await guarded(request, log, () => admit(vendors, request));
      if (!isAdmitted(admission)) return resultOf(admission);
      middleware.event.admitted = admission;
      return undefined;
    })
    .handler(async ({ admitted }: AdmittedEvent) => {
      if (admitted === undefined) throw new Error("a call passed without admission");
      return resultOf(await guarded(admitted.call.request, log, () => answer(admitted)));
    });

/** The event, and what the first middleware learned about it. */
type AdmittedEvent = APIGatewayProxyEventV2 & { admitted?: Admitted };

export const requestOf = (event: APIGatewayProxyEventV2): DoorRequest => {
  const { domainName, http } = event.requestContext;
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  const query = event.rawQueryString === "" ? "" : `?${event.rawQueryString}`;
  return {
    method: http.method,
    path: event.rawPath,
    url: `${event.headers["x-forwarded-proto"] === "http" ? "http" : "https"}://${domainName}${event.rawPath}${query}`,
    headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: body.byteLength > largestBody ? "" : body.toString("utf8"),
    receivedAt: performance.now(),
    tooLarge: body.byteLength > largestBody,
  };
};

const resultOf = ({ status, headers, body }: DoorAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: status,
  headers: { ...headers },
  body,
});
