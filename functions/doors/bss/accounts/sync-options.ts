import { messageOf } from "../answers.ts";
import type { Call } from "../request.ts";
import { isProblem } from "../problem.ts";
import { settingsOf } from "../settings.ts";

/**
 * The form shown before an account is synchronised, as `CustomFieldCollection` (bss-service-management-api.md, 6.2 and 7.4).
 * The BSS also tries this route before there are settings: the form then has no resellers, and says why.
 */
export const syncOptions = async ({ services, applicationId, request }: Call) => {
  const instance = await services.recognise(settingsOf(request));
  if (isProblem(instance)) return { Fields: services.syncOptions([], messageOf(instance)) };
  return { Fields: services.syncOptions(await services.resellers(applicationId, instance), null) };
};
