import { traceOf } from "../../defect.ts";
import type { Log } from "../../log.ts";
import { admit, json, routeOf, type Admitted } from "./admission.ts";
import type { DoorAnswer, DoorRequest } from "./request.ts";
import type { BssServices } from "./services.ts";

/**
 * The BSS's door: the Service Management API at `/{vendor}/api/{Group}/{Action}` (bss-service-management-api.md).
 * Every business outcome, refusals too, is HTTP 200 in the form of the route's type.
 */
export const bssDoor =
  (vendors: Readonly<Record<string, BssServices>>, log: Log) =>
  (request: DoorRequest): Promise<DoorAnswer> =>
    guarded(request, log, async () => {
      const admission = await admit(vendors, request);
      return isAdmitted(admission) ? answer(admission) : admission;
    });

export const answer = async ({ route, call }: Admitted): Promise<DoorAnswer> => json(200, await route.answer(call));

export const isAdmitted = (admission: Admitted | DoorAnswer): admission is Admitted => "route" in admission;

/** Nothing of a defect gets out: the log learns its class, places in the code and fingerprint, the caller nothing at all. */
export const guarded = async <Outcome>(request: DoorRequest, log: Log, act: () => Promise<Outcome>): Promise<Outcome | DoorAnswer> => {
  try {
    return await act();
  } catch (error) {
    const route = routeOf(request.path);
    log("error", "defect", { route: route === undefined ? "unknown" : `${route.verb} ${route.path}`, ...traceOf(error) });
    return json(500, { Message: "An error has occurred." });
  }
};
