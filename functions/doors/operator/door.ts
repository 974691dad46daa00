import { createHash, timingSafeEqual } from "node:crypto";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { csvText } from "../../csv-text.ts";
import { traceOf } from "../../defect.ts";
import { Problem, problem, Refusal } from "./problems.ts";
import { type Ids, idsIn, type Route, type Table } from "./route.ts";
import { routes } from "./routes.ts";
import type { OperatorServices } from "./services.ts";

type Event = APIGatewayProxyEventV2;
type Result = APIGatewayProxyStructuredResultV2;

interface OperatorDoor extends OperatorServices {
  /** Left out on AWS, where the gateway lets only signed requests through. */
  readonly authorise?: ((event: Event) => boolean) | undefined;
}

/** The operator's door: our own REST API under `/v1`, described by its own `/v1/openapi.json`. */
export const operatorDoor =
  ({ authorise, ...services }: OperatorDoor) =>
  async (event: Event): Promise<Result> => {
    const { method } = event.requestContext.http;
    const result = await guarded(event, services, async () => {
      if (authorise?.(event) === false) return refusal(problem("unauthorised", "The operator key is missing or wrong."), challenge);
      return answer(event, services);
    });
    return method === "HEAD" ? { ...result, body: "" } : result;
  };

/** Authorises by a bearer key, compared in constant time. */
export const bearerKey = (key: string): ((event: Event) => boolean) => {
  if (key === "") throw new Error("the operator key is empty: anybody could come in");
  const expected = digest(key);
  return ({ headers }) => {
    const given = /^bearer +(.+)$/iu.exec(headers["authorization"] ?? "")?.[1];
    return timingSafeEqual(digest(given ?? ""), expected);
  };
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const challenge = { "www-authenticate": "Bearer" };

const answer = async (event: Event, services: OperatorServices): Promise<Result> => {
  const here = routesAt(event.rawPath);
  if (here.length === 0) return refusal(problem("notFound", "There is no such address, or the id in it cannot be one."));
  const { method } = event.requestContext.http;
  const wanted = here.find(({ route }) => verbsOf(route).includes(method));
  if (wanted === undefined) {
    const allow = here.flatMap(({ route }) => verbsOf(route)).join(", ");
    return refusal(problem("methodNotAllowed", `This address takes ${allow}.`), { allow });
  }
  const served = await wanted.route.serve(wanted.ids, event, services);
  return "table" in served ? sheet(wanted.route.status, served.table) : written(wanted.route.status, "application/json", served.document);
};

const routesAt = (path: string): readonly { readonly route: Route; readonly ids: Ids }[] =>
  routes.flatMap((route) => {
    const ids = idsIn(route.path, path);
    return ids === undefined ? [] : [{ route, ids }];
  });

const verbsOf = ({ method }: Route): readonly string[] => (method === "GET" ? ["GET", "HEAD"] : [method]);

/** Nothing of a defect gets out but a fingerprint to find it by in the logs. */
const guarded = async (event: Event, { log }: OperatorServices, act: () => Promise<Result>): Promise<Result> => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof Refusal) return refusal(error.problem);
    const trace = traceOf(error);
    const [at] = routesAt(event.rawPath);
    log("error", "defect", { route: at === undefined ? "unknown" : `${event.requestContext.http.method} ${at.route.path}`, ...trace });
    const { fingerprint } = trace;
    return refusal(problem("defect", `The request failed; the logs know it as ${fingerprint}.`, { fingerprint }));
  }
};

const refusal = (said: Problem, headers: Record<string, string> = {}): Result =>
  written(said.status, "application/problem+json", Problem.parse(said), headers);

/** A table as a file; where it is not whole, the header says how to go on. */
const sheet = (statusCode: number, { name, rows, next }: Table): Result => ({
  statusCode,
  headers: {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
    ...(next === null ? {} : { "x-next": next }),
  },
  body: csvText(rows),
});

// What an order or a rule says now is not what it says later.
const written = (statusCode: number, type: string, body: unknown, headers: Record<string, string> = {}): Result => ({
  statusCode,
  headers: { "content-type": type, "cache-control": "no-store", ...headers },
  body: JSON.stringify(body),
});
