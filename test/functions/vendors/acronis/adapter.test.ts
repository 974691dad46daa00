import { describe, expect, it } from "vitest";
import {
  acronisAt,
  callsOf,
  failureOf,
  instanceAt,
  movableClock,
  type Reply,
  type Seen,
  secret,
  signedInServer,
} from "../vendor-server.ts";

const good = (body: unknown): Reply => ({ status: 200, body });
const tenant = (id: string, more: object = {}) => ({ id, version: 1, name: `Tenant ${id}`, kind: "customer", ...more });
const user = (id: string) => ({ id, version: 1, login: `login-${id}` });
const contact = { email: "jane@example.com", firstname: "Jane", lastname: "Doe", phone: "", website: undefined };
const newTenant = {
  name: "Zoë & Co",
  parentId: "p",
  kind: "customer",
  contact,
  language: "en",
  customerId: "marker",
  internalTag: "tag",
} as const;
const newUser = { tenantId: "t", login: "jane.doe", language: "en", contact } as const;
const sent = (seen: readonly Seen[]) => callsOf(seen).map(({ method, path, body }) => `${method} ${path}${body === "" ? "" : ` ${body}`}`);
const queryOf = ({ path }: Seen) => Object.fromEntries(new URL(path, "http://x").searchParams);

const policy = (role: string) =>
  `{"id":"00000000-0000-0000-0000-000000000000","issuer_id":"00000000-0000-0000-0000-000000000000","trustee_id":"u","trustee_type":"user","tenant_id":"t","role_id":"${role}","version":0}`;

