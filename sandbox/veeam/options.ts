import { randomBytes } from "node:crypto";
import { type Pace, type Rules, usualRules } from "./rules.ts";
import type { Seed } from "./seed.ts";
import type { State } from "./state.ts";

export interface VeeamSimulatorOptions extends Partial<Omit<Rules, "pace">> {
  /** 0, the default, takes any free port. The server binds 127.0.0.1 alone. */
  port?: number;
  /** The API key of the console and of the registration contract; random unless told. */
  apiKey?: string;
  userName?: string;
  password?: string;
  /** Signing in with the user name then needs this code as a second factor. */
  mfaCode?: string;
  /** Where the state is kept over restarts. */
  dataFile?: string;
  /** How many times faster than the world the simulator's seconds run. */
  timeScale?: number;
  /** The number of the rental agreement. */
  agreement?: string;
  providerName?: string;
  pace?: Partial<Pace>;
}

export function rulesOf({ pace, ...given }: VeeamSimulatorOptions): Rules {
  return {
    sameName: given.sameName ?? usualRules.sameName,
    versionHeader: given.versionHeader ?? usualRules.versionHeader,
    asyncShare: given.asyncShare ?? usualRules.asyncShare,
    contactDomain: given.contactDomain ?? usualRules.contactDomain,
    openMonth: given.openMonth ?? usualRules.openMonth,
    companyIdBecomesCrmId: given.companyIdBecomesCrmId ?? usualRules.companyIdBecomesCrmId,
    pace: { ...usualRules.pace, ...pace },
  };
}

/** Credentials given at the start win over those kept in the file, so that a restart can rotate the key. */
export function resolved(options: VeeamSimulatorOptions, kept: State | undefined): Seed {
  const user = kept?.users[kept.userName];
  const random = (): string => randomBytes(24).toString("base64url");
  return {
    apiKey: options.apiKey ?? kept?.apiKey ?? random(),
    userName: kept?.userName ?? options.userName ?? "tenantry@nordwind.example",
    password: user?.password ?? options.password ?? random(),
    mfaCode: user?.mfaCode ?? options.mfaCode ?? null,
    agreement: options.agreement ?? kept?.agreement ?? "02553265",
    providerName: options.providerName ?? "Nordwind Distribution",
  };
}
