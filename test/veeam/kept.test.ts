import { afterEach, describe, expect, it } from "vitest";
import { untilEnded } from "../support/town.ts";
import { openVeeamTown, veeamAccount, type VeeamTown } from "../support/veeam-town.ts";

let town: VeeamTown;
afterEach(() => town.close());

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("an onboarding at Veeam", () => {
  it.each([
    ["its customer was made", "POST /contract/customers"],
    ["it was registered", "POST /contract/customers/{customerId}/vdc-registrations"],
  ])("that is killed after %s goes on, and does nothing twice", async (_, route) => {
    town = await openVeeamTown({ way: "http", vendor: { pace: { verification: 60, registration: 60 } } });
    const account = veeamAccount("100", "Killed Firm");
    const cut = town.bss.post("Accounts/Synchronize", account).catch(() => undefined);
    while (!town.vendor.calls.some((call) => call.route === route)) await pause(5);
    await town.restart();
    await cut;
    expect(await untilEnded(() => town.bss.post("Accounts/Synchronize", account))).toMatchObject({ Code: 0 });
    const mapping = await town.mappingOf("100");
    expect(town.vendor.world.byExternalId(mapping?.marker ?? "")).toHaveLength(1);
    expect(town.vendor.world.registrationsOf(mapping?.tenantId ?? "")).toHaveLength(1);
  });

  it("lets no person's data and no key into logs, causes and messages", async () => {
    const lines: string[] = [];
    const log = (...line: readonly unknown[]): void => void lines.push(JSON.stringify(line));
    town = await openVeeamTown({ way: "http", house: { log, observe: (observed) => void lines.push(JSON.stringify(observed)) } });
    const quoting = { message: "Canary7f3a is taken" };
    town.vendor.faults.add({ kind: "status", status: 400, body: quoting, match: { route: "POST /contract/customers" } });
    const person = { contactFirstName: "Canary7f3a", contactLastName: "Canary7f3a", contactEmail: "canary7f3a@canary7f3a.example" };
    const account = veeamAccount("200", "Canary7f3a Firm", { ...person, domain: "canary7f3a.example" });
    const { Code, Message } = await untilEnded(() => town.bss.post("Accounts/Synchronize", account));
    expect(Code).toBeLessThan(0);
    const { text } = await town.operate("GET", "orders?status=parked");
    expect(`${Message}${text}${lines.join("\n")}`).not.toMatch(/canary7f3a/i);
    expect(lines.join("\n")).not.toContain(town.vendor.apiKey);
    const { text: instances } = await town.operate("GET", "instances");
    expect(instances).not.toContain(town.vendor.apiKey);
  });
});
