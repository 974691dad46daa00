import * as z from "zod";
import { Transient } from "../../errors.ts";
import { jsonOf } from "./answers.ts";
import { refusal } from "./verdicts.ts";
import type { Http } from "../http.ts";

/** What a sign-in needs. */
export interface Client {
  readonly gateway: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A bearer token and what the vendor said of its end; never to be logged or stored. */
export interface Token {
  readonly text: string;
  /** Seconds since 1970. */
  readonly expiresOn?: number | undefined;
  /** Seconds from its issue. */
  readonly expiresIn?: number | undefined;
}

const seconds = z.coerce.number().positive().max(1e10).optional().catch(undefined);

// A token goes into a header: what cannot stand there is not one.
const TokenAnswer = z.object({ access_token: z.string().regex(/^[\x21-\x7e]+$/), expires_on: seconds, expires_in: seconds });

/**
 * Asks for a token with an API client's credentials (acronis-api.md, 2.1 and 2.2). Throws `Rejected("credentialsRefused")` when the
 * vendor does not accept them, `Transient` when no usable answer came.
 */
export async function signIn({ gateway, clientId, clientSecret }: Client, http: Http): Promise<Token> {
  const answer = await http.send({
    operation: "signIn",
    gateway,
    method: "POST",
    path: "/api/2/idp/token",
    headers: {
      Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`,
      "Content-Type": "application/x-www-form-urlencoded",
    },
    body: "grant_type=client_credentials",
  });
  if (answer.status < 200 || answer.status > 299) throw refusal("signIn", answer);
  const read = TokenAnswer.safeParse(jsonOf(answer.text));
  if (!read.success) throw new Transient("signIn gave an answer that cannot be read");
  return { text: read.data.access_token, expiresOn: read.data.expires_on, expiresIn: read.data.expires_in };
}
