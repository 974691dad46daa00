import * as z from "zod";
import { readBody, requestBody } from "./body.ts";
import { stamp } from "./clock.ts";
import { badRequest, denied, platformError } from "./errors.ts";
import { type Answer, type Exchange, idParam, noContent, ok, type Route, route } from "./exchange.ts";
import { reachUser } from "./scope.ts";
import type { User } from "./state.ts";
import { touch } from "./tenant-make.ts";

/** How a user gets a password: by a mail, or set by an API client (sheet 7.2). */
export const activationRoutes: readonly Route[] = [
  // Acronis' own example posts an empty body, its PHP client an empty string: any body will do.
  route("POST", "/api/2/users/{user_id}/send-activation-email", sendMail, { accepts: "nothing" }),
  route("POST", "/api/2/users/{user_id}/password", setPassword),
  route("POST", "/api/2/users/check_password", checkPassword, { access: "public" }),
];

/** The mail is only queued; whether it arrives, nobody says. */
function sendMail(exchange: Exchange): Answer {
  const user = reachUser(exchange, idParam(exchange, "user_id"));
  if (!user.enabled) throw platformError(1018, { context: { id: user.id } });
  exchange.state.mails.push({ at: stamp(), userId: user.id, login: user.login, email: user.contact.email });
  return noContent;
}

const Password = requestBody((pieces) => pieces.object({ password: z.string().min(1) }));

function setPassword(exchange: Exchange): Answer {
  const { password } = readBody(exchange, Password);
  const user = reachUser(exchange, idParam(exchange, "user_id"));
  if (exchange.caller.kind !== "client") throw denied("Only API clients set passwords.");
  if (user.tenant_id === exchange.caller.tenantId) throw denied("Passwords are set in sub-tenants only.");
  if (!user.enabled) throw platformError(1018, { context: { id: user.id } });
  activate(user, password);
  return noContent;
}

export function activate(user: User, password: string): void {
  user.password = password;
  user.activated = true;
  user.contact.email_confirmed = true;
  touch(user);
}

const leaked = new Set(["password", "12345678", "123456789", "qwertyuiop", "password1", "iloveyou"]);

function checkPassword(exchange: Exchange): Answer {
  const { password } = readBody(exchange, Password);
  if (password.length > 1000) throw badRequest("password: is too long");
  return ok({ compromised: leaked.has(password.toLowerCase()) });
}
