import { describe, expect, it } from "vitest";
import { isLoopbackAddress, isPublicAddress } from "../../../functions/vendors/addresses.ts";
import { VENDOR_CALL_SECONDS } from "../../../functions/budgets.ts";
import { platformOf } from "../../../functions/vendors/acronis/platform.ts";
import { failureOf, localHttp, vendorServer } from "./vendor-server.ts";

const call = (gateway: string) => ({ operation: "readTenant", gateway, method: "GET", path: "/api/2/tenants/1" }) as const;
const vendor = "https://eu2-cloud.acronis.com";

describe("the HTTP client", () => {
  it("gives any answer as it is, and sends the headers that Acronis wants", async () => {
    const { gateway, seen } = await vendorServer(() => ({ status: 418, headers: { "retry-after": "7" }, body: "short and stout" }));
    const answer = await localHttp().send({
      ...call(gateway),
      method: "POST",
      body: '{"name":"Zoë"}',
      headers: { Authorization: "Bearer x" },
    });
    expect(answer).toMatchObject({ status: 418, text: "short and stout", headers: { "retry-after": "7" } });
    expect(seen[0]).toMatchObject({ method: "POST", path: "/api/2/tenants/1", body: '{"name":"Zoë"}' });
    expect(seen[0]?.headers).toMatchObject({
      "content-type": "application/json",
      accept: "application/json",
      authorization: "Bearer x",
      "user-agent": "Tenantry/0.1",
    });
  });

  it.each([
    [60_000, 1],
    [-1, 3],
  ])("keeps its connection for the next call, unless that rested too long: %i ms", async (longestRestMilliseconds, expected) => {
    const { gateway, connections } = await vendorServer(() => ({ status: 204 }));
    const http = localHttp({ longestRestMilliseconds });
    for (let made = 0; made < 3; made += 1) await http.send(call(gateway));
    expect(connections()).toBe(expected);
  });

  it("follows no redirect", async () => {
    const other = await vendorServer(() => ({ status: 200, body: {} }));
    const { gateway } = await vendorServer(() => ({ status: 302, headers: { location: `${other.gateway}/steal` } }));
    expect((await localHttp().send(call(gateway))).status).toBe(302);
    expect(other.seen).toHaveLength(0);
  });

  it.each(["reset", "silence"] as const)("is Transient when the answer never comes: %s", async (reply) => {
    const { gateway, seen } = await vendorServer(() => reply);
    const failure = await failureOf(localHttp({ limitMilliseconds: 200 }).send(call(gateway)));
    expect(failure).toMatchObject({
      name: "Transient",
      message: `readTenant: ${reply === "reset" ? "the connection was lost" : "no answer in time"}`,
    });
    expect(seen).toHaveLength(1);
  });

  it("counts the body into the limit of a call, which is 8 seconds", async () => {
    const { gateway } = await vendorServer(() => ({ status: 200, headers: { "content-length": "100" }, body: "half" }));
    expect(await failureOf(localHttp({ limitMilliseconds: 200 }).send(call(gateway)))).toMatchObject({
      name: "Transient",
      message: "readTenant: no answer in time",
    });
    expect(VENDOR_CALL_SECONDS * 1000).toBe(8_000);
  });

  it("does not read an answer that has no end", async () => {
    const { gateway } = await vendorServer(() => ({ status: 200, body: "x".repeat(5_000) }));
    expect(await failureOf(localHttp({ largestAnswer: 4_999 }).send(call(gateway)))).toMatchObject({
      name: "Transient",
      message: "readTenant: the answer is too large",
    });
    expect((await localHttp({ largestAnswer: 5_000 }).send(call(gateway))).text).toHaveLength(5_000);
  });

  describe("tells a long answer as it comes", () => {
    const streamed = (take: (part: Buffer) => void, largestAnswer = 1_000_000) => ({ take, limitMilliseconds: 5_000, largestAnswer });
    const told = async (gateway: string, largestAnswer?: number) => {
      const parts: Buffer[] = [];
      const http = localHttp({ largestAnswer: 10, limitMilliseconds: 1 });
      const answer = await http.send({ ...call(gateway), streamed: streamed((part) => parts.push(part), largestAnswer) });
      return { ...answer, told: Buffer.concat(parts).toString() };
    };

    it("with limits of its own", async () => {
      const body = "x".repeat(300_000);
      const { gateway } = await vendorServer(() => ({ status: 200, body }));
      expect(await told(gateway)).toMatchObject({ status: 200, text: "", told: body });
      expect(await failureOf(told(gateway, 299_999))).toMatchObject({ name: "Transient", message: "readTenant: the answer is too large" });
    });

    it("and keeps what is not a good answer, within the client's limit", async () => {
      const { gateway } = await vendorServer((_, count) => ({ status: 404, body: count === 1 ? "gone" : "gone for ever" }));
      expect(await told(gateway)).toMatchObject({ status: 404, text: "gone", told: "" });
      expect(await failureOf(told(gateway))).toMatchObject({ message: "readTenant: the answer is too large" });
    });

    it("and is Transient when the rest never comes", async () => {
      const { gateway } = await vendorServer(() => ({ status: 200, body: "half", isCut: true }));
      expect(await failureOf(told(gateway))).toMatchObject({ name: "Transient", message: "readTenant: the connection was lost" });
    });

    it("and lets through what the taker throws, ending the connection", async () => {
      const { gateway, connections } = await vendorServer(() => ({ status: 200, body: "x".repeat(300_000) }));
      const http = localHttp();
      const mine = new Error("my own");
      const take = () => {
        throw mine;
      };
      for (let made = 0; made < 2; made += 1) expect(await failureOf(http.send({ ...call(gateway), streamed: streamed(take) }))).toBe(mine);
      expect(connections()).toBe(2);
    });
  });

  it("is Transient when nobody listens, or the name is unknown", async () => {
    expect(await failureOf(localHttp().send(call("http://127.0.0.1:1")))).toMatchObject({
      name: "Transient",
      message: "readTenant: the connection was refused",
    });
    for (const resolve of [async () => [], () => Promise.reject(new Error("SERVFAIL for eu2-cloud.acronis.com"))]) {
      const failure = await failureOf(localHttp({ resolve }).send(call(vendor)));
      expect(failure).toMatchObject({ name: "Transient", message: "readTenant: the host name cannot be resolved" });
    }
  });

  it("judges the gateway again before it connects", async () => {
    for (const gateway of ["https://evil.com", "http://eu2-cloud.acronis.com", "https://10.0.0.1"]) {
      expect(await failureOf(localHttp({ resolve: () => Promise.reject(new Error("asked")) }).send(call(gateway)))).toMatchObject({
        reason: "settingsInvalid",
      });
    }
    const { gateway, seen } = await vendorServer(() => ({ status: 200 }));
    expect(await failureOf(localHttp({ allowLoopback: false }).send(call(gateway)))).toMatchObject({ reason: "settingsInvalid" });
    expect(seen).toHaveLength(0);
  });
});

