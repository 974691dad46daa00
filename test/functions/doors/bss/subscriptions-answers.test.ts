import { describe, expect, it } from "vitest";
import { servicesAnswer } from "../../../../functions/doors/bss/acronis/answers.ts";
import { sentServices } from "../../../../functions/doors/bss/acronis/subscription.ts";
import { isProblem } from "../../../../functions/doors/bss/problem.ts";
import type { SubscriptionRoute } from "../../../../functions/doors/bss/subscriptions/subscription-call.ts";
import type { ServiceEntry } from "../../../../functions/onboarding/service-entry.ts";
import { addonIdOf, subscriptionIdOf } from "../../../../functions/onboarding/names.ts";
import { create, storageAddon } from "../../../fixtures/bss/service-requests.ts";
import { attribute } from "../../../../sandbox/bss/service-bodies.ts";
import { aMapping, anEntry, key, wished } from "./a-wish.ts";

const { SubscriptionID: bssId } = create;
const subscriptionId = subscriptionIdOf(key, bssId);
const idOf = (product: string) => addonIdOf(key, bssId, product);

const addon = (ProductID: string, ActionType: string, more: object = {}) => ({ ...storageAddon, ProductID, ActionType, ...more });

interface Answered {
  readonly before?: ServiceEntry;
  readonly after?: Partial<ServiceEntry>;
  readonly told?: { readonly warnings?: readonly string[]; readonly ignored?: readonly string[] };
  readonly greeting?: string;
}

const answered = (route: SubscriptionRoute, body: object, { before, after = {}, told = {}, greeting = "" }: Answered = {}) => {
  const sent = sentServices(body, { saysItems: true });
  if (isProblem(sent)) throw new Error(sent.detail);
  const mapping = aMapping(...(before === undefined ? [] : [before]));
  const wish = wished(body, { change: route === "create" ? "create" : "update", mapping });
  const entry = anEntry({ subscriptionId: wish.id, bssSubscriptionId: bssId, ...after });
  const changed = { entry, message: "It is done.", warnings: [], ignored: [], ...told };
  return servicesAnswer({ route, sent, wish, key, mapping, changed, greeting });
};
const idIn = (route: SubscriptionRoute, addons: readonly object[], how: Answered = {}) =>
  answered(route, { ...create, Addons: addons }, how).id;

describe("the Result of a call", () => {
  it("of a subscription is its id, however many add-ons come with it", () => {
    expect(idIn("create", [])).toBe(subscriptionId);
    expect(idIn("create", [addon("p", "Provision")])).toBe(subscriptionId);
    expect(idIn("update", [addon("p", "Provision")])).toBe(subscriptionId);
  });

  it.each(["createAddon", "updateAddon"] as const)("to %s is the id of the one add-on that is provisioned", (route) => {
    expect(idIn(route, [addon("p", "None"), addon("q", "Provision")])).toBe(idOf("q"));
    expect(idIn(route, [addon("p", "Cancel"), addon("q", "Provision")])).toBe(idOf("q"));
    expect(idIn(route, [addon("q", "Provision"), addon("q", "Provision")])).toBe(idOf("q"));
  });

  it.each([
    ["none is marked", "createAddon", [addon("p", "None")]],
    ["two are marked", "createAddon", [addon("p", "Provision"), addon("q", "Provision")]],
    ["two are cancelled", "cancelAddon", [addon("p", "Cancel"), addon("q", "Cancel")]],
    ["the one that is marked is not what the call is about", "cancelAddon", [addon("p", "Provision")]],
    ["the cancelled one is left out", "cancelAddon", []],
  ] as const)("of add-ons is the subscription's id when %s", (_name, route, addons) => {
    expect(idIn(route, addons)).toBe(subscriptionId);
  });

  it("to cancel an add-on is the id that the BSS calls it by, also when it is gone already", () => {
    expect(idIn("cancelAddon", [addon("p", "Cancel", { ID: "our-addon" })])).toBe("our-addon");
    const before = anEntry({ bssSubscriptionId: bssId, addons: [{ addonId: "known", bssProductId: "p", plan: "", name: "" }] });
    expect(idIn("cancelAddon", [addon("p", "Cancel")], { before })).toBe("known");
  });

  it("is empty after a pre-check", () => {
    expect(answered("createAddon", { ...create, CheckOnly: true, Addons: [addon("p", "Provision")] }).id).toBe("");
  });
});

describe("what the BSS's user is told", () => {
  it("is the tenant, the edition, all that is sold together, and what the vendor and we remark", () => {
    const body = {
      ...create,
      AttributeList: {
        ...attribute("workstations", "25"),
        ...attribute("storage_gb", "50.5"),
        ...attribute("mugs", "1"),
        ...attribute("vms", "0"),
      },
      Addons: [storageAddon, addon("hours", "None", { AttributeList: attribute("compute_points_hours", "1.5") }), addon("gone", "Cancel")],
    };
    const { extraInfo, message } = answered("create", body, {
      after: { edition: "pck_per_workload" },
      told: { warnings: ["Some plans stop.", "Usage migrates"], ignored: ["mugs"] },
      greeting: "Reseller created.",
    });
    expect(message).toBe("Reseller created. It is done.");
    expect(extraInfo).toStrictEqual({
      AcronisTenant: "Aegean Foods SA",
      AcronisEdition: "Per workload",
      AcronisItems: "Workstations 25, Cloud storage 250.5 GB, Compute points 3 hours",
      Warnings: "Some plans stop.; Usage migrates",
      Ignored: "mugs",
    });
  });

  it("is a contract's tier and commitment", () => {
    const after = { contract: { tier: 7, commitment: "25000.00", currency: "USD" } };
    expect(answered("create", { ...create, AttributeList: attribute("tier", "7") }, { after }).extraInfo).toStrictEqual({
      AcronisTenant: "Aegean Foods SA",
      AcronisTier: "7",
      AcronisCommitment: "25000.00 USD a month",
    });
  });
});
