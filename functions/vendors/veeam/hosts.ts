import { isIP } from "node:net";
import * as z from "zod";
import { isPrivateAddress, isPublicAddress } from "../addresses.ts";
import { type GatewayPolicy, readGateway } from "../gateway.ts";

/** The console's REST API listens here unless the provider moved it (veeam-api.md, 9.1). */
const consolePort = 1280;

const label = String.raw`[a-z\d]([a-z\d-]{0,61}[a-z\d])?`;
const hostAndPort = new RegExp(String.raw`^(${label}(\.${label})*):([1-9]\d{0,4})$`);

/** Hosts that a deployment may reach, `host:port,host:port`: the console stands in the provider's own network (9.1). */
export const VeeamHosts = z
  .string()
  .max(4_000)
  .transform((text) =>
    text
      .split(",")
      .map((host) => host.trim().toLowerCase())
      .filter((host) => host !== ""),
  )
  .pipe(z.array(z.string().refine(isListable, "must be host:port, with a name or an address that is not of this machine")));

/** A name, or a plain IPv4 address that is neither this machine's nor its link's: no lookup judges an address. */
function isListable(text: string): boolean {
  const [, host = "", , , , port = ""] = hostAndPort.exec(text) ?? [];
  if (host === "" || Number(port) > 65_535) return false;
  if (isIP(host) === 4) return isPublicAddress(host) || isPrivateAddress(host);
  return host !== "localhost" && !/(^|\.)(\d+|0x[\da-f]*)$/.test(host);
}

/** The console's address as a person types it: `host`, `host:port` or with `https://`. Its normal form is `https://host:port`. */
export function readConsole(text: string, policy: GatewayPolicy): { gateway: string } | { problem: string } {
  const typed = text.trim().replace(/\/+$/, "");
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(typed)) return readGateway(typed, policy);
  const withPort = /:\d+$/.test(typed) ? typed : `${typed}:${consolePort}`;
  const secure = readGateway(`https://${withPort}`, policy);
  // A simulator on this very machine speaks plain HTTP.
  return "gateway" in secure && policy.allowLoopback && /^https:\/\/(127\.|localhost|\[::1\])/.test(secure.gateway)
    ? { gateway: secure.gateway.replace("https:", "http:") }
    : secure;
}

/** The fence around Veeam's hosts. Nothing but what the deployment lists; this machine where simulators are allowed. */
export const veeamPolicy = (listedHosts: readonly string[], allowLoopback: boolean): GatewayPolicy => ({
  allowedSuffixes: [],
  allowLoopback,
  listedHosts,
});
