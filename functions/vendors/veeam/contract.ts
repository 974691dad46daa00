import * as z from "zod";
import { isCause } from "../../causes.ts";
import { answerFields, inputFields, mapsOf } from "./contract-fields.ts";
import { type Operation, operations } from "./port.ts";
import { BodyTemplate, hasStrayBraces, placesIn, textsOf } from "./template.ts";

const pointer = z
  .string()
  .max(300)
  .regex(/^(\/[^/]*)*$/, "must be a JSON pointer such as /data/id");
const template = z.string().max(500);
const printable = z
  .string()
  .max(500)
  .regex(/^[\x20-\x7e]*$/);
const status = z.int().min(200).max(599);

/** Headers that the client itself answers for. */
const forbiddenHeader = /^(host|content-length|transfer-encoding|connection|cookie|authorization|proxy-.*|te|upgrade|expect)$/i;
const headerName = z
  .string()
  .max(60)
  .regex(/^[A-Za-z\d-]+$/)
  .refine((name) => !forbiddenHeader.test(name), "is not a contract's to set");

const Auth = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("bearer") }),
  z.strictObject({ kind: z.literal("header"), name: headerName }),
  /** Client credentials: the secret's name and value at a token end point of the same host. */
  z.strictObject({ kind: z.literal("oauth2"), tokenPath: z.string().max(200).startsWith("/"), scope: printable.optional() }),
]);

/** A rule for answers that are no success: the first that fits decides, before the common table. */
const Refusal = z.strictObject({
  status: z.tuple([status, status]).optional(),
  pointer: pointer.optional(),
  /** Compared without regard to case. */
  equals: z.string().max(200).optional(),
  /** Try again, wait, `exists` (look for ours and take it), or a cause of docs/errors.md. */
  verdict: z.union([z.enum(["Transient", "Throttled", "exists"]), z.string().refine(isCause, "is not a cause of docs/errors.md")]),
});

export const HttpOperation = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: template.startsWith("/"),
  query: z.record(z.string().max(60), template).default({}),
  /** Of `findCustomer`: asked when nobody carries our marker, for customers that are like ours. */
  alikeQuery: z.record(z.string().max(60), template).optional(),
  body: BodyTemplate.optional(),
  /** Statuses that are success. */
  accepted: z.array(status).min(1).max(10).default([200, 201, 202, 204]),
  /** Statuses that say: there is none. */
  absent: z.array(status).max(10).default([]),
  /** Where the list stands, of an operation that answers several. */
  list: pointer.optional(),
  /** Where our fields stand: in the answer, or in each of the list. */
  answer: z.record(z.string(), pointer).default({}),
  /** The field that is the last part of the header `Location`. */
  location: z.enum(["tenantId", "registrationId"]).optional(),
  /** The vendor's values of a field in our words; what is not named here is read as the vendor's pages write it. */
  maps: z.record(z.string(), z.record(z.string().max(100), z.string())).default({}),
  refusals: z.array(Refusal).max(30).default([]),
  /**
   * What to do when an answer was lost: `key` sends again with the same key, which the end point knows; `lookUp` looks for the result
   * first; `never` leaves it to a person.
   */
  repeat: z.enum(["key", "lookUp", "never"]).default("lookUp"),
});

/**
 * What a partner's own registration end point understands (veeam-api.md, 14.3): operations as data, no code. Saved with
 * `PUT /v1/instances/{id}/registration-contract`.
 */
export const RegistrationContract = z
  .strictObject({
    version: z.literal(1),
    /** `https://host:port/base`; the host must be one that the deployment lists. */
    endpoint: z
      .string()
      .max(300)
      .regex(/^https?:\/\/[^/?#\s]+(\/[^?#\s]*)?$/),
    auth: Auth,
    headers: z.record(headerName, printable).default({}),
    /** The header of the idempotency key. */
    keyHeader: headerName.default("Idempotency-Key"),
    /** How long the end point knows a key. */
    keySeconds: z.int().min(60).max(604_800).default(300),
    /** How long after a change its lists may not show it. */
    settleSeconds: z.int().min(0).max(3_600).default(60),
    operations: z.partialRecord(z.enum(operations), HttpOperation),
  })
  .superRefine((contract, context) => {
    if (JSON.stringify(contract).length > 100_000) context.addIssue("is larger than 100 kB");
    for (const operation of operations) {
      const declared = contract.operations[operation];
      for (const problem of declared === undefined ? [] : problemsOf(operation, declared, contract.operations)) {
        context.addIssue({ code: "custom", message: problem, path: ["operations", operation] });
      }
    }
  });

type Operations = { readonly [Name in Operation]?: HttpOperation | undefined };

/** Which operation shows what a change made, for `lookUp`. */
export const shownBy: { readonly [Name in Operation]?: Operation } = {
  createCustomer: "findCustomer",
  createReseller: "findCustomer",
  register: "readRegistration",
  requestSubscription: "readSubscriptions",
  cancelSubscription: "readSubscriptions",
  reinstateSubscription: "readSubscriptions",
};

function problemsOf(operation: Operation, declared: HttpOperation, all: Operations): string[] {
  const { path, query, alikeQuery = {}, body, answer, maps, list, repeat, location } = declared;
  const texts = [path, ...Object.values(query), ...Object.values(alikeQuery), ...(body === undefined ? [] : textsOf(body))];
  const { fields, required, ...listed } = answerFields[operation];
  const inputs: readonly string[] = inputFields[operation];
  const reader = shownBy[operation];
  return [
    ...texts.filter(hasStrayBraces).map(() => "a text has braces that are no place"),
    ...texts.flatMap(placesIn).flatMap((name) => (inputs.includes(name) ? [] : [`there is no value {${name}}`])),
    ...Object.keys(answer).flatMap((name) => (fields.includes(name) ? [] : [`there is no field ${name} to read`])),
    ...required.flatMap((name) => (name in answer || name === location ? [] : [`answer must say where ${name} stands`])),
    ...(listed.list === "must" && list === undefined ? ["list must say where the list stands"] : []),
    ...(listed.list === "no" && list !== undefined ? ["its answer is no list"] : []),
    ...Object.entries(maps).flatMap(([name, map]) => problemsOfMap(name, Object.values(map))),
    ...(repeat === "lookUp" && reader !== undefined && all[reader] === undefined
      ? [`repeat lookUp needs the operation ${reader}; declare it, or say key or never`]
      : []),
  ];
}

function problemsOfMap(name: string, values: readonly string[]): string[] {
  const allowed: readonly string[] | undefined = mapsOf(name);
  if (allowed === undefined) return [`there is no field ${name} to map`];
  return values.flatMap((value) =>
    allowed.includes(value) ? [] : [`${name} cannot be mapped to what is not one of ${allowed.join(", ")}`],
  );
}

export type HttpOperation = z.infer<typeof HttpOperation>;
export type RegistrationContract = z.infer<typeof RegistrationContract>;
