import * as z from "zod";

const Route = z.union([z.string().refine(isExpression, "is not an expression"), z.instanceof(RegExp)]);

/** Checked when the fault is armed: a broken expression would break every request instead. */
function isExpression(route: string): boolean {
  if (!route.startsWith("^")) return true;
  try {
    return new RegExp(route) instanceof RegExp;
  } catch {
    return false;
  }
}

const match = z.strictObject({ method: z.string().optional(), route: Route.optional() }).optional();
const when = { match, times: z.union([z.int().min(1), z.literal("always")]).optional(), after: z.int().min(0).optional() };
const kind = <Name extends string>(name: Name) => z.strictObject({ kind: z.literal(name), ...when });
const badStatus = { status: z.int().min(400).max(599), body: z.unknown().optional(), html: z.union([z.boolean(), z.string()]).optional() };
const seconds = z.number().min(0);

/** What can go wrong on request. The whole list, with its effects, stands in docs/veeam-simulator.md. */
export const Fault = z.discriminatedUnion("kind", [
  kind("loseAnswer"),
  kind("refuseConnection"),
  kind("reset"),
  z.strictObject({ kind: z.literal("slow"), ms: z.number().min(0), ...when }),
  z.strictObject({ kind: z.literal("status"), ...badStatus, ...when }),
  z.strictObject({ kind: z.literal("statusAfterCommit"), ...badStatus, ...when }),
  z.strictObject({
    kind: z.literal("serverFault"),
    type: z.string().optional(),
    code: z.int().optional(),
    message: z.string().optional(),
    afterCommit: z.boolean().optional(),
    ...when,
  }),
  z.strictObject({ kind: z.literal("throttle"), retryAfter: z.union([seconds, z.null()]).optional(), ...when }),
  kind("nothingDone"),
  kind("deliverTwice"),
  kind("expireToken"),
  kind("expireKey"),
  kind("async"),
  z.strictObject({ kind: z.literal("staleReads"), seconds, ...when }),
  z.strictObject({
    kind: z.literal("unknownEnum"),
    fields: z.array(z.string()).min(1).optional(),
    value: z.string().optional(),
    ...when,
  }),
  kind("ignoreOffset"),
  z.strictObject({
    kind: z.literal("verification"),
    outcome: z.enum(["verified", "unverified", "duplicate", "never"]).optional(),
    seconds: seconds.optional(),
    linkedTo: z.string().optional(),
    ...when,
  }),
  z.strictObject({
    kind: z.literal("registration"),
    outcome: z.enum(["registered", "stuck", "rejected"]).optional(),
    seconds: seconds.optional(),
    ...when,
  }),
  z.strictObject({ kind: z.literal("mapping"), outcome: z.enum(["fails", "stuck"]), message: z.string().optional(), ...when }),
]);

export type Fault = z.infer<typeof Fault>;
export type FaultKind = Fault["kind"];
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>;
