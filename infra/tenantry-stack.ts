import { CfnOutput, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { processes } from "../functions/processes.ts";
import { allProcesses } from "../statemachines/all.ts";
import { Alarms } from "./alarms.ts";
import { applicationsSecret } from "./applications.ts";
import { Doors } from "./doors.ts";
import { arnsOf } from "./arns.ts";
import type { House } from "./house.ts";
import { InstanceSchedules } from "./instance-schedules.ts";
import { houseKey } from "./key.ts";
import type { Options } from "./options.ts";
import { ProcessMachine } from "./process.ts";
import { Steps } from "./steps.ts";
import { Tables } from "./tables.ts";
import { Upkeep } from "./upkeep.ts";

/** All of Tenantry, for any account and region. */
export class TenantryStack extends Stack {
  constructor(scope: Construct, options: Options) {
    super(scope, options.prefix, { stackName: options.prefix, description: "Tenantry: service manager between a BSS and its vendors" });
    const key = houseKey(this, options.prefix);
    const arns = arnsOf(this, options.prefix);
    const house: House = {
      options,
      key,
      tables: new Tables(this, key).byName,
      applications: applicationsSecret(this, options.prefix, key),
      schedules: new InstanceSchedules(this, options.prefix, arns),
      arns,
    };
    const alarms = new Alarms(this, house);
    const steps = new Steps(this, house);

    for (const name of processes) new ProcessMachine(this, name, allProcesses[name], { house, steps, alarms });
    const doors = new Doors(this, house, alarms);
    new Upkeep(this, house, alarms);

    new CfnOutput(this, "Address", { value: doors.url, description: "Of both doors; the BSS is given /acronis/api below it" });
    new CfnOutput(this, "BssApplicationsSecret", { value: house.applications.secretName });
    new CfnOutput(this, "AlarmTopic", { value: alarms.topic.topicArn });
  }
}
