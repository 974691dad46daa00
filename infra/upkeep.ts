import { Duration } from "aws-cdk-lib";
import { Rule, Schedule } from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { orderProcesses } from "../functions/processes.ts";
import type { Alarms } from "./alarms.ts";
import { entryFunction } from "./entry-function.ts";
import { acknowledge } from "./findings.ts";
import { deadLettersOf } from "./arns.ts";
import type { House } from "./house.ts";
import { watchFunction } from "./watch-function.ts";

/** What keeps orders from being lost: executions that died park their orders, and a sweep finds what nobody heard of. */
export class Upkeep extends Construct {
  constructor(scope: Construct, house: House, alarms: Alarms) {
    super(scope, "Upkeep");
    const { prefix } = house.options;
    const deadLetters = new Queue(this, "DeadLetters", {
      queueName: deadLettersOf(prefix),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    acknowledge(deadLetters, {
      "AwsSolutions-SQS3": "It is the dead-letter queue itself: nothing reads it but a person.",
      "Serverless-SQSRedrivePolicy": "It is the dead-letter queue itself: nothing reads it but a person.",
    });
    const park = entryFunction(this, house, "park-dead-execution", { deadLetters });
    const sweep = entryFunction(this, house, "sweep-orders", { deadLetters });

    new Rule(this, "ExecutionDied", {
      ruleName: `${prefix}-execution-died`,
      description: "Executions that ended outside any Catch park their orders",
      eventPattern: {
        source: ["aws.states"],
        detailType: ["Step Functions Execution Status Change"],
        detail: { status: ["FAILED", "TIMED_OUT", "ABORTED"], stateMachineArn: orderProcesses.map(house.arns.machine) },
      },
      targets: [new LambdaFunction(park.function, { deadLetterQueue: deadLetters })],
    });
    new Rule(this, "Sweep", {
      ruleName: `${prefix}-sweep-orders`,
      description: "Looks every five minutes for orders that nobody works on",
      schedule: Schedule.rate(Duration.minutes(5)),
      // The next sweep finds what this one missed.
      targets: [new LambdaFunction(sweep.function, { deadLetterQueue: deadLetters, retryAttempts: 0, maxEventAge: Duration.minutes(5) })],
    });

    const look = entryFunction(this, house, "look-for-registrations", { deadLetters });
    const watch = entryFunction(this, house, "watch-veeam-access", {
      noDeadLetters:
        "Its failure is its answer, and rings by itself: left among dead letters each day, it would hide those that were lost.",
    });
    const put = entryFunction(this, house, "put-schedules", { deadLetters });
    const retryAttempts = 0;
    new Rule(this, "LookForRegistrations", {
      ruleName: `${prefix}-look-for-registrations`,
      description: "Looks every hour whether a customer that support was asked to finish is registered",
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(look.function, { deadLetterQueue: deadLetters, retryAttempts, maxEventAge: Duration.hours(1) })],
    });
    new Rule(this, "WatchVeeamAccess", {
      ruleName: `${prefix}-watch-veeam-access`,
      description: "Looks every day whether the access to Veeam ends soon",
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaFunction(watch.function, { deadLetterQueue: deadLetters, retryAttempts, maxEventAge: Duration.hours(1) })],
    });
    const due = entryFunction(this, house, "delete-due-tenants", { deadLetters });
    new Rule(this, "DeleteDueTenants", {
      ruleName: `${prefix}-delete-due-tenants`,
      description: "Looks every hour for tenants whose deletion is due",
      schedule: Schedule.rate(Duration.hours(1)),
      targets: [new LambdaFunction(due.function, { deadLetterQueue: deadLetters, retryAttempts, maxEventAge: Duration.hours(1) })],
    });
    watchFunction(
      alarms,
      due,
      { errors: "deletion-sweep-errors" },
      "Tenants that an operator wanted deleted stay, and the vendor goes on billing them.",
    );
    new Rule(this, "PutSchedules", {
      ruleName: `${prefix}-put-schedules`,
      description: "Puts the schedules of every instance again, every day",
      schedule: Schedule.rate(Duration.days(1)),
      targets: [new LambdaFunction(put.function, { deadLetterQueue: deadLetters, retryAttempts, maxEventAge: Duration.hours(1) })],
    });
    watchFunction(
      alarms,
      put,
      { errors: "schedule-upkeep-errors" },
      "An instance may have no schedules, or old ones: its services definition and its usage are not read when they should be.",
    );
    watchFunction(
      alarms,
      look,
      { errors: "registration-look-errors" },
      "Customers that Veeam's support has finished still wait: nobody sees their registration.",
    );
    watchFunction(
      alarms,
      watch,
      { errors: "veeam-access-ends" },
      "A console's connection to Veeam, or its API key, has ended or will within 14 days: then no customer can be made through it.",
    );

    watchFunction(
      alarms,
      park,
      { errors: "park-errors" },
      "Orders of executions that died still say that they run: the BSS is told to wait.",
    );
    watchFunction(alarms, sweep, { errors: "sweep-errors" }, "Orders that nobody works on stay that way.");
    alarms.ringOnSilence(sweep.function.metricInvocations(), {
      of: sweep.name,
      runbook: "sweep-silent",
      impact: "Nobody looks for orders that were reserved and never started: such accounts wait for ever.",
    });
    alarms.ringOnAny(deadLetters.metricApproximateNumberOfMessagesVisible(), {
      of: "upkeep",
      runbook: "dead-letters",
      impact:
        "A dead execution, a sweep or an instance's schedule went unhandled: an order may say that it runs while nothing does, or an instance's services and usage were not read.",
    });
  }
}
