import { describe, expect, it } from "vitest";
import { askToken, at, company, consoleWith, filter, list, makeCompany, send, text, town } from "./client.ts";

describe("signing in to the console", () => {
  it("takes an API key as a bearer, without any token call", async () => {
    const { console } = await town();
    expect(at(await console.get("about"), "data.serverVersion")).toBe("9.2.0.32907");
  });

  it("gives a token for a form, and nothing for JSON", async () => {
    const { simulator } = await town({ userName: "nora", password: "secret" });
    const pair = await askToken(simulator, { grant_type: "password", username: "nora", password: "secret" });
    expect(pair.body).toMatchObject({ token_type: "bearer", expires_in: 3600, mfa_token: null });
    expect((await consoleWith(simulator, text(pair, "access_token")).get("about")).status).toBe(200);
    const headers = { "content-type": "application/json" };
    expect((await send(simulator, "/api/v3/token", { method: "POST", headers, body: '{"grant_type":"password"}' })).status).toBe(415);
  });

  it("calls a wrong password an invalid request, in the form of OAuth", async () => {
    const { simulator } = await town({ userName: "nora" });
    const answer = await askToken(simulator, { grant_type: "password", username: "nora", password: "wrong" });
    expect([answer.status, at(answer, "error"), at(answer, "errors")]).toEqual([400, "invalid_request", undefined]);
    expect(at(await askToken(simulator, { grant_type: "as" }), "error")).toBe("unsupported_grant_type");
  });

  it("refreshes into a new pair, once", async () => {
    const { simulator } = await town();
    const { userName: username, password } = simulator;
    const first = await askToken(simulator, { grant_type: "password", username, password });
    const form = { grant_type: "refresh_token", refresh_token: text(first, "refresh_token") };
    const second = await askToken(simulator, form);
    expect(text(second, "access_token")).not.toBe(text(first, "access_token"));
    expect(at(await askToken(simulator, form), "error")).toBe("invalid_grant");
  });

  it("asks for the second factor where there is one", async () => {
    const { simulator } = await town({ mfaCode: "123456" });
    const { userName: username, password } = simulator;
    const first = await askToken(simulator, { grant_type: "password", username, password });
    expect(at(first, "access_token")).toBeNull();
    const mfa = { grant_type: "mfa", mfa_token: text(first, "mfa_token") };
    expect(at(await askToken(simulator, { ...mfa, mfa_code: "000000" }), "error")).toBe("invalid_grant");
    expect(text(await askToken(simulator, { ...mfa, mfa_code: "123456" }), "access_token")).not.toBe("");
  });

  it("ends a token after an hour", async () => {
    const { simulator } = await town();
    const { userName: username, password } = simulator;
    const api = consoleWith(simulator, text(await askToken(simulator, { grant_type: "password", username, password }), "access_token"));
    simulator.clock.advance(3599);
    expect((await api.get("about")).status).toBe(200);
    simulator.clock.advance(2);
    expect(at(await api.get("about"), "errors.0")).toMatchObject({ type: "security", code: 401 });
  });

  it("lets a read-only key read", async () => {
    const { simulator } = await town();
    const { key } = simulator.people.renewKey({ readOnly: true });
    const api = consoleWith(simulator, key);
    expect((await api.get("organizations")).status).toBe(200);
    expect((await api.post("organizations/companies", company())).status).toBe(403);
  });
});

describe("the version a client speaks", () => {
  it("must be told: without it the refusal has a form of its own", async () => {
    const { simulator } = await town();
    const headers = { authorization: `Bearer ${simulator.apiKey}` };
    const answer = await send(simulator, "/api/v3/about", { headers });
    expect([answer.status, at(answer, "error.code")]).toEqual([400, "UnsupportedApiVersion"]);
    expect(at(await consoleWith(simulator, simulator.apiKey, "9.9").get("about"), "errors.0.type")).toBe("logical");
    const { simulator: lenient } = await town({ versionHeader: "optional", apiKey: simulator.apiKey });
    expect((await send(lenient, "/api/v3/about", { headers })).status).toBe(200);
  });

  it("decides about domain, legal name and monthly usages: they came with 3.7", async () => {
    const { simulator, console } = await town();
    const older = consoleWith(simulator, simulator.apiKey, "3.6.2");
    expect((await older.post("organizations/companies", company("Bergmann", { domain: "bergmann.example" }))).status).toBe(400);
    await makeCompany(console, "Bergmann", { domain: "bergmann.example" });
    const query = `organizations?${filter("name", "Bergmann")}`;
    expect(at(await console.get(query), "data.0.domain")).toBe("bergmann.example");
    expect(list(await older.get(query), "data")[0]).not.toHaveProperty("domain");
    expect((await older.get("pulse/monthlyUsages")).status).toBe(404);
  });
});

