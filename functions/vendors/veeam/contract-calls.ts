import { Rejected, type StepError, Transient } from "../../errors.ts";
import type { Http, VendorAnswer } from "../http.ts";
import { hasErrors, jsonOf } from "./answers.ts";
import type { HttpOperation, RegistrationContract } from "./contract.ts";
import { atPointer, textAt } from "./pointer.ts";
import type { Operation } from "./port.ts";
import { askToken, type Door, type Sessions } from "./session.ts";
import { fillBody, fillPath, fillQuery, type Values } from "./template.ts";
import { errorOf, refusal } from "./verdicts.ts";

/** A good answer: its own fields, and those of each of its list; an answer without a list is a list of one. */
export interface ContractAnswer {
  readonly fields: Fields;
  readonly items: readonly Fields[];
}

/** Our fields as texts. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** `absent`: there is none. `exists`: the end point says that it has it already. */
export type Asked = ContractAnswer | "absent" | "exists";

interface Given {
  readonly values: Values;
  /** The idempotency key of a change. */
  readonly key?: string;
  /** Instead of the declared query. */
  readonly query?: Readonly<Record<string, string>> | undefined;
}

export type ContractCalls = (operation: Operation, declared: HttpOperation, given: Given) => Promise<Asked>;

/** Carries out the operations of a contract; it knows no vendor, and there is no code in a contract. */
export const contractCalls =
  (contract: RegistrationContract, door: Door, http: Http, sessions: Sessions): ContractCalls =>
  async (operation, declared, { values, key, query = declared.query }) => {
    const { gateway, base } = placeOf(contract.endpoint);
    const path = fillPath(declared.path, values);
    // An id that the row does not have yet, or that is no segment: nothing can be asked with it.
    if (path === undefined) throw new Rejected("contractInvalid", `${operation}: a value of its path is missing`);
    const body = declared.body === undefined ? undefined : fillBody(declared.body, values);
    const request = {
      operation,
      gateway,
      method: declared.method,
      path: base + path + fillQuery(query, values),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const own = { ...contract.headers, ...(key === undefined ? {} : { [contract.keyHeader]: key }) };
    let refused: VendorAnswer | undefined;
    for await (const headers of signedHeaders(contract.auth, door, http, sessions)) {
      const answered = await http.send({ ...request, headers: { ...own, ...headers } });
      if (answered.status !== 401) return judged(operation, declared, answered);
      refused = answered;
    }
    throw refused === undefined ? new Transient(`${operation}: no token`) : refusal(operation, refused);
  };

/** Taken apart as it stands: a parser of URLs repairs what must be refused. */
function placeOf(endpoint: string): { readonly gateway: string; readonly base: string } {
  const [, gateway = "", base = ""] = /^(https?:\/\/[^/]*)(.*)$/.exec(endpoint) ?? [];
  return { gateway, base: base.replace(/\/+$/, "") };
}

async function* signedHeaders(
  auth: RegistrationContract["auth"],
  door: Door,
  http: Http,
  sessions: Sessions,
): AsyncGenerator<Readonly<Record<string, string>>> {
  if (auth.kind === "none") return yield {};
  for await (const token of sessions.tokens(door, http)) {
    yield auth.kind === "header" ? { [auth.name]: token } : { Authorization: `Bearer ${token}` };
  }
}

/** Client credentials at the contract's own host. */
export const contractSignIn = ({ auth, endpoint }: RegistrationContract): Door["signIn"] => {
  if (auth.kind !== "oauth2") return undefined;
  const { tokenPath, scope } = auth;
  return ({ clientId, clientSecret }, http) =>
    askToken(
      { gateway: placeOf(endpoint).gateway, path: tokenPath },
      {
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
        ...(scope === undefined ? {} : { scope }),
      },
      http,
    );
};

function judged(operation: Operation, declared: HttpOperation, answered: VendorAnswer): Asked {
  const { status, headers, text } = answered;
  if (declared.absent.includes(status)) return "absent";
  if (!declared.accepted.includes(status) || hasErrors(text)) {
    const error = refusedBy(operation, declared, answered);
    if (error === "exists") return "exists";
    throw error;
  }
  const read = jsonOf(text);
  const fields = { ...fieldsOf(read, declared.answer), ...inLocation(declared.location, headers.location) };
  if (declared.list === undefined) return { fields, items: [fields] };
  const list = atPointer(read, declared.list);
  if (!Array.isArray(list)) throw unreadable(operation, "list");
  return { fields, items: list.map((one: unknown) => fieldsOf(one, declared.answer)) };
}

export const unreadable = (operation: Operation, where: string): Transient =>
  new Transient(`${operation} gave an answer that cannot be read at ${where}`);

function refusedBy(operation: Operation, { refusals }: HttpOperation, answered: VendorAnswer): StepError | "exists" {
  const read = jsonOf(answered.text);
  const row = refusals.find(
    ({ status, pointer, equals }) =>
      (status === undefined || (answered.status >= status[0] && answered.status <= status[1])) &&
      (pointer === undefined || textAt(read, pointer) !== undefined) &&
      (equals === undefined || textAt(read, pointer ?? "")?.toLowerCase() === equals.toLowerCase()),
  );
  if (row === undefined) return refusal(operation, answered);
  if (row.verdict === "exists") return "exists";
  return errorOf(row.verdict, `${operation} answered ${answered.status} (rule of the contract)`);
}

const fieldsOf = (value: unknown, answer: HttpOperation["answer"]): Fields =>
  Object.fromEntries(Object.entries(answer).map(([name, pointer]) => [name, textAt(value, pointer)]));

function inLocation(name: HttpOperation["location"], location: string | undefined): Fields {
  const last = location
    ?.replace(/[?#].*$/, "")
    .replace(/\/+$/, "")
    .split("/")
    .at(-1);
  return name === undefined || last === undefined || last === "" ? {} : { [name]: last };
}
