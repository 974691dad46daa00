import type { Clock } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import type { Credentials, Instances } from "../../instances/ports.ts";
import type { Http } from "../http.ts";
import { pausing } from "../pauses.ts";
import { pauseIn } from "./answers.ts";
import { byConsole } from "./by-console.ts";
import { byContract } from "./by-contract.ts";
import { capabilitiesOf } from "./capabilities.ts";
import { consoleCalls } from "./console-calls.ts";
import { contractCalls, contractSignIn } from "./contract-calls.ts";
import { RegistrationContract } from "./contract.ts";
import type { MachineWay } from "./machine.ts";
import { outcomesBy } from "./outcomes.ts";
import type { VeeamInstance, VeeamOf } from "./port.ts";
import { consoleSignIn, type Sessions, sessions } from "./session.ts";

/** What the adapter needs; it reads secrets and notes pauses, nothing else. */
export interface VeeamNeeds {
  readonly http: Http;
  readonly credentials: Credentials;
  readonly instances: Pick<Instances, "throttle">;
  readonly clock: Clock;
}

/** Veeam by the three ways. Made once a container: tokens and pauses are kept in its memory, each by instance. */
export function veeam(needs: VeeamNeeds): VeeamOf {
  const pausingOf = pausing({ ...needs, secondsIn: pauseIn });
  const kept = sessions(needs);
  return (instance) => {
    const contract = contractOf(instance);
    const waysOf = { http: pausingOf(instance, needs.http), sessions: kept, clock: needs.clock };
    const machines = { vspc: consoleWay(instance, waysOf), http: contractWay(instance, contract, waysOf), manual: {} };
    return outcomesBy(capabilitiesOf(instance, contract), machines);
  };
}

interface Tools {
  readonly http: Http;
  readonly sessions: Sessions;
  readonly clock: Clock;
}

/** VSPC 9.1 and later speak it (veeam-api.md, 9.1). */
const defaultVersion = "3.6.1";

const consoleWay = ({ console, instanceId, clientVersion, consoleSignIn: kind }: VeeamInstance, tools: Tools): MachineWay => {
  if (console === undefined || console === "") return {};
  const door = { secretId: instanceId, signIn: kind === "password" ? consoleSignIn(console) : undefined };
  return byConsole(
    consoleCalls({ gateway: console, version: clientVersion ?? defaultVersion, door }, tools.http, tools.sessions),
    tools.clock,
  );
};

/**
 * Under which name the secret of a contract is stored. The console's key must never reach another host, so a contract elsewhere has a
 * secret of its own; at the console's own host, or where there is no console, it is the instance's.
 */
const contractSecretId = ({ instanceId, console = "" }: Pick<VeeamInstance, "instanceId" | "console">, endpoint: string): string =>
  console === "" || endpoint === console || endpoint.startsWith(`${console}/`) ? instanceId : `${instanceId}-contract`;

const contractWay = (instance: VeeamInstance, contract: RegistrationContract | undefined, tools: Tools): MachineWay => {
  if (contract === undefined) return {};
  const door = { secretId: contractSecretId(instance, contract.endpoint), signIn: contractSignIn(contract) };
  return byContract(contract, contractCalls(contract, door, tools.http, tools.sessions), tools.clock);
};

/** A contract was checked when it was saved; one that cannot be read any more is nobody's defect. */
function contractOf({ contract }: VeeamInstance): RegistrationContract | undefined {
  if (contract === undefined) return undefined;
  const read = RegistrationContract.safeParse(contract);
  if (read.success) return read.data;
  throw new Rejected("contractInvalid", read.error.issues[0]?.path.join(".") ?? "");
}
