import { Aws } from "aws-cdk-lib";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";

/** Lets a function do these actions on these resources, by a rule of its own. */
export const allow = (actions: readonly string[], ...resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

/** Use of the key through one service only; DynamoDB and Secrets Manager use it in the caller's name. */
export const keyFor = (
  { key }: { readonly key: Key },
  service: "dynamodb" | "secretsmanager",
  actions: readonly string[],
): PolicyStatement =>
  new PolicyStatement({
    actions: actions.map((action) => `kms:${action}`),
    resources: [key.keyArn],
    conditions: { StringEquals: { "kms:ViaService": `${service}.${Aws.REGION}.amazonaws.com` } },
  });

/** Lets a function hand this role to one service of AWS, and to no other. */
export const passTo = (service: string, role: string): PolicyStatement =>
  new PolicyStatement({ actions: ["iam:PassRole"], resources: [role], conditions: { StringEquals: { "iam:PassedToService": service } } });
