import type { AcronisSimulator } from "../acronis/server.ts";
import { type Counts, limits } from "./ledger.ts";
import type { Screen } from "./screen.ts";
import { many, must, type Story } from "./story.ts";

/** The vendor's own view, and what it all cost. */
export const ending = ({ stage, screen }: Story, costs: Readonly<Record<keyof typeof limits, Counts>>): void => {
  screen.chapter("What Acronis has now, in its own words");
  for (const vendor of stage.vendors) told(screen, vendor);

  screen.chapter("What Veeam has");
  for (const { name, verification, vdcRegistered } of stage.veeam.world.customers) {
    screen.plain(`  ${name} · ${verification}, ${vdcRegistered ? "registered" : "not registered"} for Veeam Data Cloud`);
  }
  const { customers, registrations } = stage.veeam.world.counts;
  screen.plain(
    `  ${customers} customers, ${registrations} registrations; Syros Shipyard is not there: nobody typed it in, it was only confirmed`,
  );

  const all = stage.counts();
  screen.chapter("What it cost");
  screen.plain("                          calls to Acronis   table writes   state transitions");
  for (const [name, counts, limit] of [
    ["a new customer", costs.customer, limits.customer],
    ["a new reseller", costs.reseller, limits.reseller],
    ["a new subscription", costs.subscription, limits.subscription],
  ] as const) {
    screen.plain(
      row(name, [
        `${counts.calls} (limit ${limit.calls})`,
        `${counts.writes} (limit ${limit.writes})`,
        `${counts.transitions} (limit ${limit.transitions})`,
      ]),
    );
  }
  screen.plain(row("this whole story", [String(all.calls), String(all.writes), String(all.transitions)]));
};

const row = (name: string, [calls = "", writes = "", transitions = ""]: readonly string[]): string =>
  `  ${name.padEnd(24)}${calls.padEnd(19)}${writes.padEnd(15)}${transitions}`;

/** One contract's tenants and people. Nothing may be there twice. */
const told = (screen: Screen, vendor: AcronisSimulator): void => {
  const { world } = vendor;
  const { tenants, users, mails } = world.counts;
  for (const line of treeOf(vendor)) screen.plain(`  ${line}`);
  screen.plain(
    `  ${many(tenants, "tenant")}, ${many(users, "user")} (one of them the distributor's own), ${many(mails, "activation e-mail")}`,
  );
  const logins = world.users.map(({ login }) => login.toLowerCase());
  const markers = world.tenants.map(({ customer_id }) => customer_id);
  must(new Set(logins).size === logins.length && new Set(markers).size === markers.length, "no tenant and no user should be there twice");
  must(mails === tenants, `each of ${tenants} administrators should have got one e-mail, and ${mails} were sent`);
};

type Branch = ReturnType<AcronisSimulator["world"]["tree"]>;

const treeOf = ({ world }: AcronisSimulator): readonly string[] => {
  const shown = ({ id, name, kind, enabled }: Branch): string => {
    const people = world.usersOf(id).map(({ login, policies }) => `${login} (${policies.map(({ role_id }) => role_id).join(", ")})`);
    const mode = world.tenants.find((tenant) => tenant.id === id)?.pricing.mode;
    return [
      name,
      `${kind}${mode === undefined ? "" : `, ${mode}`}${enabled ? "" : ", disabled"}`,
      `${world.itemsOf(id).length} items`,
      ...people,
    ].join(" · ");
  };
  const below = (branch: Branch, indent: string): readonly string[] =>
    branch.children.flatMap((child, index) => {
      const isLast = index === branch.children.length - 1;
      return [`${indent}${isLast ? "└─" : "├─"} ${shown(child)}`, ...below(child, `${indent}${isLast ? "   " : "│  "}`)];
    });
  const root = world.tree();
  return [shown(root), ...below(root, "")];
};
