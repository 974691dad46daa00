import { describe, expect, it } from "vitest";
import { checksum } from "../../../sandbox/veeam/ids.ts";
import { at, customer, list, makeCompany, text, town } from "./client.ts";

const create = (company: string, more = "") => `pulse/tenants?companyUid=${company}${more}`;

describe("a Pulse tenant made of a company", () => {
  it("has an id as Salesforce makes them, case and checksum included", async () => {
    expect([checksum("a7m7d0000000I31"), checksum("a7m7d0000000I3H")]).toEqual(["AAE", "AAU"]);
    const { console, contract } = await town();
    const id = text(await console.post(create(await makeCompany(console))), "data.instanceUid");
    expect(id).toMatch(/^a7m[0-9A-Za-z]{15}$/);
    expect(id.slice(15)).toBe(checksum(id.slice(0, 15)));
    expect((await contract.get(`customers/${id.toLowerCase()}`)).status).toBe(404);
  });

  it("is mapped after a while, and the company learns its id", async () => {
    const { simulator, console } = await town();
    const company = await makeCompany(console);
    const made = await console.post(create(company));
    const id = text(made, "data.instanceUid");
    expect(made.body).toMatchObject({ data: { mappingStatus: "MappingInProggress", mappedMasterOrganizationUid: company } });
    expect(at(await console.get(`organizations/${company}`), "data.veeamTenantId")).toBeNull();
    simulator.clock.advance(5);
    expect(at(await console.get(`pulse/tenants/${id}`), "data.mappingStatus")).toBe("Mapped");
    expect(at(await console.get(`organizations/${company}`), "data.veeamTenantId")).toBe(id);
    expect((await console.post(create(company))).status).toBe(409);
  });

  it("is a customer of the registration contract, with what the company told", async () => {
    const { simulator, console, contract } = await town();
    const address = {
      companyId: "102",
      locationAdmin0Code: "de",
      city: "Kassel",
      street: "Markt 1",
      zipCode: "34117",
      domain: "bergmann.example",
    };
    const id = text(await console.post(create(await makeCompany(console, "Bergmann", address))), "data.instanceUid");
    expect((await contract.get(`customers/${id}`)).body).toMatchObject({
      name: "Bergmann",
      country: "Germany",
      city: "Kassel",
      addressLine: "Markt 1",
      postalCode: "34117",
      domain: "bergmann.example",
      externalId: null,
      status: "Pending",
    });
    simulator.clock.advance(60);
    expect((await contract.get(`customers/${id}`)).body).toMatchObject({ status: "Active", verification: "Verified" });
  });

  it("may be a duplicate: the fault waits for the tenant, not for the company", async () => {
    const { simulator, console } = await town();
    simulator.faults.add({ kind: "verification", outcome: "duplicate" });
    const id = text(await console.post(create(await makeCompany(console))), "data.instanceUid");
    simulator.clock.advance(60);
    expect(simulator.world.customer(id)?.linkedTo).toMatch(/^a7m/);
  });

  it("may fail to map, with a message", async () => {
    const { simulator, console } = await town();
    simulator.faults.add({ kind: "mapping", outcome: "fails", message: "Country is missing" });
    const id = text(await console.post(create(await makeCompany(console))), "data.instanceUid");
    simulator.clock.advance(5);
    const failed = { mappingStatus: "FailedToMap", mappingStatusMessage: "Country is missing", mappedMasterOrganizationUid: null };
    expect(at(await console.get(`pulse/tenants/${id}`), "data")).toMatchObject(failed);
  });

  it("is refused when the name is in use, and adopted with rewriteExisting", async () => {
    const { simulator, console, contract } = await town();
    const existing = text(await contract.post("customers", customer), "id");
    const company = await makeCompany(console, customer.name);
    expect((await console.post(create(company))).status).toBe(409);
    expect(at(await console.post(create(company, "&rewriteExisting=true")), "data.instanceUid")).toBe(existing);
    expect(simulator.world.counts.customers).toBe(1);
  });

  it("is made a second time where the option says so", async () => {
    const { simulator, console, contract } = await town({ sameName: "make" });
    await contract.post("customers", customer);
    expect((await console.post(create(await makeCompany(console, customer.name)))).status).toBe(200);
    expect(simulator.world.counts.customers).toBe(2);
  });

  it("is made by itself for companies that come after pushing was switched on", async () => {
    const { simulator, console } = await town();
    await makeCompany(console, "Before");
    await console.patch("pulse", [{ op: "replace", path: "/isPushingNewCompaniesToPulseEnabled", value: "true" }]);
    await makeCompany(console, "After");
    expect(simulator.world.customers.map(({ name }) => name)).toEqual(["After"]);
  });
});

