import { causes } from "../../functions/causes.ts";
import { type Verdict, verdicts } from "../../functions/vendors/acronis/verdicts.ts";
import { type Verdict as VeeamVerdict, verdicts as veeamVerdicts } from "../../functions/vendors/veeam/verdicts.ts";

/** docs/errors.md, made of the two tables that the code itself goes by. */
export const errorsPage = (): string => `# Errors and cures

Tables that the code itself goes by (\`functions/causes.ts\`, and \`verdicts.ts\` of each vendor); a test holds this page against them.

## What the BSS and the operator read

Every refusal is HTTP 200 with a negative \`Code\` at the BSS's door: the text, what it is about, and the cure. A parked order shows the
same under \`cause\` at the operator's door. Only \`inProgress\` (-2) and \`otherOrderRunning\` (-3) are no failures: the same request sent
again finds the end.

| Code | Cause | What happened | Cure | Who acts |
| --- | --- | --- | --- | --- |
${Object.entries(causes)
  .map(([name, { code, text, cure, who }]) => `| ${code} | \`${name}\` | ${text} | ${cure} | ${who} |`)
  .join("\n")}

## How a step's error is retried

| Error | Retried by the machine | When the retries are used up |
| --- | --- | --- |
| \`Transient\` | up to 20 times, after 2 s and then twice as long each time, at most 10 minutes apart: about two hours | parked as \`vendorUnavailable\` |
| \`Throttled\` | up to 20 times, from 10 s to 10 minutes apart; no call is sent before the vendor's pause is over | parked as \`vendorUnavailable\`; a pause of over 7,000 s parks at once as \`throttledTooLong\` |
| \`NotReady\` | as often as the step says | parked as \`tookTooLong\` |
| \`Rejected\` | never | parked with its cause at once |
| a fault of Lambda or another AWS service, a time-out | as \`Transient\` | parked as \`vendorUnavailable\` |
| anything else | never: it is a defect | parked as \`defect\`, the execution fails, the alarm rings |

## What Acronis answers, and what becomes of it

The first row that fits decides. Rows with a code stand first, since Acronis publishes the status of hardly any code. No answer at all
(a cut connection, a name that is not found, no answer within 8 s, or 20 s for a whole catalogue) is \`Transient\`; after a create it may
have been done, so it is looked for by our marker before it is sent again. Two kinds of answers are no failure, whatever the table says: 409 and
406 of \`checkLogin\`, and 1005 or 404 with Acronis' own code of \`deleteTenant\`, whose tenant is gone already.

| Code | Status | On | Acronis says | Becomes | Retried | Who acts |
| --- | --- | --- | --- | --- | --- | --- |
${verdicts.map(row).join("\n")}

## What Veeam answers, and what becomes of it

The first row that fits decides. The console sends every fault of its own as HTTP 520, so the kind in the body stands before the status. A
registration contract's own rules stand before this table.

| Code | Kind | Status | On | Veeam says | Becomes | Retried | Who acts |
| --- | --- | --- | --- | --- | --- | --- | --- |
${veeamVerdicts.map(veeamRow).join("\n")}
`;

const veeamRow = (verdict: VeeamVerdict): string => {
  const { code = "", type = "", status, on, says, verdict: becomes } = verdict;
  const statuses = status === undefined ? "any" : [...new Set(status)].join("-");
  const heals = becomes === "Transient" || becomes === "Throttled";
  const who = heals ? "time" : causes[becomes].who;
  return `| ${code} | ${type} | ${statuses} | ${on?.join(", ") ?? "any call"} | ${says} | \`${becomes}\` | ${heals ? "yes" : "no"} | ${who} |`;
};

const row = (verdict: Verdict): string => {
  const { code = "", status, on, says, verdict: becomes } = verdict;
  const statuses = status === undefined ? "any" : [...new Set(status)].join("-");
  const heals = becomes === "Transient" || becomes === "Throttled";
  const who = heals ? "time" : causes[becomes].who;
  return `| ${code} | ${statuses} | ${on?.join(", ") ?? "any call"} | ${says} | \`${becomes}\` | ${heals ? "yes" : retriedBy(becomes)} | ${who} |`;
};

/** Refusals that a step settles itself before it gives up. */
const retriedBy = (cause: string): string => {
  if (cause === "versionRace") return "once, with the version read anew";
  if (cause === "tenantNameTaken") return "once, with the account code in the name";
  if (cause === "loginTaken") return "when the login turns out to be ours, it is adopted";
  return "no";
};
