import type { BssInstallation } from "../bss/installation.ts";
import type { PublishedType } from "../bss/published-types.ts";
import { atAcronis } from "./behind.ts";
import { ServicesHead, servicesRun } from "./runs.ts";
import { costOf, inWords, must, type Story, WrongOutcome } from "./story.ts";

const workstations = "pw_base_workstations";

/** What the distributor sells: products, prices, and the brake that holds a price that jumps. Gives the product type for accounts. */
export const sellsChapter = async (story: Story, bss: BssInstallation): Promise<PublishedType> => {
  const { screen, stage } = story;
  const [vendor] = stage.vendors;
  screen.chapter("6  What the distributor sells comes from Acronis, with prices");
  const { Instance: instanceId = "" } = await bss.additionalInfo();
  await atAcronis(vendor, "prices", [{ name: workstations, list_price: "3.20" }]);

  screen.doing("Get Services Definition");
  const got = await costOf(story, () => bss.servicesDefinition());
  const [type, contracts] = got.result;
  if (type === undefined || contracts?.Scope !== 1)
    throw new WrongOutcome("there should be a product type, and one for contracts of resellers");
  const { Products, Addons } = type.ProductsCollection;
  must(Products.length === 8 && Addons.length > 50, "every application and edition should be a product, and every counted item an add-on");
  screen.done(`Get Services Definition: “${type.Name}”, ${Products.length} products, ${Addons.length} add-ons; ${inWords(got.counts)}`);
  screen.detail(`a second product type for contracts: ${contracts.ProductsCollection.Products.map(({ Name }) => Name).join(", ")}`);

  const first = priceIn(type);
  must(first?.Price === 3.2 && first.Cost === 2.8, "the cost should be the list price less 12.5 %");
  screen.done(`A workstation sells at ${money(first?.Price)} EUR, Acronis' list price, and costs ${money(first?.Cost)}: less 12.5 %`);

  const again = await costOf(story, () => servicesRun(story, instanceId));
  must(again.counts.writes === 1 && again.counts.transitions <= 4, "a run that finds nothing new should write once");
  must(again.result.lastRun?.outcome === "unchanged", "a second run should find nothing new");
  screen.done(`A second run, as each night, finds nothing new: ${inWords(again.counts)}`);

  await braked(story, bss, instanceId);
  const [now = type] = await bss.servicesDefinition();
  const mended = priceIn(now);
  must(mended?.Price === 3.36 && mended.Cost === 2.94, "a price that moved a little should be published");
  screen.done(
    `Acronis mends it: ${money(mended?.Price)} is within 20 %, so the next run publishes it by itself; its cost is ${money(mended?.Cost)}`,
  );
  return now;
};

/** A price that jumps is held until a person decides. */
const braked = async (story: Story, bss: BssInstallation, instanceId: string): Promise<void> => {
  const { screen, stage } = story;
  const [vendor] = stage.vendors;
  await atAcronis(vendor, "prices", [{ name: workstations, list_price: "32.00" }]);
  const { held, published } = await servicesRun(story, instanceId);
  if (held === null) throw new WrongOutcome("a price that jumps should be held");
  must(held.difference.changes.length === 1 && held.reasons.length === 1, "the jump alone should be held");
  screen.done(`A slip at Acronis, 32.00: the run is held, and version ${published?.version} stays what the BSS is shown`);
  screen.detail(`the operator reads why (GET /v1/instances/…/services-definition): “${held.reasons.join(" ")}”`);

  const [shown] = await bss.servicesDefinition();
  must(priceIn(shown)?.Price === 3.2, "the BSS should be shown the old price");
  const refused = await stage.operator("POST", `instances/${instanceId}/services-definition/refuse`, { version: held.version });
  must(refused.status === 200 && ServicesHead.parse(refused.body).held === null, "the held version should be refused");
  const next = await servicesRun(story, instanceId);
  must(next.lastRun?.outcome === "refusedBefore" && next.held === null, "what was refused should not be held again");
  screen.done("The operator refuses it (POST …/services-definition/refuse); the next run finds the same and bothers nobody again");
  await atAcronis(vendor, "prices", [{ name: workstations, list_price: "3.36" }]);
  const mended = await servicesRun(story, instanceId);
  must(mended.lastRun?.outcome === "published", "the mended price should be published by itself");
};

const priceIn = (type: PublishedType | undefined) =>
  type?.ProductsCollection.Addons.find(({ ID }) => ID.endsWith(`backup-${workstations}`))?.Prices?.[0]?.Units[0];

const money = (amount: number | undefined): string => (amount ?? 0).toFixed(2);