describe("the console and Pulse", () => {
  it("agree once an hour, or when they are told to", async () => {
    const { simulator, console, contract } = await town();
    const tenants = async () => list(await console.get("pulse/tenants"), "data").length;
    await contract.post("customers", customer);
    expect(await tenants()).toBe(0);
    simulator.clock.advance(3600);
    expect(await tenants()).toBe(1);
    await contract.post("customers", { ...customer, name: "Another" });
    await console.post("pulse/sync");
    expect(await tenants()).toBe(2);
  });

  it("map a customer that was made in Pulse, merge companies into it, and part again", async () => {
    const { simulator, console, contract } = await town();
    const id = text(await contract.post("customers", customer), "id");
    await console.post("pulse/sync");
    const [master, branch] = [await makeCompany(console, "Master"), await makeCompany(console, "Branch")];
    await console.patch(`pulse/tenants/${id}`, [{ op: "replace", path: "/mappedMasterOrganizationUid", value: master }]);
    simulator.clock.advance(5);
    await console.patch(`pulse/tenants/${id}`, [{ op: "replace", path: "mergedOrganizationUids", value: [branch] }]);
    expect(at(await console.get(`pulse/tenants/${id}`), "data")).toMatchObject({
      mappingStatus: "Mapped",
      mergedOrganizationUids: [branch],
    });
    await console.patch(`pulse/tenants/${id}`, [{ op: "replace", path: "/mappedMasterOrganizationUid", value: null }]);
    expect(at(await console.get(`pulse/tenants/${id}`), "data")).toMatchObject({ mappingStatus: "NotMapped", mergedOrganizationUids: [] });
    expect(at(await console.get(`organizations/${master}`), "data.veeamTenantId")).toBeNull();
  });

  it("lose every mapping when they are disconnected, and then answer 520", async () => {
    const { simulator, console } = await town();
    const company = await makeCompany(console);
    await console.post(create(company));
    simulator.clock.advance(5);
    expect(at(await console.patch("pulse", [{ op: "replace", path: "/token", value: null }]), "data.status")).toBe("NotConfigured");
    expect(simulator.world.pulseTenants[0]?.mappingStatus).toBe("NotMapped");
    const refused = await console.post(create(company));
    expect([refused.status, at(refused, "errors.0.type")]).toEqual([520, "logical"]);
    await console.patch("pulse", [{ op: "replace", path: "/token", value: "a.new.token" }]);
    expect((await console.post(create(company, "&rewriteExisting=true"))).status).toBe(200);
  });

  it("stop working after the last day of the connection's token", async () => {
    const { simulator, console } = await town();
    const company = await makeCompany(console);
    expect(text(await console.get("pulse"), "data.tokenExpirationDate")).toMatch(/T\d{2}:59:59\.\d{7}-05:00$/);
    simulator.clock.advance(181 * 86_400);
    expect((await console.post(create(company))).status).toBe(520);
    expect(at(await console.get("pulse"), "data.status")).toBe("Error");
  });

  it("tell the rental agreement by a text that begins with 0", async () => {
    const { console } = await town();
    expect(at(await console.get("pulse/contracts"), "data.0.contractId")).toBe("02553265");
  });
});
