import { Aws, RemovalPolicy, Stack } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { ScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import { Construct } from "constructs";
import { scheduledProcesses } from "../functions/instances/schedules.ts";
import { scheduleGroupOf } from "../functions/store/schedules.ts";
import type { Arns } from "./arns.ts";
import { allow } from "./statements.ts";

/**
 * What the schedules of instances stand on: the group that holds them, and the role as which they start machines. The schedules
 * themselves are put while Tenantry runs. They go with the group; the rows, which stay, make them again.
 */
export class InstanceSchedules extends Construct {
  readonly role: Role;

  constructor(scope: Construct, prefix: string, arns: Arns) {
    super(scope, "InstanceSchedules");
    const scheduleGroupName = scheduleGroupOf(prefix);
    new ScheduleGroup(this, "Group", { scheduleGroupName, removalPolicy: RemovalPolicy.DESTROY });
    const group = Stack.of(this).formatArn({ service: "scheduler", resource: "schedule-group", resourceName: scheduleGroupName });
    this.role = new Role(this, "Role", {
      description: "Starts the processes of instances by their schedules",
      // Only schedules of this group may act as it.
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID, "aws:SourceArn": group } },
      }),
    });
    this.role.addToPolicy(allow(["states:StartExecution"], ...scheduledProcesses.map(arns.machine)));
    this.role.addToPolicy(allow(["sqs:SendMessage"], arns.deadLetters));
  }
}
