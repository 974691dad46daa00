import { createServer } from "node:https";
import { describe, expect, it, onTestFinished } from "vitest";
import { isPrivateAddress } from "../../../../functions/vendors/addresses.ts";
import { vendorHttp, type HttpPolicy } from "../../../../functions/vendors/http.ts";
import { veeamPolicy } from "../../../../functions/vendors/veeam/hosts.ts";
import { certificate, certificateKey } from "./certificate.ts";
import { failureOf } from "./scene.ts";

const httpOf = (policy: HttpPolicy) => {
  const http = vendorHttp(policy);
  onTestFinished(() => http.close());
  return http;
};
const request = { operation: "checkAccess", method: "GET", path: "/" } as const;

describe("a listed host", () => {
  const listed = (address: string): HttpPolicy => ({
    ...veeamPolicy(["vspc.example:1280"], false),
    resolve: async () => [{ address, family: 4 }],
    limitMilliseconds: 100,
  });

  it("may stand in a private network, and nowhere nearer", async () => {
    for (const address of ["127.0.0.1", "169.254.169.254", "0.0.0.0"]) {
      expect(await failureOf(httpOf(listed(address)).send({ ...request, gateway: "https://vspc.example:1280" }))).toMatchObject({
        reason: "settingsInvalid",
      });
    }
    // Nobody answers there: it was tried.
    expect(await failureOf(httpOf(listed("10.255.255.254")).send({ ...request, gateway: "https://vspc.example:1280" }))).toMatchObject({
      name: "Transient",
    });
  });

  it("is the only one that may", async () => {
    const unlisted = { ...listed("10.255.255.254"), allowedSuffixes: [".example"], listedHosts: [] };
    for (const gateway of ["https://vspc.example:1280", "https://other.example", "https://vspc.example", "http://vspc.example:1280"]) {
      expect(await failureOf(httpOf(unlisted).send({ ...request, gateway }))).toMatchObject({ reason: "settingsInvalid" });
    }
    const { listedHosts, ...suffixes } = { ...listed("10.255.255.254"), allowedSuffixes: [".example"] };
    expect(listedHosts).toHaveLength(1);
    expect(await failureOf(httpOf(suffixes).send({ ...request, gateway: "https://vspc.example" }))).toMatchObject({
      reason: "settingsInvalid",
    });
  });

  it.each([
    ["10.0.0.1", true],
    ["172.16.0.1", true],
    ["172.32.0.1", false],
    ["192.168.1.1", true],
    ["100.64.0.1", true],
    ["169.254.169.254", false],
    ["127.0.0.1", false],
    ["8.8.8.8", false],
    ["fd12:3456::1", true],
    ["fd00:ec2::254", false],
    ["fe80::1", false],
    ["::1", false],
    ["::ffff:169.254.169.254", false],
    ["vspc.example", false],
  ])("has a private address: %s is %s", (address, isPrivate) => expect(isPrivateAddress(address)).toBe(isPrivate));
});

describe("a certificate of one's own", () => {
  it("is trusted when the deployment brings it, and not otherwise", async () => {
    const server = createServer({ cert: certificate, key: certificateKey }, (_, response) => response.end("hello"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const gateway = `https://localhost:${address !== null && typeof address === "object" ? address.port : 0}`;
    const policy = { ...veeamPolicy([], true), resolve: async () => [{ address: "127.0.0.1", family: 4 }] };
    expect(await httpOf({ ...policy, ca: certificate }).send({ ...request, gateway })).toMatchObject({ status: 200, text: "hello" });
    expect(await failureOf(httpOf(policy).send({ ...request, gateway }))).toMatchObject({
      name: "Transient",
      message: "checkAccess: the certificate is not trusted",
    });
  });
});
