import { activate } from "./activation.ts";
import { endTokens, newSecret } from "./clients.ts";
import type { Answer } from "./exchange.ts";
import type { State } from "./state.ts";

/** A person follows the link of the last activation mail and chooses a password (sheet 18, point 18). */
export function activateByLink(state: State, { login, password }: { login: string; password: string }): Answer {
  const user = Object.values(state.users).find((one) => one.deleted_at === null && one.login.toLowerCase() === login.toLowerCase());
  if (user === undefined) return { status: 404, body: { message: `There is no user '${login}'.` } };
  if (!state.mails.some(({ userId }) => userId === user.id)) return { status: 409, body: { message: `'${login}' never got a mail.` } };
  activate(user, password);
  return { status: 200, body: { id: user.id, activated: user.activated } };
}

/** An administrator resets the secret in the portal: what was issued with the old one dies (sheet 2.7). */
export function resetSecret(state: State, clientId: string): Answer {
  const client = state.clients[clientId];
  if (client === undefined || client.deleted_at !== null) return { status: 404, body: { message: "There is no such client." } };
  client.client_secret = newSecret();
  endTokens(state, clientId);
  return { status: 200, body: { client_id: clientId, client_secret: client.client_secret } };
}
