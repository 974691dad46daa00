import type { BssInstallation } from "../bss/installation.ts";
import { settingsFor } from "./cast.ts";
import { must, type Story } from "./story.ts";

/** The administrator makes two contracts known, side by side. */
export const settingsChapter = async ({ stage, screen }: Story): Promise<{ first: BssInstallation; second: BssInstallation }> => {
  screen.chapter("1  A distributor's administrator connects two Acronis contracts");
  const [vendor, otherVendor] = stage.vendors;
  const first = stage.bss();
  const second = stage.bss();

  const form = await first.settingsForm();
  must(form.length === 7, `the settings form should have 7 fields, and has ${form.length}`);
  screen.done(`The BSS shows the settings form: ${form.map(({ name }) => name).join(", ")}`);

  const right = settingsFor("Acronis EU", vendor);
  const [refusal = "", ...more] = await first.saveSettings({ ...right, ClientSecret: "mistyped" });
  must(refusal !== "" && more.length === 0, "a wrong Client Secret should be refused with one text");
  screen.done(`Saved with a wrong Client Secret, it is refused: “${refusal}”`);

  const refusals = [...(await first.saveSettings(right)), ...(await second.saveSettings(settingsFor("Acronis US", otherVendor)))];
  must(refusals.length === 0, `right settings should be accepted: ${refusals.join(" ")}`);
  const facts = [await first.additionalInfo(), await second.additionalInfo()];
  must(facts[0]?.["Instance"] !== facts[1]?.["Instance"], "the two contracts should be two instances");
  screen.done(
    `Saved rightly, both are active, side by side: ${facts.map((each) => `${each["SystemName"]} (${each["TenantName"]})`).join(", ")}`,
  );
  return { first, second };
};
