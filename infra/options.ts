import type { Node } from "constructs";
import * as z from "zod";
import { environment } from "../functions/environment.ts";
import { vendorHosts } from "../functions/vendors/gateway.ts";

const ids = (kind: string) =>
  z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== ""),
    )
    .pipe(z.array(z.string().regex(new RegExp(`^${kind}-[0-9a-f]{8,17}$`), `must be ids such as ${kind}-0a1b2c3d4e5f67890`)));

/** Of the 4 KB that the environment of a function has; names and addresses of the stack take the rest. */
const LONGEST_TOGETHER = 3_100;

/** What a deployment may set, as CDK context: `npx cdk deploy -c prefix=tenantry-test`. */
export const Options = z
  .object({
    /** The stack's name, and the beginning of every name in it: another prefix is another Tenantry in the same account. */
    prefix: z
      .string()
      .regex(/^[a-z][a-z0-9-]{2,19}$/, "3 to 20 small letters, digits and hyphens")
      .default("tenantry"),
    /** Endings of the host names that a Gateway may have. */
    acronisHosts: z
      .string()
      .refine(
        (text) => environment.acronis.safeParse({ TENANTRY_ACRONIS_HOSTS: text }).success,
        "endings such as .acronis.com,.acronis.cloud",
      )
      .default(vendorHosts.allowedSuffixes.join(",")),
    /** Veeam's hosts, one by one, as `host:port,host:port`: consoles and registration end points. They may be private. */
    veeamHosts: z
      .string()
      .refine((text) => environment.veeam.safeParse({ TENANTRY_VEEAM_HOSTS: text }).success, "host:port, separated by commas")
      .default(""),
    /** Certificates of Veeam's hosts that are not publicly trusted, in PEM: `-c veeamCa="$(cat console.pem)"`. The environment of a function has room for two. */
    veeamCa: z.string().max(3_000, "at most 3,000 characters, since it stands in the functions' environment").default(""),
    /** Subnets and security groups in which the functions that call Veeam run: ids, separated by commas. */
    veeamSubnets: ids("subnet"),
    veeamSecurityGroups: ids("sg"),
    /** How long after a create Acronis' lists may not show it. */
    searchLagSeconds: z.coerce.number().int().min(0).max(500).default(60),
    /** Calls of the BSS that run at once, kept out of what the steps may use; 0 reserves none, for an account with a small quota. */
    doorConcurrency: z.coerce.number().int().min(0).max(500).default(40),
    /** Who gets the alarms; more may subscribe to the topic later. */
    alarmEmail: z.email().optional(),
  })
  .refine(({ acronisHosts, veeamHosts, veeamCa }) => acronisHosts.length + veeamHosts.length + veeamCa.length <= LONGEST_TOGETHER, {
    path: ["veeamHosts"],
    message: `acronisHosts, veeamHosts and veeamCa may have ${LONGEST_TOGETHER} characters together, since they stand in the functions' environment`,
  });

export type Options = z.infer<typeof Options>;

/** The options as the context has them; a wrong one is named. */
export const optionsOf = (node: Node): Options => {
  const given = Object.keys(Options.shape).map((name) => [name, node.tryGetContext(name)]);
  const read = Options.safeParse(Object.fromEntries(given));
  if (read.success) return read.data;
  throw new Error(`the context is wrong: ${read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`);
};
