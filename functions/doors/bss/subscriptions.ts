import type { SubscriptionChange } from "../../veeam/subscription-rules.ts";
import { type ResultDefinition, serviceRefusal, serviceResult, type ServiceResultDefinition, unsupported } from "./answers.ts";
import { bodyOf } from "./body.ts";
import type { Call } from "./request.ts";
import { isProblem } from "./services.ts";
import { settingsOf } from "./settings.ts";
import { askedSubscription } from "./subscription.ts";

/** A subscription call's answer, for a vendor that sells subscriptions; else the kit's own (bss-service-management-api.md, 7.5). */
export const changeSubscription =
  (change: SubscriptionChange, method: string) =>
  async ({ services, applicationId, request }: Call): Promise<ServiceResultDefinition | ResultDefinition> => {
    if (services.changeSubscription === undefined) return unsupported(method);
    const body = bodyOf(request);
    if (isProblem(body)) return serviceRefusal(body);
    const asked = askedSubscription(body);
    if (isProblem(asked)) return serviceRefusal(asked);
    const instance = await services.recognise(settingsOf(request));
    if (isProblem(instance)) return serviceRefusal(instance);
    const { receivedAt } = request;
    const outcome = await services.changeSubscription({ applicationId, instance, receivedAt, change, ...asked });
    return isProblem(outcome) ? serviceRefusal(outcome) : serviceResult(outcome.subscriptionId, outcome.message, outcome.extraInfo);
  };
