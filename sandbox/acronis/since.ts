import { badRequest } from "./errors.ts";
import { type Exchange, textParam } from "./exchange.ts";

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?$/;

/** What `updated_since` lets through: everything without it. An instant without a zone is UTC (sheet 3, timestamps). */
export function updatedSince(exchange: Exchange): (object: { readonly updated_at: string }) => boolean {
  // A client that forgot to encode it sends its plus sign as a blank.
  const text = textParam(exchange, "updated_since")?.replace(" ", "+");
  if (text === undefined) return () => true;
  const since = instant.test(text) ? Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`) : Number.NaN;
  if (Number.isNaN(since)) throw badRequest("ParameterMalformed: 'updated_since' must be a timestamp");
  return ({ updated_at }) => Date.parse(updated_at) > since;
}
