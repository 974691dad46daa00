import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, CfnFunction, Function, LoggingFormat, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { FUNCTION_TIMEOUT_SECONDS } from "../functions/budgets.ts";
import type { Right } from "../functions/environment.ts";
import { bundledCode } from "./bundled-code.ts";
import { acknowledge } from "./findings.ts";
import { grantsOf } from "./grants.ts";
import type { House } from "./house.ts";
import { allow } from "./statements.ts";

/** How long logs are kept; they hold ids only. */
export const LOG_RETENTION = RetentionDays.THREE_MONTHS;

interface FunctionSettings {
  /** In small letters with hyphens; the function is called `<prefix>-<name>`. */
  readonly name: string;
  readonly description: string;
  /** Its program. */
  readonly source: string;
  readonly needs: readonly Right[];
  readonly seconds?: number;
  readonly megabytes?: number;
  readonly reservedConcurrency?: number | undefined;
  /** Where events go that it failed on; only a function that is invoked asynchronously has such. */
  readonly deadLetters?: IQueue;
}

/** A function with its own bundle, log group and role, whose rights and environment follow from what it needs. */
export class BundledFunction extends Construct {
  readonly name: string;
  readonly function: Function;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, house: House, settings: FunctionSettings) {
    super(scope, settings.name);
    this.name = settings.name;
    const functionName = `${house.options.prefix}-${settings.name}`;
    const { variables, statements } = grantsOf(settings.needs, house);
    const logGroup = (this.logGroup = new LogGroup(this, "Logs", {
      logGroupName: `/aws/lambda/${functionName}`,
      retention: LOG_RETENTION,
      encryptionKey: house.key,
      removalPolicy: RemovalPolicy.DESTROY,
    }));
    const role = new Role(this, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
    for (const statement of [allow(["logs:CreateLogStream", "logs:PutLogEvents"], logGroup.logGroupArn), ...statements]) {
      role.addToPolicy(statement);
    }
    this.function = new Function(this, "Function", {
      functionName,
      description: settings.description,
      code: bundledCode(settings.name, settings.source),
      handler: "index.handler",
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: settings.megabytes ?? 512,
      timeout: Duration.seconds(settings.seconds ?? FUNCTION_TIMEOUT_SECONDS),
      environment: variables,
      role,
      logGroup,
      // Our lines are JSON already, and go past the console that the format is for.
      loggingFormat: LoggingFormat.TEXT,
      tracing: Tracing.ACTIVE,
      ...(settings.reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: settings.reservedConcurrency }),
      ...(settings.deadLetters === undefined ? {} : { deadLetterQueue: settings.deadLetters }),
    });
    const { veeamSubnets, veeamSecurityGroups } = house.options;
    const made = this.function.node.defaultChild;
    if (
      veeamSubnets.length > 0 &&
      settings.needs.some((need) => need === "veeam" || need === "readConsole") &&
      made instanceof CfnFunction
    ) {
      made.vpcConfig = { subnetIds: veeamSubnets, securityGroupIds: veeamSecurityGroups };
    }
    acknowledge(role, { "AwsSolutions-IAM5[Resource::*]": "X-Ray's PutTraceSegments and PutTelemetryRecords know no resources." });
  }
}
