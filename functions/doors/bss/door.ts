import { admit, json, routeOf, type Admitted } from "./admission.ts";
import { defectOf, type Defect } from "./fingerprint.ts";
import type { DoorAnswer, DoorRequest } from "./request.ts";
import type { BssServices } from "./services.ts";

/** Hears of defects, by name and fingerprint only. */
export type DefectLog = (defect: Defect) => void;

/**
 * The BSS's door: the Service Management API at `/{vendor}/api/{Group}/{Action}` (bss-service-management-api.md).
 * Every business outcome, refusals too, is HTTP 200 in the form of the route's type.
 */
export const bssDoor =
  (vendors: Readonly<Record<string, BssServices>>, log: DefectLog) =>
  (request: DoorRequest): Promise<DoorAnswer> =>
    guarded(request, log, async () => {
      const admission = await admit(vendors, request);
      return isAdmitted(admission) ? answer(admission) : admission;
    });

export const answer = async ({ route, call }: Admitted): Promise<DoorAnswer> => json(200, await route.answer(call));

export const isAdmitted = (admission: Admitted | DoorAnswer): admission is Admitted => "route" in admission;

/** Nothing of a defect leaves but its name and fingerprint, and these only to the log. */
export const guarded = async <Outcome>(
  request: DoorRequest,
  log: DefectLog,
  act: () => Promise<Outcome>,
): Promise<Outcome | DoorAnswer> => {
  try {
    return await act();
  } catch (error) {
    const route = routeOf(request.path);
    log(defectOf(error, route === undefined ? "unknown route" : `${route.verb} ${route.path}`));
    return json(500, { Message: "An error has occurred." });
  }
};
