import { parseArgs } from "node:util";
import { type AcronisSimulatorOptions, startAcronisSimulator } from "./server.ts";

const usage = `Usage: node sandbox/acronis/main.ts [options]
  --port NUMBER          port on 127.0.0.1 (default 9101; 0 takes a free one)
  --client-id ID         id of the root tenant's API client (default: random)
  --client-secret TEXT   its secret (default: random, printed)
  --data FILE            keep the state in this file over restarts
  --root-name NAME       name of the distributor's tenant
  --time-scale NUMBER    how many times faster the simulator's seconds run
  --storages one|several seed a single backup storage (default), or several
  --strict               closed request schemas, as the specification has them`;

/** The simulator as a program of its own. */
async function main(): Promise<void> {
  const options = readOptions();
  const simulator = await startAcronisSimulator(options);
  console.log(`Acronis simulator ready at ${simulator.url}`);
  console.log(`Root tenant ${simulator.rootTenantId}`);
  console.log(`Client id ${simulator.clientId}`);
  if (options.clientSecret === undefined) console.log(`Client secret ${simulator.clientSecret}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.close());
}

function readOptions(): AcronisSimulatorOptions {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "9101" },
      "client-id": { type: "string" },
      "client-secret": { type: "string" },
      data: { type: "string" },
      "root-name": { type: "string" },
      "time-scale": { type: "string", default: "1" },
      storages: { type: "string", default: "one" },
      strict: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port must be 0..65535, not '${values.port}'`);
  const timeScale = Number(values["time-scale"]);
  if (!(timeScale > 0)) throw new Error(`--time-scale must be a number above 0, not '${values["time-scale"]}'`);
  if (values.storages !== "several" && values.storages !== "one") throw new Error("--storages must be several or one");
  return {
    port,
    timeScale,
    storages: values.storages,
    strict: values.strict,
    ...(values["client-id"] === undefined ? {} : { clientId: values["client-id"] }),
    ...(values["client-secret"] === undefined ? {} : { clientSecret: values["client-secret"] }),
    ...(values.data === undefined ? {} : { dataFile: values.data }),
    ...(values["root-name"] === undefined ? {} : { rootName: values["root-name"] }),
  };
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") return "The port is in use; choose another one with --port.";
  if ("code" in error && typeof error.code === "string" && error.code.startsWith("ERR_PARSE_ARGS")) return `${error.message}\n${usage}`;
  return error.message;
}

try {
  await main();
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
