/** Which hosts a gateway may name. */
export interface GatewayPolicy {
  /** Endings of host names, each with its leading dot; a host must have something before it. */
  readonly allowedSuffixes: readonly string[];
  /** For simulators on this very machine: 127.0.0.0/8, [::1] and localhost, any port, http or https. Never on AWS. */
  readonly allowLoopback: boolean;
  /**
   * Hosts as `host:port`, which a deployment names one by one: with this list no other host passes, and these may have private
   * addresses. For vendors' software that stands in the distributor's own network.
   */
  readonly listedHosts?: readonly string[];
}

/** Hosts of Acronis' data centres (acronis-api.md, 1). */
export const vendorHosts: GatewayPolicy = { allowedSuffixes: [".acronis.com", ".acronis.cloud"], allowLoopback: false };

/**
 * Reads the Gateway that a person typed into the settings, so that a call can only go to the vendor (cost-and-reliability.md, 5).
 * The raw text is judged, not what an URL parser makes of it: parsers repair what must be refused. The normal form is
 * `https://host` in lower case. A problem names what is wrong and never repeats the text: it may hold a password.
 */
export function readGateway(text: string, policy: GatewayPolicy = vendorHosts): { gateway: string } | { problem: string } {
  const typed = text.replace(/^ +| +$/g, "");
  if (typed === "") return { problem: "the Gateway is empty" };
  if (typed.length > 250) return { problem: "the Gateway has more than 250 characters" };
  if (!/^[\x21-\x7e]+$/.test(typed)) return { problem: "the Gateway has a blank or a character that no address has" };
  if (typed.includes("\\")) return { problem: "the Gateway has a backslash" };
  const [, scheme = "", authority = ""] = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)/i.exec(typed) ?? [];
  if (scheme === "") return { problem: "the Gateway does not start with https://" };
  const address = { scheme: scheme.toLowerCase(), authority: authority.toLowerCase() };
  const loopback = policy.allowLoopback ? loopbackGateway(address) : undefined;
  if (loopback !== undefined) return { gateway: loopback };
  if (policy.listedHosts !== undefined) return listedGateway(address, policy.listedHosts);
  const problem = problemOf(address, policy);
  return problem === undefined ? { gateway: `https://${address.authority}` } : { problem: `the Gateway ${problem}` };
}

/** Whether a host, as it stands in a normalised gateway, names this very machine. */
export const isLoopbackHost = (host: string): boolean =>
  host === "localhost" || host === "[::1]" || /^127\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/.test(host);

/** Whether a normalised gateway is one of the listed hosts. */
export const isListedHost = (gateway: string, { listedHosts = [] }: GatewayPolicy): boolean =>
  listedHosts.includes(withPort(gateway.replace(/^https:\/\//, "")));

function listedGateway({ scheme, authority }: Address, listedHosts: readonly string[]): { gateway: string } | { problem: string } {
  if (scheme !== "https") return { problem: "the address does not start with https://" };
  const host = withPort(authority);
  if (!listedHosts.includes(host)) return { problem: "the address is not one of the hosts that this deployment lists" };
  return { gateway: `https://${host.replace(/:443$/, "")}` };
}

const withPort = (authority: string): string => (/:\d+$/.test(authority) ? authority : `${authority}:443`);

interface Address {
  readonly scheme: string;
  /** What stands between the scheme and the path. */
  readonly authority: string;
}

function problemOf({ scheme, authority }: Address, policy: GatewayPolicy): string | undefined {
  if (scheme !== "https") return "does not start with https://";
  if (authority === "") return "names no host";
  if (authority.includes("@")) return "has a user part";
  if (authority.includes("%")) return "has a percent-encoded host";
  if (authority.startsWith("[") || /:.*:/.test(authority)) return "is an IP address; give the vendor's host name";
  if (authority.includes(":")) return "has a port; leave it out";
  return problemOfHost(authority, policy);
}

function problemOfHost(host: string, { allowedSuffixes }: GatewayPolicy): string | undefined {
  if (host.endsWith(".")) return "has a host that ends with a dot";
  // Decimal, octal, hexadecimal and short spellings alike: resolvers take a host whose last label is a number for an IP address.
  if (/(^|\.)(\d+|0x[\da-f]*)$/.test(host)) return "is an IP address; give the vendor's host name";
  const labels = host.split(".");
  if (!labels.every((label) => /^[a-z\d]([a-z\d-]{0,61}[a-z\d])?$/.test(label))) return "has a host name that cannot be";
  if (labels.some((label) => label.startsWith("xn--"))) return "has an internationalised host name";
  if (!allowedSuffixes.some((suffix) => endsWithSuffix(host, suffix.toLowerCase()))) {
    return `names a host that is not one of ${allowedSuffixes.map((suffix) => `*${suffix}`).join(", ")}`;
  }
  return undefined;
}

// A suffix without its dot would let "evilacronis.com" pass; the bare suffix is no host, since a label must stand before the dot.
const endsWithSuffix = (host: string, suffix: string): boolean => suffix.startsWith(".") && host.endsWith(suffix);

function loopbackGateway({ scheme, authority }: Address): string | undefined {
  const [, host = "", port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(authority) ?? [];
  const isPort = port === undefined || (Number(port) > 0 && Number(port) < 65_536);
  const isOurs = (scheme === "http" || scheme === "https") && isPort && isLoopbackHost(host) && URL.canParse(`${scheme}://${host}`);
  return isOurs ? `${scheme}://${host}${port === undefined ? "" : `:${Number(port)}`}` : undefined;
}
