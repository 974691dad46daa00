import { RemovalPolicy } from "aws-cdk-lib";
import { type Attribute, AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Construct } from "constructs";
import { type TableName, type TableShape, tables } from "../functions/store/tables.ts";

/** The tables, as functions/store/tables.ts shapes them. They hold what the business cannot lose, so they outlive the stack. */
export class Tables extends Construct {
  readonly byName: Readonly<Record<TableName, Table>>;

  constructor(scope: Construct, key: IKey) {
    super(scope, "Tables");
    this.byName = {
      instances: this.table("Instances", tables.instances, key),
      mappings: this.table("Mappings", tables.mappings, key),
      orders: this.table("Orders", tables.orders, key),
      logins: this.table("Logins", tables.logins, key),
      services: this.table("Services", tables.services, key),
      usage: this.table("Usage", tables.usage, key),
    };
  }

  private table(id: string, { hash, indexes, expires }: TableShape, encryptionKey: IKey): Table {
    const table = new Table(this, id, {
      partitionKey: text(hash),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(expires === undefined ? {} : { timeToLiveAttribute: expires }),
    });
    for (const index of indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.hash),
        projectionType: index.projects === "all" ? ProjectionType.ALL : ProjectionType.KEYS_ONLY,
        ...(index.range === undefined ? {} : { sortKey: text(index.range) }),
      });
    }
    return table;
  }
}

const text = (name: string): Attribute => ({ name, type: AttributeType.STRING });
