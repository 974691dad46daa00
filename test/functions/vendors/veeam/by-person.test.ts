import { describe, expect, it } from "vitest";
import { operations, type Outcome } from "../../../../functions/vendors/veeam/port.ts";
import { capabilitiesOf, problemsOfWays } from "../../../../functions/vendors/veeam/capabilities.ts";
import { RegistrationContract } from "../../../../functions/vendors/veeam/contract.ts";
import { referenceContract } from "./reference-contract.ts";
import { Confirmation, WorkItem } from "../../../../functions/vendors/veeam/work-item.ts";
import { causeOf, first, marker, newCustomer, query, scene } from "./scene.ts";

const tenantId = "a7m7d0000000I31AAE";
const customer = { marker, tenantId };
const jane = { firstName: "Jane", lastName: "Doe", email: "jane@zoe-soehne.example" };
const workItemOf = async (outcome: Promise<Outcome<unknown>>): Promise<WorkItem> => {
  const given = await outcome;
  if (given.by === "machine") throw new Error("a machine did it");
  return WorkItem.parse(given.workItem);
};
const linesOf = ({ values }: WorkItem) => values.map(({ field, value }) => `${field}: ${value}`);

describe("what no machine can do", () => {
  it("is a form with its exact values, and never a call", async () => {
    const { as, calls } = await scene();
    const veeam = as({ registrationWay: "manual", console: undefined });
    const item = await workItemOf(veeam.createCustomer(newCustomer, first));
    expect(item).toMatchObject({ operation: "createCustomer", link: expect.stringMatching(/^https:/), bringBack: [{ name: "tenantId" }] });
    expect(linesOf(item)).toEqual([
      "Customer Name: Zoë & Söhne",
      "Country: DE",
      "City: Köln",
      "Address Line: Domplatz 1",
      "Postal Code: 50667",
      `Customer CRM ID: ${marker}`,
      "Domain: zoe-soehne.example",
    ]);
    const nowhere = { ...newCustomer, details: { ...newCustomer.details, domain: "" } };
    expect(linesOf(await workItemOf(veeam.createCustomer(nowhere, first))).at(-1)).toBe("No domain: checked");
    expect(calls()).toEqual([]);
  });

  it("is the registration's page, with a contact only where the customer manages", async () => {
    const { console } = await scene();
    const request = { customer, name: "Zoë", administrator: "CustomerManaged", contact: jane } as const;
    expect(linesOf(await workItemOf(console.register({ ...request, details: newCustomer.details }, first)))).toEqual([
      "Customer: Zoë",
      `Tenant id: ${tenantId}`,
      `Customer CRM ID: ${marker}`,
      "Company: Zoë & Söhne",
      "Country: DE",
      "Address Line: Domplatz 1",
      "City: Köln",
      "Postal Code: 50667",
      "Domain: zoe-soehne.example",
      "VDC Primary Administrator: Customer Managed",
      "First Name: Jane",
      "Last Name: Doe",
      "Email: jane@zoe-soehne.example",
    ]);
    const partner = await workItemOf(console.register({ customer, name: "Zoë", administrator: "PartnerManaged" }, first));
    expect(linesOf(partner).at(-1)).toBe("VDC Primary Administrator: Partner Managed");
    expect(partner.notes.join(" ")).toContain("Submit once only");
  });

  it("has a work item for every operation", async () => {
    const { as } = await scene();
    const veeam = as({ registrationWay: "manual", console: undefined });
    const subscription = { customer, name: "Zoë", subscriptionId: "SR-00175", product: "VDC for Microsoft 365 Foundation" };
    const request = { customer, name: "Zoë", products: [subscription.product], location: "" };
    const items = await Promise.all(
      [
        veeam.findCustomer(query),
        veeam.createCustomer(newCustomer, first),
        veeam.createReseller(newCustomer, first),
        veeam.readCustomer(customer),
        veeam.completeDetails(customer, newCustomer.details, first),
        veeam.register({ customer, name: "Zoë", administrator: "PartnerManaged" }, first),
        veeam.readRegistration(customer),
        veeam.requestSubscription(request, first),
        veeam.readSubscriptions(customer),
        veeam.cancelSubscription(subscription, first),
        veeam.reinstateSubscription(subscription, first),
        veeam.monthlyUsages({ from: "2026-01", to: "2026-02" }),
      ].map(workItemOf),
    );
    expect(items.map(({ operation }) => operation)).toEqual([...operations]);
    expect(await veeam.checkAccess()).toBeUndefined();
  });

  it("is brought back in forms that can be read, and in no others", () => {
    expect(Confirmation.safeParse({ tenantId, subscriptionIds: ["SR-00175"], registered: true }).success).toBe(true);
    for (const wrong of [{ tenantId: "a7m" }, { subscriptionIds: ["175"] }, { tenant: tenantId }]) {
      expect(Confirmation.safeParse(wrong).success).toBe(false);
    }
  });
});

describe("the ways of an instance", () => {
  const contract = RegistrationContract.parse(referenceContract("https://registrar.example"));
  const console = "https://vspc.example:1280";
  const rule = { ways: {} };

  it("are the console's for what it can do, and a person's for registering", () => {
    const { register, readRegistration, createCustomer, monthlyUsages, cancelSubscription } = capabilitiesOf(
      { registrationWay: "vspc", rule, console },
      undefined,
    );
    expect([createCustomer, readRegistration, monthlyUsages]).toEqual(["vspc", "vspc", "vspc"]);
    expect([register, cancelSubscription]).toEqual(["manual", "manual"]);
  });

  it("are the contract's for what it declares, and the console's for the rest", () => {
    const { findCustomer, ...some } = contract.operations;
    const partial = { ...contract, operations: { ...some } };
    expect(capabilitiesOf({ registrationWay: "http", rule, console }, partial)).toMatchObject({ register: "http", findCustomer: "vspc" });
    expect(findCustomer).toBeDefined();
    expect(capabilitiesOf({ registrationWay: "http", rule, console: undefined }, partial)).toMatchObject({ findCustomer: "manual" });
  });

  it("are a person's where the form says so, though usages are read where there is a console", () => {
    const read = capabilitiesOf({ registrationWay: "manual", rule, console }, contract);
    expect(read).toMatchObject({ createCustomer: "manual", register: "manual", monthlyUsages: "vspc", readRegistration: "vspc" });
  });

  it("can be chosen for each operation, as far as they lead anywhere", () => {
    const chosen = { registrationWay: "vspc", rule: { ways: { register: "http", createCustomer: "manual" } }, console } as const;
    expect(capabilitiesOf(chosen, contract)).toMatchObject({ register: "http", createCustomer: "manual", findCustomer: "vspc" });
    expect(problemsOfWays(chosen, contract)).toEqual([]);
    const impossible = { ...chosen, rule: { ways: { register: "vspc", findCustomer: "http" } } } as const;
    expect(problemsOfWays(impossible, undefined)).toHaveLength(2);
    expect(capabilitiesOf(impossible, undefined)).toMatchObject({ register: "manual", findCustomer: "manual" });
  });

  it("cannot be gone with a contract that cannot be read", async () => {
    const { as } = await scene();
    expect(await causeOf(Promise.resolve().then(() => as({ contract: { version: 2 } })))).toBe("contractInvalid");
  });
});
