import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { BssInstallation } from "../bss/installation.ts";
import { accounts } from "./cast.ts";
import { costOf, idOf, inWords, must, type Story } from "./story.ts";

const NewSecret = z.object({ client_secret: z.string() });

/** What happens to an account that is there: changes, a new secret, disabling and enabling. */
export const lifeChapter = async (story: Story, bss: BssInstallation, directId: string): Promise<void> => {
  const { screen, stage } = story;
  const [vendor] = stage.vendors;
  const tenant = () => vendor.world.tenants.find(({ id }) => id === directId);
  const existing = { ...accounts.direct, ExternalID: directId };
  screen.chapter("4  An account lives on");

  const moved = {
    ...existing,
    Address: { Address1: "7 Harbour Road", City: "Patras", PostCode: "26221", Country: { Code: "GR", Name: "Greece" } },
  };
  const update = await costOf(story, () => bss.synchronise(moved));
  must(idOf(update.result) === directId && tenant()?.contact.city === "Patras", "the new address should be at the vendor");
  screen.done(
    `Aegean Foods moved to ${tenant()?.contact.address1}, ${tenant()?.contact.city}: its tenant is updated, ${inWords(update.counts)}`,
  );

  // Long enough an answer that the secret changes while the order is under way; once it has begun, its call is the only one there is.
  vendor.faults.add({ kind: "slow", ms: 800, match: { route: "PUT /api/2/tenants/{tenant_id}/offering_items" } });
  const order = bss.synchronise(accounts.rotated);
  while (vendor.faults.armed.length > 0) await pause(5);
  const old = stage.bss(bss.settings);
  const reset = await fetch(`${vendor.url}/simulator/reset-secret`, {
    method: "POST",
    body: JSON.stringify({ clientId: vendor.clientId }),
  });
  const { client_secret: ClientSecret } = NewSecret.parse(await reset.json());
  const refusals = await bss.saveSettings({ ...bss.settings, ClientSecret });
  must(refusals.length === 0, `the new secret should be accepted: ${refusals.join(" ")}`);
  idOf(await order);
  must((await old.exists(accounts.rotated)).code === 1, "a call that still carries the old secret should be served");
  screen.done("The secret was replaced while Ionian Hotels was under way: the order went on with the new one");

  const exists = await bss.exists(existing);
  must(exists.code === 1 && exists.result === directId, "the account should exist");
  screen.done("Exists says yes, and changes nothing");

  const removed = await bss.remove(existing);
  must(idOf(removed) === directId && tenant()?.enabled === false, "the tenant should be disabled and still there");
  screen.done(`Delete keeps the data: “${removed.message}”`);
  must(idOf(await bss.synchronise(moved)) === directId && tenant()?.enabled === true, "the tenant should be enabled again");
  screen.done("Synchronize enabled it again: the same tenant, the same id");
};
