import { type GatewayPolicy, readGateway } from "../gateway.ts";
import { RegistrationContract } from "./contract.ts";

/** Reads a contract that somebody saves: its form, and whether its host is one of the deployment's. */
export function readContract(given: unknown, policy: GatewayPolicy): { contract: RegistrationContract } | { problems: readonly string[] } {
  const read = RegistrationContract.safeParse(given);
  if (!read.success) return { problems: read.error.issues.map(({ path, message }) => `${path.join(".") || "contract"}: ${message}`) };
  const host = readGateway(read.data.endpoint, policy);
  return "problem" in host ? { problems: [`endpoint: ${host.problem}`] } : { contract: read.data };
}
