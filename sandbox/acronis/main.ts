import { readOptions, usage } from "./options.ts";
import { startAcronisSimulator } from "./server.ts";

/** The simulator as a program of its own. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) return console.log(usage);
  const simulator = await startAcronisSimulator(options);
  console.log(`Acronis simulator ready at ${simulator.url}`);
  console.log(`Root tenant ${simulator.rootTenantId}`);
  console.log(`Client id ${simulator.clientId}`);
  if (options.clientSecret === undefined) console.log(`Client secret ${simulator.clientSecret}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void simulator.close());
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
