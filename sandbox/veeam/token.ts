import { randomBytes } from "node:crypto";
import * as z from "zod";
import { tokenRefused } from "./errors.ts";
import { type Answer, consoleRoute, type Exchange, type Route } from "./exchange.ts";

/** Signing in with a user name: a form, never JSON (sheet 9.2). */
export const tokenRoutes: readonly Route[] = [
  consoleRoute("POST", "/token", issueToken, { access: "public", accepts: "form", mayBeAsync: false }),
];

const Form = z.object({
  grant_type: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  refresh_token: z.string().optional(),
  mfa_token: z.string().optional(),
  mfa_code: z.string().optional(),
  read_only: z.string().optional(),
});
type Form = z.infer<typeof Form>;

const accessSeconds = 3600;
const refreshSeconds = 14 * 86_400;
const mfaSeconds = 300;

function issueToken(exchange: Exchange): Answer {
  const form = Form.safeParse(exchange.body).data ?? {};
  switch (form.grant_type) {
    case "password":
      return byPassword(exchange, form);
    case "mfa":
      return pairFor(exchange, spent(exchange, form.mfa_token, "mfa", form.mfa_code), form);
    case "refresh_token":
      return pairFor(exchange, spent(exchange, form.refresh_token, "refresh"), form);
    case undefined:
      throw tokenRefused("invalid_request", "grant_type is missing");
    default:
      throw tokenRefused("unsupported_grant_type", `the simulator knows no ${form.grant_type}`);
  }
}

/** A wrong password is an invalid request (sheet 9.2). With a second factor, only a token to present it comes back. */
function byPassword({ state, site }: Exchange, form: Form): Answer {
  const user = Object.values(state.users).find(({ userName }) => userName.toLowerCase() === form.username?.toLowerCase());
  if (user === undefined || user.password !== form.password) throw tokenRefused("invalid_request", "wrong user name or password");
  if (user.mfaCode === null) return pairFor({ state, site }, user.userName, form);
  const mfa = issued({ state, site }, { kind: "mfa", userName: user.userName, readOnly: false }, mfaSeconds);
  return answered({ mfa_token: mfa });
}

/** Takes a token that works once. A wrong code leaves it, for another try. */
function spent({ state, site }: Exchange, value: string | undefined, kind: "refresh" | "mfa", code?: string): string {
  const token = state.tokens[value ?? ""];
  if (token?.kind !== kind || token.expiresAt <= site.clock.now()) throw tokenRefused("invalid_grant", `the ${kind} token is not valid`);
  if (kind === "mfa" && state.users[token.userName]?.mfaCode !== code) throw tokenRefused("invalid_grant", "wrong code");
  delete state.tokens[value ?? ""];
  return token.userName;
}

/** Every sign-in and every refresh makes a new pair (sheet 9.2). */
function pairFor(at: Pick<Exchange, "state" | "site">, userName: string, form: Form): Answer {
  const readOnly = form.read_only === "true";
  const access_token = issued(at, { kind: "access", userName, readOnly }, accessSeconds);
  const refresh_token = issued(at, { kind: "refresh", userName, readOnly }, refreshSeconds);
  return answered({ access_token, refresh_token, expires_in: accessSeconds });
}

type Issue = { readonly kind: "access" | "refresh" | "mfa"; readonly userName: string; readonly readOnly: boolean };

function issued({ state, site }: Pick<Exchange, "state" | "site">, issue: Issue, seconds: number): string {
  const value = randomBytes(48).toString("base64url");
  state.tokens[value] = { ...issue, expiresAt: site.clock.after(seconds) };
  return value;
}

function answered(tokens: object): Answer {
  const blank = { access_token: null, token_type: "bearer", refresh_token: null, mfa_token: null, encrypted_code: null, expires_in: null };
  return { status: 200, body: { ...blank, ...tokens } };
}
