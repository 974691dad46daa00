import { answered } from "./answering.ts";
import { notFound } from "./errors.ts";
import type { Site } from "./exchange.ts";
import { readContent } from "./http.ts";
import type { Router } from "./router.ts";

/** The work of a call that was answered with 202, when its time has come. */
export function performer(router: Router, site: () => Site): Site["perform"] {
  return (action) =>
    answered("console", () => {
      const found = router.find(action.method, action.path);
      if (typeof found === "string") throw notFound("There is nothing at this path.");
      const { route, params } = found;
      const rest = { headers: {}, caller: { uid: action.initiatorUid, readOnly: false }, listedUntil: Infinity, ignoresOffset: false };
      const body = readContent(route, "application/json", action.requestBody);
      const { version, outcomes } = action;
      const at = { site: site(), state: site().state };
      return route.run({ ...at, ...rest, params, body, version, outcomes, query: new URLSearchParams(action.query) });
    });
}
