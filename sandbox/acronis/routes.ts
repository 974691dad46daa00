import { accessPolicyRoutes } from "./access-policies.ts";
import { activationRoutes } from "./activation.ts";
import { clientRoutes } from "./clients.ts";
import { deviceRoutes } from "./device-authorization.ts";
import type { Route } from "./exchange.ts";
import { loginRoutes } from "./logins.ts";
import { offeringItemPutRoutes } from "./offering-items-put.ts";
import { offeringItemRoutes } from "./offering-items.ts";
import { pricingRoutes } from "./pricing.ts";
import { searchRoutes } from "./search.ts";
import { settingRoutes } from "./settings.ts";
import { tenantLifeRoutes } from "./tenant-life.ts";
import { tenantListRoutes } from "./tenant-list.ts";
import { tenantRoutes } from "./tenants.ts";
import { tokenLifeRoutes } from "./token-life.ts";
import { tokenRoutes } from "./token.ts";
import { userLifeRoutes } from "./user-life.ts";
import { userListRoutes } from "./user-list.ts";
import { userRoutes } from "./users.ts";

/** Everything the simulated platform answers. */
export const routes: readonly Route[] = [
  ...tokenRoutes,
  ...tokenLifeRoutes,
  ...deviceRoutes,
  ...clientRoutes,
  ...tenantRoutes,
  ...tenantListRoutes,
  ...tenantLifeRoutes,
  ...offeringItemRoutes,
  ...offeringItemPutRoutes,
  ...pricingRoutes,
  ...userRoutes,
  ...userListRoutes,
  ...userLifeRoutes,
  ...loginRoutes,
  ...activationRoutes,
  ...accessPolicyRoutes,
  ...settingRoutes,
  ...searchRoutes,
];
