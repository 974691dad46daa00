import type { AnyInstance } from "./any-instance.ts";
import type { Instance } from "./instance.ts";
import type { ServicesSettings } from "../services/settings.ts";
import type { Log } from "../log.ts";
import type { Rule } from "./rule.ts";
import type { VeeamInstance } from "./veeam-instance.ts";
import type { VeeamRule } from "./veeam-rule.ts";

/** What a row keeps when its instance is saved again. */
type Kept = "rule" | "services" | "discounts" | "activatedAt" | "updatedAt" | "throttledUntil";

/** The rows of instances. */
export interface Instances {
  /** Reads the row, strongly consistent. */
  find(instanceId: string): Promise<AnyInstance | undefined>;
  /** Every instance; a row that cannot be read is logged and left out. */
  list(log: Log): Promise<ListedInstances>;
  /** Saves what activation found, and notes a new discount; the rule and the first activation's time stay, a pause of the vendor is over: it answered. */
  save(instance: Omit<Instance, Kept>): Promise<Instance>;
  /** The same of a Veeam instance; its declared contract stays too. */
  saveVeeam(instance: Omit<VeeamInstance, Kept | "contract">): Promise<VeeamInstance>;
  /** Replaces the standard rule; false when there is no such instance. */
  replaceRule(instanceId: string, rule: Rule | VeeamRule): Promise<boolean>;
  /** Replaces how the services of an Acronis instance are sold; false when there is no such instance. */
  replaceServicesSettings(instanceId: string, settings: ServicesSettings): Promise<boolean>;
  /** Replaces the declared contract of a Veeam instance; false when there is no such instance. */
  replaceContract(instanceId: string, contract: unknown): Promise<boolean>;
  /** No call of this instance before that time. */
  throttle(instanceId: string, until: string): Promise<void>;
  /** How many refused secrets this client had in the last ten minutes. */
  refusedSignIns(gateway: string, clientId: string): Promise<number>;
  countRefusedSignIn(gateway: string, clientId: string): Promise<void>;
}

/** Instances in the order of their activation, and how many more have rows that cannot be read. */
export interface ListedInstances {
  readonly instances: readonly AnyInstance[];
  readonly unreadable: number;
}

/** The schedules that start the processes of an instance. */
export interface Schedules {
  /** Makes the instance's schedules as its settings have them; what is so already stays untouched, so it may be put again at any time. */
  put(instance: Instance): Promise<void>;
}

/** An API client's credentials; the secret before the last is kept for 24 hours after a rotation. */
export interface Credential {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly previousSecret?: string | undefined;
  /** When the current secret was saved. */
  readonly savedAt: string;
}

/** Secrets of instances, each under a path of its own. */
export interface Credentials {
  /** The stored credential; may come from memory, at most a minute old. */
  of(instanceId: string): Promise<Credential | undefined>;
  /** The stored credential as it is now: asked when the vendor refuses the one from memory. */
  fresh(instanceId: string): Promise<Credential | undefined>;
}

/** The one writer of secrets: activation. */
export interface CredentialWriter extends Credentials {
  save(instanceId: string, credential: Credential): Promise<void>;
}
