import type { ServicesWish } from "../../onboarding/account.ts";

/** What a plan of ours says of its product. */
export interface Planned {
  /** Of a contract of service providers: the vendor's number of the tier. */
  readonly tier?: number | undefined;
  /** The edition; empty for a product of an application without editions; undefined where the plan says nothing. */
  readonly edition?: string | undefined;
}

/** Reads `tier-3`, `backup-pck_per_workload` or `notary`: types of applications have no hyphen (acronis-api.md, 8). */
export const plannedBy = ({ plan, edition }: Pick<ServicesWish, "plan" | "edition">): Planned => {
  const tier = /^tier-(-?\d{1,2})$/.exec(plan)?.[1];
  if (tier !== undefined) return { tier: Number(tier) };
  if (edition !== "") return { edition };
  if (plan === "") return {};
  const hyphen = plan.indexOf("-");
  return { edition: hyphen < 0 ? "" : plan.slice(hyphen + 1) };
};
