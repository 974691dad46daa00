import { lookup } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds the addresses of a host name. */
export type Resolver = (host: string) => Promise<readonly ResolvedAddress[]>;

/** The code of the error by which a connection to an address that is not allowed fails. */
export const forbiddenAddress = "FORBIDDEN_ADDRESS";

export const systemResolver: Resolver = (host) => lookup(host, { all: true });

/**
 * The lookup of a connection: resolves once, and the connection goes to one of the very addresses that were judged here. A name
 * may change its address after the Gateway was saved, so every new connection is judged anew (cost-and-reliability.md, 5).
 * One bad address among good ones condemns the name.
 */
export const guardedLookup =
  (resolve: Resolver, isAllowed: (address: string) => boolean): LookupFunction =>
  (host, options, callback) => {
    resolve(host).then(
      (found) => {
        const [first] = found;
        if (first === undefined) return callback(failure("ENOTFOUND"), "");
        if (!found.every(({ address }) => isAllowed(address))) return callback(failure(forbiddenAddress), "");
        if (options.all) return callback(null, [...found]);
        return callback(null, first.address, first.family);
      },
      () => callback(failure("ENOTFOUND"), ""),
    );
  };

/** Whether an address is reachable by everybody: not private, local, shared, documentary, mapped or translated. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !notPublic.check(address, "ipv4");
    case 6:
      // A zone (`%eth0`) belongs to a link; and only 2000::/3 is given out, so mapped, link-local and unique local fall here.
      return !address.includes("%") && globalUnicast.check(address, "ipv6") && !notPublic.check(address, "ipv6");
    default:
      return false;
  }
}

/** Whether an address is of a private network, behind which a listed host may stand; never this machine, its link or its cloud's metadata. */
export function isPrivateAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return privateNets.check(address, "ipv4");
    case 6:
      return !address.includes("%") && privateNets.check(address, "ipv6");
    default:
      return false;
  }
}

/** Whether an address is this very machine. */
export const isLoopbackAddress = (address: string): boolean => address === "::1" || (isIP(address) === 4 && address.startsWith("127."));

// IANA's special-purpose registries, multicast and the reserved rest.
const notPublic = new BlockList();
for (const [net, prefix] of [
  ...([
    ["0.0.0.0", 8],
    ["10.0.0.0", 8],
    ["100.64.0.0", 10],
    ["127.0.0.0", 8],
    ["169.254.0.0", 16],
  ] as const),
  ...([
    ["172.16.0.0", 12],
    ["192.0.0.0", 24],
    ["192.0.2.0", 24],
    ["192.88.99.0", 24],
    ["192.168.0.0", 16],
  ] as const),
  ...([
    ["198.18.0.0", 15],
    ["198.51.100.0", 24],
    ["203.0.113.0", 24],
    ["224.0.0.0", 3],
  ] as const),
]) {
  notPublic.addSubnet(net, prefix, "ipv4");
}
for (const [net, prefix] of [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const) {
  notPublic.addSubnet(net, prefix, "ipv6");
}

// Metadata of AWS over IPv6 stands among the unique local addresses: fd00:ec2::/32 is left out by taking fd00::/8 without it.
const privateNets = new BlockList();
privateNets.addSubnet("10.0.0.0", 8, "ipv4");
privateNets.addSubnet("172.16.0.0", 12, "ipv4");
privateNets.addSubnet("192.168.0.0", 16, "ipv4");
privateNets.addSubnet("100.64.0.0", 10, "ipv4");
privateNets.addRange("fc00::", "fd00:ec1:ffff:ffff:ffff:ffff:ffff:ffff", "ipv6");
privateNets.addRange("fd00:ec3::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ipv6");

const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

const failure = (code: string): NodeJS.ErrnoException => Object.assign(new Error(code), { code });
