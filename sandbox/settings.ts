import * as z from "zod";

const number = (fallback: number, least: number, most: number) => {
  const error = `a number from ${least} to ${most}`;
  return z.coerce.number({ error }).min(least, error).max(most, error).default(fallback);
};

const port = (fallback: number) => {
  const error = "a whole number from 0 to 65535, where 0 takes a free port";
  return z.coerce.number({ error }).int(error).min(0, error).max(65_535, error).default(fallback);
};

const timeScale = "a number above 0, at most 100000";

/** What a laptop's environment may set; each has a default, so that nothing needs to be set. */
const Environment = z.object({
  PORT: port(8080),
  TENANTRY_DATA: z.string().min(1).default(".tenantry"),
  /** 60, or 1/60: waits are sixty times shorter. */
  TENANTRY_TIME_SCALE: z.coerce.number({ error: timeScale }).positive(timeScale).max(100_000, timeScale).default(1),
  TENANTRY_SEARCH_LAG_SECONDS: number(60, 0, 3_600),
  TENANTRY_ACRONIS_HOSTS: z.string().optional(),
  TENANTRY_VEEAM_HOSTS: z.string().optional(),
  TENANTRY_OPERATOR_KEY: z.string().min(1).default("sandbox-operator-key"),
  ANSWER_BUDGET_SECONDS: number(25, 0, 29),
  BSS_APPLICATION_ID: z.guid("a GUID, as the BSS shows it").default("11111111-2222-4333-8444-555555555555"),
  BSS_API_KEY: z.string().min(1).default("sandbox-bss-key"),
  ACRONIS_PORT: port(9101),
  VEEAM_PORT: port(9102),
});

/** Names of the variables that are read. */
export const environmentNames: readonly string[] = Object.keys(Environment.shape);

export interface SandboxSettings {
  readonly port: number;
  readonly directory: string;
  readonly timeScale: number;
  readonly searchLagSeconds: number;
  readonly allowedHosts?: readonly string[];
  readonly operatorKey: string;
  readonly answerBudgetSeconds: number;
  readonly applicationId: string;
  readonly apiKey: string;
  readonly acronisPort: number;
  readonly veeamPort: number;
  readonly veeamHosts: readonly string[];
}

/** Reads the environment; throws one text that names what is wrong, without its value. */
export const sandboxSettings = (environment: NodeJS.ProcessEnv): SandboxSettings => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const read = Environment.safeParse(given);
  if (!read.success) {
    throw new Error(read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  }
  const { data } = read;
  const hosts = data.TENANTRY_ACRONIS_HOSTS?.split(",").map((host) => host.trim());
  return {
    port: data.PORT,
    directory: data.TENANTRY_DATA,
    timeScale: data.TENANTRY_TIME_SCALE < 1 ? 1 / data.TENANTRY_TIME_SCALE : data.TENANTRY_TIME_SCALE,
    searchLagSeconds: data.TENANTRY_SEARCH_LAG_SECONDS,
    ...(hosts === undefined ? {} : { allowedHosts: hosts }),
    operatorKey: data.TENANTRY_OPERATOR_KEY,
    answerBudgetSeconds: data.ANSWER_BUDGET_SECONDS,
    applicationId: data.BSS_APPLICATION_ID.toLowerCase(),
    apiKey: data.BSS_API_KEY,
    acronisPort: data.ACRONIS_PORT,
    veeamPort: data.VEEAM_PORT,
    veeamHosts: (data.TENANTRY_VEEAM_HOSTS ?? "").split(",").flatMap((host) => (host.trim() === "" ? [] : [host.trim().toLowerCase()])),
  };
};
