import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpIamAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { Alarms } from "./alarms.ts";
import { LOG_RETENTION } from "./bundled-function.ts";
import { entryFunction } from "./entry-function.ts";
import { acknowledge } from "./findings.ts";
import type { House } from "./house.ts";
import { watchFunction } from "./watch-function.ts";

/** Calls a second over both doors, and how many at once, before API Gateway answers 429. */
const THROTTLE = { rateLimit: 50, burstLimit: 100 };

/** What a line of the access log says: neither headers nor bodies, which hold secrets and people. */
const accessLine = {
  time: "$context.requestTime",
  request: "$context.requestId",
  route: "$context.routeKey",
  method: "$context.httpMethod",
  path: "$context.path",
  status: "$context.status",
  milliseconds: "$context.responseLatency",
  bytes: "$context.responseLength",
  source: "$context.identity.sourceIp",
  error: "$context.integrationErrorMessage",
};

/** The HTTP API: the BSS's door behind every path, the operators' behind /v1. */
export class Doors extends Construct {
  readonly url: string;

  constructor(scope: Construct, house: House, alarms: Alarms) {
    super(scope, "Doors");
    const { prefix, doorConcurrency } = house.options;
    const bss = entryFunction(this, house, "bss-door", { reservedConcurrency: doorConcurrency === 0 ? undefined : doorConcurrency });
    const operator = entryFunction(this, house, "operator-door");
    const activation = entryFunction(this, house, "activate-instance");

    const api = new HttpApi(this, "Api", {
      apiName: prefix,
      description: "Tenantry: the BSS's door, and /v1 for operators",
      createDefaultStage: false,
      defaultIntegration: new HttpLambdaIntegration("Bss", bss.function, { timeout: Duration.seconds(29) }),
    });
    api.addRoutes({
      path: "/v1/{proxy+}",
      methods: [HttpMethod.ANY],
      integration: new HttpLambdaIntegration("Operator", operator.function, { timeout: Duration.seconds(29) }),
      authorizer: new HttpIamAuthorizer(),
    });
    const stage = new HttpStage(this, "Stage", {
      httpApi: api,
      stageName: "$default",
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, "AccessLog", {
            logGroupName: `/aws/vendedlogs/${prefix}/http`,
            retention: LOG_RETENTION,
            encryptionKey: house.key,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(accessLine)),
      },
    });
    this.url = api.apiEndpoint;
    acknowledge(api, {
      "AwsSolutions-APIG4":
        "The BSS's door behind $default authorises in its function's first middleware, in constant time: the protocol's own 401, 404, 405 and 415 bodies and its case-free paths cannot come from the gateway (docs/deploy.md). /v1 has IAM.",
    });

    alarms.ringOnAny(stage.metricServerError(), {
      of: "http",
      runbook: "api-server-errors",
      impact: "The BSS or an operator got an error that says nothing: a user of the BSS is stuck.",
    });
    watchFunction(
      alarms,
      bss,
      { errors: "bss-door-errors", throttles: "bss-door-throttles" },
      "The BSS cannot synchronise accounts, check settings or list options.",
    );
    watchFunction(alarms, operator, { errors: "operator-door-errors" }, "Operators cannot see, resume or plan orders.");
    watchFunction(alarms, activation, { errors: "activation-errors" }, "No instance can be activated, and no Client Secret be changed.");
  }
}
