import { customerAccount } from "../bss/accounts.ts";
import { headersOf } from "../bss/client.ts";
import type { SandboxSettings } from "../settings.ts";
import { instanceSettings } from "./acronis-client.ts";
import { veeamInstanceSettings } from "./veeam-client.ts";

interface Running {
  readonly settings: SandboxSettings;
  /** Names of the variables that the environment gives: their values are not shown when they are keys. */
  readonly given: NodeJS.ProcessEnv;
  readonly url: string;
  readonly folder: string;
  readonly vendorUrl: string;
  readonly veeamUrl: string;
}

/** What a person needs who has just started Tenantry. */
export const welcome = (running: Running): string => {
  const { settings, given, url, folder, vendorUrl, veeamUrl } = running;
  const key = (name: string, value: string): string => (isGiven(given, name) ? `(the one in ${name})` : value);
  const moved = (address: string, port: number, setting: string): readonly string[] =>
    port === 0 || address.endsWith(`:${port}`)
      ? []
      : [`    Port ${port} is in use, so it took another one: instances saved with the old ${setting} do not reach it.`];
  const shown = ([, label, value]: readonly [string, string, string]): string => `    ${label.padEnd(26)}${value}`;
  const rows = instanceSettings(vendorUrl).map(shown);
  const veeamRows = veeamInstanceSettings(veeamUrl).map(shown);
  return [
    "",
    "Tenantry is ready.",
    "",
    `  BSS door              ${url}/acronis/api, e.g. ${url}/acronis/api/Accounts/Synchronize`,
    `    Application Id      ${settings.applicationId}`,
    `    API Key             ${key("BSS_API_KEY", settings.apiKey)}`,
    `  Operator door         ${url}/v1, described by ${url}/v1/openapi.json`,
    `    Bearer key          ${key("TENANTRY_OPERATOR_KEY", settings.operatorKey)}`,
    `  Simulated Acronis     ${vendorUrl}; what is in it: ${vendorUrl}/simulator/world`,
    ...moved(vendorUrl, settings.acronisPort, "Gateway"),
    `  Simulated Veeam       ${veeamUrl}; what is in it: ${veeamUrl}/simulator/world`,
    ...moved(veeamUrl, settings.veeamPort, "Console Address"),
    `  Data                  ${folder} (npm start -- --fresh empties it)`,
    ...(settings.timeScale === 1 ? [] : [`  Waits                 pass ${settings.timeScale} times faster`]),
    "",
    "  Settings of an instance at the simulated Acronis, for the form in the BSS:",
    ...rows,
    "",
    `  The same at the simulated Veeam, by the BSS door ${url}/veeam/api:`,
    ...veeamRows,
    "",
    "  Try it: a new customer, and what the operator sees of it",
    ...examples(running).map((line) => `    ${line}`),
    "",
    "Ctrl-C stops it; what is under way goes on at the next start.",
    "",
  ].join("\n");
};

const isGiven = (given: NodeJS.ProcessEnv, name: string): boolean => (given[name] ?? "") !== "";

const examples = ({ settings, given, url, vendorUrl }: Running): readonly string[] => {
  const saved = Object.fromEntries(instanceSettings(vendorUrl).map(([id, , value]) => [id, value]));
  const headers = Object.entries(headersOf({ applicationId: settings.applicationId, apiKey: settings.apiKey, settings: saved }));
  const apiKey = isGiven(given, "BSS_API_KEY") ? '$(printf %s "$BSS_API_KEY" | base64 -w0)' : undefined;
  const operatorKey = isGiven(given, "TENANTRY_OPERATOR_KEY") ? "$TENANTRY_OPERATOR_KEY" : settings.operatorKey;
  const { ID, Name, Code, Email, SyncOptions } = customerAccount("1001", "Aegean Foods");
  return [
    `curl ${url}/acronis/api/Accounts/Synchronize -H "Content-Type: application/json" \\`,
    ...headers.map(([name, value]) => `  -H "${name}: ${name.endsWith("APIKey") ? (apiKey ?? value) : value}" \\`),
    `  -d '${JSON.stringify({ ID, Name, Code, Email, SyncOptions })}'`,
    `curl "${url}/v1/orders?status=parked" -H "Authorization: Bearer ${operatorKey}"`,
  ];
};
