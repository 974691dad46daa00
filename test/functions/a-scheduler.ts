import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { onTestFinished } from "vitest";
import * as z from "zod";

const Schedule = z.looseObject({ GroupName: z.string() });

/** EventBridge Scheduler as its real client meets it: `/schedules/{name}` in REST-JSON. It keeps what it is given and notes each call. */
export const aScheduler = async () => {
  const schedules = new Map<string, Record<string, unknown>>();
  const calls: string[] = [];
  /** Status and error that answer the next call instead. */
  const refusals: (readonly [number, string])[] = [];

  const answerTo = (method: string, name: string, body: string): readonly [number, object] => {
    const refusal = refusals.shift();
    if (refusal !== undefined) return [refusal[0], { __type: refusal[1], Message: "refused" }];
    const stands = schedules.get(name);
    if (method === "POST" && stands !== undefined) return [409, { __type: "ConflictException", Message: "it exists" }];
    if (method !== "POST" && stands === undefined) return [404, { __type: "ResourceNotFoundException", Message: "there is none" }];
    if (method === "GET") return [200, { ...stands, Name: name, ActionAfterCompletion: "NONE" }];
    // A client token is of one call and differs each time.
    const { ClientToken: _token, ...given } = Schedule.parse(JSON.parse(body));
    schedules.set(name, given);
    return [200, { ScheduleArn: `arn:aws:scheduler:eu-central-1:111111111111:schedule/${given.GroupName}/${name}` }];
  };
  const server = createServer((request, response) => {
    const { method = "", url = "" } = request;
    const [path = "", query = ""] = url.split("?");
    const name = path.split("/").at(-1) ?? "";
    void text(request).then((body) => {
      calls.push(`${method} ${path.replace(name, "")}${query === "" ? "" : `?${query}`}`);
      const [status, answer] = answerTo(method, name, body);
      const type = "__type" in answer ? { "x-amzn-errortype": String(answer.__type) } : {};
      response.writeHead(status, { "content-type": "application/json", ...type }).end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const client = new SchedulerClient({
    endpoint: `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`,
    region: "eu-central-1",
    credentials: { accessKeyId: "a", secretAccessKey: "b" },
    maxAttempts: 1,
  });
  return { client, schedules, calls, refusals };
};
