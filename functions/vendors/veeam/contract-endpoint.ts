import type { RegistrationContract } from "./contract.ts";

/** Reads an address by the deployment's list of hosts. */
type ReadAddress = (text: string) => { readonly gateway: string } | { readonly problem: string };

/** Why the end point of a contract may not be called: its host and what is wrong with it. A user part of the address may be a secret, so it is not repeated. */
export function problemOfEndpoint({ endpoint }: RegistrationContract, readAddress: ReadAddress): string | undefined {
  const read = readAddress(endpoint);
  if ("gateway" in read) return undefined;
  const host = /^https?:\/\/(?:[^/]*@)?([^/@]*)/.exec(endpoint)?.[1] ?? "";
  return `${host}: ${read.problem}`;
}
