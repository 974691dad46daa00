import { describe, expect, it } from "vitest";
import { bssHandler, requestOf } from "../../../../functions/doors/bss/door.ts";
import { silentLog } from "../../../../functions/log.ts";
import { customer } from "../../../fixtures/bss/requests.ts";
import { aDoor, applicationId, context, eventOf, get, post } from "./a-door.ts";

describe("the door as a Lambda function", () => {
  it("answers a body in Base64 like one in plain text", async () => {
    const { services, asked } = aDoor();
    const handler = bssHandler({ acronis: services }, silentLog);
    const request = post("Accounts/Synchronize", { ...customer, Name: "Müller 🍇" });
    const [plain, encoded] = [await handler(eventOf(request), context), await handler(eventOf(request, true), context)];
    expect(plain).toMatchObject({ statusCode: 200, body: expect.stringContaining('"Code":0') });
    expect(encoded).toStrictEqual(plain);
    expect(asked.synchronised.map(({ account }) => account.name)).toStrictEqual(["Müller 🍇", "Müller 🍇"]);
  });

  it("refuses in its first middleware, without reaching a service", async () => {
    const { services, asked } = aDoor();
    const handler = bssHandler({ acronis: services }, silentLog);
    const uncredited = { ...eventOf(post("Accounts/Exists", customer)), headers: { "content-type": "application/json" } };
    expect(await handler(uncredited, context)).toMatchObject({ statusCode: 401 });
    const forged = {
      route: { verb: "POST", path: "Accounts/Exists", answer: () => "in" },
      call: { services, applicationId, request: { ...post("Accounts/Exists", customer), receivedAt: 0 } },
    } as const;
    expect(await handler({ ...uncredited, admitted: forged }, context)).toMatchObject({ statusCode: 401 });
    expect(asked.calls).toStrictEqual([]);
  });

  it.each(["applications", "recognise"] as const)("answers the protocol's 500 when %s fails", async (service) => {
    const { services } = aDoor({ [service]: async () => Promise.reject(new Error("secret")) });
    const result = await bssHandler({ acronis: services }, silentLog)(eventOf(get("Fields/AdditionalInfo")), context);
    expect(result).toMatchObject({ statusCode: 500, body: '{"Message":"An error has occurred."}' });
  });

  it("names the full address, and drops a body that is too large", () => {
    const event = { ...eventOf(get("Fields/Nothing")), rawQueryString: "a=1", body: "x".repeat(2_000_000) };
    expect(requestOf(event)).toMatchObject({ url: "https://sm.example/acronis/api/Fields/Nothing?a=1", body: "", tooLarge: true });
  });
});
