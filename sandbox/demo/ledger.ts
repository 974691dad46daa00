import type { Call } from "../acronis/server.ts";

/** What an order costs. */
export interface Counts {
  readonly calls: number;
  readonly writes: number;
  readonly transitions: number;
}

/** The limits of docs/design.md, 7, and docs/subscriptions.md. */
export const limits = {
  customer: { calls: 9, writes: 5, transitions: 9 },
  reseller: { calls: 7, writes: 5, transitions: 9 },
  subscription: { calls: 3, writes: 4, transitions: 6 },
} as const satisfies Record<string, Counts>;

/** Not counted: the token, one per running container, and the names of storages, which are cached per parent. */
export const isCounted = ({ route }: Pick<Call, "route">): boolean => !/ \/(api\/2|bc)\/idp\/token$| \/api\/2\/infra(\/|$)/.test(route);

export const difference = (before: Counts, after: Counts): Counts => ({
  calls: after.calls - before.calls,
  writes: after.writes - before.writes,
  transitions: after.transitions - before.transitions,
});

/** Names of the counts that are over their limit. */
export const over = (counts: Counts, limit: Counts): readonly string[] =>
  [
    counts.calls > limit.calls ? "vendor calls" : "",
    counts.writes > limit.writes ? "table writes" : "",
    counts.transitions > limit.transitions ? "state transitions" : "",
  ].filter((name) => name !== "");
