import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { Log } from "../functions/log.ts";
import { serve } from "./aws/http.ts";
import type { House } from "./house.ts";
import { environmentNames, sandboxSettings } from "./settings.ts";
import { startAcronis } from "./start/acronis.ts";
import { acronisClient } from "./start/acronis-client.ts";
import { openDataFolder } from "./start/data-folder.ts";
import { orderLines } from "./start/order-lines.ts";
import { startVeeam } from "./start/veeam.ts";
import { veeamClient } from "./start/veeam-client.ts";
import { welcome } from "./start/welcome.ts";

const usage = `Usage: npm start [-- --fresh]
  --fresh   empties the data folder first
Environment, told in docs/sandbox.md: ${environmentNames.join(", ")}`;

const SWEEP_MILLISECONDS = 60_000;
/** Every hour, by the rules' measure: orders that wait for Veeam's support, and deletions that are due. */
const LOOK_MILLISECONDS = 3_600_000;
/** How long calls that are being answered may take to end; the BSS's repeat finds the end of those that are cut. */
const PARTING_MILLISECONDS = 1_500;

/** Serves both doors on this machine, with a simulated Acronis and a simulated Veeam beside them, until a signal. */
const start = async (): Promise<void> => {
  const { values } = parseArgs({ options: { fresh: { type: "boolean", default: false }, help: { type: "boolean", default: false } } });
  if (values.help) return console.log(usage);
  const settings = sandboxSettings(process.env);
  const opened: (() => Promise<void>)[] = [];
  // What was opened last is closed first.
  const close = async (): Promise<void> => {
    for (const each of opened.splice(0).toReversed()) await each().catch(() => undefined);
  };
  try {
    const { timeScale } = settings;
    const folder = await openDataFolder(settings.directory, values);
    opened.push(folder.close);
    const { acronisFile: dataFile, acronisLock: lock } = folder;
    // Reading the code of the house takes as long as the vendor's process takes to start.
    const reading = import("./house.ts");
    const acronis = await startAcronis({ ...acronisClient, port: settings.acronisPort, dataFile, lock, timeScale });
    opened.push(acronis.close);
    const veeam = await startVeeam({
      ...veeamClient,
      port: settings.veeamPort,
      dataFile: folder.veeamFile,
      lock: folder.veeamLock,
      timeScale,
    });
    opened.push(veeam.close);
    const { openHouse } = await reading;
    let house: House | undefined;
    const lines = orderLines(() => house?.ports.mappings, console.log);
    house = await openHouse({
      ...settings,
      directory: folder.path,
      runSchedules: true,
      applications: new Map([[settings.applicationId, settings.apiKey]]),
      observe: (observed) => void lines(observed).catch(() => undefined),
      log: errorsOnly,
    });
    const { handle, sweep } = house;
    opened.push(house.close);
    const front = await serve({ port: settings.port, handle });
    opened.push(async () => Promise.race([front.close(), pause(PARTING_MILLISECONDS)]));
    console.log(
      welcome({ settings, given: process.env, url: front.url, folder: folder.path, vendorUrl: acronis.url, veeamUrl: veeam.url }),
    );
    for (const [name, { over }] of [["Acronis", acronis] as const, ["Veeam", veeam] as const])
      void over.then(() => opened.length > 0 && console.error(`The simulated ${name} has ended; start Tenantry again.`));

    const sweepNow = (): void =>
      void sweep().catch(() => console.error("The sweep for orders that were left behind failed; the next one tries again."));
    sweepNow();
    setInterval(sweepNow, SWEEP_MILLISECONDS).unref();
    const { lookForRegistrations, deleteDueTenants } = house;
    const lookNow = (): void =>
      void lookForRegistrations().catch(() => console.error("The look for registrations failed; the next one tries again."));
    const deleteNow = (): void =>
      void deleteDueTenants().catch(() => console.error("The sweep for deletions failed; the next one tries again."));
    deleteNow();
    for (const hourly of [lookNow, deleteNow]) setInterval(hourly, Math.max(LOOK_MILLISECONDS / timeScale, 1_000)).unref();
    await signal();
    console.log("Stopping; what is under way goes on at the next start.");
  } finally {
    await close();
  }
  process.exit(0);
};

/** Outcomes have lines of their own; a defect is shown as it would be logged. */
const errorsOnly: Log = (level, message, facts) => {
  if (level === "error") console.error(JSON.stringify({ level, message, ...facts }));
};

/** Resolves at the first signal; the second ends at once. */
const signal = async (): Promise<void> =>
  new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) {
      process.once(name, () => {
        process.once(name, () => process.exit(130));
        resolve();
      });
    }
  });

try {
  await start();
} catch (error) {
  console.error(`Tenantry cannot start: ${error instanceof Error ? error.message : "for an unknown reason"}`);
  // What did not close must not keep a failed start alive.
  process.exit(1);
}
