/** An index: `all` projects whole rows, else the row's key alone. Sparse: rows without its attributes are not in it. */
interface TableIndex {
  readonly name: string;
  readonly hash: string;
  readonly range?: string;
  readonly projects: "all" | "keys";
}

/** The shape of a table, for the stack and for the laptop alike. All keys are texts. */
export interface TableShape {
  readonly hash: string;
  readonly indexes: readonly TableIndex[];
  /** Attribute with the second at which a row may be dropped; readers judge it themselves, since dropping is late. */
  readonly expires?: string;
}

/** The tables, by what they hold. DynamoDB names them; the environment says how (`TABLE_<NAME>`). */
export const tables = {
  /** One row an instance; and one a client with refused sign-ins. */
  instances: { hash: "instanceId", indexes: [], expires: "expiresAt" },
  /** One row an account. `openStatus`, `resellersOf` and `deletionOf` stand only in rows that belong in their index. */
  mappings: {
    hash: "mappingKey",
    indexes: [
      { name: "byOrder", hash: "orderId", projects: "keys" },
      { name: "byOpenStatus", hash: "openStatus", range: "acceptedAt", projects: "keys" },
      { name: "byTenant", hash: "instanceId", range: "tenantId", projects: "all" },
      { name: "byReseller", hash: "resellersOf", range: "tenantId", projects: "all" },
      { name: "byDeletion", hash: "deletionOf", range: "deletionDueAt", projects: "keys" },
    ],
  },
  /** Earlier orders of accounts. */
  orders: { hash: "orderId", indexes: [] },
  /** Claims on login names. */
  logins: { hash: "loginKey", indexes: [] },
  /** What instances sell: heads, versions, their parts, price lists and price books. */
  services: { hash: "servicesKey", indexes: [] },
  /** One row an account and month. */
  usage: { hash: "usageKey", indexes: [{ name: "byMonth", hash: "instanceMonth", range: "usageKey", projects: "all" }] },
} as const satisfies Record<string, TableShape>;

export type TableName = keyof typeof tables;
/** What DynamoDB calls each table. */
export type TableNames = Readonly<Record<TableName, string>>;
