import { describe, expect, it } from "vitest";
import { sentServices } from "../../../../functions/doors/bss/acronis/subscription.ts";
import { subscriptionIdOf, addonIdOf } from "../../../../functions/onboarding/names.ts";
import { inVariant, variants } from "../../../../sandbox/bss/variants.ts";
import { attribute, create, sentIds, serviceRequests, storageAddon } from "../../../fixtures/bss/service-requests.ts";
import { standardServicesSettings } from "../../../../functions/services/settings.ts";
import { aMapping, anEntry, faultOf, key, wished } from "./a-wish.ts";

const { SubscriptionID: bssId } = create;
const id = subscriptionIdOf(key, bssId);
const own = { servers: "5", workstations: "25", disaster_recovery: "0" };
const addon = (gigabytes: string) => ({
  id: addonIdOf(key, bssId, storageAddon.ProductID),
  bssProductId: storageAddon.ProductID,
  plan: "",
  name: storageAddon.Name,
  amounts: { storage_gb: gigabytes },
});
const bought = {
  id,
  bssId,
  name: create.Name,
  plan: "",
  edition: "pck_per_workload",
  storage: "",
  isTrial: false,
  amounts: own,
  addons: [],
};
/** A change that leaves alone what the subscription brings is read without its attributes and add-ons. */
const asItIs = { ...bought, edition: "", amounts: {} };

describe.each(variants)("a call written with %s", (variant) => {
  it.each([
    ["Subscriptions/Create", "create", bought],
    ["Subscriptions/Create trial", "create", { ...bought, isTrial: true, amounts: { ...own, workstations: "5" } }],
    ["Subscriptions/Create with-addon", "create", { ...bought, addons: [addon("200")] }],
    ["Subscriptions/Create with-addon.checkonly", "create", { ...bought, addons: [addon("200")] }],
    ["Subscriptions/Update quantity-up", "update", { ...bought, amounts: { ...own, workstations: "40" }, addons: [addon("200")] }],
    ["Subscriptions/Activate", "activate", asItIs],
    ["Subscriptions/Suspend", "suspend", asItIs],
    ["Subscriptions/Cancel", "cancel", asItIs],
    ["Subscriptions/UpgradeToPaid", "upgradeToPaid", { ...bought, amounts: { ...own, workstations: "5" } }],
    ["Addons/Create", "update", { ...bought, addons: [addon("200")] }],
    ["Addons/Update", "update", { ...bought, addons: [addon("400")] }],
    ["Addons/Cancel", "update", bought],
  ] as const)("%s is read", (name, change, expected) => {
    expect(wished(inVariant(serviceRequests[name], variant), { change })).toStrictEqual({ change, ...expected });
  });

  it("Subscriptions/UpgradeDowngrade is read, and found by the id that it had before", () => {
    const body = inVariant(serviceRequests["Subscriptions/UpgradeDowngrade"], variant);
    const mapping = aMapping(anEntry({ bssSubscriptionId: bssId }));
    expect(wished(body, { change: "changePlan", mapping })).toMatchObject({
      id: "our-subscription",
      bssId: expect.not.stringContaining(bssId),
    });
  });
});

describe("a pre-check", () => {
  it.each([true, 1, "true", " TRUE ", "1"])("is one when it says %j, and not carried out", (said) => {
    expect(sentServices({ ...create, CheckOnly: said }, { saysItems: true })).toMatchObject({ checkOnly: true });
  });

  it.each([false, 0, "false", "0", null, "", "maybe", 2, {}])("is none when it says %j", (said) => {
    expect(sentServices({ ...create, CheckOnly: said }, { saysItems: true })).toMatchObject({ checkOnly: false });
  });
});

