import { RemovalPolicy } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { acknowledge } from "./findings.ts";

/**
 * The secret with the BSS installations' application ids and keys, `{ "<id>": "<key>" }`. It begins with a placeholder that is no
 * application id, so it admits nobody. Never change how it is generated: CloudFormation would write it anew over the pairs.
 */
export const applicationsSecret = (scope: Construct, prefix: string, encryptionKey: IKey): Secret => {
  const secret = new Secret(scope, "BssApplications", {
    secretName: `${prefix}/bss-applications`,
    description: "Application ids and keys of the BSS installations that may call: see docs/deploy.md",
    encryptionKey,
    generateSecretString: { secretStringTemplate: "{}", generateStringKey: "placeholder" },
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  });
  acknowledge(secret, {
    "AwsSolutions-SMG4":
      "The BSS's administrator makes these keys in the BSS and enters them here; AWS cannot change them there. docs/runbook.md says how to rotate one.",
  });
  return secret;
};
