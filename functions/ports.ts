import type { Clock } from "./clock.ts";
import type { Credentials, Instances } from "./instances/ports.ts";
import type { Log } from "./log.ts";
import type { Logins, Machines, Mappings } from "./onboarding/ports.ts";
import type { Services, ServicesWriter } from "./services/ports.ts";
import type { UsageRows, UsageWriter } from "./usage/ports.ts";
import type { VeeamOf } from "./vendors/veeam/port.ts";
import type { AcronisOf } from "./vendors/acronis/port.ts";

/** All that a step can ask of the world. It sees only the ports that it names. */
export interface Ports {
  clock: Clock;
  /** The rows of accounts. */
  mappings: Mappings;
  /** Claims on login names. */
  logins: Logins;
  /** The rows of instances. */
  instances: Instances;
  /** Secrets of instances, to read. */
  credentials: Credentials;
  /** State machines, to start and to ask. */
  machines: Machines;
  /** What instances sell, as it was published and is held; to read. */
  services: Services;
  /** The same, to write too. */
  servicesWriter: ServicesWriter;
  /** What accounts used, month by month; to read. */
  usage: UsageRows;
  /** The same, to write too. */
  usageWriter: UsageWriter;
  /** Accounts by their tenants at the vendor, by index. */
  tenants: Pick<Mappings, "withTenant" | "ofTenant">;
  /** Numbers that a deployment may set. */
  settings: WaitSettings;
  /** What a person must be able to find later, by ids. */
  log: Log;
  /** Acronis, as one instance's API client. */
  acronis: AcronisOf;
  /** Veeam, as one instance reaches it. */
  veeam: VeeamOf;
}

/** Numbers that a deployment may set. */
export interface WaitSettings {
  /** How long after a create the vendor's lists may not show it. */
  readonly searchLagSeconds: number;
}