describe("a subscription is known", () => {
  const entry = anEntry({
    subscriptionId: "first",
    bssSubscriptionId: "bss-first",
    addons: [{ addonId: "our-addon", bssProductId: "p", plan: "", name: "" }],
  });
  const mapping = aMapping(anEntry({ subscriptionId: "other", bssSubscriptionId: "bss-other" }), entry);
  const read = (body: object, change: "update" | "changePlan" = "update") => wished({ ...create, ...body }, { change, mapping });

  it("by our id, else by the BSS's own, else it is a new one", () => {
    expect(read({ ID: "first", SubscriptionID: "bss-new" }).id).toBe("first");
    expect(read({ ID: "unheard-of", SubscriptionID: "bss-first" }).id).toBe("first");
    expect(read({ ID: null, SubscriptionID: "bss-first" }).id).toBe("first");
    expect(read({ ID: sentIds.subscription, SubscriptionID: "bss-new" }).id).toBe(subscriptionIdOf(key, "bss-new"));
  });

  it("by the BSS's former id only where its plan is changed", () => {
    const moved = { ID: null, SubscriptionID: "bss-new", OriginalSubscriptionID: "bss-first" };
    expect(read(moved, "changePlan").id).toBe("first");
    expect(read(moved, "update").id).toBe(subscriptionIdOf(key, "bss-new"));
    expect(read({ ...moved, OriginalSubscriptionID: "" }, "changePlan").id).toBe(subscriptionIdOf(key, "bss-new"));
  });

  it("with its add-ons, by our id of each or by its product, also when the BSS calls the subscription otherwise", () => {
    const addons = (sent: object) => read({ ID: "first", SubscriptionID: "bss-new", Addons: [{ ...storageAddon, ...sent }] }).addons[0]?.id;
    expect(addons({ ID: "our-addon", ProductID: "another" })).toBe("our-addon");
    expect(addons({ ID: null, ProductID: "p" })).toBe("our-addon");
    expect(addons({ ID: null, ProductID: "q" })).toBe(addonIdOf(key, "bss-new", "q"));
  });
});

describe("what was bought is known", () => {
  const type = "acronis-acronis-1";
  const contracts = "acronis-contract-acronis-1";
  const bare = { ...create, AttributeList: {} };
  const read = (attributes: object, more: object = {}) => wished({ ...bare, ...more, AttributeList: attributes });

  it("by the attribute plan, its code before its words, under any of its names", () => {
    const plan = "backup-pck_per_workload";
    expect(read(attribute("plan", "Plan", plan)).plan).toBe(plan);
    expect(read(attribute("plan", "Plan", "Per workload", { Code: plan })).plan).toBe(plan);
    expect(read({ "17": { ID: "17", Name: "PLAN", Value: plan } }).plan).toBe(plan);
    expect(read({ anything: { id: "Plan", value: plan } }).plan).toBe(plan);
    expect(read(attribute("plan", "Plan", `${type}-${plan}`)).plan).toBe(plan);
  });

  it("by the id of our product, where the BSS sends ours", () => {
    expect(wished({ ...bare, ProductID: `${type}-notary` }).plan).toBe("notary");
    expect(wished({ ...bare, ProductID: `${contracts}-tier-3` }).plan).toBe("tier-3");
    expect(wished({ ...bare, ProductID: "acronis-other-notary" }).plan).toBe("");
    const addons = [{ ...storageAddon, ProductID: `${type}-backup-pw_base_storage` }];
    expect(wished({ ...bare, Addons: addons }).addons[0]?.plan).toBe("backup-pw_base_storage");
  });

  it("by the edition, in the vendor's words or in people's", () => {
    expect(read(attribute("edition", "Edition", "pck_per_gigabyte")).edition).toBe("pck_per_gigabyte");
    expect(read(attribute("edition", "Edition", "Per Workload")).edition).toBe("pck_per_workload");
    expect(read(attribute("edition", "Edition", "The finest")).edition).toBe("The finest");
    const both = { ...attribute("plan", "Plan", "files-fss_per_user"), ...attribute("edition", "Edition", "Per user") };
    expect(read(both)).toMatchObject({ plan: "files-fss_per_user", edition: "" });
  });

  it.each(["3", "tier-3", "Tier 3", "TIER_3"])("as a contract by a tier written %s", (tier) => {
    expect(read(attribute("tier", "Tier", tier), { ServiceType: contracts })).toMatchObject({ plan: "tier-3", edition: "", amounts: {} });
    expect(read(attribute("tier", "Tier", "Third", { Code: tier }))).toMatchObject({ plan: "tier-3" });
  });

  it("as a contract by a plan, down to the vendor's tier -2, beside an attribute tier that says the same", () => {
    expect(read({ ...attribute("plan", "Plan", "tier--2"), ...attribute("tier", "Tier", "-2") }).plan).toBe("tier--2");
  });

  it("as a contract by the name that the instance's table gives its tier, where the BSS sends words alone", () => {
    const services = { ...standardServicesSettings, tiers: [{ tier: 4, commitment: "2500.00", name: "Gold" }] };
    const named = (attributes: object) => wished({ ...bare, ServiceType: contracts, AttributeList: attributes }, { at: { services } }).plan;
    expect(named(attribute("tier", "Tier", "gold"))).toBe("tier-4");
    expect(named({ ...attribute("plan", "Plan", "Gold"), ...attribute("tier", "Tier", "Gold", { Code: "4" }) })).toBe("tier-4");
    const both = [4, 5].map((tier) => ({ tier, commitment: "2500.00", name: "Gold" }));
    const how = { at: { services: { ...services, tiers: both } } };
    const body = { ...bare, ServiceType: contracts, AttributeList: attribute("tier", "Tier", "Gold") };
    expect(faultOf(body, how)).toContain("AttributeList.tier is no tier");
  });

  it("as the contract that it is, where an update says nothing of its tier; a change of plan must say it", () => {
    const contract = { tier: 3, commitment: "1000.00", currency: "USD" };
    const how = { mapping: aMapping(anEntry({ plan: "tier-3", contract })) };
    const body = { ...bare, ID: "our-subscription", ServiceType: contracts };
    expect(wished(body, { ...how, change: "update" })).toMatchObject({ plan: "", edition: "" });
    expect(faultOf(body, { ...how, change: "changePlan" })).toContain("AttributeList.tier is missing");
  });

  it("with its storage, by the id in the code; one that is chosen in an add-on is the subscription's", () => {
    const storage = attribute("storage_location", "Storage", "Frankfurt", { Code: "5f0c7a9e" });
    expect(read(storage)).toMatchObject({ storage: "5f0c7a9e", amounts: {} });
    const inAddon = { ...storageAddon, AttributeList: { ...storageAddon.AttributeList, ...storage } };
    expect(read({}, { Addons: [inAddon] })).toMatchObject({ storage: "5f0c7a9e", addons: [{ amounts: { storage_gb: "200" } }] });
  });
});