const notPublic = `
  10.0.0.1 10.255.255.255 127.0.0.1 127.255.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.0.1 100.64.0.1 100.127.255.255
  0.0.0.0 0.1.2.3 192.0.0.8 192.0.2.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
  :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::a00:1 64:ff9b:1::1 100::1 fe80::1
  fe80::1%eth0 2600::1%eth0 fc00::1 fd00:ec2::254 fec0::1 ff02::1 2001:db8::1 2001::1 2002:a00:1:: 3fff::1 nonsense 127.1 0x7f000001`
  .trim()
  .split(/\s+/);

describe("the guard of connections", () => {
  it.each(notPublic)("refuses %j as the address of a vendor's host", async (address) => {
    expect(isPublicAddress(address)).toBe(false);
    const family = address.includes(":") ? 6 : 4;
    // A rebinding name server hides the bad address among good ones.
    for (const found of [
      [{ address, family }],
      [
        { address: "8.8.8.8", family: 4 },
        { address, family },
      ],
    ]) {
      const failure = await failureOf(localHttp({ resolve: async () => found }).send(call(vendor)));
      expect(failure).toMatchObject({ name: "Rejected", reason: "settingsInvalid" });
      expect(failure.message).toContain("not public");
    }
  });

  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "2a00:1450::1",
    "2606:4700::1111",
  ])("lets %s pass", (address) => expect(isPublicAddress(address)).toBe(true));

  it("judges every new connection: a name that moves inward later is refused then", async () => {
    const asked: string[] = [];
    const answers = ["::ffff:127.0.0.1", "169.254.169.254"];
    const http = localHttp({
      resolve: async (host) => {
        asked.push(host);
        return [{ address: answers.shift() ?? "127.0.0.1", family: 4 }];
      },
    });
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect(await failureOf(http.send(call(vendor)))).toMatchObject({ reason: "settingsInvalid" });
    expect(asked).toEqual(Array(3).fill("eu2-cloud.acronis.com"));
  });

  it("lets localhost lead to this machine and nowhere else", async () => {
    const { gateway, seen } = await vendorServer(() => ({ status: 200, body: {} }));
    const localhost = gateway.replace("127.0.0.1", "localhost");
    for (const address of ["8.8.8.8", "10.0.0.1"]) {
      expect(await failureOf(localHttp({ resolve: async () => [{ address, family: 4 }] }).send(call(localhost)))).toMatchObject({
        reason: "settingsInvalid",
      });
    }
    expect((await localHttp({ resolve: async () => [{ address: "127.0.0.1", family: 4 }] }).send(call(localhost))).status).toBe(200);
    expect(seen).toHaveLength(1);
    expect([isLoopbackAddress("127.8.8.8"), isLoopbackAddress("::1"), isLoopbackAddress("128.0.0.1")]).toEqual([true, true, false]);
  });
});

describe("the platform of logins", () => {
  it("is one for all of Acronis, and each simulator's own", () => {
    expect(["https://eu2-cloud.acronis.com", "https://us5.acronis.cloud"].map(platformOf)).toEqual(["acronis", "acronis"]);
    const simulators = ["http://127.0.0.1:4010", "http://localhost:4011", "http://[::1]:4012"];
    expect(simulators.map(platformOf)).toEqual(simulators);
  });
});
