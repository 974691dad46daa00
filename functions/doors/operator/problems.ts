import * as z from "zod";

/** Everything that this door says instead of an answer. The name is the end of the problem's `type`. */
export const problems = {
  unreadable: { status: 400, title: "The request cannot be read", cure: "Correct what is named and send it again." },
  unauthorised: { status: 401, title: "The request is not authorised", cure: "Send the operator key as `Authorization: Bearer <key>`." },
  notFound: { status: 404, title: "There is nothing by this name", cure: "Take the address or the id from a list of this API." },
  methodNotAllowed: { status: 405, title: "This address does not take this verb", cure: "Use one of the verbs in the `Allow` header." },
  notParked: { status: 409, title: "The order is not parked", cure: "Read the order and act on its status." },
  pastOrder: { status: 409, title: "The order was followed by another", cure: "Read the account's current order, and resume that one." },
  nothingToConfirm: {
    status: 409,
    title: "There is nothing to confirm",
    cure: "Read the order: its work item names what to bring back.",
  },
  notHeld: {
    status: 409,
    title: "This version of the services definition is not held",
    cure: "Read the services definition and decide on the version that it says is held.",
  },
  tooLarge: { status: 413, title: "The body is too large", cure: "Send a smaller document." },
  wrongContentType: { status: 415, title: "The body is of the wrong type", cure: "Send JSON as `Content-Type: application/json`." },
  schedulesBehind: {
    status: 503,
    title: "The schedules do not follow the settings yet",
    cure: "Send the same settings again; if nobody does, the daily upkeep puts the schedules.",
  },
  defect: { status: 500, title: "An error inside Tenantry", cure: "Look for the fingerprint in the logs." },
} as const satisfies Record<string, { readonly status: number; readonly title: string; readonly cure: string }>;

export type ProblemName = keyof typeof problems;

const Fault = z.object({
  path: z.string().describe("The place in the query or body, e.g. `customer.quotas.storage.value`; empty for the whole."),
  message: z.string(),
});

/** A problem as RFC 9457 writes it, with what cures it. */
export const Problem = z.object({
  type: z.string().describe("Stable: `urn:tenantry:problem:` and a name."),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  cure: z.string().describe("What to do next."),
  errors: z.array(Fault).optional().describe("Each wrong place; at most 50."),
  fingerprint: z.string().optional().describe("Finds a defect in the logs."),
});

export type Fault = z.infer<typeof Fault>;
export type Problem = z.infer<typeof Problem>;

/** What a problem says beyond its kind. */
interface Particulars {
  readonly cure?: string;
  readonly errors?: readonly Fault[];
  readonly fingerprint?: string;
}

export const problem = (name: ProblemName, detail: string, { errors, ...particulars }: Particulars = {}): Problem => {
  const { status, title, cure } = problems[name];
  const faults = errors === undefined ? {} : { errors: [...errors] };
  return { type: `urn:tenantry:problem:${name}`, title, status, detail, cure, ...particulars, ...faults };
};

/** Thrown by a route that cannot give its answer; the door answers the problem. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly problem: Problem;

  constructor(name: ProblemName, detail: string, particulars?: Particulars) {
    super(detail);
    this.problem = problem(name, detail, particulars);
  }
}
