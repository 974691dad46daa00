import { localMachines } from "../../../sandbox/aws/machines.ts";
import { scene } from "./scene.ts";

/** Runs executions that come to their second step, and waits there to be killed. */
let atWork = 0;
const reached = async (): Promise<void> => {
  atWork += 1;
  if (atWork === 2) console.log("ready");
  await new Promise(() => setInterval(() => undefined, 1000));
};
const { options } = scene({ wait: [reached, reached] });
const machines = localMachines({ ...options, timeScale: 1_000_000, directory: process.argv[2] });
await machines.start("onboard-acronis", "cut-1", "order-1");
await machines.start("onboard-acronis", "cut-2", "order-2");