describe("the Acronis adapter", () => {
  it("sends one call a method, with documented fields alone", async () => {
    const { gateway, seen } = await signedInServer(({ path, method }) => {
      if (path.includes("check_login")) return { status: 204 };
      if (path.includes("send-activation")) return { status: 204 };
      if (path.includes("clients")) return good({ tenant_id: "root" });
      if (path.includes("pricing")) return good({ mode: method === "PUT" ? "production" : "trial", currency: null, version: 7 });
      if (path.includes("access_policies")) return good({ items: [{ role_id: "company_admin" }, { role_id: "backup_user" }] });
      if (path.includes("offering_items")) return good({ items: [] });
      if (path.includes("/users")) return good(user("u"));
      return { status: method === "POST" ? 201 : 200, body: tenant("t", { enabled: false }) };
    });
    const { acronis } = acronisAt(gateway);
    expect(await acronis.ownTenantId()).toBe("root");
    await acronis.createTenant(newTenant);
    await acronis.updateTenant("t", { version: 3, enabled: false });
    await acronis.updateTenant("t", { version: 3, contact: { phone: "" } });
    await acronis.createUser(newUser);
    await acronis.readUser("u");
    await acronis.updateUser("u", { version: 2, contact: { email: "new@example.com" } });
    expect(await acronis.checkLogin("a+b c&d")).toBe("free");
    await acronis.setRoles("u", "t", ["company_admin", "backup_user"]);
    await acronis.sendActivation("u");
    await acronis.itemsOnOffer("p", "customer", "pck_per_gigabyte");
    await acronis.itemsOnOffer("p", "partner", "*");
    await acronis.itemsOf("t");
    await acronis.putItems("t", [{ application_id: "a", name: "n", infra_id: undefined, status: 1, quota: undefined }]);
    await acronis.switchToProduction("t", await acronis.readPricing("t"));
    await acronis.switchToProduction("t", { mode: "trial", currency: "EUR", version: 8 });
    const person = '"contact":{"email":"jane@example.com","firstname":"Jane","lastname":"Doe"}';
    expect(sent(seen)).toEqual([
      "GET /api/2/clients/client-1",
      `POST /api/2/tenants {"name":"Zoë & Co","parent_id":"p","kind":"customer",${person},"language":"en","customer_id":"marker","internal_tag":"tag"}`,
      'PUT /api/2/tenants/t {"version":3,"enabled":false}',
      'PUT /api/2/tenants/t {"version":3,"contact":{"phone":""}}',
      `POST /api/2/users {"tenant_id":"t","login":"jane.doe","language":"en",${person}}`,
      "GET /api/2/users/u",
      'PUT /api/2/users/u {"version":2,"contact":{"email":"new@example.com"}}',
      "GET /api/2/users/check_login?username=a%2Bb+c%26d",
      `PUT /api/2/users/u/access_policies {"items":[${policy("company_admin")},${policy("backup_user")}]}`,
      "POST /api/2/users/u/send-activation-email {}",
      "GET /api/2/tenants/p/offering_items/available_for_child?kind=customer&edition=pck_per_gigabyte",
      "GET /api/2/tenants/p/offering_items/available_for_child?kind=partner&edition=*",
      "GET /api/2/tenants/t/offering_items?edition=*",
      'PUT /api/2/tenants/t/offering_items {"offering_items":[{"application_id":"a","name":"n","status":1}],"check_usage":true}',
      "GET /api/2/tenants/t/pricing",
      'PUT /api/2/tenants/t/pricing {"mode":"production","version":7,"currency":null}',
      'PUT /api/2/tenants/t/pricing {"mode":"production","version":8,"currency":"EUR"}',
    ]);
  });

  it("encodes ids, and sends none that would make it another path", async () => {
    const { gateway, seen } = await signedInServer(() => good(tenant("t")));
    const { acronis } = acronisAt(gateway);
    await acronis.readTenant("../a b/?x#y%");
    expect(callsOf(seen)[0]?.path).toBe("/api/2/tenants/..%2Fa%20b%2F%3Fx%23y%25");
    for (const id of ["", ".", ".."]) expect((await failureOf(Promise.resolve().then(() => acronis.readTenant(id)))).name).toBe("Error");
  });

  it("reads every page of a tenant's children and drops the deleted", async () => {
    const after = "cursor+/=&";
    const { gateway, seen } = await signedInServer((one) => {
      const page =
        queryOf(one)["after"] === undefined
          ? { items: [tenant("1"), tenant("2", { deleted_at: "2026-01-01" })], paging: { cursors: { after } } }
          : undefined;
      return good(page ?? { items: [tenant("3", { deleted_at: null })], paging: { cursors: {} } });
    });
    expect((await acronisAt(gateway).acronis.childrenOf("p")).map(({ id }) => id)).toEqual(["1", "3"]);
    expect(callsOf(seen).map(queryOf)).toEqual([
      { parent_id: "p", lod: "full", limit: "1000" },
      { after, limit: "1000" },
    ]);
  });

  it("gives up on pages that go round in a circle", async () => {
    const { gateway, seen } = await signedInServer((_, count) => good({ items: [], paging: { cursors: { after: `page-${count % 3}` } } }));
    expect(await failureOf(acronisAt(gateway).acronis.childrenOf("p"))).toMatchObject({
      name: "Transient",
      message: "childrenOf gave pages without end",
    });
    expect(callsOf(seen)).toHaveLength(4);
  });

  it("reads users and storages a hundred at a time", async () => {
    const ids = Array.from({ length: 250 }, (_, index) => `id-${index}`);
    const { gateway, seen } = await signedInServer((one) => {
      if (one.path.endsWith("/tenants/t/users")) return good({ items: ids });
      const asked = queryOf(one)["uuids"]?.split(",") ?? [];
      return good({ items: asked.map((id) => (one.path.includes("/infra") ? { id, name: `Storage ${id}` } : user(id))) });
    });
    const { acronis } = acronisAt(gateway);
    expect(await acronis.usersOf("t")).toHaveLength(250);
    expect(callsOf(seen)).toHaveLength(1 + 3);
    expect(await acronis.storages("p", ids)).toHaveLength(250);
    expect(callsOf(seen)).toHaveLength(4 + 3);
  });

  it("asks no users of a tenant that has none", async () => {
    const { gateway, seen } = await signedInServer(() => good({ items: [] }));
    expect(await acronisAt(gateway).acronis.usersOf("t")).toEqual([]);
    expect(callsOf(seen)).toHaveLength(1);
  });

  it("remembers storages for a quarter of an hour, by instance and parent; one that the vendor leaves out is no error", async () => {
    const clock = movableClock();
    const { gateway, seen } = await signedInServer((one) => {
      const asked = (queryOf(one)["uuids"] ?? "").split(",").filter((id) => id !== "foreign");
      return good({ items: asked.map((id) => ({ id, name: id, capabilities: ["backup"] })) });
    });
    const { acronis, of } = acronisAt(gateway, { clock });
    const names = async (ids: string[], parent = "p") => (await acronis.storages(parent, ids)).map(({ id }) => id);
    expect(await names(["a", "foreign", "b", "a"])).toEqual(["a", "b"]);
    expect(await names(["b", "a"])).toEqual(["b", "a"]);
    expect(callsOf(seen)).toHaveLength(1);
    expect(await names(["b", "c"])).toEqual(["b", "c"]);
    expect(await names(["a"], "other")).toEqual(["a"]);
    await of(instanceAt(gateway, { instanceId: "instance-2" })).storages("p", ["a"]);
    expect(callsOf(seen).map((one) => queryOf(one)["uuids"])).toEqual(["a,foreign,b", "c", "a", "a"]);
    clock.move(901);
    await names(["a"]);
    expect(callsOf(seen)).toHaveLength(5);
  });

  it.each([
    [204, "", "free"],
    [409, '{"error":{"code":409}}', "taken"],
    [406, "", "unacceptable"],
    [400, '{"error":{"code":1033}}', "unacceptable"],
  ])("takes %i %s of a login check for an answer", async (status, body, expected) => {
    const { gateway } = await signedInServer(() => ({ status, body }));
    expect(await acronisAt(gateway).acronis.checkLogin("jane.doe")).toBe(expected);
  });

  it.each([
    [200, "<html>Welcome</html>", "Transient"],
    [400, "", "vendorRefused"],
    [500, "", "Transient"],
  ])("takes %i %s of a login check for none", async (status, body, expected) => {
    const { gateway } = await signedInServer(() => ({ status, body }));
    const failure = await failureOf(acronisAt(gateway).acronis.checkLogin("jane.doe"));
    expect("reason" in failure ? failure.reason : failure.name).toBe(expected);
  });

  it.each(["<html>jane@example.com</html>", "", "{}", '{"id":"t","version":"jane@example.com"}', "[]"])(
    "cannot read %j, and does not repeat it",
    async (body) => {
      const { gateway } = await signedInServer(() => ({ status: 201, body }));
      const { acronis } = acronisAt(gateway);
      for (const call of [() => acronis.createTenant(newTenant), () => acronis.readUser("u"), () => acronis.childrenOf("p")]) {
        const failure = await failureOf(call());
        expect(failure.name).toBe("Transient");
        expect(failure.message).toMatch(/^(createTenant|readUser|childrenOf) gave an answer that cannot be read( at \w+)?$/);
      }
    },
  );

  it("reads answers of older and newer servers", async () => {
    const item = {
      application_id: "a",
      name: "n",
      edition: null,
      status: "1",
      locked: null,
      infra_id: null,
      quota: { value: null, overage: null, version: "0" },
      type: "quantum",
    };
    const { gateway } = await signedInServer(({ path }) =>
      good(
        path.includes("offering")
          ? { items: [item, { ...item, quota: { value: 5, version: 7 } }, { ...item, quota: { value: 5, overage: 0 } }] }
          : { ...tenant("t"), kind: "galaxy", version: "4", surprise: {} },
      ),
    );
    const { acronis } = acronisAt(gateway);
    expect(await acronis.readTenant("t")).toMatchObject({ kind: "galaxy", version: 4, enabled: true });
    expect(await acronis.itemsOf("t")).toMatchObject([
      { status: 1, quota: { value: null, overage: null, version: 0 } },
      { quota: { value: 5, overage: null, version: 7 } },
      { quota: { value: 5, overage: 0, version: 0 } },
    ]);
  });

  it("does not repeat a create whose answer was lost", async () => {
    const { gateway, seen } = await signedInServer(() => "reset");
    expect(await failureOf(acronisAt(gateway).acronis.createTenant(newTenant))).toMatchObject({
      name: "Transient",
      message: "createTenant: the connection was lost",
    });
    expect(callsOf(seen)).toHaveLength(1);
  });

  it("tells no secret, token or person in any failure", async () => {
    const leak = `${secret} token-1 jane@example.com Jane Doe jane.doe Zoë`;
    const bodies = [
      leak,
      { error: { code: leak, message: leak } },
      { error: leak },
      { code: leak },
      { error: { code: 1004, message: leak, context: { leak } } },
    ];
    const replies: Reply[] = [
      "reset",
      ...[200, 302, 400, 401, 403, 404, 409, 426, 429, 500].flatMap((status) => bodies.map((body) => ({ status, body }))),
    ];
    for (const reply of replies) {
      const { gateway } = await signedInServer(() => reply);
      const { acronis } = acronisAt(gateway);
      for (const call of [() => acronis.createTenant(newTenant), () => acronis.createUser(newUser), () => acronis.usersOf("t")]) {
        const failure = await failureOf(call());
        expect(`${failure.message} ${JSON.stringify(failure)} ${String(failure.cause)}`).not.toMatch(
          /s3cret|token-1|jane|doe|zoë|Basic|Bearer/i,
        );
      }
    }
  });
});
