import { activation } from "../instances/activation.ts";
import { live } from "../live.ts";
import { veeamActivation } from "../instances/veeam-activation.ts";
import * as z from "zod";
import { ActivationCall, VeeamActivationCall } from "./activation-call.ts";
import { liveConnect, liveConnectVeeam, liveCredentialWriter, liveReadConsole, liveReadGateway, liveSchedules } from "./door-rights.ts";
import { entry } from "./entry.ts";

const { port, log } = live();
const instances = port("instances");

const activate = activation({
  instances,
  credentials: liveCredentialWriter(),
  clock: port("clock"),
  readGateway: liveReadGateway(),
  schedules: liveSchedules(),
  log,
  connect: liveConnect(instances),
});

const activateVeeam = veeamActivation({
  instances,
  credentials: liveCredentialWriter(),
  clock: port("clock"),
  readConsole: liveReadConsole(),
  connect: liveConnectVeeam(instances),
});

/** Invoked by the BSS's door; the one function that may write secrets. */
export const handler = entry("activate-instance", z.union([VeeamActivationCall, ActivationCall]), async (call) =>
  "vendor" in call ? activateVeeam(call.given, call.from) : activate(call.given, call.from),
);
