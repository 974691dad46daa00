import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { operatorDoor } from "../doors/operator/door.ts";
import { untilLambdaEndsIt } from "../lambda-end.ts";
import { live } from "../live.ts";
import { resumeOrder } from "../onboarding/place-order.ts";
import { liveReadEndpoint, liveSchedules } from "./door-rights.ts";

const { port, log } = live();
const ports = { clock: port("clock"), mappings: port("mappings"), machines: port("machines") };

/** Behind /v1: the gateway lets only signed requests through. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(untilLambdaEndsIt).handler(
  operatorDoor({
    ...ports,
    instances: port("instances"),
    acronis: port("acronis"),
    services: port("services"),
    servicesWriter: port("servicesWriter"),
    usage: port("usage"),
    schedules: liveSchedules(),
    readEndpoint: liveReadEndpoint(),
    log,
    resume: async (mapping) => ((await resumeOrder(mapping, ports)) === undefined ? "notParked" : "resumed"),
  }),
);
