import { accountsChapter } from "./demo/chapter-accounts.ts";
import { keptChapter } from "./demo/chapter-kept.ts";
import { lifeChapter } from "./demo/chapter-life.ts";
import { onceChapter } from "./demo/chapter-once.ts";
import { settingsChapter } from "./demo/chapter-settings.ts";
import { sellsChapter } from "./demo/chapter-sells.ts";
import { soldChapter } from "./demo/chapter-sold.ts";
import { usageChapter } from "./demo/chapter-usage.ts";
import { veeamChapter } from "./demo/chapter-veeam.ts";
import { ending } from "./demo/ending.ts";
import { type Screen, screenOn } from "./demo/screen.ts";
import { openStage, timeScale } from "./demo/stage.ts";
import { must, type Story } from "./demo/story.ts";

/** The whole story, on real HTTP, against simulated vendors; what is wrong anywhere ends it. */
const play = async (story: Story): Promise<void> => {
  const { screen } = story;
  screen.plain(
    "Tenantry stands between a distributor's BSS, here interworks.cloud, and the vendors whose services it resells, here Acronis Cyber Cloud and Veeam Data Cloud.",
  );
  screen.plain("The BSS calls; Tenantry creates and keeps each account's tenant at the vendor, and tells the BSS the truth about it.");
  screen.plain(
    `Everything here runs on this machine: Tenantry, a BSS that calls it over HTTP, two simulated Acronis and a simulated Veeam. Waits pass ${timeScale} times faster.`,
  );
  const { first, second } = await settingsChapter(story);
  const { directId, costs } = await accountsChapter(story, first, second);
  await onceChapter(story, first, directId);
  await lifeChapter(story, first, directId);
  await keptChapter(story, first);
  const type = await sellsChapter(story, first);
  const sold = await soldChapter(story, first, type);
  await usageChapter(story, first, { sold, unsoldId: directId });
  await veeamChapter(story);
  ending(story, { ...costs, subscription: sold.cost });
  const complaints = [...first.complaints, ...second.complaints];
  must(complaints.length === 0, `the BSS could not read every answer: ${complaints.slice(0, 3).join("; ")}`);
};

const screen: Screen = screenOn(process.stdout);
// Whoever read along has gone, as `head` does.
process.stdout.once("error", () => process.exit(1));
const stage = await openStage();
try {
  const begun = performance.now();
  await play({ stage, screen });
  screen.plain(`\nAll as it should be, in ${((performance.now() - begun) / 1000).toFixed(1)} seconds. Now: npm start`);
} catch (error) {
  screen.failed(`This went wrong: ${error instanceof Error ? error.message : "for an unknown reason"}`);
  process.exitCode = 1;
} finally {
  await stage.close();
}
