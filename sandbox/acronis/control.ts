import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { Fault } from "./fault-kinds.ts";
import { ApiError } from "./errors.ts";
import type { Faults } from "./faults.ts";
import type { Answer, Site } from "./exchange.ts";
import { parseJson, readBytes, send } from "./http.ts";
import type { Ledger } from "./ledger.ts";
import { CatalogueChange, changeCatalogue } from "./catalogue-change.ts";
import { ItemLock, lockItems } from "./item-lock.ts";
import { activateByLink, resetSecret } from "./people.ts";
import { changePrices, PricesChange, restorePrices, shownPrices } from "./price-change.ts";
import { reportUsage, UsageReport } from "./usage-report.ts";
import type { WorldView } from "./world.ts";
import { urlOf } from "./processing.ts";
import { without } from "./without.ts";

export interface Inspection {
  readonly site: Site;
  readonly faults: Faults;
  readonly ledger: Ledger;
  readonly world: WorldView;
  readonly keep: () => Promise<void>;
}

/** The endpoints behind the scenes: faults, what really happened, and what people do. Not part of the platform. */
export async function control(inspection: Inspection, request: IncomingMessage, response: ServerResponse): Promise<void> {
  await send(response, await judge(inspection, request));
}

async function judge(inspection: Inspection, request: IncomingMessage): Promise<Answer> {
  try {
    const bytes = await readBytes(request);
    const done = answer(inspection, `${request.method ?? "GET"} ${urlOf(request).pathname}`, bytes.toString("utf8"));
    if (request.method !== "GET") await inspection.keep();
    return done;
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    return { status: 500, body: { message: error instanceof Error ? error.message : String(error) } };
  }
}

function answer({ site, faults, ledger, world }: Inspection, route: string, text: string): Answer {
  switch (route) {
    case "POST /simulator/faults":
      return withBody(text, z.union([Fault, z.array(Fault)]), (given) => {
        for (const fault of Array.isArray(given) ? given : [given]) faults.add(fault);
        return { status: 201, body: { armed: faults.armed } };
      });
    case "GET /simulator/faults":
      return { status: 200, body: { armed: faults.armed } };
    case "DELETE /simulator/faults":
      faults.clear();
      return { status: 204 };
    case "GET /simulator/world":
      return { status: 200, body: shownWorld(world) };
    case "GET /simulator/calls":
      return { status: 200, body: { items: ledger.calls } };
    case "DELETE /simulator/calls":
      ledger.clear();
      return { status: 204 };
    case "POST /simulator/activate":
      return withBody(text, z.strictObject({ login: z.string(), password: z.string().min(1) }), (given) =>
        activateByLink(site.state, given),
      );
    case "POST /simulator/usage":
      return withBody(text, UsageReport, (given) => reportUsage(site, given));
    case "POST /simulator/lock":
      return withBody(text, ItemLock, (given) => lockItems(site, given));
    case "POST /simulator/catalogue":
      return withBody(text, CatalogueChange, (given) => changeCatalogue(site, given));
    case "GET /simulator/prices":
      return { status: 200, body: shownPrices(site.state) };
    case "POST /simulator/prices":
      return withBody(text, PricesChange, (given) => changePrices(site, given));
    case "DELETE /simulator/prices":
      return restorePrices(site);
    case "POST /simulator/reset-secret":
      return withBody(text, z.strictObject({ clientId: z.string() }), ({ clientId }) => resetSecret(site.state, clientId));
    default:
      return { status: 404, body: { message: `The simulator has no ${route}.` } };
  }
}

function withBody<Value>(text: string, schema: z.ZodType<Value>, act: (value: Value) => Answer): Answer {
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return act(parsed.data);
  return { status: 400, body: { message: z.prettifyError(parsed.error) } };
}

function shownWorld(world: WorldView): object {
  const users = world.users.map((user) => without(user, "password"));
  return {
    counts: world.counts,
    tree: world.tree(),
    tenants: world.tenants,
    deleted_tenants: world.deletedTenants,
    users,
    mails: world.mails,
  };
}
