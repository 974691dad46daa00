import type { Clock } from "../../clock.ts";
import type { Credentials, Instances } from "../../instances/ports.ts";
import type { Http } from "../http.ts";
import { pausing } from "../pauses.ts";
import { tokens } from "./tokens.ts";
import { callsOf } from "./calls.ts";
import { editionsOf } from "./editions.ts";
import { itemsOf } from "./items.ts";
import type { AcronisOf } from "./port.ts";
import { servicesOf } from "./services.ts";
import { storageMemory } from "./storages.ts";
import { tenantsOf } from "./tenants.ts";
import { usersOf } from "./users.ts";

/** What the adapter needs; it reads secrets and notes pauses, nothing else. */
export interface AcronisNeeds {
  readonly http: Http;
  readonly credentials: Credentials;
  readonly instances: Pick<Instances, "throttle">;
  readonly clock: Clock;
}

/** Acronis over HTTP. Made once a container: tokens, pauses and storages are kept in its memory, each by instance. */
export function acronis({ http, credentials, instances, clock }: AcronisNeeds): AcronisOf {
  const pausingOf = pausing({ instances, clock });
  const tokensOf = tokens({ credentials, clock });
  const storages = storageMemory(clock);
  return (instance) => {
    const calls = callsOf(instance, pausingOf(instance, http), tokensOf);
    return {
      ...tenantsOf(calls),
      ...usersOf(calls),
      ...itemsOf(calls, { instance, storages }),
      ...editionsOf(calls),
      ...servicesOf(calls),
    };
  };
}
