import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { referenceContract } from "../../vendors/veeam/reference-contract.ts";
import { type OpenDoor, openOperatorDoor } from "./an-operator-door.ts";

let door: OpenDoor;
let address: string;
beforeAll(async () => {
  door = await openOperatorDoor();
  address = `/v1/instances/${await door.activateVeeam()}/registration-contract`;
});
afterAll(() => door.close());

const headers = { "content-type": "application/json" };
const put = (endpoint: string) => door.send("PUT", address, { headers, body: JSON.stringify(referenceContract(endpoint)) });

describe("a registration contract", () => {
  it.each([
    ["registrar.example", "https://registrar.example/veeam"],
    ["registrar.example:8443", "http://registrar.example:8443/veeam"],
    ["elsewhere.example:8443", "https://elsewhere.example:8443"],
    ["127.0.0.1:8443", "https://127.0.0.1:8443/veeam"],
    ["registrar.example:8443", "https://me:s3cret@registrar.example:8443/veeam"],
  ])("with a host that the deployment does not list is refused, naming %s and what to do", async (host, endpoint) => {
    const { status, body, text } = await put(endpoint);
    expect(status).toBe(400);
    expect(body["errors"]).toEqual([{ path: "endpoint", message: expect.stringContaining(`${host}: `) }]);
    expect(body["cure"]).toContain("veeamHosts");
    expect(text).not.toContain("s3cret");
    expect((await door.send("GET", address)).status).toBe(404);
  });

  it("with a listed host is saved", async () => {
    expect((await put("https://registrar.example:8443/veeam")).status).toBe(200);
    expect((await door.send("GET", address)).body).toMatchObject({ endpoint: "https://registrar.example:8443/veeam" });
  });
});
