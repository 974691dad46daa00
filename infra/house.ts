import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { TableName } from "../functions/store/tables.ts";
import type { Arns } from "./arns.ts";
import type { InstanceSchedules } from "./instance-schedules.ts";
import type { Options } from "./options.ts";

/** What functions are given rights to. */
export interface House {
  readonly options: Options;
  readonly key: Key;
  readonly tables: Readonly<Record<TableName, Table>>;
  /** The keys of the BSS installations. */
  readonly applications: Secret;
  readonly schedules: InstanceSchedules;
  readonly arns: Arns;
}
