import type { IConstruct } from "constructs";
import type { Right } from "../functions/environment.ts";
import { processes } from "../functions/processes.ts";
import { scheduleGroupOf } from "../functions/store/schedules.ts";
import { acknowledge } from "./findings.ts";
import type { House } from "./house.ts";

/** Accepts the wildcards that a function's needs bring, and only those. */
export const acknowledgeNeeds = (construct: IConstruct, { options: { prefix } }: House, needs: readonly Right[]): void => {
  if (needs.some((need) => need === "acronis" || need === "veeam" || need === "credentials" || need === "credentialWriter")) {
    acknowledge(construct, {
      [wildcard("secretsmanager", `secret:${prefix}/instances/*`)]:
        "Instances are activated while Tenantry runs, so their secrets are known by their path only; the order's row says which one is read.",
    });
  }
  if (needs.includes("schedules")) {
    acknowledge(construct, {
      [wildcard("scheduler", `schedule/${scheduleGroupOf(prefix)}/*`)]:
        "Instances are activated while Tenantry runs, and their schedules are named after them; the group holds no others.",
    });
  }
  if (!needs.includes("machines")) return;
  for (const process of processes) {
    acknowledge(construct, {
      [wildcard("states", `execution:${prefix}-${process}:*`)]:
        "Executions are named while Tenantry runs; only those of this machine can be described.",
    });
  }
};

const wildcard = (service: string, rest: string): string =>
  `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${service}:<AWS::Region>:<AWS::AccountId>:${rest}]`;
