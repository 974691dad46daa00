import { describe, expect, it } from "vitest";
import { customerAccount } from "../../../sandbox/bss/accounts.ts";
import type { Outcome } from "../../../sandbox/bss/outcome.ts";
import { attribute, type Bought, type BssServiceDefinition, serviceDefinition } from "../../../sandbox/bss/service-bodies.ts";
import { bssSubscription } from "../../../sandbox/bss/subscription.ts";
import { inVariant } from "../../../sandbox/bss/variants.ts";
import { create, serviceRequests } from "../../fixtures/bss/service-requests.ts";

interface Sent {
  readonly route: string;
  readonly body: BssServiceDefinition;
}

/** A subscription whose calls are answered one after the other, and what it sent. */
const aSubscription = (answers: readonly Partial<Outcome>[], addons: readonly Bought[] = []) => {
  const sent: Sent[] = [];
  const order = {
    account: customerAccount("1542", "Aegean Foods SA"),
    name: "Acronis",
    serviceType: "acronis",
    bssId: "bss-1",
    quantity: 10,
    attributes: { ...attribute("workstations", "10", { QuantityLinked: true }), ...attribute("servers", "10") },
    addons,
  };
  const subscription = bssSubscription(order, async (route, body) => {
    const answer = answers[sent.length] ?? {};
    sent.push({ route, body });
    return { failed: false, code: 0, message: "", result: "our-id", extraInfo: {}, ...answer };
  });
  return { subscription, sent };
};

const storage: Bought = { name: "Storage", productId: "p-storage", quantity: 2, attributes: attribute("storage_gb", "100") };
const machines: Bought = { name: "Machines", productId: "p-machines", quantity: 1, attributes: attribute("vms", "1") };
const actionsIn = ({ body }: Sent) => body.Addons.map(({ ProductID, ActionType }) => [ProductID, ActionType]);

/** The names of an object's members, and of those within, in order. */
const namesIn = (value: unknown, path = ""): readonly string[] => {
  if (Array.isArray(value)) return value.slice(0, 1).flatMap((inner) => namesIn(inner, `${path}[]`));
  if (typeof value !== "object" || value === null) return [path];
  if (path.endsWith("AttributeList") || path.endsWith("SyncOptions"))
    return [...new Set(Object.values(value).flatMap((inner) => namesIn(inner, `${path}{}`)))];
  return Object.entries(value).flatMap(([name, inner]) => namesIn(inner, `${path}.${name}`));
};

describe("a body of the simulated BSS", () => {
  it("has the members of the vendor's sample, in its order", () => {
    const { subscription } = aSubscription([], [storage]);
    const body = serviceDefinition({ ...subscription.present(), account: customerAccount("1", "A") }, "Provision");
    expect(namesIn({ ...body, Account: null })).toStrictEqual(
      namesIn({ ...serviceRequests["Subscriptions/Create with-addon"], Account: null }),
    );
  });

  it("may have its enums by number where names are usual, and the other way round", () => {
    expect(inVariant(serviceRequests["Addons/Cancel"], "otherEnums")).toMatchObject({
      ActionType: 0,
      Derivative: "SUBSCRIPTION",
      RequestedBy: { Type: "0" },
      Addons: [{ ActionType: 2 }],
    });
  });

  it("may have its members in camel case; what an attribute is called is data and stays", () => {
    const odd = { ...create, AttributeList: { Storage_GB: { ID: "Storage_GB", QuantityLinked: true } } };
    expect(inVariant(odd, "camelCase")).toMatchObject({
      subscriptionID: create.SubscriptionID,
      attributeList: { Storage_GB: { id: "Storage_GB", quantityLinked: true } },
    });
  });
});

describe("a subscription of the simulated BSS", () => {
  it("is created without our id, and called by it afterwards", async () => {
    const { subscription, sent } = aSubscription([], [storage]);
    await subscription.create();
    await subscription.suspend();
    expect(sent.map(({ route, body }) => [route, body.ID, body.ActionType])).toStrictEqual([
      ["Subscriptions/Create", null, "Provision"],
      ["Subscriptions/Suspend", "our-id", "Suspend"],
    ]);
    expect(sent.map(actionsIn)).toStrictEqual([[["p-storage", "Provision"]], [["p-storage", "None"]]]);
    expect(sent[1]?.body.Addons[0]?.ParentID).toBe("our-id");
  });

  it("changes its quantity, and what is tied to it follows", async () => {
    const { subscription, sent } = aSubscription([]);
    await subscription.changeQuantity(12);
    expect(sent[0]?.body).toMatchObject({ Quantity: 12, AttributeList: { workstations: { Value: "12" }, servers: { Value: "10" } } });
  });

  it("marks only the add-ons that a call is about, and learns the id of one that is alone", async () => {
    const { subscription, sent } = aSubscription([{}, { result: "addon-1" }, { result: "addon-2" }, { result: "addon-2" }]);
    await subscription.create();
    await subscription.addAddons(storage);
    await subscription.addAddons(machines);
    expect(subscription.present()).toMatchObject({ id: "our-id", addons: [{ id: "addon-1" }, { id: "addon-2" }] });
    await subscription.cancelAddon("p-machines");
    expect(sent.slice(1).map(actionsIn)).toStrictEqual([
      [["p-storage", "Provision"]],
      [
        ["p-storage", "None"],
        ["p-machines", "Provision"],
      ],
      [
        ["p-storage", "None"],
        ["p-machines", "Cancel"],
      ],
    ]);
    expect(subscription.present().addons.map(({ productId }) => productId)).toStrictEqual(["p-storage"]);
  });

  it("takes a subscription's id in an add-on's answer for no id of the add-on", async () => {
    const { subscription } = aSubscription([]);
    await subscription.create();
    await subscription.addAddons(storage);
    expect(subscription.present().addons).toMatchObject([{ id: null }]);
  });

  it("has another id of the BSS after an upgrade, and names the former one", async () => {
    const { subscription, sent } = aSubscription([]);
    await subscription.create();
    await subscription.upgrade({ name: "Better" });
    expect(sent[1]?.body).toMatchObject({ ID: "our-id", OriginalSubscriptionID: "bss-1", Name: "Better", ActionType: "Upgrade" });
    expect(sent[1]?.body.SubscriptionID).not.toBe("bss-1");
  });

  it("stays as it was when a call fails, and sends the very same again for a retry", async () => {
    const { subscription, sent } = aSubscription([{}, { failed: true, code: -13 }]);
    await subscription.create();
    await subscription.changeQuantity(99);
    expect(subscription.present().quantity).toBe(10);
    await subscription.retry();
    expect(sent[2]).toStrictEqual(sent[1]);
    expect(subscription.present().quantity).toBe(99);
    await expect(subscription.retry()).rejects.toThrow("no call of this subscription has failed");
  });
});
