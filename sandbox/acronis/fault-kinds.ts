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
const badStatus = { status: z.int().min(200).max(599), body: z.unknown().optional(), html: z.union([z.boolean(), z.string()]).optional() };

/** What can go wrong on request. The whole list, with its effects, stands in docs/acronis-simulator.md. */
export const Fault = z.discriminatedUnion("kind", [
  kind("loseAnswer"),
  kind("refuseConnection"),
  kind("reset"),
  z.strictObject({ kind: z.literal("slow"), ms: z.number().min(0), ...when }),
  z.strictObject({ kind: z.literal("status"), ...badStatus, ...when }),
  z.strictObject({ kind: z.literal("statusAfterCommit"), ...badStatus, ...when }),
  z.strictObject({ kind: z.literal("throttle"), retryAfter: z.union([z.number().min(0), z.string(), z.null()]).optional(), ...when }),
  kind("expireToken"),
  kind("versionRace"),
  kind("quotaRace"),
  z.strictObject({ kind: z.literal("staleSearch"), seconds: z.number().min(0), ...when }),
]);

export type Fault = z.infer<typeof Fault>;
export type FaultKind = Fault["kind"];
