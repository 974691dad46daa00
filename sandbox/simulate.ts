/** The simulators that can run alone: name, and what stands behind it. Each reads its own options from the command line. */
const simulators = {
  acronis: { what: "Acronis Cyber Cloud", run: () => import("./acronis/main.ts") },
  veeam: { what: "Veeam Service Provider Console and a registration end point", run: () => import("./veeam/main.ts") },
} as const;

const usage = `Usage: npm run simulate -- SIMULATOR [options]
Simulators:
${Object.entries(simulators)
  .map(([name, { what }]) => `  ${name.padEnd(10)}${what}; its options: npm run simulate -- ${name} --help`)
  .join("\n")}
Example: npm run simulate -- acronis --port 9101 --client-id ID --client-secret SECRET`;

const [asked = ""] = process.argv.splice(2, 1);
const found = Object.entries(simulators).find(([name]) => name === asked);
if (found === undefined) {
  const isHelp = asked === "--help" || asked === "-h";
  if (isHelp) console.log(usage);
  else console.error(asked === "" ? usage : `There is no simulator "${asked}".\n${usage}`);
  process.exitCode = isHelp ? 0 : 1;
} else {
  await found[1].run();
}
