import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { instanceId, type OpenDoor, openOperatorDoor } from "./an-operator-door.ts";
import { ordersOf } from "./orders-of.ts";

let door: OpenDoor;
let known: string[];
beforeAll(async () => {
  door = await openOperatorDoor();
  await door.activate();
  const orders = ordersOf(door);
  const made = [await orders.done("101"), await orders.parked("102"), await orders.running("103")];
  known = [instanceId, ...made.map(({ order }) => order.orderId)];
});
afterAll(() => door.close());

const rubbish = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.json(),
  fc.constantFrom("__proto__", "constructor", "null", "%00", "\ud800"),
);

const path = fc.oneof(
  rubbish,
  rubbish.map((id) => `/v1/orders/${id}`),
  rubbish.map((id) => `/v1/instances/${instanceId}/tenants/${id}/deletion`),
  fc.nat().map((pick) => `/v1/orders/${known[pick % known.length]}`),
  fc.nat().map((pick) => `/v1/orders/${known[pick % known.length]}/resume`),
  fc.constantFrom(
    "/v1/orders",
    "/v1/instances",
    "/v1/openapi.json",
    `/v1/instances/${instanceId}`,
    `/v1/instances/${instanceId}/rule`,
    `/v1/instances/${instanceId}/usage`,
    `/v1/instances/${instanceId}/usage-differences`,
  ),
);

/** Rules that are nearly right reach deeper than rubbish does. */
const rule = fc
  .record(
    {
      language: rubbish,
      customer: fc.record({ quotas: fc.dictionary(rubbish, fc.record({ value: fc.oneof(fc.double(), fc.integer(), fc.constant(null)) })) }),
      reseller: fc.record({ items: fc.oneof(fc.array(rubbish), fc.constant("all")), roles: fc.array(rubbish) }, { requiredKeys: [] }),
    },
    { requiredKeys: [] },
  )
  .map((document) => JSON.stringify(document));

const pageEnd = fc
  .record({
    mappingKey: rubbish,
    openStatus: fc.constantFrom("parked", "running"),
    acceptedAt: fc.constant("2026-11-21T08:00:00.000+00:00"),
  })
  .map((end) => Buffer.from(JSON.stringify(end)).toString("base64url"));

const query = fc.oneof(
  fc.constant({}),
  fc.dictionary(rubbish, rubbish),
  fc.record(
    { status: fc.constantFrom("parked", "running"), limit: fc.nat({ max: 120 }).map(String), after: fc.oneof(pageEnd, rubbish) },
    { requiredKeys: [] },
  ),
);

const headers = fc.oneof(
  fc.constant({ "content-type": "application/json" }),
  fc.record({ "content-type": rubbish, authorization: rubbish }, { requiredKeys: [] }),
);

const request = fc.record({ query, headers, body: fc.option(fc.oneof(rubbish, rule), { nil: undefined }) });

it("answers any request with what its document describes, and never with a defect or a stack", async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom("GET", "PUT", "POST", "DELETE", "HEAD"), path, request, async (method, address, sent) => {
      const { status, text } = await door.send(method, address, sent);
      expect(status).toBeLessThan(500);
      expect(text).not.toMatch(/\.ts:\d+|node_modules/);
    }),
    { numRuns: 600 },
  );
});
