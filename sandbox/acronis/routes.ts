import { accessPolicyRoutes } from "./access-policies.ts";
import { activationRoutes } from "./activation.ts";
import { applicationRoutes } from "./applications.ts";
import { brandRoutes } from "./brand.ts";
import { clientRoutes } from "./clients.ts";
import { deviceRoutes } from "./device-authorization.ts";
import { discoveryRoutes } from "./discovery.ts";
import { editionRoutes } from "./edition.ts";
import type { Route } from "./exchange.ts";
import { identityProviderRoutes } from "./identity-provider.ts";
import { infraRoutes } from "./infra.ts";
import { itemPriceRoutes } from "./item-prices.ts";
import { locationRoutes } from "./locations.ts";
import { loginRoutes } from "./logins.ts";
import { meRoutes } from "./me.ts";
import { mfaRoutes } from "./mfa.ts";
import { offeringItemPutRoutes } from "./offering-items-put.ts";
import { offeringItemRoutes } from "./offering-items.ts";
import { oneTimeTokenRoutes } from "./one-time-tokens.ts";
import { priceListRoutes } from "./price-lists.ts";
import { pricingRoutes } from "./pricing.ts";
import { registrationTokenRoutes } from "./registration-tokens.ts";
import { reportRoutes } from "./reports.ts";
import { searchRoutes } from "./search.ts";
import { settingRoutes } from "./settings.ts";
import { tenantLifeRoutes } from "./tenant-life.ts";
import { tenantListRoutes } from "./tenant-list.ts";
import { tenantRoutes } from "./tenants.ts";
import { tokenLifeRoutes } from "./token-life.ts";
import { tokenRoutes } from "./token.ts";
import { usageRoutes } from "./usages.ts";
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
  ...meRoutes,
  ...userRoutes,
  ...userListRoutes,
  ...userLifeRoutes,
  ...loginRoutes,
  ...activationRoutes,
  ...accessPolicyRoutes,
  ...settingRoutes,
  ...searchRoutes,
  ...applicationRoutes,
  ...editionRoutes,
  ...itemPriceRoutes,
  ...infraRoutes,
  ...locationRoutes,
  ...usageRoutes,
  ...reportRoutes,
  ...priceListRoutes,
  ...registrationTokenRoutes,
  ...mfaRoutes,
  ...identityProviderRoutes,
  ...brandRoutes,
  ...oneTimeTokenRoutes,
  ...discoveryRoutes,
];