describe("attributes", () => {
  const amountsOf = (attributes: object) => wished({ ...create, AttributeList: attributes }).amounts;

  it("are amounts by key, else ID, else name, in the form of our ids", () => {
    const sent = {
      Servers: { ID: "9", Name: "Protected servers", Value: "1" },
      "11": { ID: "workstations", Name: "Protected workstations", Value: "2" },
      "3f6c1c9a-8f5e-4e0b-8a77-0f0b7a2d4c55": { ID: "12", Name: "Storage GB", Value: "3" },
      "13": { ID: "13", Name: "14", Value: "4" },
    };
    expect(amountsOf(sent)).toStrictEqual({ servers: "1", workstations: "2", storage_gb: "3" });
  });

  it("that hold no amount are nobody's business", () => {
    const sent = {
      ...attribute("region", "Region", "Germany"),
      ...attribute("note", "Note", "24x7 support"),
      ...attribute("vms", "VMs", ""),
    };
    expect(amountsOf({ ...sent, nothing: null })).toStrictEqual({});
  });

  it("may hold a number, a word for on or off, or no limit, as text or as JSON has it", () => {
    const value = (Value: unknown) => amountsOf({ vms: { ID: "vms", Value } });
    for (const [sent, read] of [
      [" 25 ", "25"],
      ["0,50", "0.5"],
      ["007", "7"],
      ["true", "1"],
      ["False", "0"],
      ["Unlimited", "unlimited"],
      ["-1", "unlimited"],
      [12.5, "12.5"],
      [true, "1"],
    ]) {
      expect(value(sent)).toStrictEqual({ vms: read });
    }
    expect(amountsOf({ vms: { ID: "vms", Value: "Ten machines", Code: "10" } })).toStrictEqual({ vms: "10" });
  });
});
