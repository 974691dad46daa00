import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { traceOf } from "../../defect.ts";
import { untilLambdaEndsIt } from "../../lambda-end.ts";
import type { Log } from "../../log.ts";
import { admit, type Admitted, json, routeOf } from "./admission.ts";
import { largestBody, type DoorAnswer, type DoorRequest } from "./request.ts";
import type { BssServices } from "./services.ts";

/**
 * The BSS's door: the Service Management API at `/{vendor}/api/{Group}/{Action}` (bss-service-management-api.md), as the Lambda function
 * behind the `$default` route. Its first middleware authorises: what it refuses never reaches the handler.
 */
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

/** Every business outcome, refusals too, is HTTP 200 in the form of the route's type. */
const answer = async ({ route, call }: Admitted): Promise<DoorAnswer> => json(200, await route.answer(call));

const isAdmitted = (admission: Admitted | DoorAnswer): admission is Admitted => "route" in admission;

/** Nothing of a defect gets out: the log learns its class, places in the code and fingerprint, the caller nothing at all. */
const guarded = async <Outcome>(request: DoorRequest, log: Log, act: () => Promise<Outcome>): Promise<Outcome | DoorAnswer> => {
  try {
    return await act();
  } catch (error) {
    const route = routeOf(request.path);
    log("error", "defect", { route: route === undefined ? "unknown" : `${route.verb} ${route.path}`, ...traceOf(error) });
    return json(500, { Message: "An error has occurred." });
  }
};
