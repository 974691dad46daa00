import { describe, expect, it } from "vitest";
import type { Facts } from "../../../../functions/log.ts";
import { aDoor, apiKey, applicationId, credentials, get, post } from "./a-door.ts";
import { customer } from "../../../fixtures/bss/requests.ts";

const { door } = aDoor();
const denied = '{"Message":"Authorization has been denied for this request."}';

describe("the BSS's door judges a request", () => {
  it("answers an unknown path with the protocol's 404, which names the full address", async () => {
    expect(await door({ ...get("Accounts/Nothing"), url: "https://sm.example/acronis/api/Accounts/Nothing?a=1" })).toStrictEqual({
      status: 404,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: `{"Message":"No HTTP resource was found that matches the request URI 'https://sm.example/acronis/api/Accounts/Nothing?a=1'."}`,
    });
  });

  it.each([
    "/",
    "/acronis",
    "/acronis/api",
    "/acronis/api/",
    "/acronis/api/Accounts",
    "/veeam/api/Fields/Get",
    "/constructor/api/Fields/Get",
  ])("does not know the path %s", async (path) => {
    expect((await door({ ...get("Fields/Get"), path })).status).toBe(404);
  });

  it.each(["/acronis/api/fields/get", "/ACRONIS/API/FIELDS/GET", "/acronis/api/Fields/Get/"])("knows the path %s", async (path) => {
    expect((await door({ ...get("Fields/Get"), path })).status).toBe(200);
  });

  it.each(["GET", "HEAD", "OPTIONS", "PUT", "DELETE"])("refuses the verb %s where POST is meant, and names POST", async (method) => {
    const answer = await door({ ...get("Accounts/Synchronize"), method });
    expect(answer.status).toBe(405);
    expect(answer.headers["allow"]).toBe("POST");
    expect(answer.body).toBe(`{"Message":"The requested resource does not support http method '${method}'."}`);
  });

  it("refuses another content type by its name", async () => {
    const answer = await door(post("Accounts/Exists", customer, { "content-type": "text/plain; charset=utf-8" }));
    expect(answer.status).toBe(415);
    expect(answer.body).toBe(`{"Message":"The request entity's media type 'text/plain' is not supported for this resource."}`);
  });

  it.each(["application/json", "TEXT/JSON", "application/json;charset=UTF-8"])("takes the content type %s", async (type) => {
    expect((await door(post("Accounts/Exists", customer, { "content-type": type }))).status).toBe(200);
  });

  it("judges path, verb, credentials and content type in this order", async () => {
    const worst = { method: "PUT", headers: { "content-type": "text/plain" } };
    const status = async (request: ReturnType<typeof get>) => (await door(request)).status;
    expect(await status({ ...post("Accounts/Nothing", "x"), ...worst })).toBe(404);
    expect(await status({ ...post("Accounts/Exists", "x"), ...worst })).toBe(405);
    expect(await status({ ...post("Accounts/Exists", "x"), ...worst, method: "POST" })).toBe(401);
    expect(await status(post("Accounts/Exists", "x", { "content-type": "text/plain" }))).toBe(415);
  });

  it("answers a defect with the protocol's 500, and logs neither its text nor the body", async () => {
    const logged: [string, Facts | undefined][] = [];
    const failing = aDoor({ recognise: async () => Promise.reject(new TypeError("secret in a message")) }, (_level, message, facts) =>
      logged.push([message, facts]),
    );
    const answer = await failing.door(get("Fields/AdditionalInfo"));
    expect(answer).toStrictEqual({
      status: 500,
      headers: { "content-type": "application/json; charset=utf-8" },
      body: '{"Message":"An error has occurred."}',
    });
    expect(logged).toMatchObject([["defect", { route: "GET Fields/AdditionalInfo", error: "TypeError" }]]);
    expect(JSON.stringify(logged)).not.toContain("secret");
  });
});

describe("the BSS's door asks for credentials", () => {
  const withCredentials = async (id: string | undefined, key: string | undefined) =>
    door({ ...get("Fields/Get"), headers: { "x-cloudplatform-applicationid": id, "x-cloudplatform-apikey": key } });
  const key = Buffer.from(apiKey).toString("base64");
  const bare = applicationId.replaceAll("-", "");

  it.each([applicationId.toUpperCase(), `{${applicationId}}`, `(${applicationId})`, bare, ` ${applicationId} `, `${applicationId}, other`])(
    "takes the application id written as %s",
    async (id) => {
      expect((await withCredentials(id, key)).status).toBe(200);
    },
  );

  it.each([undefined, "", "no guid", `{${applicationId}`, `{${bare}}`, "00000000-0000-0000-0000-000000000000"])(
    "denies the application id %s",
    async (id) => {
      const answer = await withCredentials(id, key);
      expect([answer.status, answer.body]).toStrictEqual([401, denied]);
      expect(answer.headers).not.toHaveProperty("www-authenticate");
    },
  );

  it.each([undefined, "", apiKey, key.toLowerCase(), "%%%", key.slice(1), Buffer.from(apiKey.toLowerCase()).toString("base64")])(
    "denies the key %s",
    async (wrong) => {
      const answer = await withCredentials(applicationId, wrong);
      expect([answer.status, answer.body]).toStrictEqual([401, denied]);
    },
  );

  it("counts the first value of a repeated key", async () => {
    expect((await withCredentials(applicationId, `${key},AAAA`)).status).toBe(200);
    expect((await withCredentials(applicationId, `AAAA,${key}`)).status).toBe(401);
  });

  it("serves several BSS installations", async () => {
    const other = "0b9e6c52-7a4d-4b8f-8d11-3c5f2e7a9d04";
    const both = aDoor({
      applications: async () =>
        new Map([
          [applicationId, apiKey],
          [other, "schlüssel"],
        ]),
    });
    const headers = { "x-cloudplatform-applicationid": other, "x-cloudplatform-apikey": Buffer.from("schlüssel").toString("base64") };
    expect((await both.door({ ...post("Accounts/Exists", customer), headers: { ...headers, "content-type": "text/json" } })).status).toBe(
      200,
    );
    expect(both.asked.calls[0]?.applicationId).toBe(other);
    expect((await both.door({ ...get("Fields/Get"), headers: { ...credentials, ...headers, "x-cloudplatform-apikey": key } })).status).toBe(
      401,
    );
  });

  it("never takes an application without a key", async () => {
    const keyless = aDoor({ applications: async () => new Map([[applicationId, ""]]) });
    expect((await keyless.door(get("Fields/Get", { "x-cloudplatform-apikey": "" }))).status).toBe(401);
  });
});
