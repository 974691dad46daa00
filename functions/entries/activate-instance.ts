import { activation } from "../instances/activation.ts";
import { live } from "../live.ts";
import { ActivationCall } from "./activation-call.ts";
import { liveConnect, liveCredentialWriter, liveReadGateway } from "./door-rights.ts";
import { entry } from "./entry.ts";

const { port } = live();
const instances = port("instances");

const activate = activation({
  instances,
  credentials: liveCredentialWriter(),
  clock: port("clock"),
  readGateway: liveReadGateway(),
  connect: liveConnect(instances),
});

/** Invoked by the BSS's door; the one function that may write secrets. */
export const handler = entry("activate-instance", ActivationCall, ({ given, from }) => activate(given, from));
