import { describe, expect, it } from "vitest";
import {
  acronisAt,
  callsOf,
  failureOf,
  instanceAt,
  movableClock,
  type Reply,
  signedInServer,
  signInsOf,
  vendorServer,
} from "./vendor-server.ts";

const tenant: Reply = { status: 200, body: { id: "t", version: 1, name: "T", kind: "customer" } };
const tooMany = (after?: string): Reply => ({
  status: 429,
  body: "slow down, jane@example.com",
  headers: after === undefined ? {} : { "retry-after": after },
});
const inSeconds = (now: string, seconds: number) => new Date(Math.floor(Date.parse(now) / 1000) * 1000 + seconds * 1000).toUTCString();

describe("a pause that the vendor asks for", () => {
  const clock = movableClock();
  it.each([
    ["120", 120],
    ["0", 1],
    ["1.5", 2],
    ["6999", 6_999],
    [undefined, 30],
    ["", 30],
    ["soon", 30],
    ["-5", 30],
    ["Thu, 99 Foo 2026 99:99:99 GMT", 30],
    ["1e9", 30],
    [inSeconds(clock.now(), 121), 121],
    [inSeconds(clock.now(), -3_600), 1],
  ])("is noted in the instance's row: Retry-After %j", async (header, seconds) => {
    const { gateway } = await signedInServer(() => tooMany(header));
    const { acronis, pauses } = acronisAt(gateway, { clock });
    expect(await failureOf(acronis.readTenant("t"))).toMatchObject({ name: "Throttled", message: "readTenant answered 429" });
    expect(pauses).toHaveLength(1);
    expect(Math.ceil(-clock.secondsSince(pauses[0] ?? ""))).toBe(seconds);
  });

  it.each([
    ["7001", 7_001],
    ["999999999999999999999", 86_400],
    [inSeconds(clock.now(), 7_300), 7_300],
  ])("that is longer than an order waits is Rejected: %s", async (header, seconds) => {
    const { gateway, seen } = await signedInServer(() => tooMany(header));
    const { acronis, pauses } = acronisAt(gateway, { clock });
    expect(await failureOf(acronis.readTenant("t"))).toMatchObject({ reason: "throttledTooLong" });
    expect(Math.ceil(-clock.secondsSince(pauses[0] ?? ""))).toBe(seconds);
    expect(await failureOf(acronis.readTenant("t"))).toMatchObject({ reason: "throttledTooLong" });
    expect(callsOf(seen)).toHaveLength(1);
  });

  it("is kept in this process at once, for that instance alone, until it is over", async () => {
    const time = movableClock();
    const { gateway, seen } = await signedInServer((_, count) => (count === 1 ? tooMany("60") : tenant));
    const { acronis, of } = acronisAt(gateway, { clock: time });
    expect(await failureOf(acronis.readTenant("t"))).toMatchObject({ name: "Throttled" });
    time.move(59);
    expect(await failureOf(acronis.readTenant("t"))).toMatchObject({
      name: "Throttled",
      message: "readTenant waits for the vendor's pause",
    });
    expect(callsOf(seen)).toHaveLength(1);
    await of(instanceAt(gateway, { instanceId: "instance-2" })).readTenant("t");
    time.move(2);
    await acronis.readTenant("t");
    expect(callsOf(seen)).toHaveLength(3);
  });

  it("is read from the instance's row, and then not even a token is asked for", async () => {
    const time = movableClock();
    const { gateway, seen } = await signedInServer(() => tenant);
    const { of } = acronisAt(gateway, { clock: time });
    const instance = instanceAt(gateway, { throttledUntil: time.after(10) });
    expect(await failureOf(of(instance).readTenant("t"))).toMatchObject({ name: "Throttled" });
    expect(seen).toHaveLength(0);
    time.move(11);
    await of(instance).readTenant("t");
  });

  it("is kept for the token endpoint as well", async () => {
    const { gateway, seen } = await vendorServer(() => tooMany("45"));
    const { acronis, pauses } = acronisAt(gateway);
    expect(await failureOf(acronis.readTenant("t"))).toMatchObject({ name: "Throttled", message: "signIn answered 429" });
    expect(await failureOf(acronis.readTenant("t"))).toMatchObject({ name: "Throttled" });
    expect([signInsOf(seen).length, pauses.length]).toEqual([1, 1]);
  });
});
