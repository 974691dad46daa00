import { performance } from "node:perf_hooks";
import { Agent, request as dialPlain, type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as SecureAgent, request as dialSecure } from "node:https";
import { rootCertificates } from "node:tls";
import { VENDOR_CALL_SECONDS } from "../budgets.ts";
import { Rejected, type StepError } from "../errors.ts";
import { guardedLookup, isLoopbackAddress, isPrivateAddress, isPublicAddress, systemResolver, type Resolver } from "./addresses.ts";
import { codeOf, failureOf, timedOut, tooLarge } from "./connection-failure.ts";
import { type GatewayPolicy, isListedHost, isLoopbackHost, readGateway } from "./gateway.ts";

/** One call to a vendor. `operation` names it in errors. */
export interface VendorRequest {
  readonly operation: string;
  /** Normalised, as `readGateway` gives it. */
  readonly gateway: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path and query, encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
  /** For an answer that is too long to be held. */
  readonly streamed?: Streamed | undefined;
}

/** The body of a good answer (2xx) is told as it comes, and its `text` is empty. Any other answer is kept whole, as always. */
export interface Streamed {
  /** What it throws ends the call and comes out of it unchanged. */
  readonly take: (part: Buffer) => void;
  /** For the whole call, in place of the client's own limit. */
  readonly limitMilliseconds: number;
  /** In bytes, in place of the client's own limit. */
  readonly largestAnswer: number;
}

export interface VendorAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What sends calls to vendors. Any answer is an answer, a redirect too; none is `Transient`. */
export interface Http {
  send(request: VendorRequest): Promise<VendorAnswer>;
}

export interface HttpPolicy extends GatewayPolicy {
  readonly resolve?: Resolver;
  /** For the whole call, name lookup and body included. */
  readonly limitMilliseconds?: number;
  readonly largestAnswer?: number;
  /** A connection that was not used for longer is not trusted with another call. */
  readonly longestRestMilliseconds?: number;
  /** Certificates to trust beside the public ones, in PEM. */
  readonly ca?: string | undefined;
}

const largestAnswer = 32 * 1024 * 1024;
const longestRest = 4_000;

/** A small HTTP client with connections of its own that go to allowed hosts only. It follows no redirect and repeats nothing. */
export function vendorHttp(policy: HttpPolicy): Http & { close(): void } {
  const plain = new Agent({ keepAlive: true });
  const secure = new SecureAgent({
    keepAlive: true,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    ...(policy.ca === undefined ? {} : { ca: [...rootCertificates, policy.ca] }),
  });
  let lastUsed = 0;
  return {
    send: async (request) => {
      const { gateway, operation } = request;
      const read = readGateway(gateway, policy);
      if ("problem" in read) throw new Rejected("settingsInvalid", `${operation}: ${read.problem}`);
      if (performance.now() - lastUsed > (policy.longestRestMilliseconds ?? longestRest)) dropRested([plain, secure]);
      lastUsed = performance.now();
      const url = new URL(read.gateway);
      const signal = AbortSignal.timeout(request.streamed?.limitMilliseconds ?? policy.limitMilliseconds ?? VENDOR_CALL_SECONDS * 1000);
      const failed = (error: unknown): StepError => failureOf(operation, signal.aborted ? timedOut : codeOf(error));
      const agent = url.protocol === "https:" ? secure : plain;
      const response = await dial(url, request, { signal, lookup: lookupFor(url, policy), agent }).catch((error: unknown) => {
        throw failed(error);
      });
      const { statusCode: status = 0, headers } = response;
      const streamed = status >= 200 && status <= 299 ? request.streamed : undefined;
      const parts = partsOf(response, streamed?.largestAnswer ?? policy.largestAnswer ?? largestAnswer, failed);
      if (streamed === undefined) return { status, headers, text: await textOf(parts) };
      for await (const part of parts) streamed.take(part);
      return { status, headers, text: "" };
    },
    close: () => [plain, secure].forEach((agent) => agent.destroy()),
  };
}

// A frozen Lambda container wakes up with connections that the vendor closed long ago: a POST sent into one would be lost.
function dropRested(agents: readonly Agent[]): void {
  for (const agent of agents) for (const sockets of Object.values(agent.freeSockets)) sockets?.forEach((socket) => socket.destroy());
}

// A loopback gateway may lead to this machine only, and any other gateway never; a listed host may be private.
const lookupFor = (url: URL, policy: HttpPolicy) => guardedLookup(policy.resolve ?? systemResolver, addressesOf(url, policy));

function addressesOf(url: URL, policy: HttpPolicy): (address: string) => boolean {
  if (isLoopbackHost(url.hostname)) return isLoopbackAddress;
  if (!isListedHost(url.origin, policy)) return isPublicAddress;
  return (address) => isPublicAddress(address) || isPrivateAddress(address);
}

function dial(url: URL, { method, path, headers, body }: VendorRequest, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === "https:";
    const host = url.hostname.replace(/^\[|\]$/g, "");
    const all = { "Content-Type": "application/json", Accept: "application/json", "User-Agent": "Tenantry/0.1", ...headers };
    const length = body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) };
    const port = url.port === "" ? {} : { port: url.port };
    const sent = (secure ? dialSecure : dialPlain)({ ...options, ...port, host, method, path, headers: { ...all, ...length } });
    sent.on("response", resolve);
    sent.on("error", reject);
    // A connection may also end without a word, as on an upgrade that nobody asked for.
    sent.on("close", () => reject(new Error("closed")));
    sent.end(body);
  });
}

/** The body as it comes. Leaving the loop over it destroys the connection. */
async function* partsOf(response: IncomingMessage, most: number, failed: (error: unknown) => StepError): AsyncGenerator<Buffer> {
  let size = 0;
  try {
    for await (const part of response) {
      // As it is, since a copy of every part is memory that a busy machine gives back late.
      const bytes = Buffer.isBuffer(part) ? part : Buffer.from(part);
      size += bytes.length;
      if (size > most) throw Object.assign(new Error("too large"), { code: tooLarge });
      yield bytes;
    }
  } catch (error) {
    throw failed(error);
  }
}

async function textOf(parts: AsyncIterable<Buffer>): Promise<string> {
  const kept: Buffer[] = [];
  for await (const part of parts) kept.push(part);
  return Buffer.concat(kept).toString("utf8");
}