describe("collections of the console", () => {
  const named = async (names: readonly string[]) => {
    const all = await town();
    for (const name of names) await makeCompany(all.console, name, { companyId: name.slice(0, 1) });
    return all.console;
  };
  const names = (answer: Parameters<typeof list>[0]) => list(answer, "data").map(({ name }) => name);

  it("come in pages, and are empty past the end", async () => {
    const api = await named(["A", "B", "C"]);
    const page = await api.get("organizations/companies?limit=2&offset=2");
    expect(at(page, "meta.pagingInfo")).toEqual({ total: 3, count: 1, offset: 2 });
    const past = await api.get("organizations/companies?limit=2&offset=4");
    expect([past.status, at(past, "data")]).toEqual([200, []]);
    expect((await api.get("organizations/companies?limit=501")).status).toBe(400);
  });

  it("are filtered, with a collation, with single quotes, with and, or and not", async () => {
    const api = await named(["Alpha", "beta", "Gamma"]);
    expect(names(await api.get(`organizations?${filter("companyId", "b")}`))).toEqual(["beta"]);
    expect(names(await api.get(`organizations?${filter("name", "ALPHA")}`))).toEqual([]);
    expect(names(await api.get(`organizations?${filter("name", "ALPHA", { collation: "ignorecase" })}`))).toEqual(["Alpha"]);
    const quoted = encodeURIComponent("[{'property':'name','operation':'contains','value':'amm'}]");
    expect(names(await api.get(`organizations?filter=${quoted}`))).toEqual(["Gamma"]);
    const is = (value: string) => ({ property: "name", operation: "equals", value });
    const either = JSON.stringify([{ operation: "or", items: [is("Alpha"), is("beta")] }]);
    expect(names(await api.get(`organizations?filter=${encodeURIComponent(either)}`))).toEqual(["Alpha", "beta"]);
    const isCompany = { property: "type", operation: "in", value: ["Company"] };
    const neither = JSON.stringify([isCompany, { operation: "not", items: [is("Alpha"), is("beta")] }]);
    expect(names(await api.get(`organizations?filter=${encodeURIComponent(neither)}`))).toEqual(["Gamma"]);
    expect((await api.get(`organizations?${filter("colour", "blue")}`)).status).toBe(400);
  });

  it("are sorted, and cut to the selected properties", async () => {
    const api = await named(["B", "A", "C"]);
    const sort = encodeURIComponent(JSON.stringify([{ property: "name", direction: "descending" }]));
    const answer = await api.get(`organizations/companies?sort=${sort}&select=${encodeURIComponent('["name"]')}`);
    expect(at(answer, "data")).toEqual([{ name: "C" }, { name: "B" }, { name: "A" }]);
  });

  it("embed the organization on demand", async () => {
    const { console } = await town();
    const uid = await makeCompany(console, "Bergmann", { companyId: "102" });
    expect(at(await console.get(`organizations/companies/${uid}`), "data._embedded")).toBeUndefined();
    expect(at(await console.get(`organizations/companies/${uid}?expand=Organization`), "data._embedded.organization.companyId")).toBe(
      "102",
    );
  });
});

describe("companies of the console", () => {
  it("have limits that are told with the property's name", async () => {
    const { console } = await town();
    const answer = await console.post("organizations/companies", company("Less < more"));
    expect([answer.status, at(answer, "errors.0.propertyName")]).toEqual([400, "organizationInput.name"]);
    expect((await console.post("organizations/companies", { organizationInput: { name: "A" } })).status).toBe(400);
    expect((await console.post("organizations/companies", company("A", { companyId: "x".repeat(129) }))).status).toBe(400);
  });

  it("are changed by JSON Patch: the address at the organization, the status at the company", async () => {
    const { console } = await town();
    const uid = await makeCompany(console);
    const address = [
      { op: "replace", path: "/city", value: "Kassel" },
      { op: "replace", path: "zipCode", value: "34117" },
    ];
    expect(at(await console.patch(`organizations/${uid}`, address), "data.city")).toBe("Kassel");
    expect(
      at(await console.patch(`organizations/companies/${uid}`, [{ op: "replace", path: "/status", value: "Disabled" }]), "data.status"),
    ).toBe("Disabled");
    for (const path of ["/name", "/constructor"]) {
      const wrong = await console.patch(`organizations/companies/${uid}`, [{ op: "replace", path, value: "B" }]);
      expect(at(wrong, "errors.0")).toMatchObject({ code: 1001, failedJsonPatch: { op: "replace", path, value: "B" } });
    }
  });

  it("can be deleted, belong to a reseller, and be told where to sign in", async () => {
    const { console, simulator } = await town();
    const reseller = text(await console.post("organizations/resellers", company("Reseller Ltd")), "data.instanceUid");
    const made = await console.post("organizations/companies", { ...company(), resellerUid: reseller });
    const uid = text(made, "data.instanceUid");
    expect(at(made, "data.resellerUid")).toBe(reseller);
    expect((await console.post(`organizations/companies/${uid}/welcomeEmail`)).status).toBe(200);
    expect((await console.delete(`organizations/companies/${uid}`)).status).toBe(200);
    expect((await console.get(`organizations/companies/${uid}`)).status).toBe(404);
    expect([simulator.world.companies, simulator.world.resellers.length]).toEqual([[], 1]);
  });

  it("can be made twice: nothing documented forbids it", async () => {
    const { console, simulator } = await town();
    await makeCompany(console, "Bergmann", { companyId: "102" });
    await makeCompany(console, "Bergmann", { companyId: "102" });
    expect(simulator.world.companiesByCompanyId("102")).toHaveLength(2);
  });
});
