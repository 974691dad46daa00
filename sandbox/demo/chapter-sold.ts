import { causes } from "../../functions/causes.ts";
import { boughtAddon, boughtProduct } from "../bss/bought.ts";
import type { BssInstallation } from "../bss/installation.ts";
import type { PublishedType } from "../bss/published-types.ts";
import { attribute, serviceDefinition } from "../bss/service-bodies.ts";
import type { BssSubscription } from "../bss/subscription.ts";
import { atAcronis } from "./behind.ts";
import { accounts } from "./cast.ts";
import { itemsOn, quotaVersions } from "./items-on.ts";
import { type Counts, isCounted, limits, over } from "./ledger.ts";
import { costOf, idOf, inWords, must, readable, refusalOf, type Story } from "./story.ts";

/** What a customer bought, and its tenant. */
interface Bought {
  readonly subscription: BssSubscription;
  readonly tenantId: string;
}

export interface Sold extends Bought {
  /** What its creation cost. */
  readonly cost: Counts;
}

/** A subscription and an add-on, as the BSS orders them from what was published. */
export const soldChapter = async (story: Story, bss: BssInstallation, type: PublishedType): Promise<Sold> => {
  const { screen } = story;
  screen.chapter("7  A customer buys, changes, is suspended");
  const tenantId = await customerWithLittle(story, bss);
  const subscription = bss.subscription({
    ...boughtProduct(type, "backup-pck_per_workload", {
      amounts: { workstations: "25", storage_gb: "200" },
      choices: { storage_location: "Frankfurt Backup 2 (Frankfurt)" },
    }),
    serviceType: type.ID,
    account: { ...accounts.buyer, ExternalID: tenantId },
  });
  const bought = { subscription, tenantId };
  const cost = await created(story, bss, bought);
  await withAddon(story, type, bought);
  await suspended(story, bought);
  return { ...bought, cost };
};

/** By the standard rule a customer gets everything; where all is sold by subscription it gives less. */
const customerWithLittle = async ({ stage, screen }: Story, bss: BssInstallation): Promise<string> => {
  const { Instance: instanceId = "" } = await bss.additionalInfo();
  const rule = { customer: { edition: "pck_per_workload", items: ["local_storage"] } };
  const saved = await stage.operator("PUT", `instances/${instanceId}/rule`, rule);
  must(saved.status === 200, `the rule should be saved, and the door answered ${saved.status}`);
  const tenantId = idOf(await bss.synchronise(accounts.buyer));
  must(stage.vendors[0].world.itemsOf(tenantId).length === 1, "the rule should give the customer one item");
  screen.done("A standard rule that gives local storage alone (PUT /v1/instances/…/rule): the new customer Kos Architects has 1 item");
  return tenantId;
};

const created = async (story: Story, bss: BssInstallation, { subscription, tenantId }: Bought): Promise<Counts> => {
  const { screen, stage } = story;
  const wrong = serviceDefinition(
    { ...subscription.present(), attributes: { ...subscription.present().attributes, ...attribute("public_ips", "2") } },
    "Provision",
  );
  const checked = await costOf(story, () => bss.sendService("Subscriptions/Create", { ...wrong, CheckOnly: true }));
  const told = refusalOf(checked.result, causes.itemsNotOnOffer.code);
  must(told.includes("public_ips") && checked.counts.writes === 0, "the pre-check should name what is not on offer, and write nothing");
  screen.done(`The BSS's pre-check names what Acronis does not offer, ${checked.counts.writes} table writes: “${readable(told)}”`);

  const create = await costOf(story, () => subscription.create());
  idOf(create.result);
  screen.done(`Ordered: “${create.result.message}” ${inWords(create.counts)}`);
  const { world } = stage.vendors[0];
  const items = itemsOn(world, tenantId);
  must(
    items.includes("pw_base_workstations 25") && items.includes("pw_base_storage 200 GiB"),
    `the items should have their quotas: ${items.join()}`,
  );
  const storage = subscription.present().attributes["storage_location"];
  must(
    world.itemsOf(tenantId).some(({ infra_id }) => infra_id === storage?.Code),
    "the storage should be the one that was chosen",
  );
  screen.detail(`at Acronis now: ${items.join(", ")}, on ${storage?.Value}`);
  const tooMuch = over(create.counts, limits.subscription);
  must(tooMuch.length === 0, `too many ${tooMuch.join(", ")}`);
  return create.counts;
};

const withAddon = async (story: Story, type: PublishedType, { subscription, tenantId }: Bought): Promise<void> => {
  const { screen, stage } = story;
  const [vendor] = stage.vendors;
  const servers = boughtAddon(type, "backup-pw_base_servers", 3);
  const addition = await subscription.addAddons(servers);
  must(idOf(addition) !== subscription.present().id, "the add-on should have an id of its own");
  must(itemsOn(vendor.world, tenantId).includes("pw_base_servers 3"), "the servers should be on");
  screen.done(`An add-on, ${servers.name}, 3 of it: “${addition.message}”`);

  const before = quotaVersions(vendor.world, tenantId);
  const calls = vendor.calls.length;
  idOf(await subscription.changeAddon(servers.productId, { quantity: 5 }));
  const made = vendor.calls.slice(calls).filter(isCounted);
  const changed = [...quotaVersions(vendor.world, tenantId)]
    .filter(([name, version]) => before.get(name) !== version)
    .map(([name]) => name);
  must(
    changed.join() === "pw_base_servers" && itemsOn(vendor.world, tenantId).includes("pw_base_servers 5"),
    `only servers should change: ${changed.join()}`,
  );
  must(made.filter(({ method }) => method === "PUT").length === 1, "one PUT should do");
  screen.done(`Two more of it: only ${changed.join()} is put, with its own quota version; every other quota keeps its own`);
  screen.detail(made.map(({ method, path }) => `${method} …${path.replace(/^.*\/tenants\/[^/]+/, "")}`).join(", "));

  await atAcronis(vendor, "usage", { tenant_id: tenantId, items: [{ name: "pw_base_servers", value: 4 }] });
  const told = refusalOf(await subscription.cancelAddon(servers.productId), causes.itemsInUse.code);
  must(itemsOn(vendor.world, tenantId).includes("pw_base_servers 5"), "what is in use should stay on");
  screen.done(`Its cancellation while 4 servers are protected: “${readable(told)}”`);
};

const suspended = async ({ screen, stage }: Story, { subscription, tenantId }: Bought): Promise<void> => {
  const isEnabled = () => stage.vendors[0].world.tenants.find(({ id }) => id === tenantId)?.enabled;
  const suspension = await subscription.suspend();
  must(idOf(suspension) === subscription.present().id && isEnabled() === false, "the tenant should be disabled");
  screen.done(`Suspended: “${suspension.message}”`);
  const resumption = await subscription.activate();
  must(idOf(resumption) === subscription.present().id && isEnabled() === true, "the tenant should be enabled again");
  screen.done(`Resumed: “${resumption.message}”`);
};
