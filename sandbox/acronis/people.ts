import type * as z from "zod";
import { activate } from "./activation.ts";
import { endTokens, newSecret } from "./clients.ts";
import type { UsageReport } from "./control.ts";
import type { Answer, Site } from "./exchange.ts";
import type { State } from "./state.ts";

/** A person follows the link of the last activation mail and chooses a password (sheet 18, point 18). */
export function activateByLink(state: State, { login, password }: { login: string; password: string }): Answer {
  const user = Object.values(state.users).find((one) => one.deleted_at === null && one.login.toLowerCase() === login.toLowerCase());
  if (user === undefined) return { status: 404, body: { message: `There is no user '${login}'.` } };
  if (!state.mails.some(({ userId }) => userId === user.id)) return { status: 409, body: { message: `'${login}' never got a mail.` } };
  activate(user, password);
  return { status: 200, body: { id: user.id, activated: user.activated } };
}

/** The meters tell new numbers; they show after a while, as the platform's do (sheet 11.1, freshness). */
export function reportUsage({ state, timeScale }: Site, report: z.infer<typeof UsageReport>): Answer {
  if (state.tenants[report.tenant_id] === undefined) return { status: 404, body: { message: "There is no such tenant." } };
  const visible_from = Date.now() + ((report.after_seconds ?? 0) * 1000) / timeScale;
  const told = report.items.map(({ name, infra_id, value, absolute_value }) => ({
    name,
    infra_id: infra_id ?? null,
    value,
    absolute_value: absolute_value ?? value,
    visible_from,
  }));
  const now = Date.now();
  const replaced = (old: { name: string; infra_id: string | null }): boolean =>
    visible_from <= now && told.some(({ name, infra_id }) => name === old.name && infra_id === old.infra_id);
  // What is not visible yet stands first, so that it takes over when its time comes.
  state.usages[report.tenant_id] = [...told, ...(state.usages[report.tenant_id] ?? []).filter((old) => !replaced(old))];
  return { status: 200, body: { items: told.length } };
}

/** An administrator resets the secret in the portal: what was issued with the old one dies (sheet 2.7). */
export function resetSecret(state: State, clientId: string): Answer {
  const client = state.clients[clientId];
  if (client === undefined || client.deleted_at !== null) return { status: 404, body: { message: "There is no such client." } };
  client.client_secret = newSecret();
  endTokens(state, clientId);
  return { status: 200, body: { client_id: clientId, client_secret: client.client_secret } };
}
