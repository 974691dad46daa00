import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readGateway, vendorHosts } from "../../../functions/vendors/gateway.ts";

const sandbox = { ...vendorHosts, allowLoopback: true };
const host = "eu2-cloud.acronis.com";

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const vendorGateways = [
  ...words("eu2-cloud us5-cloud au-cloud eu8-cloud dev-cloud beta-cloud us-cloud cloud mc-eu2").map((name) => `${name}.acronis.com`),
  ...words("eu8 eu2 us5 jp1 a.b.c").map((name) => `${name}.acronis.cloud`),
];

const ipSpellings = words(`
  127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0x7f.0.0.1 0177.0.0.1 017700000001 0x7f.1 127.0.0.1. 0 10.0.0.1 10.1 172.16.0.1
  172.31.255.255 192.168.1.1 192.168.257 169.254.169.254 2852039166 0xa9fea9fe 0xa9.0xfe.0xa9.0xfe 0251.0376.0251.0376 169.254.43518
  100.64.0.1 100.127.255.255 0.0.0.0 255.255.255.255 8.8.8.8 134744072 1.1.1.1 1.1 1.256.1.1 999.999.999.999 1.2.3.4.5 acronis.com.1
  acronis.com.0x1 0x 1.0x [::1] [::] [fe80::1] [fe80::1%25eth0] [fc00::1] [fd12:3456::1] [::ffff:127.0.0.1] [::ffff:7f00:1]
  [::ffff:a9fe:a9fe] [64:ff9b::7f00:1] [2001:4860:4860::8888] [2002:7f00:1::] [0:0:0:0:0:0:0:1] ::1 fe80::1 2001:4860:4860::8888 [::1 ::1]`);

const otherHosts = words(`
  acronis.com acronis.cloud .acronis.com evilacronis.com eu2-cloud-acronis.com acronis.com.evil.com eu2.acronis.com.evil acronis.co
  acronis.comm acronis.org eu2.acronis.cloudy evil.com localhost localhost.localdomain metadata.google.internal metadata instance-data
  kubernetes.default.svc host.docker.internal eu2-cloud.acronis.com. eu2-cloud.acronis.com.. acronis.com. eu2..acronis.com
  -eu2.acronis.com eu2-.acronis.com eu2_cloud.acronis.com *.acronis.com eu2!.acronis.com eu2,eu3.acronis.com xn--e1awd7f.acronis.com
  eu2.xn--acrnis-yxa.com eu2.acronis.xn--com eu2.acrоnis.com eu2.acronis。com eu2.ａcronis.com eu2.acronıs.com 127.0.0.1.nip.io
  10.0.0.1.sslip.io ${"a".repeat(64)}.acronis.com eu2.acronis.com;evil.com eu2.acronis.com&x $(x).acronis.com`);

const odd = ["\\", "\t", "\n", "\r", "\0", " ", "\u00a0", "\u200b", "\u202e", "\ufeff", "\u007f", "é"];

const twists = [
  ...words("user@ user:password@ @ :@ user%40:x@ eu2.acronis.com@ 127.0.0.1@").map((user) => `https://${user}${host}`),
  ...words("evil.com 127.0.0.1 [::1] evil.com:443").map((target) => `https://${host}@${target}`),
  ...words(":443 :80 :8443 : :0 :65536 :0443 :x :-1 :443:443 ::").map((port) => `https://${host}${port}`),
  ...words("http ftp file gopher ws wss data javascript httpss https+unix ldap dict").map((scheme) => `${scheme}://${host}`),
  ...odd.flatMap((one) => [
    `https://eu2${one}.acronis.com`,
    `https://${host}${one}/`,
    `https://evil.com${one}.acronis.com`,
    `ht${one}tps://${host}`,
  ]),
  ...words("%2e %00 %40 %2f %5c %09 %252e %E3%80%82").flatMap((one) => [
    `https://eu2${one}acronis.com`,
    `https://evil.com${one}.acronis.com`,
  ]),
  ...words(
    `${host} //${host} https:${host} https:/${host} https:///${host} https//${host} https:// https: https:/// :// https://? https://#`,
  ),
  ...words(
    `https://?${host} https://#${host} https://#@${host} https://evil.com/@${host} https://evil.com?.${host} https://https://${host}`,
  ),
  ...words(
    `https:\\\\${host} https:/\\${host} https://evil.com\\@${host} \\\\${host} https://${host}\\@evil.com "https://${host}" <https://${host}>`,
  ),
  ...words(`https://${host}/${"a".repeat(250)} https://${"a.".repeat(120)}acronis.com`),
  "",
  " ",
  "   ",
  `https://${host}\n`,
];

