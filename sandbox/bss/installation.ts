import { setTimeout as pause } from "node:timers/promises";
import * as z from "zod";
import type { BssAccount } from "./accounts.ts";
import { type BssAnswer, bssClient, type BssOptions } from "./client.ts";
import { readAs } from "./library-reader.ts";
import { answerKinds } from "./library-types.ts";
import { inVariant, type Variant, variants } from "./variants.ts";

/** What the BSS makes of an answer. */
export interface Outcome {
  readonly failed: boolean;
  /** Undefined when there was no readable answer. */
  readonly code: number | undefined;
  readonly message: string;
  /** Our id. */
  readonly result: string | null;
  readonly extraInfo: Readonly<Record<string, string>>;
}

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
}

/** A product type as the BSS keeps it, as far as people look at it. */
export type PublishedType = z.infer<typeof ProductType>;

export interface InstallationOptions extends Omit<BssOptions, "settings"> {
  readonly settings?: Readonly<Record<string, string>>;
  /** "all" takes one after the other. */
  readonly variant?: Variant | "all";
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
  const post = async (route: string, account: BssAccount): Promise<Outcome> => outcomeOf(await call(route, account));

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
        if (outcome.code !== IN_PROGRESS) return outcome;
        await pause(everyMilliseconds);
      }
    },
    exists: (account) => post("Accounts/Exists", account),
    remove: (account) => post("Accounts/Delete", account),
    servicesDefinition: async () => Catalogue.parse((await call("Fields/ServiceDefinition")).body).ProductTypes,
    additionalInfo: async () => TextMap.parse((await call("Fields/AdditionalInfo")).body),
  };
};

/** Our code for "the work goes on"; the BSS itself knows no such thing, and repeats after any failure. */
const IN_PROGRESS = -2;

const isForm = (route: string): boolean => route === "Fields/Get" || route === "Fields/Validate";

const Fixed = z.object({ ID: z.string(), IsPrimaryKey: z.boolean(), Values: z.array(z.string()) });
const Unit = z.object({ BillingCycle: z.int(), Price: z.number(), Cost: z.number() });
const Sold = z.object({
  ID: z.string(),
  Name: z.string(),
  Attributes: z.array(Fixed),
  UpdateOptions: z.array(z.int()),
  Prices: z.array(z.object({ Currency: z.string(), Units: z.array(Unit) })).nullable(),
});
const ProductType = z.object({
  ID: z.string(),
  Name: z.string(),
  Scope: z.int(),
  AttributeList: z.array(
    z.object({
      ID: z.string(),
      Name: z.string(),
      Kind: z.string(),
      Usage: z.string(),
      PredefinedValues: z.array(z.object({ ID: z.string(), Name: z.string() })),
    }),
  ),
  ProductsCollection: z.object({
    Products: z.array(Sold.extend({ RelatedProducts: z.array(z.object({ ProductID: z.string(), Relation: z.int() })).nullable() })),
    Addons: z.array(Sold.extend({ Products: z.array(z.string()), UnitType: z.string().nullable() })),
  }),
});
const Catalogue = z.object({ ProductTypes: z.array(ProductType) });

const TextMap = z.record(z.string(), z.string());
const Texts = z.array(z.string());
const Form = z.object({ Fields: z.array(z.object({ ID: z.string(), Definition: z.object({ Name: z.string() }) })) });
const Choice = z.object({ ID: z.string(), Name: z.string() });
const Options = z.object({ Fields: z.array(z.object({ ID: z.string(), Definition: z.object({ PredefinedValues: z.array(Choice) }) })) });
const Result = z.object({
  Code: z.int(),
  Message: z.string().nullish(),
  Result: z.string().nullish(),
  AccountExtraInfo: TextMap.nullish(),
});

const namesIn = ({ body }: BssAnswer) => Form.parse(body).Fields.map(({ ID, Definition }) => ({ id: ID, name: Definition.Name }));

/** The library takes a negative code for a failure, and a positive one only with an XML text (7.1); a body that it cannot read, too. */
export const outcomeOf = ({ status, body }: BssAnswer): Outcome => {
  const read = Result.safeParse(body);
  if (status !== 200 || !read.success) {
    return { failed: true, code: undefined, message: `HTTP ${status}, and no result that can be read`, result: null, extraInfo: {} };
  }
  const { Code: code, Message: message, Result: result, AccountExtraInfo: extraInfo } = read.data;
  const failed = code < 0 || (code > 0 && isXml(message ?? ""));
  return { failed, code, message: message ?? "", result: result ?? null, extraInfo: extraInfo ?? {} };
};

const isXml = (text: string): boolean => /^\s*(<\?xml[^>]*\?>\s*)?<([A-Za-z_][\w.-]*)[^>]*>[\s\S]*<\/\2>\s*$/.test(text);
