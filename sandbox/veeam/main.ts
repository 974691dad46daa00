import { parseArgs } from "node:util";
import { startVeeamSimulator, type VeeamSimulatorOptions } from "./server.ts";

const usage = `Usage: npm run simulate -- veeam [options]
  --port NUMBER          port on 127.0.0.1 (default 9102; 0 takes a free one)
  --api-key KEY          the API key (default: random, printed)
  --user NAME            the user name for the token endpoint (default tenantry@nordwind.example)
  --password TEXT        its password (default: random, printed)
  --mfa-code CODE        demand this code as a second factor of the user
  --data FILE            keep the state in this file over restarts
  --agreement NUMBER     the number of the rental agreement (default 02553265)
  --time-scale NUMBER    how many times faster the simulator's seconds run
  --async-share NUMBER   the share of the console's writes that are answered with 202, 0 to 1 (default 0)
  --any-version          take calls of the console without X-Client-Version
  --same-name            make a second customer of a name in use, instead of refusing it`;

/** The simulator as a program of its own. */
async function main(): Promise<void> {
  const options = readOptions();
  const simulator = await startVeeamSimulator(options);
  console.log(`Veeam simulator ready at ${simulator.url}`);
  console.log(`Console API ${simulator.consoleUrl}`);
  console.log(`Registration contract ${simulator.contractUrl}`);
  console.log(`Rental agreement ${simulator.agreement}`);
  console.log(`User name ${simulator.userName}`);
  if (options.password === undefined) console.log(`Password ${simulator.password}`);
  if (options.apiKey === undefined) console.log(`API key ${simulator.apiKey}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.close().catch(fail));
}

function readOptions(): VeeamSimulatorOptions {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "9102" },
      "api-key": { type: "string" },
      user: { type: "string" },
      password: { type: "string" },
      "mfa-code": { type: "string" },
      data: { type: "string" },
      agreement: { type: "string" },
      "time-scale": { type: "string", default: "1" },
      "async-share": { type: "string", default: "0" },
      "any-version": { type: "boolean", default: false },
      "same-name": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit(0);
  }
  for (const [name, value] of Object.entries(values)) if (value === "") throw new Error(`--${name} must not be empty`);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new Error(`--port must be 0..65535, not '${values.port}'`);
  const timeScale = Number(values["time-scale"]);
  if (!(timeScale > 0)) throw new Error(`--time-scale must be a number above 0, not '${values["time-scale"]}'`);
  const asyncShare = Number(values["async-share"]);
  if (!(asyncShare >= 0 && asyncShare <= 1)) throw new Error(`--async-share must be 0..1, not '${values["async-share"]}'`);
  return {
    port,
    timeScale,
    asyncShare,
    versionHeader: values["any-version"] ? "optional" : "required",
    sameName: values["same-name"] ? "make" : "refuse",
    ...(values["api-key"] === undefined ? {} : { apiKey: values["api-key"] }),
    ...(values.user === undefined ? {} : { userName: values.user }),
    ...(values.password === undefined ? {} : { password: values.password }),
    ...(values["mfa-code"] === undefined ? {} : { mfaCode: values["mfa-code"] }),
    ...(values.data === undefined ? {} : { dataFile: values.data }),
    ...(values.agreement === undefined ? {} : { agreement: values.agreement }),
  };
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ("code" in error && error.code === "EADDRINUSE") return "The port is in use; choose another one with --port.";
  if ("code" in error && typeof error.code === "string" && error.code.startsWith("ERR_PARSE_ARGS")) return `${error.message}\n${usage}`;
  return error.message;
}

function fail(error: unknown): void {
  console.error(explain(error));
  process.exitCode = 1;
}

await main().catch(fail);
