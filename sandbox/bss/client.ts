import { randomUUID } from "node:crypto";

/** Where a BSS installation calls, and as whom. */
export interface BssOptions {
  /** Base address of one vendor's door, e.g. `http://127.0.0.1:8080/acronis/api`. */
  readonly base: string;
  readonly applicationId: string;
  readonly apiKey: string;
  /** What was saved in the settings form; sent as a header each. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A caller with less patience than the door: the call is given up, and its answer lost. */
  readonly timeoutMilliseconds?: number | undefined;
}

/** An answer as it came: the status, and the JSON of the body. */
export interface BssAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly text: string;
}

/** A BSS as the service manager meets it (bss-service-management-api.md, 3 and 11). */
export interface BssClient {
  get(route: string): Promise<BssAnswer>;
  /** Posts a JSON value, or a text as it stands. */
  post(route: string, body: unknown): Promise<BssAnswer>;
}

export const bssClient = (options: BssOptions): BssClient => {
  const headers = headersOf(options);
  const signal = () => (options.timeoutMilliseconds === undefined ? {} : { signal: AbortSignal.timeout(options.timeoutMilliseconds) });
  const send = async (method: string, route: string, body?: string): Promise<BssAnswer> => {
    const answer = await fetch(`${options.base}/${route}`, {
      method,
      headers: {
        ...headers,
        "X-CloudPlatform-TrackId": randomUUID(),
        ...(body === undefined ? {} : { "Content-Type": "application/json; charset=utf-8" }),
      },
      ...(body === undefined ? {} : { body }),
      ...signal(),
    });
    const text = await answer.text();
    return { status: answer.status, body: jsonOrUndefined(text), text };
  };
  return {
    get: (route) => send("GET", route),
    post: (route, body) => send("POST", route, typeof body === "string" ? body : JSON.stringify(body)),
  };
};

/** The key travels as the Base64 of its UTF-8 text; each setting in a header of its own. */
export const headersOf = ({ applicationId, apiKey, settings = {} }: Omit<BssOptions, "base">): Record<string, string> => ({
  "X-CloudPlatform-ApplicationId": applicationId,
  "X-CloudPlatform-APIKey": Buffer.from(apiKey, "utf8").toString("base64"),
  ...Object.fromEntries(Object.entries(settings).map(([id, value]) => [`X-CloudPlatform-Setting-${id}`, headerText(value)])),
});

/** A header takes bytes: those of UTF-8, each as a character. */
const headerText = (value: string): string => Buffer.from(value, "utf8").toString("latin1");

const jsonOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
