import { causes } from "../../functions/causes.ts";
import type { BssInstallation } from "../bss/installation.ts";
import { accounts } from "./cast.ts";
import { costOf, idOf, inWords, must, readable, refusalOf, shown, type Story } from "./story.ts";

/** Never twice: repeats, a crowd, a lost answer, a login that is taken. */
export const onceChapter = async (story: Story, bss: BssInstallation, directId: string): Promise<void> => {
  const { screen, stage } = story;
  const [vendor] = stage.vendors;
  screen.chapter("3  Never twice");

  const again = await costOf(story, () => bss.synchronise(accounts.direct));
  must(idOf(again.result) === directId, "the same Synchronize should answer the same id");
  must(again.counts.calls + again.counts.writes + again.counts.transitions === 0, "the same Synchronize should cost nothing");
  screen.done(`Aegean Foods synchronised again: the same id at once, ${inWords(again.counts)}`);

  screen.doing("20 calls at once");
  const crowd = await costOf(story, () => Promise.all(Array.from({ length: 20 }, () => bss.synchroniseToTheEnd(accounts.crowd, 50))));
  const ids = new Set(crowd.result.map(idOf));
  must(ids.size === 1 && named(story, "Delos Shipping") === 1, "20 calls at once should make one tenant");
  screen.done(`Delos Shipping synchronised 20 times at once: one tenant, 20 equal answers, ${crowd.counts.calls} calls to the vendor`);

  vendor.faults.add({ kind: "loseAnswer", match: { route: "POST /api/2/tenants" } });
  screen.detail("now the line breaks after Acronis has created a tenant, before it could say so");
  const before = vendor.calls.length;
  idOf(await shown(story, () => bss.synchroniseToTheEnd(accounts.lost, 50)));
  const posts = vendor.calls.slice(before).filter(({ route }) => route === "POST /api/2/tenants").length;
  must(posts === 1 && named(story, "Olympus Clinic") === 1, "the tenant of the lost answer should be adopted");
  screen.done("Olympus Clinic: the tenant was found again by its marker and adopted, not created twice");

  const refused = await bss.synchronise(accounts.sameLogin);
  const text = refusalOf(refused, causes.loginTaken.code);
  must(named(story, "Aegean Farms") === 0, "nothing should be created for a login that is taken");
  screen.done(`Aegean Farms chose the login of Aegean Foods; nothing is created: “${readable(text)}”`);
  const [free = ""] = /free are (\S+?)[,.]? /.exec(text)?.slice(1) ?? [];
  const SyncOptions = { username: free, role: "1" };
  idOf(await bss.synchronise({ ...accounts.sameLogin, SyncOptions }));
  screen.done(`With the suggested ${free} it is synchronised`);
};

const named = ({ stage }: Story, name: string): number => stage.vendors[0].world.tenants.filter((tenant) => tenant.name === name).length;
