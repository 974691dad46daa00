import type { Site } from "./exchange.ts";
import type { FaultKind } from "./fault-kinds.ts";

/** Ends all access tokens, or all API keys. A key comes back only when a person renews it. */
export function expiry({ state, clock, changed }: Site): (kind: FaultKind) => void {
  return (kind) => {
    if (kind === "expireKey") for (const key of Object.values(state.apiKeys)) key.expiresAt = clock.now();
    if (kind === "expireToken")
      for (const [value, token] of Object.entries(state.tokens)) if (token.kind === "access") delete state.tokens[value];
    changed();
  };
}
