import { authorise } from "./credentials.ts";
import type { Call, DoorAnswer, DoorRequest } from "./request.ts";
import { routes, type Route } from "./routes.ts";
import type { BssServices } from "./services.ts";

/** A call that may be answered. */
export interface Admitted {
  readonly route: Route;
  readonly call: Call;
}

/** Judges a request in this order: path, verb, credentials, content type. Refusals are the protocol's own (bss-service-management-api.md, 2). */
export const admit = async (vendors: Readonly<Record<string, BssServices>>, request: DoorRequest): Promise<Admitted | DoorAnswer> => {
  const services = servicesOf(vendors, request.path);
  const route = routeOf(request.path);
  if (services === undefined || route === undefined) {
    return json(404, { Message: `No HTTP resource was found that matches the request URI '${request.url}'.` });
  }
  if (request.method.toUpperCase() !== route.verb) {
    const message = { Message: `The requested resource does not support http method '${request.method}'.` };
    return json(405, message, { allow: route.verb });
  }
  const applicationId = route.anonymous === true ? "" : await authorise(request, services);
  if (applicationId === undefined) return json(401, { Message: "Authorization has been denied for this request." });
  const refused = refusedType(request);
  if (route.verb === "POST" && refused !== undefined) {
    return json(415, { Message: `The request entity's media type '${refused}' is not supported for this resource.` });
  }
  return { route, call: { services, applicationId, request } };
};

/** Compact JSON, as the vendor's kit writes it. */
export const json = (status: number, content: unknown, headers: Readonly<Record<string, string>> = {}): DoorAnswer => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8", ...headers },
  body: JSON.stringify(content),
});

/** `/{vendor}/api/{Group}/{Action}`, without case; one slash may follow. */
const addressed = (path: string) => {
  const [, vendor, action] = /^\/([^/]+)\/api\/(.+?)\/?$/u.exec(path.toLowerCase()) ?? [];
  return { vendor, action };
};

const servicesOf = (vendors: Readonly<Record<string, BssServices>>, path: string): BssServices | undefined =>
  Object.entries(vendors).find(([name]) => name.toLowerCase() === addressed(path).vendor)?.[1];

const byPath = new Map(routes.map((route) => [route.path.toLowerCase(), route]));

export const routeOf = (path: string): Route | undefined => byPath.get(addressed(path).action ?? "");

/** The media type, if it is not JSON. A body without a type counts as bytes; without a body there is nothing to have a type. */
const refusedType = ({ headers, body, tooLarge }: DoorRequest): string | undefined => {
  const type = (headers["content-type"] ?? "").split(";", 1).join("").trim();
  if (type === "") return body === "" && tooLarge !== true ? undefined : "application/octet-stream";
  return /^(?:application|text)\/json$/iu.test(type) ? undefined : type;
};
