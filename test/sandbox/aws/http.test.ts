import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { serve, type Front, type FrontOptions } from "../../../sandbox/aws/http.ts";

type Handle = FrontOptions["handle"];

const open = async (handle: Handle, more: Partial<FrontOptions> = {}): Promise<Front> => {
  const front = await serve({ port: 0, handle, ...more });
  onTestFinished(async () => front.close().catch(() => undefined));
  return front;
};

/** A front that keeps the events and gives one answer. */
const keeping = async (result: APIGatewayProxyStructuredResultV2 = { statusCode: 200 }, more?: Partial<FrontOptions>) => {
  const events: APIGatewayProxyEventV2[] = [];
  const front = await open(async (event) => {
    events.push(event);
    return result;
  }, more);
  return { front, events };
};

/** Sends text as it is and gives all that comes back until the connection ends. */
const raw = async (port: number, text: string): Promise<string> => {
  const socket = connect(port, "127.0.0.1");
  let answer = "";
  socket.on("data", (chunk) => {
    answer += String(chunk);
  });
  socket.write(text);
  await once(socket, "close");
  return answer;
};

const post = async (front: Front, type: string | undefined, body: string | Uint8Array<ArrayBuffer>) =>
  fetch(front.url, { method: "POST", body, headers: type === undefined ? {} : { "content-type": type } });

describe("the HTTP API on a laptop", () => {
  it("makes the event that API Gateway makes", async () => {
    const { front, events } = await keeping();
    const headers = { "content-type": "application/json", "X-Twice": "b", "user-agent": "a test" };
    await fetch(`${front.url}/Acronis/api/a%20b?x=1&x=2&y=a%20b`, { method: "POST", body: '{"ä":1}', headers });
    expect(events).toEqual([
      {
        version: "2.0",
        routeKey: "$default",
        rawPath: "/Acronis/api/a b",
        rawQueryString: "x=1&x=2&y=a%20b",
        queryStringParameters: { x: "1,2", y: "a b" },
        headers: expect.objectContaining({ "content-type": "application/json", "x-twice": "b", host: `127.0.0.1:${front.port}` }),
        requestContext: expect.objectContaining({
          http: { method: "POST", path: "/Acronis/api/a b", protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "a test" },
          stage: "$default",
          time: expect.stringMatching(/^\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} \+0000$/),
        }),
        body: '{"ä":1}',
        isBase64Encoded: false,
      },
    ]);
  });

  it("joins a header that comes twice, parts cookies, and leaves out a body and a query that are not there", async () => {
    const { front, events } = await keeping();
    const lines = ["GET / HTTP/1.1", "Host: h", "X-Twice: a", "x-twice: b", "Cookie: c=1; d=2", "Connection: close", "", ""];
    await raw(front.port, lines.join("\r\n"));
    expect(events[0]?.headers).toEqual({ host: "h", "x-forwarded-proto": "http", "x-twice": "a,b", connection: "close" });
    expect(events[0]?.cookies).toEqual(["c=1", "d=2"]);
    expect(events[0]).toMatchObject({ isBase64Encoded: false, rawQueryString: "" });
    expect(Object.keys(events[0] ?? {})).not.toEqual(expect.arrayContaining(["body"]));
  });

  it.each([
    ["application/json; charset=utf-8", false],
    ["text/xml", false],
    ["application/x-www-form-urlencoded", true],
    ["application/octet-stream", true],
    ["application/vnd.api+json", true],
  ])("hands on a body of %s as base64: %s", async (type, isBase64Encoded) => {
    const { front, events } = await keeping();
    await post(front, type, "a=ü");
    expect(events[0]).toMatchObject({ isBase64Encoded, body: isBase64Encoded ? Buffer.from("a=ü").toString("base64") : "a=ü" });
  });

  it("hands on a body without a type as base64", async () => {
    const { front, events } = await keeping();
    await post(front, undefined, new Uint8Array([0xff, 0x00]));
    expect(events[0]).toMatchObject({ isBase64Encoded: true, body: "/wA=" });
  });

  it("writes status, headers, cookies and a binary body back", async () => {
    const headers = { "content-type": "image/png", "x-count": 3, "content-length": 99 };
    const { front } = await keeping({ statusCode: 201, headers, cookies: ["a=1", "b=2"], body: "/wA=", isBase64Encoded: true });
    const answer = await fetch(front.url);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("x-count")).toBe("3");
    expect(answer.headers.get("content-type")).toBe("image/png");
    expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(new Uint8Array([0xff, 0x00]));
  });

  it("answers 413 to a body that says it is too long, without reading it or asking the handler", async () => {
    const { front, events } = await keeping();
    const answer = await raw(front.port, `POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ${11 * 1024 * 1024}\r\n\r\n{`);
    expect(answer).toMatch(/^HTTP\/1\.1 413 [\s\S]*{"message":"Request Too Long"}$/);
    expect(events).toEqual([]);
  });

  it("answers 413 to a body that turns out too long, and takes one that just fits", async () => {
    const { front, events } = await keeping(undefined, { maxBodyBytes: 10 });
    const chunked = (body: string) =>
      `POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`;
    expect(await raw(front.port, chunked("x".repeat(11)))).toContain("413");
    expect((await post(front, "text/plain", "x".repeat(10))).status).toBe(200);
    expect(events).toHaveLength(1);
  });

  it("lets a caller that asks first send its body", async () => {
    const { front, events } = await keeping();
    const head =
      "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nhi";
    expect(await raw(front.port, head)).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/);
    expect(events[0]?.body).toBe("hi");
  });

  it("says nothing of what went wrong inside", async () => {
    const failures: unknown[] = [];
    const failure = new Error("a secret");
    const front = await open(async () => Promise.reject(failure), { failed: (error) => failures.push(error) });
    const answer = await fetch(front.url);
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('{"message":"Internal Server Error"}');
    expect(failures).toEqual([failure]);
  });

  it("answers 500 to a header that HTTP does not allow", async () => {
    const { front } = await keeping({ statusCode: 200, headers: { "x-bad": "a\nb" } });
    expect((await fetch(front.url)).status).toBe(500);
  });

  it("gives up on a handler that takes longer than API Gateway waits", async () => {
    const late = Promise.withResolvers<APIGatewayProxyStructuredResultV2>();
    const front = await open(async () => late.promise, { answerWithinSeconds: 0.01 });
    const answer = await fetch(front.url);
    expect([answer.status, await answer.json()]).toEqual([503, { message: "Service Unavailable" }]);
    late.resolve({});
  });

  it.each(["GET /%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "nonsense\r\n\r\n"])("answers 400 to %j", async (text) => {
    const { front, events } = await keeping();
    expect(await raw(front.port, text)).toMatch(/^HTTP\/1\.1 400/);
    expect(events).toEqual([]);
  });

  it("says which port is in use", async () => {
    const { front } = await keeping();
    await expect(open(async () => ({}), { port: front.port })).rejects.toThrow(`port ${front.port} of 127.0.0.1 is in use`);
  });

  it("finishes what is being handled before it closes, and cuts who holds a connection", async () => {
    const work = Promise.withResolvers<APIGatewayProxyStructuredResultV2>();
    const begun = Promise.withResolvers<void>();
    const front = await open(async () => {
      begun.resolve();
      return work.promise;
    });
    const slow = raw(front.port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nx");
    const answer = fetch(front.url);
    await begun.promise;
    const closed = front.close();
    work.resolve({ statusCode: 200, body: "done" });
    expect(await (await answer).text()).toBe("done");
    await closed;
    expect(await slow).toBe("");
    await expect(fetch(front.url)).rejects.toThrow();
  });
});
