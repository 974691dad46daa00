/** Seconds, or a range of which one number is drawn. */
export type Seconds = number | readonly [least: number, most: number];

/** How long Veeam takes for what it does by itself. Only the ten minutes and the thirty days are documented (sheet 3.6, 5.4). */
export interface Pace {
  /** A new customer's verification; up to 600 (sheet 3.6). */
  readonly verification: Seconds;
  readonly registration: Seconds;
  /** From `New` to `Pending Provisioning`. */
  readonly review: Seconds;
  /** From `Pending Provisioning` to `Active`, and of a Microsoft 365 tenant. */
  readonly provisioning: Seconds;
  readonly cancellation: Seconds;
  readonly reinstatement: Seconds;
  /** `Terminated` until `Canceled` (sheet 5.4). */
  readonly grace: Seconds;
  readonly mapping: Seconds;
  /** What was answered with 202 (sheet 9.7). */
  readonly action: Seconds;
  /** Between two synchronisations of the console with Pulse (sheet 10.3). */
  readonly synchronisation: Seconds;
}

export const usualPace: Pace = {
  verification: [5, 120],
  registration: [5, 120],
  review: 20,
  provisioning: 60,
  cancellation: 30,
  reinstatement: 30,
  grace: 30 * 86_400,
  mapping: 5,
  action: 2,
  synchronisation: 3600,
};

/** What Veeam does not say, or says of some servers only: a choice for whoever starts the simulator. */
export interface Rules {
  readonly pace: Pace;
  /** A second customer of a name in use: refused, or made (sheet 3.6, 10.3). */
  readonly sameName: "refuse" | "make";
  /** Calls of the console without `X-Client-Version`: refused, or taken (sheet 9.1). */
  readonly versionHeader: "required" | "optional";
  /** The share of the console's writes answered with 202; one in two is 0.5 (sheet 9.7). */
  readonly asyncShare: number;
  /** Whether the contact of a registration must have an address in the customer's domain (sheet 4). */
  readonly contactDomain: "any" | "customer";
  /** Whether the running month stands in the monthly usages. */
  readonly openMonth: boolean;
  /** Whether the company id of the console becomes the CRM id of the Pulse tenant made of it. */
  readonly companyIdBecomesCrmId: boolean;
}

export const usualRules: Rules = {
  pace: usualPace,
  sameName: "refuse",
  versionHeader: "required",
  asyncShare: 0,
  contactDomain: "any",
  openMonth: true,
  companyIdBecomesCrmId: false,
};

export function drawn(seconds: Seconds): number {
  if (typeof seconds === "number") return seconds;
  const [least, most] = seconds;
  return least + Math.random() * (most - least);
}

export function longest(seconds: Seconds): number {
  return typeof seconds === "number" ? seconds : seconds[1];
}
