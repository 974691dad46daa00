import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { operatorKey, untilEnded } from "../support/town.ts";
import { openVeeamTown, partnerManaged, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

describe("Pulse's export of all customers", () => {
  let town: VeeamTown;
  beforeAll(async () => {
    town = await openVeeamTown({ way: "http" });
  });
  afterAll(() => town.close());

  const send = async (file: Buffer, type = "text/csv") => {
    const headers = { authorization: `Bearer ${operatorKey}`, "content-type": type };
    const body = new Uint8Array(file);
    const url = `${town.url()}/v1/instances/${town.instanceId}/customers-export`;
    const answer = await fetch(url, { method: "POST", headers, body });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  };

  it("resumes the order of a customer that it shows as registered, and leaves others alone", async () => {
    town.vendor.faults.add({ kind: "registration", outcome: "stuck", times: 2 });
    const found = veeamAccount("100", "Élan Hôtel", partnerManaged);
    const other = veeamAccount("101", "Waits On", partnerManaged);
    await untilEnded(() => town.bss.post("Accounts/Synchronize", found));
    await untilEnded(() => town.bss.post("Accounts/Synchronize", other));
    const mapping = await town.mappingOf("100");
    town.vendor.people.changeCustomer({ customerId: mapping?.tenantId ?? "", vdcRegistered: true });
    const { status, body } = await send(town.vendor.exportAllCustomers());
    expect(status).toBe(200);
    expect(body).toMatchObject({ customers: 2, resumed: [mapping?.order.orderId] });
    await town.house().machines.idle();
    expect(await town.mappingOf("100")).toMatchObject({ order: { status: "done" }, registered: { by: "import" } });
    expect(await town.mappingOf("101")).toMatchObject({ order: { status: "parked" } });
  });

  it("that is none is refused, with what to send", async () => {
    expect(await send(Buffer.from("not an export"))).toMatchObject({ status: 400 });
    expect(await send(Buffer.from("{}"), "application/json")).toMatchObject({ status: 415 });
    // In Base64 a larger one would be no event of a function on AWS any more, and the gateway's refusal says nothing.
    expect(await send(Buffer.alloc(4 * 1024 * 1024 + 1))).toMatchObject({ status: 413, body: { detail: "The file is larger than 4 MB." } });
  });
});
