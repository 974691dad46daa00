import { empty } from "../answers.ts";
import type { ProductTypeCollection } from "./catalogue.ts";
import type { Call } from "../request.ts";
import { isProblem } from "../problem.ts";
import { settingsOf } from "../settings.ts";

/**
 * "Get Services Definition" (bss-service-management-api.md, 7.3): what was published last. The type has no place for a refusal, so
 * settings that cannot be used get an empty collection, as before there are any.
 */
export const serviceDefinition = async ({ services, request }: Call): Promise<ProductTypeCollection | typeof empty.productTypes> => {
  if (services.catalogue === undefined) return empty.productTypes;
  const instance = await services.recognise(settingsOf(request));
  return isProblem(instance) ? empty.productTypes : services.catalogue({ instance, receivedAt: request.receivedAt });
};
