import { acronisServices } from "../doors/bss/acronis-services.ts";
import { bssHandler } from "../doors/bss/lambda-event.ts";
import { doorWaiting, live } from "../live.ts";
import { liveActivate, liveApplications, liveReadGateway } from "./door-rights.ts";

const { port, log } = live();

const services = acronisServices({
  clock: port("clock"),
  mappings: port("mappings"),
  machines: port("machines"),
  instances: port("instances"),
  credentials: port("credentials"),
  acronis: port("acronis"),
  readGateway: liveReadGateway(),
  activate: liveActivate(),
  applications: liveApplications(),
  waiting: doorWaiting,
});

/** Behind every path but /v1. */
export const handler = bssHandler({ acronis: services }, log);
