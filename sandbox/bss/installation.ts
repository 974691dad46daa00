import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { BssAccount } from "./accounts.ts";
import { type BssAnswer, bssClient, type BssOptions } from "./client.ts";
import { readAs } from "./library-reader.ts";
import { answerKinds } from "./library-types.ts";
import { goesOn, type Outcome, outcomeOf } from "./outcome.ts";
import type { BoughtSubscription, BssServiceDefinition } from "./service-bodies.ts";
import { type BssSubscription, bssSubscription, type SubscriptionOrder } from "./subscription.ts";
import { Catalogue, type PublishedType } from "./published-types.ts";
import { InvoicedUsage, usageRequest } from "./usages.ts";
import { inVariant, type Variant, variants } from "./variants.ts";

/** A BSS installation with one instance of a vendor: it fills in forms, synchronises accounts, and reads answers as the library does. */
export interface BssInstallation {
  readonly settings: Readonly<Record<string, string>>;
  /** What was wrong with answers so far: where the library would have thrown, and what it would have overlooked. */
  readonly complaints: readonly string[];
  settingsForm(): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Saves the settings form; once it is accepted, every call carries the values. Gives the texts of what is wrong. */
  saveSettings(values: Readonly<Record<string, string>>): Promise<readonly string[]>;
  /** The choices of an option in the form shown before an account is synchronised. */
  choices(option: string): Promise<readonly { readonly id: string; readonly name: string }[]>;
  synchronise(account: BssAccount): Promise<Outcome>;
  /** As the BSS's queue does: again and again while the work is said to go on. */
  synchroniseToTheEnd(account: BssAccount, everyMilliseconds: number): Promise<Outcome>;
  exists(account: BssAccount): Promise<Outcome>;
  remove(account: BssAccount): Promise<Outcome>;
  additionalInfo(): Promise<Readonly<Record<string, string>>>;
  /** "Get Services Definition": what the vendor's products are. */
  servicesDefinition(): Promise<readonly PublishedType[]>;
  /** A subscription that was ordered here; nothing is sent yet. */
  subscription(order: SubscriptionOrder): BssSubscription;
  /** What the BSS puts on its invoice: the usage of a subscription in a month such as "2026-11". */
  usages(subscription: BoughtSubscription, month: string, currency: string): Promise<InvoicedUsage>;
  /** Posts a body to a route of subscriptions or add-ons, as the options say. */
  sendService(route: string, body: BssServiceDefinition): Promise<Outcome>;
}

export interface InstallationOptions extends Omit<BssOptions, "settings"> {
  readonly settings?: Readonly<Record<string, string>>;
  /** "all" takes one after the other. */
  readonly variant?: Variant | "all";
  /** The pre-check is ticked for subscriptions and add-ons: each call is made twice, and a refusal of the first ends it (7.5). */
  readonly precheck?: boolean;
  /** Calls of subscriptions and add-ons are sent so often with one and the same body: one after the other, or side by side. */
  readonly repeats?: { readonly times: number; readonly together: boolean };
  /** While the work is said to go on, such a call is sent again after so long, as the BSS's queue does (10). */
  readonly queueMilliseconds?: number | undefined;
}

export const bssInstallation = (options: InstallationOptions): BssInstallation => {
  let settings = options.settings ?? {};
  let calls = 0;
  const complaints: string[] = [];
  const variantOf = (): Variant => (options.variant === "all" ? variants[calls++ % variants.length] : options.variant) ?? "nulls";

  const call = async (route: string, body?: unknown): Promise<BssAnswer> => {
    // The form is asked for before there are settings, and its values travel in the body (3).
    const client = bssClient(isForm(route) ? { ...options, settings: {} } : { ...options, settings });
    const answer = await (body === undefined ? client.get(route) : client.post(route, inVariant(body, variantOf())));
    const kind = answerKinds[route];
    if (answer.status === 200 && kind !== undefined) {
      const { faults, remarks } = readAs(kind, answer.body);
      complaints.push(...[...faults, ...remarks].map((text) => `${route}: ${text}`));
    }
    return answer;
  };
  const post = async (route: string, body: object): Promise<Outcome> => outcomeOf(await call(route, body));

  const queued = async (route: string, body: object): Promise<Outcome> => {
    for (;;) {
      const outcome = await post(route, body);
      if (!goesOn(outcome) || options.queueMilliseconds === undefined) return outcome;
      await pause(options.queueMilliseconds);
    }
  };
  const sendService = async (route: string, body: BssServiceDefinition): Promise<Outcome> => {
    if (options.precheck === true) {
      const judged = await queued(route, { ...body, CheckOnly: true });
      if (judged.failed) return judged;
    }
    const { times, together } = options.repeats ?? { times: 1, together: false };
    const outcomes = together ? await Promise.all(Array.from({ length: times }, () => queued(route, body))) : [];
    while (outcomes.length < times) outcomes.push(await queued(route, body));
    const results = new Set(outcomes.filter(({ failed }) => !failed).map(({ result }) => result));
    if (results.size > 1) complaints.push(`${route}: one and the same request was answered by ${results.size} ids`);
    return outcomes.find(({ failed }) => !failed) ?? outcomes[0] ?? queued(route, body);
  };

  return {
    get settings() {
      return settings;
    },
    complaints,
    settingsForm: async () => namesIn(await call("Fields/Get")),
    saveSettings: async (values) => {
      const Fields = Object.entries(values).map(([ID, Value]) => ({ ID, Value, Definition: null }));
      const refusals = Texts.parse((await call("Fields/Validate", { Fields })).body);
      if (refusals.length === 0) settings = values;
      return refusals;
    },
    choices: async (option) => {
      const { Fields } = Options.parse((await call("Accounts/SyncOptions")).body);
      const found = Fields.find(({ ID }) => ID === option)?.Definition.PredefinedValues ?? [];
      return found.map(({ ID, Name }) => ({ id: ID, name: Name }));
    },
    synchronise: (account) => post("Accounts/Synchronize", account),
    synchroniseToTheEnd: async (account, everyMilliseconds) => {
      for (;;) {
        const outcome = await post("Accounts/Synchronize", account);
        if (!goesOn(outcome)) return outcome;
        await pause(everyMilliseconds);
      }
    },
    exists: (account) => post("Accounts/Exists", account),
    remove: (account) => post("Accounts/Delete", account),
    servicesDefinition: async () => Catalogue.parse((await call("Fields/ServiceDefinition")).body).ProductTypes,
    additionalInfo: async () => TextMap.parse((await call("Fields/AdditionalInfo")).body),
    subscription: (order) => bssSubscription(order, sendService),
    sendService,
    usages: async (subscription, month, currency) =>
      InvoicedUsage.parse((await call("Ppu/Usages", usageRequest(subscription, month, currency))).body),
  };
};

const isForm = (route: string): boolean => route === "Fields/Get" || route === "Fields/Validate";

const TextMap = z.record(z.string(), z.string());
const Texts = z.array(z.string());
const Form = z.object({ Fields: z.array(z.object({ ID: z.string(), Definition: z.object({ Name: z.string() }) })) });
const Choice = z.object({ ID: z.string(), Name: z.string() });
const Options = z.object({ Fields: z.array(z.object({ ID: z.string(), Definition: z.object({ PredefinedValues: z.array(Choice) }) })) });
const namesIn = ({ body }: BssAnswer) => Form.parse(body).Fields.map(({ ID, Definition }) => ({ id: ID, name: Definition.Name }));
