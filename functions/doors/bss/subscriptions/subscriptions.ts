import { type ResultDefinition, serviceRefusal, serviceResult, type ServiceResultDefinition, unsupported } from "../answers.ts";
import { bodyOf } from "../body.ts";
import type { Call } from "../request.ts";
import { isProblem } from "../problem.ts";
import { settingsOf } from "../settings.ts";
import type { SubscriptionRoute } from "./subscription-call.ts";

/**
 * The answer of a route of subscriptions or add-ons, for a vendor that sells such; else the kit's own (bss-service-management-api.md, 7.5).
 * The body is judged before the settings: recognising them may sign in at the vendor.
 */
export const changeSubscription =
  (route: SubscriptionRoute, method: string) =>
  async ({ services, applicationId, request }: Call): Promise<ServiceResultDefinition | ResultDefinition> => {
    const read = services.subscriptions?.(route);
    if (read === undefined) return unsupported(method);
    const body = bodyOf(request);
    if (isProblem(body)) return serviceRefusal(body);
    const call = read(body);
    if (isProblem(call)) return serviceRefusal(call);
    const instance = await services.recognise(settingsOf(request), call.checkOnly);
    if (isProblem(instance)) return serviceRefusal(instance);
    const outcome = await call.carryOut({ applicationId, instance, receivedAt: request.receivedAt });
    return isProblem(outcome) ? serviceRefusal(outcome) : serviceResult(outcome.id, outcome.message, outcome.extraInfo);
  };
