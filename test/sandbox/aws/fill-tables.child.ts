import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { openTables } from "../../../sandbox/aws/table.ts";

/** Writes 20 rows and then holds the folder until it is killed. */
const { client, names } = await openTables({ directory: process.argv[2] });
for (let number = 1; number <= 20; number++) {
  const Item = {
    mappingKey: { S: `key-${number}` },
    orderId: { S: `order-${number}` },
    resellersOf: { S: "us" },
    tenantId: { S: `tenant-${number}` },
  };
  await client.send(new PutItemCommand({ TableName: names.mappings, Item }));
}
console.log("ready");
