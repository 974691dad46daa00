import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bssInstallation } from "../../sandbox/bss/installation.ts";
import { saveForm } from "../onboarding/hands.ts";
import { apiKey, applicationId } from "../support/town.ts";
import { openServicesScene, type ServicesScene } from "./scene.ts";

let scene: ServicesScene;
beforeAll(async () => {
  scene = await openServicesScene();
});
afterAll(() => scene.town.close());

const catalogue = async () => {
  const [services, contracts, ...more] = await scene.bss.servicesDefinition();
  if (services === undefined || contracts === undefined) throw new Error("a product type is missing");
  expect(more).toEqual([]);
  return { services, contracts, ...services.ProductsCollection };
};
const type = () => `acronis-${scene.instanceId}`;

describe("Get Services Definition in the BSS", () => {
  it("starts the first run and answers what it published, as the vendor's library reads it", async () => {
    scene.town.vendor.clearCalls();
    const { services, Products, Addons } = await catalogue();
    expect(scene.bss.complaints).toEqual([]);
    expect(services).toMatchObject({ ID: type(), Name: "Acronis Cyber Cloud - Acronis EU2", Scope: 2 });
    expect(Products).toHaveLength(8);
    expect(Addons.length).toBeGreaterThan(60);
    expect(scene.town.vendor.calls.length).toBeGreaterThan(3);
  });

  it("is then answered from what is published, without the vendor", async () => {
    scene.town.vendor.clearCalls();
    await catalogue();
    expect(scene.town.vendor.calls).toEqual([]);
  });

  it("gives every product and add-on an identifying plan of its own, which the attribute knows", async () => {
    const { services, Products, Addons } = await catalogue();
    const keys = [...Products, ...Addons].map(({ Attributes }) => Attributes.filter(({ IsPrimaryKey }) => IsPrimaryKey));
    expect(keys.every(([key, ...more]) => key?.ID === "plan" && more.length === 0)).toBe(true);
    const plans = keys.flatMap(([key]) => key?.Values ?? []);
    expect(new Set(plans).size).toBe(plans.length);
    const known = services.AttributeList.find(({ ID }) => ID === "plan")?.PredefinedValues.map(({ ID }) => ID);
    expect(known?.toSorted()).toEqual(plans.toSorted());
    const attributes = new Set(services.AttributeList.map(({ ID }) => ID));
    for (const { Attributes } of [...Products, ...Addons]) for (const { ID } of Attributes) expect(attributes).toContain(ID);
    expect(new Set([...Products, ...Addons].map(({ ID }) => ID)).size).toBe(Products.length + Addons.length);
  });

  it("has the attributes that a product manager needs: storages by name, amounts in people's units, features", async () => {
    const { services } = await catalogue();
    const of = (id: string) => services.AttributeList.find(({ ID }) => ID === id);
    expect(of("storage_location")?.PredefinedValues).toContainEqual({
      ID: "20000000-0000-4000-8000-000000000005",
      Name: "Zurich Backup (Zurich)",
    });
    expect(of("edition")?.PredefinedValues).toContainEqual({ ID: "pck_per_workload", Name: "Per workload" });
    // Each can be told from the others by what a person reads.
    const editions = of("edition")?.PredefinedValues.map(({ Name }) => Name) ?? [];
    expect(editions).toContain("Per gigabyte (File Sync & Share)");
    expect(new Set(editions).size).toBe(editions.length);
    expect(of("storage_gb")).toMatchObject({ Name: "Backup storage (GB)", Kind: "Numeric", Usage: "OrderCharacteristic" });
    expect(of("compute_points_hours")).toMatchObject({ Name: "Compute points (hours)", Kind: "Numeric" });
    expect(of("o365_onedrive")).toMatchObject({ Kind: "Boolean" });
  });

  it("has upgrades between the editions of an application, both ways", async () => {
    const { Products } = await catalogue();
    const upgrades = (plan: string) => Products.find(({ ID }) => ID === `${type()}-${plan}`)?.RelatedProducts;
    expect(upgrades("backup-pck_per_workload")).toContainEqual({ ProductID: `${type()}-backup-pck_per_gigabyte`, Relation: 5 });
    expect(upgrades("backup-pck_per_gigabyte")).toContainEqual({ ProductID: `${type()}-backup-pck_per_workload`, Relation: 5 });
    expect(upgrades("notary")).toEqual([]);
  });

  it("prices add-ons in the Primary Currency: sell from the list, cost less the discount", async () => {
    const { Addons } = await catalogue();
    expect(Addons.find(({ ID }) => ID === `${type()}-backup-pg_base_storage`)).toMatchObject({
      Name: "Acronis Backup storage - Per gigabyte",
      Products: [`${type()}-backup-pck_per_gigabyte`],
      UnitType: "GB",
      Prices: [{ Currency: "EUR", Units: [{ BillingCycle: 0, Price: 2.49, Cost: 2.04 }] }],
    });
    const unpriced = Addons.filter(({ Prices }) => Prices === null).map(({ ID }) => ID);
    expect(unpriced.every((id) => /-(backup|files_cloud)-(?!p[wg]_)/.test(id))).toBe(true);
  });

  it("lets GSD overwrite names only where the settings say so", async () => {
    const options = async () => {
      const { Products, Addons } = await catalogue();
      return [...new Set([...Products, ...Addons].map(({ UpdateOptions }) => UpdateOptions.join()))];
    };
    expect(await options()).toEqual(["1,5,6"]);
    await saveForm(scene.town, { UpdateProductNames: "keep" });
    expect(await options()).toEqual(["5,6"]);
    await saveForm(scene.town);
  });

  it("sells contracts of service providers, by the tiers of the instance's own table", async () => {
    const { services } = (await scene.operate("GET", "services-settings")).body;
    expect(services).toBeUndefined();
    const tiers = [
      { tier: 0, commitment: "0.00" },
      { tier: -2, name: "Custom", commitment: "100.50" },
      { tier: 7, commitment: "25000.00" },
    ];
    expect((await scene.operate("PUT", "services-settings", { json: { tiers } })).status).toBe(200);
    const { contracts } = await catalogue();
    expect(contracts).toMatchObject({
      ID: `acronis-contract-${scene.instanceId}`,
      Name: "Acronis Cyber Cloud for Service Providers - Acronis EU2",
      Scope: 1,
    });
    const products = contracts.ProductsCollection.Products;
    expect(products.map(({ Name }) => Name)).toEqual([
      "Acronis Cyber Cloud for Service Providers - Tier 0 (at least 0.00 USD a month)",
      "Acronis Cyber Cloud for Service Providers - Custom (at least 100.50 USD a month)",
      "Acronis Cyber Cloud for Service Providers - Tier 7 (at least 25000.00 USD a month)",
    ]);
    expect(products[1]).toMatchObject({
      Attributes: [
        { ID: "plan", Values: ["tier--2"] },
        { ID: "tier", Values: ["-2"] },
      ],
      RelatedProducts: [{ ProductID: `acronis-contract-${scene.instanceId}-tier-7`, Relation: 5 }],
    });
    expect(scene.bss.complaints).toEqual([]);
  });

  it("is billed by use, the whole month on the 1st, with every member of the library's types written", async () => {
    const { body } = await scene.town.bss.get("Fields/ServiceDefinition");
    expect(body).toMatchObject({
      ProductTypes: [
        {
          AttributeList: expect.arrayContaining([
            expect.objectContaining({ UsageSpecified: true, KindSpecified: true, LinkedToQuantity: false }),
          ]),
          ProductsCollection: {
            Products: expect.arrayContaining([
              expect.objectContaining({
                ChargeType: 1,
                BillingOptionRecurringChargePrepaid: null,
                BillingOptionRecurringChargePayPerUse: {
                  BillingType: 2,
                  ChargeRule: 1,
                  BillingDate: 2,
                  SpecificBillingDate: 1,
                  NoOfDecimals: 2,
                },
              }),
            ]),
          },
        },
        {},
      ],
    });
  });

  it("without settings headers is an empty collection", async () => {
    const bare = bssInstallation({ base: `${scene.town.url()}/acronis/api`, applicationId, apiKey });
    expect(await bare.servicesDefinition()).toEqual([]);
  });
});

describe("before anything is published", () => {
  it("the types are there, so that products can be made by hand, and the contracts are sold", async () => {
    const other = await openServicesScene({ house: { answerBudgetSeconds: 5 } });
    try {
      await other.vendor("catalogue", { empty: true });
      const [services, contracts] = await other.bss.servicesDefinition();
      expect(services?.ProductsCollection).toEqual({ Products: [], Addons: [] });
      expect(services?.AttributeList.map(({ ID }) => ID)).toEqual(["plan", "edition", "storage_location"]);
      expect(contracts?.ProductsCollection.Products).toHaveLength(2);
      expect(other.bss.complaints).toEqual([]);
      const held = (await other.services().head(other.instanceId))?.held;
      expect(held?.reasons).toEqual(["Nothing is on offer: the vendor's list is empty."]);

      // An empty catalogue that an operator means is really empty.
      await other.operate("POST", "services-definition/accept", { json: { version: held?.version } });
      expect(await other.bss.servicesDefinition()).toEqual([]);
    } finally {
      await other.town.close();
    }
  });
});
