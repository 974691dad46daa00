import { aboutRoutes } from "./about.ts";
import { asyncActionRoutes } from "./async-actions.ts";
import { companyRoutes } from "./companies.ts";
import { contractRoutes } from "./contract.ts";
import type { Route } from "./exchange.ts";
import { monthlyUsageRoutes } from "./monthly-usages.ts";
import { organizationRoutes } from "./organizations.ts";
import { pulseRoutes } from "./pulse.ts";
import { pulseTenantRoutes } from "./pulse-tenants.ts";
import { tokenRoutes } from "./token.ts";

/** Everything that the console and the registration contract answer. */
export const routes: readonly Route[] = [
  ...tokenRoutes,
  ...asyncActionRoutes,
  ...aboutRoutes,
  ...companyRoutes,
  ...organizationRoutes,
  ...pulseRoutes,
  ...pulseTenantRoutes,
  ...monthlyUsageRoutes,
  ...contractRoutes,
];
