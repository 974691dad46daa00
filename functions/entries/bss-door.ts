import { acronisServices } from "../doors/bss/acronis/services.ts";
import { veeamServices } from "../doors/bss/veeam/services.ts";
import { bssHandler } from "../doors/bss/door.ts";
import { doorWaiting, live } from "../live.ts";
import { liveActivate, liveActivateVeeam, liveApplications, liveReadGateway } from "./door-rights.ts";

const { port, log } = live();

const common = {
  clock: port("clock"),
  mappings: port("mappings"),
  machines: port("machines"),
  instances: port("instances"),
  credentials: port("credentials"),
  applications: liveApplications(),
  waiting: doorWaiting,
};
const acronis = acronisServices({
  ...common,
  acronis: port("acronis"),
  tenants: port("tenants"),
  services: port("services"),
  usageWriter: port("usageWriter"),
  readGateway: liveReadGateway(),
  activate: liveActivate(),
});
const veeam = veeamServices({ ...common, veeam: port("veeam"), activate: liveActivateVeeam() });

/** Behind every path but /v1. */
export const handler = bssHandler({ acronis, veeam }, log);
