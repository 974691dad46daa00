import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { describe, expect, it } from "vitest";
import { putSchedules } from "../../functions/instances/put-schedules.ts";
import { watchAccess } from "../../functions/veeam/watch-access.ts";
import { documents } from "../../functions/store/row.ts";
import type { LocalTables } from "../../sandbox/aws/table.ts";
import { instanceId, openOperatorDoor } from "../functions/doors/operator/an-operator-door.ts";
import { openVeeamTown } from "../support/veeam-town.ts";

const damagedId = "d".repeat(20);

/** A row as a hand in the console, or an older version, may leave it; it comes before every other. */
const damage = ({ client, names }: Pick<LocalTables, "client" | "names">) =>
  documents(client).send(
    new UpdateCommand({
      TableName: names.instances,
      Key: { instanceId: damagedId },
      UpdateExpression: "SET vendor = :vendor, clientSecret = :text",
      ExpressionAttributeValues: { ":vendor": "acronis", ":text": "not to be told" },
    }),
  );
const told = expect.objectContaining({ level: "error", message: "an instance's row cannot be read", instanceId: damagedId });

describe("an instance whose row cannot be read", () => {
  it("keeps the others neither from their schedules nor from the operators' list; it is told by its id, and counts as a failure", async () => {
    const door = await openOperatorDoor();
    await door.activate();
    await damage(door.tables);
    expect(await putSchedules(door.services)).toBe(1);
    expect(door.scheduler.put.map((put) => put.instanceId)).toEqual([instanceId]);
    expect(door.logged).toEqual([told]);
    const { status, body } = await door.send("GET", "/v1/instances");
    expect(status).toBe(200);
    expect(body).toEqual({ instances: [expect.objectContaining({ instanceId })] });
    expect(door.logged).toEqual([told, told]);
    expect(JSON.stringify(door.logged)).not.toContain("not to be told");
    await door.close();
  });

  it("does not hide that another one's access has ended", async () => {
    const town = await openVeeamTown({ way: "vspc" });
    await damage(town.house().tables);
    town.vendor.faults.add({ kind: "expireKey" });
    const logged: { level: string; message: string }[] = [];
    const log = (level: string, message: string, facts?: object) => logged.push({ level, message, ...facts });
    expect(await watchAccess({ ...town.house().ports, log })).toBe(1);
    expect(logged).toEqual([told, expect.objectContaining({ message: "the console refuses the API key", instanceId: town.instanceId })]);
    await town.close();
  });
});
