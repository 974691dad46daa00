import { ConditionalCheckFailedException, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { passingFault } from "../../functions/aws-fault.ts";

describe("a fault of an AWS service", () => {
  const server = createServer((request, response) => {
    if (status === 0) return request.socket.destroy();
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: "m" }));
    return undefined;
  });
  let status = 500;
  let type = "InternalServerError";
  let client: DynamoDBClient;

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = z.object({ port: z.number() }).parse(server.address());
    const credentials = { accessKeyId: "a", secretAccessKey: "b" };
    client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region: "local", credentials, maxAttempts: 1 });
  });
  afterAll(() => {
    client.destroy();
    server.close();
  });

  const thrown = async (answered: number, named: string): Promise<unknown> => {
    status = answered;
    type = named;
    return client.send(new GetItemCommand({ TableName: "t", Key: { k: { S: "v" } } })).catch((error: unknown) => error);
  };

  it("passes: a server's fault, throttling, a connection that breaks", async () => {
    expect(passingFault(await thrown(500, "InternalServerError"))).toBe("InternalServerError");
    expect(passingFault(await thrown(400, "ProvisionedThroughputExceededException"))).toBe("ProvisionedThroughputExceededException");
    expect(passingFault(await thrown(0, ""))).toBeDefined();
  });

  it("is none when AWS refuses what we ask, or when the error is ours", async () => {
    expect(passingFault(await thrown(400, "ValidationException"))).toBeUndefined();
    expect(passingFault(await thrown(400, "ResourceNotFoundException"))).toBeUndefined();
    expect(passingFault(new ConditionalCheckFailedException({ $metadata: { httpStatusCode: 400 }, message: "m" }))).toBeUndefined();
    expect(passingFault(new TypeError("x is not a function"))).toBeUndefined();
    expect(passingFault("a text")).toBeUndefined();
  });
});
