import * as z from "zod";
import type { Ports } from "./ports.ts";
import { vendorHosts } from "./vendors/gateway.ts";
import { VeeamHosts } from "./vendors/veeam/hosts.ts";

/** What the functions beside the steps need further: each is a right of its own, since no step may have it. */
export type DoorRight =
  | "placeOrders"
  | "listOrders"
  | "listDeletions"
  | "startMachines"
  | "listInstances"
  | "listUsage"
  | "countRefusals"
  | "credentialWriter"
  | "readGateway"
  | "readConsole"
  | "activate"
  | "schedules"
  | "readEndpoint"
  | "applications";

/** Endings of host names, each with its leading dot, in one text. */
const hosts = z
  .string()
  .transform((text) => text.split(",").map((host) => host.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^(\.[a-z\d-]+){2,}$/, "must be an ending of host names such as .acronis.com")).min(1))
  .prefault(vendorHosts.allowedSuffixes.join(","));

/** Veeam's software stands in the distributor's own network: its hosts are named one by one, and its certificates may be its own. */
const veeamReach = z.object({ TENANTRY_VEEAM_HOSTS: VeeamHosts.prefault(""), TENANTRY_VEEAM_CA: z.string().default("") });

const name = z.string().min(1);

/** The environment of a function on AWS, port by port: the stack sets with a right what the port reads here, and nothing else. */
export const environment = {
  clock: z.object({}),
  mappings: z.object({ TABLE_MAPPINGS: name, TABLE_ORDERS: name }),
  logins: z.object({ TABLE_LOGINS: name }),
  instances: z.object({ TABLE_INSTANCES: name }),
  services: z.object({ TABLE_SERVICES: name }),
  /** The same rows, to write too. */
  servicesWriter: z.object({ TABLE_SERVICES: name }),
  usage: z.object({ TABLE_USAGE: name }),
  /** The same rows, to write too. */
  usageWriter: z.object({ TABLE_USAGE: name }),
  /** Of the same rows as `mappings`, with fewer rights. */
  tenants: z.object({ TABLE_MAPPINGS: name, TABLE_ORDERS: name }),
  /** Each instance has its secret below `<prefix>/instances/`. */
  credentials: z.object({ TENANTRY_PREFIX: name }),
  /** The machines' address up to the name of the process. */
  machines: z.object({ MACHINES_ARN: name }),
  settings: z.object({ TENANTRY_SEARCH_LAG_SECONDS: z.coerce.number().int().min(0).max(500).default(60) }),
  log: z.object({}),
  acronis: z.object({ TENANTRY_ACRONIS_HOSTS: hosts }),
  veeam: veeamReach,
  /** Beside `mappings`: to reserve orders and to find resellers. */
  placeOrders: z.object({}),
  /** Beside `mappings`: to list orders that are not done. */
  listOrders: z.object({}),
  /** Beside `mappings`: to list deletions that are due. */
  listDeletions: z.object({}),
  /** Beside `machines`: to start executions. */
  startMachines: z.object({}),
  /** Beside `instances`: to read all rows. */
  listInstances: z.object({}),
  /** Beside `usage`: to read the rows of a month. */
  listUsage: z.object({}),
  /** Beside `instances`: to write the rows of refused sign-ins anew. */
  countRefusals: z.object({}),
  credentialWriter: z.object({ TENANTRY_PREFIX: name, SECRETS_KEY_ARN: name }),
  readGateway: z.object({ TENANTRY_ACRONIS_HOSTS: hosts }),
  readConsole: veeamReach,
  /** To judge an end point's address only: whoever has this calls nobody. */
  readEndpoint: veeamReach.pick({ TENANTRY_VEEAM_HOSTS: true }),
  /** The schedules of instances: their group is named by the prefix. */
  schedules: z.object({ TENANTRY_PREFIX: name, MACHINES_ARN: name, SCHEDULES_ROLE_ARN: name, SCHEDULES_DEAD_LETTERS_ARN: name }),
  /** The function that activates instances. */
  activate: z.object({ ACTIVATE_FUNCTION: name }),
  /** The secret that holds the BSS installations' keys. */
  applications: z.object({ BSS_APPLICATIONS_SECRET: name }),
} as const satisfies Record<keyof Ports | DoorRight, z.ZodObject>;

/** Something that a function may need: a port of the steps, or a right of a door. */
export type Right = keyof typeof environment;

/** The variables that a right's port reads, as texts. */
export type Variables<Name extends Right> = { readonly [Variable in keyof (typeof environment)[Name]["shape"]]: string };

/** The function's own environment. */
export const ownVariables: NodeJS.ProcessEnv = process.env;
