import { causes } from "../../functions/causes.ts";
import type { BssInstallation } from "../bss/installation.ts";
import { accounts } from "./cast.ts";
import { type Counts, limits, over } from "./ledger.ts";
import { costOf, idOf, inWords, must, readable, refusalOf, shown, type Story } from "./story.ts";

export interface Onboarded {
  readonly resellerId: string;
  readonly directId: string;
  readonly costs: { readonly customer: Counts; readonly reseller: Counts };
}

/** A reseller, its customer, and a customer of the distributor's own. */
export const accountsChapter = async (story: Story, bss: BssInstallation, elsewhere: BssInstallation): Promise<Onboarded> => {
  const { screen, stage } = story;
  const [{ world }] = stage.vendors;
  screen.chapter("2  The BSS synchronises accounts; each becomes a tenant with an invited administrator");

  const early = await bss.synchronise(accounts.customerOfReseller);
  screen.done(`A reseller's customer before its reseller is refused: “${readable(refusalOf(early, causes.resellerNotSynchronised.code))}”`);

  screen.doing("The reseller Blue Harbor IT");
  const reseller = await costOf(story, () => shown(story, () => bss.synchronise(accounts.reseller)));
  const resellerId = idOf(reseller.result);
  screen.done(`Reseller Blue Harbor IT is a partner tenant: ${inWords(reseller.counts)}`);
  const [choice] = await bss.choices("parentAccount");
  must(choice?.id === resellerId, "the reseller should be offered as Parent Account");

  // The reseller's first customer reads names of storages that the distributor's next customer finds in memory: not counted.
  const below = idOf(await bss.synchronise({ ...accounts.customerOfReseller, ResellerExternalID: resellerId }));
  must(
    world.childrenOf(resellerId).some(({ id }) => id === below),
    "the customer should be below its reseller",
  );
  screen.done("Its customer Harbor Bakery is a customer tenant below it");

  const direct = await costOf(story, () => bss.synchronise(accounts.direct));
  const directId = idOf(direct.result);
  const [administrator] = world.usersOf(directId);
  must(administrator?.policies[0]?.role_id === "company_admin", "the administrator should have its role");
  must(
    world.mails.some(({ userId }) => userId === administrator?.id),
    "the administrator should have got the activation e-mail",
  );
  screen.done(`The distributor's own customer Aegean Foods: ${inWords(direct.counts)}`);
  screen.detail(`the BSS's user reads: “${direct.result.message}” ${Object.values(direct.result.extraInfo).join(", ")}`);

  const elsewhereId = idOf(await elsewhere.synchronise(accounts.elsewhere));
  must(
    elsewhereId !== directId && stage.vendors[1].world.tenants.length === 1,
    "the same account number at the other contract should be another tenant",
  );
  screen.done("At the other contract the same account number is another account: Atlantic Freight gets a tenant there");

  const tooMuch = [...over(reseller.counts, limits.reseller), ...over(direct.counts, limits.customer)];
  must(tooMuch.length === 0, `too many ${tooMuch.join(", ")}`);
  return { resellerId, directId, costs: { customer: direct.counts, reseller: reseller.counts } };
};
