import { stamp } from "./clock.ts";
import { type Answer, consoleRoute, data, type Exchange, type Route } from "./exchange.ts";

export const aboutRoutes: readonly Route[] = [consoleRoute("GET", "/about", about)];

// The sample of the 3.7 document; which release ships that version is not said (sheet 9.1).
const serverVersion = "9.2.0.32907";

function about({ state, site }: Exchange): Answer {
  const installationDate = stamp(site.clock.now() - 200 * 86_400_000);
  return data({ serverVersion, installationId: state.installationId, installationDate, patches: [] });
}
