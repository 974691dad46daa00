import { Refused, notFound } from "./errors.ts";
import { type Answer, consoleRoute, data, empty, type Exchange, param, type Route, type Site } from "./exchange.ts";
import { listed } from "./listing.ts";
import type { Action, KeptAnswer } from "./state.ts";

/** What was answered with 202 (sheet 9.7). */
export const asyncActionRoutes: readonly Route[] = [
  consoleRoute("GET", "/asyncActions", listActions, { mayBeAsync: false }),
  consoleRoute("GET", "/asyncActions/config", () => data({ resultRetentionTime: retentionSeconds }), { mayBeAsync: false }),
  consoleRoute("GET", "/asyncActions/{actionId}", (exchange) => data(shown(actionOf(exchange))), { mayBeAsync: false }),
  consoleRoute("GET", "/asyncActions/{actionId}/result", getResult, { mayBeAsync: false }),
  consoleRoute("DELETE", "/asyncActions/{actionId}", cancelAction, { mayBeAsync: false }),
];

const retentionSeconds = 3600;
const repeatSeconds = 5 * 60;

/** The call with the same `X-Request-id`, if it is less than five minutes old: after that, the id means nothing (sheet 9.7). */
export function repeatedAction({ state, clock }: Site, id: string | null): Action | undefined {
  const action = id === null ? undefined : state.actions[id];
  return action !== undefined && clock.secondsSince(action.registeredAt) < repeatSeconds ? action : undefined;
}

export function acceptedAnswer({ url }: Site, { id }: Action): Answer {
  return { status: 202, headers: { location: `${url()}/api/v3/asyncActions/${id}` } };
}

export function kept({ status, body, headers }: Answer): KeptAnswer {
  return { status, body, headers: { ...headers } };
}

/** The work of a call answered with 202 is done now, and may fail as any other. */
export function finishAction(site: Site, id: string): void {
  const action = site.state.actions[id];
  if (action?.status !== "running") return;
  action.answer = kept(site.perform(action));
  action.status = action.answer.status < 400 ? "succeed" : "failed";
}

function listActions(exchange: Exchange): Answer {
  const alive = Object.values(exchange.state.actions).filter((action) => action.isAsync && !isForgotten(exchange, action));
  return listed(exchange, alive.map(shown));
}

function actionOf(exchange: Exchange): Action {
  const action = exchange.state.actions[param(exchange, "actionId")];
  if (action === undefined || !action.isAsync || isForgotten(exchange, action)) throw notFound("There is no such action.");
  return action;
}

function isForgotten({ site }: Exchange, { registeredAt, status }: Action): boolean {
  return status !== "running" && site.clock.secondsSince(registeredAt) > retentionSeconds;
}

/** The answer that the call would have had. */
function getResult(exchange: Exchange): Answer {
  const { answer, status } = actionOf(exchange);
  if (answer === null) throw notFound(`The action is '${status}': it has no result.`);
  return answer;
}

function cancelAction(exchange: Exchange): Answer {
  const action = actionOf(exchange);
  if (action.status !== "running") throw new Refused(409, `The action is '${action.status}' already.`);
  action.status = "canceled";
  return empty;
}

function shown({ id, initiatorUid, method, template, status, query, requestBody }: Action) {
  const queryParameters = [...new URLSearchParams(query)].map(([name, value]) => ({ name, value }));
  return {
    id,
    initiatorUid,
    actionName: `${method} ${template}`,
    status,
    queryParameters,
    requestBody: requestBody === "" ? null : requestBody,
  };
}
