import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import type { ExportOptions } from "./all-customers.ts";
import { onceKept } from "./answering.ts";
import { Refused, RefusedWith } from "./errors.ts";
import type { Answer } from "./exchange.ts";
import { refusal } from "./fault-answers.ts";
import { Fault } from "./fault-kinds.ts";
import type { Faults } from "./faults.ts";
import { readText, send, urlOf } from "./http.ts";
import { parseJson } from "./json.ts";
import type { Ledger } from "./ledger.ts";
import { type Deed, deeds, type People } from "./people.ts";
import type { Timepiece } from "./timepiece.ts";
import { shownWorld, type WorldView } from "./world.ts";

export interface Inspection {
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly world: WorldView;
  readonly people: People;
  readonly clock: Timepiece;
  readonly export: (options: ExportOptions) => Buffer;
  /** A person at the pages of Pulse: the contract's calls, without a key and outside the ledger. */
  readonly person: (request: { method: string; path: string; query: URLSearchParams; text: string }) => Answer;
  readonly reset: () => void;
  readonly changed: () => void;
  readonly keep: () => Promise<void>;
}

/** The endpoints behind the scenes: faults, clock, what really happened, and what people do. Not part of Veeam. */
export async function control(inspection: Inspection, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await readText(request);
  const url = urlOf(request);
  const method = request.method ?? "GET";
  const judged = text instanceof Refused ? refusal(text, "contract") : guarded(() => answer(inspection, { method, url, text }));
  if (method !== "GET") inspection.changed();
  send(response, await onceKept(inspection.keep, "contract", judged));
}

function guarded(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return refusal(error, "contract");
    if (error instanceof RefusedWith) return { status: error.status, body: error.body };
    if (error instanceof z.ZodError) return { status: 400, body: { message: z.prettifyError(error) } };
    throw error;
  }
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly text: string;
}

const pages = "/simulator/pulse/";

function answer(inspection: Inspection, { method, url, text }: Asked): Answer {
  const { faults, ledger, world, clock } = inspection;
  if (url.pathname.startsWith(pages)) {
    const path = `/contract/${url.pathname.slice(pages.length)}`;
    return inspection.person({ method, path, query: url.searchParams, text });
  }
  const route = `${method} ${url.pathname.replace("/simulator", "")}`;
  switch (route) {
    case "POST /faults": {
      const given = z.union([Fault, z.array(Fault)]).parse(parseJson(text));
      for (const fault of Array.isArray(given) ? given : [given]) faults.add(fault);
      return { status: 201, body: { armed: faults.armed } };
    }
    case "GET /faults":
      return { status: 200, body: { armed: faults.armed } };
    case "DELETE /faults":
      faults.clear();
      return { status: 204 };
    case "GET /world":
      return { status: 200, body: shownWorld(world) };
    case "GET /calls":
      return { status: 200, body: { items: ledger.calls } };
    case "DELETE /calls":
      ledger.clear();
      return { status: 204 };
    case "GET /clock":
      return { status: 200, body: { now: clock.now().toISOString() } };
    case "POST /clock":
      return { status: 200, body: { now: moved(clock, ClockMove.parse(parseJson(text))).toISOString() } };
    case "GET /export/all-customers":
      return csv(inspection, url.searchParams);
    case "POST /reset":
      inspection.reset();
      return { status: 204 };
    default:
      return deed(inspection.people, route, text);
  }
}

const ClockMove = z.union([
  z.strictObject({ seconds: z.number().min(0) }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ toNextMonth: z.literal(true) }),
]);

function moved(clock: Timepiece, move: z.infer<typeof ClockMove>): Date {
  if ("seconds" in move) clock.advance(move.seconds);
  else if ("to" in move) clock.moveTo(new Date(move.to));
  else clock.toNextMonth();
  return clock.now();
}

const ExportQuery = z.object({ checkBox: z.enum(["1", "true"]).optional(), encoding: z.enum(["iso-8859-1", "utf-8"]).optional() });

function csv(inspection: Inspection, query: URLSearchParams): Answer {
  const { checkBox, encoding } = ExportQuery.parse(Object.fromEntries(query));
  const bytes = inspection.export({ ...(checkBox && { checkBox }), ...(encoding && { encoding }) });
  const headers = {
    "content-type": `text/csv; charset=${encoding ?? "ISO-8859-1"}`,
    "content-disposition": 'attachment; filename="All Customers.csv"',
  };
  return { status: 200, bytes, headers };
}

/** What people do, by the name of the deed (`people.ts`). */
function deed(people: People, route: string, text: string): Answer {
  const acts: Record<Deed, (told: unknown) => object> = {
    verification: (told) => people.finishVerification(deeds.verification.parse(told)),
    support: (told) => people.finishSupportCase(deeds.support.parse(told)),
    customer: (told) => people.changeCustomer(deeds.customer.parse(told)),
    tenant: (told) => people.addTenant(deeds.tenant.parse(told)),
    consent: (told) => people.acceptConsent(deeds.consent.parse(told)),
    retention: (told) => people.setRetention(deeds.retention.parse(told)),
    usage: (told) => people.setUsage(deeds.usage.parse(told)),
    key: (told) => people.renewKey(deeds.key.parse(told)),
  };
  const act = Object.entries(acts).find(([name]) => route === `POST /${name}`)?.[1];
  if (act === undefined) return { status: 404, body: { message: `The simulator has no ${route}.` } };
  return { status: 200, body: act(parseJson(text)) };
}
