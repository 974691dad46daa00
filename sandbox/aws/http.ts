import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import * as z from "zod";
import { isCode } from "./files.ts";
import { toEvent } from "./http-event.ts";
import { answerTooLong, readBody } from "./http-body.ts";

export interface FrontOptions {
  /** 0 takes any free one. */
  readonly port: number;
  readonly host?: string;
  readonly handle: (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;
  /** 10 MB unless said: what API Gateway takes. */
  readonly maxBodyBytes?: number;
  /** 30 unless said: API Gateway waits no longer. */
  readonly answerWithinSeconds?: number;
  /** Told of what `handle` throws; the caller gets a bare 500. */
  readonly failed?: (error: unknown) => void;
}

/** An HTTP API on a laptop. */
export interface Front {
  readonly url: string;
  readonly port: number;
  /** Takes no more, lets what is being handled finish, and cuts the rest. */
  readonly close: () => Promise<void>;
}

const Address = z.object({ port: z.number() });

/** Limits against callers who send slowly or hold connections; the least that still serves a person with a slow line. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16_384,
};

/** Serves a handler as API Gateway's HTTP API serves a Lambda function behind its `$default` route. */
export const serve = async (options: FrontOptions): Promise<Front> => {
  const { port, host = "127.0.0.1", maxBodyBytes = 10 * 1024 * 1024 } = options;
  const handling = new Set<Promise<void>>();
  const server = createServer(limits);
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request, response, maxBodyBytes);
    if (body === "gone") return;
    if (body === "too long") return answerTooLong(request);
    const event = toEvent(request, body);
    if (event === undefined) return write(response, problem(400, "Bad Request"));
    const handled = respond(options, event, response);
    handling.add(handled);
    await handled.finally(() => handling.delete(handled));
  };
  server.on("request", answer);
  server.on("checkContinue", answer);
  server.listen(port, host);
  try {
    await once(server, "listening");
  } catch (error) {
    throw isCode(error, "EADDRINUSE") ? new Error(`port ${port} of ${host} is in use; choose another`, { cause: error }) : error;
  }
  const address = Address.parse(server.address());
  return {
    url: `http://${host}:${address.port}`,
    port: address.port,
    close: async () => {
      const closed = once(server, "close");
      server.close();
      await Promise.allSettled(handling);
      server.closeAllConnections();
      await closed;
    },
  };
};

type Result = APIGatewayProxyStructuredResultV2;

const problem = (statusCode: number, message: string): Result => ({
  statusCode,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ message }),
});

const respond = async (options: FrontOptions, event: APIGatewayProxyEventV2, response: ServerResponse): Promise<void> => {
  response.setHeader("apigw-requestid", event.requestContext.requestId);
  const result = await handle(options, event);
  try {
    await write(response, result);
  } catch (error) {
    // A header that HTTP does not allow.
    options.failed?.(error);
    await write(response, problem(500, "Internal Server Error"));
  }
};

const handle = async ({ handle: run, failed, answerWithinSeconds = 30 }: FrontOptions, event: APIGatewayProxyEventV2): Promise<Result> => {
  const late = Promise.withResolvers<Result>();
  const timer = setTimeout(() => late.resolve(problem(503, "Service Unavailable")), answerWithinSeconds * 1000);
  try {
    return await Promise.race([run(event), late.promise]);
  } catch (error) {
    failed?.(error);
    return problem(500, "Internal Server Error");
  } finally {
    clearTimeout(timer);
  }
};

const write = async (response: ServerResponse, result: Result): Promise<void> => {
  if (response.destroyed) return;
  const { statusCode = 200, headers = {}, cookies = [], body = "", isBase64Encoded = false } = result;
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  response.statusCode = statusCode;
  if (bytes.length > 0) response.setHeader("content-type", "text/plain; charset=utf-8");
  for (const [name, value] of Object.entries(headers)) {
    // The length is the front's to say; a wrong one would break the connection.
    if (name.toLowerCase() !== "content-length") response.setHeader(name, String(value));
  }
  if (cookies.length > 0) response.setHeader("set-cookie", cookies);
  await new Promise<void>((resolve) => {
    response.once("close", resolve);
    response.end(bytes, resolve);
  });
};