const refused = [...[...ipSpellings, ...otherHosts].map((name) => `https://${name}`), ...twists];

describe("a Gateway", () => {
  it("knows at least 200 ways to be refused", () => expect(new Set(refused).size).toBeGreaterThanOrEqual(200));

  it.each(refused)("is refused: %j", (text) => {
    const read = readGateway(text);
    expect(read).toHaveProperty("problem");
    expect(JSON.stringify(read)).not.toContain("password");
  });

  it.each(vendorGateways)("of the vendor is taken in any usual spelling: %s", (name) => {
    const normal = { gateway: `https://${name}` };
    for (const text of [
      `https://${name}`,
      `https://${name}/`,
      `HTTPS://${name.toUpperCase()}/`,
      ` https://${name}/api/2?x=1#y `,
      `https://${name}?@evil.com`,
    ]) {
      expect(readGateway(text)).toEqual(normal);
    }
  });

  it.each([
    ["http://eu2-cloud.acronis.com", "https"],
    ["https://user:password@eu2-cloud.acronis.com", "user part"],
    ["https://eu2-cloud.acronis.com:443", "port"],
    ["https://0x7f.1", "IP address"],
    ["https://[::1]", "IP address"],
    ["https://evilacronis.com", "*.acronis.com, *.acronis.cloud"],
    ["https://eu2-cloud.acronis.com.", "dot"],
    ["https://xn--e1awd7f.acronis.com", "internationalised"],
    ["https://eu2%2eacronis.com", "percent"],
    ["https://eu2.acronis.com\\", "backslash"],
    ["https://eu2.acro\tnis.com", "blank"],
    [`https://${"a".repeat(300)}`, "250"],
    ["", "empty"],
  ])("that is refused says why: %j", (text, reason) => expect(readGateway(text)).toEqual({ problem: expect.stringContaining(reason) }));

  it("on this machine is taken in the sandbox alone, with its scheme and port", () => {
    for (const [text, gateway] of [
      ["http://127.0.0.1:4010/api", "http://127.0.0.1:4010"],
      ["http://LOCALHOST:80", "http://localhost:80"],
      ["https://localhost", "https://localhost"],
      ["http://[::1]:4010", "http://[::1]:4010"],
      ["http://127.9.8.7", "http://127.9.8.7"],
    ] as const) {
      expect(readGateway(text, sandbox)).toEqual({ gateway });
      expect(readGateway(text)).toHaveProperty("problem");
    }
  });

  it.each(
    words(`
      http://127.1 http://2130706433 http://[::ffff:127.0.0.1] http://0.0.0.0 http://localhost. http://x@localhost ftp://localhost
      http://127.0.0.256 http://localhost:0 http://localhost:65536 http://localhost: http://10.0.0.1 http://eu2-cloud.acronis.com
      http://[::1 http://localhost.evil.com http://127.0.0.1.nip.io https://eu2-cloud.acronis.com:443`),
  )("is no looser in the sandbox: %s", (text) => expect(readGateway(text, sandbox)).toHaveProperty("problem"));

  it("never names a host outside the vendor's, whatever is typed", () => {
    const piece = fc.constantFrom(
      "https://",
      "http://",
      host,
      "evil.com",
      "acronis.com",
      "@",
      ":",
      "443",
      "/",
      "\\",
      "?",
      "#",
      ".",
      "%2e",
      "127.0.0.1",
      "[::1]",
      " ",
      "\t",
      "xn--",
    );
    const typed = fc.oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join("")),
      fc.string(),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const read = readGateway(text);
        if ("problem" in read) return;
        // What Node connects to is what an URL parser reads.
        const url = new URL(read.gateway);
        expect(url.origin).toBe(read.gateway);
        expect(url.hostname).toMatch(/^([a-z\d-]+\.)+acronis\.(com|cloud)$/);
        expect(readGateway(read.gateway)).toEqual(read);
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes no suffix without its dot", () => {
    expect(readGateway("https://evilacronis.com", { allowedSuffixes: ["acronis.com", ""], allowLoopback: false })).toHaveProperty(
      "problem",
    );
  });
});
