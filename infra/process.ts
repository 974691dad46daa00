import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Aws, Duration, RemovalPolicy } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import { CustomerManagedEncryptionConfiguration, DefinitionBody, LogLevel, StateMachine } from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { ProcessName } from "../functions/processes.ts";
import type { Process } from "../statemachines/flow.ts";
import type { Alarms } from "./alarms.ts";
import { root } from "./bundle.ts";
import { LOG_RETENTION } from "./bundled-function.ts";
import { acknowledge } from "./findings.ts";
import type { House } from "./house.ts";
import { allow } from "./statements.ts";
import type { Steps } from "./steps.ts";
import { watchRing } from "./watch-ring.ts";

interface Parts {
  readonly house: House;
  readonly steps: Steps;
  readonly alarms: Alarms;
}

/** What one process becomes: a state machine, the functions of its steps, the rights to call them, and alarms. */
export class ProcessMachine extends Construct {
  readonly machine: StateMachine;

  constructor(scope: Construct, name: ProcessName, process: Process, { house, steps, alarms }: Parts) {
    super(scope, name);
    const { prefix } = house.options;
    const functions = new Map(process.steps.map((step) => [step.name, steps.of(step).function.functionArn]));
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("states.amazonaws.com", { conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } } }),
    });
    role.addToPolicy(allow(["lambda:InvokeFunction"], ...functions.values()));
    acknowledge(role, {
      "AwsSolutions-IAM5[Resource::*]": "The delivery of a machine's log and its X-Ray traces are actions that know no resources.",
    });
    this.machine = new StateMachine(this, "Machine", {
      stateMachineName: `${prefix}-${name}`,
      // Not a file asset: so the template holds the definition, and the placeholders stay the only difference to the committed file.
      definitionBody: DefinitionBody.fromString(definitionOf(name)),
      definitionSubstitutions: Object.fromEntries(functions),
      role,
      tracingEnabled: true,
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(house.key, Duration.minutes(5)),
      logs: {
        level: LogLevel.ALL,
        // The state holds ids only; even so nothing of it goes into a log.
        includeExecutionData: false,
        destination: new LogGroup(this, "Logs", {
          logGroupName: `/aws/vendedlogs/${prefix}/states/${name}`,
          retention: LOG_RETENTION,
          encryptionKey: house.key,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    });
    this.watch(name, alarms);
    for (const step of process.steps) watchRing(steps.of(step), step, { house, alarms });
  }

  private watch(name: ProcessName, alarms: Alarms): void {
    const { machine } = this;
    alarms.ringOnAny(machine.metricFailed(), {
      of: name,
      runbook: "executions-failed",
      impact: "A defect of Tenantry stopped an order: its account waits, and the next one may stop there too.",
    });
    alarms.ringOnAny(machine.metricTimedOut(), {
      of: name,
      runbook: "executions-timed-out",
      impact: "An order ran out of all time: its account waits, half made.",
    });
    alarms.ringOnAny(machine.metricAborted(), {
      of: name,
      runbook: "executions-aborted",
      impact: "Somebody stopped an order by hand: its account waits until it is resumed.",
    });
    alarms.ringOnAny(machine.metricThrottled(), {
      of: name,
      runbook: "executions-throttled",
      impact: "Orders go slower than they are asked for: the BSS's users wait.",
    });
  }
}

/** The committed text: it is what was reviewed, and a test holds it against the process. */
const definitionOf = (name: ProcessName): string => readFileSync(join(root, "statemachines", `${name}.asl.json`), "utf8");
