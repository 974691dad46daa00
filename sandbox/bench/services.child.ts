import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { systemClock } from "../../functions/clock.ts";
import { publishServices } from "../../functions/services/publish-services.ts";
import { readServices } from "../../functions/services/read-services.ts";
import { instanceRows } from "../../functions/store/instances.ts";
import { servicesRows } from "../../functions/store/services-rows.ts";
import { acronis } from "../../functions/vendors/acronis/adapter.ts";
import { vendorHttp } from "../../functions/vendors/http.ts";
import { vendorHosts } from "../../functions/vendors/gateway.ts";
import { followWrites } from "../aws/writes.ts";

const Given = z.object({
  endpoint: z.string(),
  instanceId: z.string(),
  execution: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
});

/** One run of `get-services-definition`, its two steps as their functions run them, and what this process took for it. */
const main = async (): Promise<void> => {
  const { endpoint, instanceId, execution, clientId, clientSecret } = Given.parse(JSON.parse(process.argv[2] ?? ""));
  const client = new DynamoDBClient({ endpoint, region: "local", credentials: { accessKeyId: "local", secretAccessKey: "local" } });
  const { writes } = followWrites(client);
  const clock = systemClock();
  const instances = instanceRows(client, "instances", clock);
  const credential = { clientId, clientSecret, savedAt: clock.now() };
  const credentials = { of: async () => credential, fresh: async () => credential };
  const http = vendorHttp({ ...vendorHosts, allowLoopback: true });
  const ports = {
    clock,
    instances,
    servicesWriter: servicesRows(client, "services"),
    acronis: acronis({ http, credentials, instances, clock }),
  };
  const read = await readServices.run({ instanceId }, ports, execution);
  const { outcome } = await publishServices.run({ instanceId, readServices: read }, ports, execution);
  const { user, system } = process.cpuUsage();
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ outcome, writes: writes(), seconds: (user + system) / 1_000_000, megabytes }));
  http.close();
  client.destroy();
};

void main();
