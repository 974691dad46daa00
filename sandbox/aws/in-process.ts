import { EventEmitter } from "node:events";
import type { Server } from "node:http";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/** What a client of the SDK sends by. */
type Sending = Exclude<DynamoDBClientConfig["requestHandler"], undefined>;

/** A request as the SDK has it ready. */
interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** An answer as the SDK reads it. */
interface Response {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** The SDK's requests to a server of this process, handed over without a socket: a third of a call's work is spent there. */
export const inProcess = (server: Server): { readonly sending: Sending; readonly close: () => Promise<void> } => {
  const underWay = new Set<Promise<Response>>();
  let isClosed = false;
  return {
    sending: {
      handle: async (request: Request) => {
        if (isClosed) throw new Error("the tables are closed");
        const answered = ask(server, request);
        underWay.add(answered);
        const response = await answered;
        underWay.delete(answered);
        return { response };
      },
      updateHttpClientConfig: () => {},
      httpHandlerConfigs: () => ({}),
    },
    /** Takes no more, and waits for what is under way. */
    close: async () => {
      isClosed = true;
      await Promise.all(underWay);
    },
  };
};

// Named here, since a server's own names of events want whole requests with sockets.
const requested: string = "request";

const ask = (server: Server, { method, path, headers, body }: Request): Promise<Response> =>
  new Promise((resolve) => {
    const request = Object.assign(new EventEmitter(), {
      method,
      url: path,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    });
    const answered: Record<string, string> = {};
    const response = {
      statusCode: 200,
      setHeader: (name: string, value: unknown): void => {
        answered[name.toLowerCase()] = String(value);
      },
      end: (text = ""): void => resolve({ statusCode: response.statusCode, headers: answered, body: Buffer.from(text) }),
    };
    server.emit(requested, request, response);
    if (body instanceof Uint8Array) request.emit("data", Buffer.from(body.buffer, body.byteOffset, body.byteLength));
    else if (typeof body === "string") request.emit("data", Buffer.from(body));
    request.emit("end");
  });
