import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { dayOf, stamp, startOfMonth } from "./clock.ts";
import { notFound } from "./errors.ts";
import { type Answer, type Exchange, idParam, noContent, ok, type Route, route, versionParam } from "./exchange.ts";
import { reportContent } from "./report-content.ts";
import { assertVersion, reachTenant } from "./scope.ts";
import type { Report } from "./state.ts";

/** Billing reports (sheet 11.2): ordered, made after a while, fetched compressed. */
export const reportRoutes: readonly Route[] = [
  route("POST", "/api/2/reports", orderReport),
  route("GET", "/api/2/reports/{report_id}", (exchange) => ok(shown(reachReport(exchange)))),
  route("PUT", "/api/2/reports/{report_id}", changeReport),
  route("DELETE", "/api/2/reports/{report_id}", deleteReport),
  route("GET", "/api/2/reports/{report_id}/stored", listStored),
  route("GET", "/api/2/reports/{report_id}/stored/{stored_report_id}", fetchStored),
  route("GET", "/api/2/tenants/{tenant_id}/reports", listReports),
];

const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a day");
const Level = z.enum(["itself", "direct_partners", "all_partners", "all_customers", "accounts"]);
const Kind = z.enum(["usage_daily", "usage_summary", "usage_current", "usage_breakdown"]);

const ReportPost = requestBody((pieces) => {
  const Period = pieces.object({ start: Day, end: Day });
  return pieces.object({
    // Required by the specification, left out by every example.
    recipients: pieces.maybe(z.array(Uuid)),
    result_action: z.enum(["save", "send"]),
    parameters: z.object({
      tenant_id: Uuid,
      level: Level,
      kind: Kind,
      formats: pieces.maybe(z.array(z.enum(["csv", "html", "json_v1", "csv_v2_0", "json_v2_0"]))),
      period: pieces.maybe(Period),
      hide_zero_usage: pieces.maybe(pieces.boolean),
      show_skus: pieces.maybe(pieces.boolean),
    }),
    schedule: z.object({ enabled: pieces.maybe(pieces.boolean), type: z.enum(["once", "monthly"]) }),
    generation_date: pieces.maybe(Day),
  });
});

function orderReport(exchange: Exchange): Answer {
  const { parameters, ...body } = readBody(exchange, ReportPost);
  reachTenant(exchange, parameters.tenant_id);
  const { tenant_id, level, kind } = parameters;
  const today = dayOf(Date.now());
  const formats = parameters.formats && parameters.formats.length > 0 ? parameters.formats : ["csv" as const];
  const period = parameters.period ?? { start: startOfMonth().slice(0, 10), end: today };
  const report: Report = {
    id: randomUUID(),
    version: 1,
    created_at: stamp(),
    polls: 0,
    result_action: body.result_action,
    recipients: body.recipients ?? [],
    parameters: {
      tenant_id,
      level,
      kind,
      formats,
      period,
      hide_zero_usage: parameters.hide_zero_usage ?? false,
      show_skus: parameters.show_skus ?? false,
    },
    schedule: {
      enabled: body.schedule.enabled ?? true,
      type: body.schedule.type,
    },
    generation_date: body.generation_date ?? today,
    stored: formats.map((report_format) => ({
      id: randomUUID(),
      report_format,
    })),
  };
  exchange.state.reports[report.id] = report;
  return ok(shown(report));
}

function shown({ id, version, result_action, recipients, parameters, schedule, generation_date }: Report): object {
  return { id, version, result_action, recipients, parameters, schedule, generation_date };
}

function reachReport(exchange: Exchange): Report {
  const report = exchange.state.reports[idParam(exchange, "report_id")];
  if (report === undefined) throw notFound("The report was not found.");
  reachTenant(exchange, report.parameters.tenant_id, { allowDeleted: true });
  return report;
}

const ReportPut = requestBody((pieces) =>
  pieces.object({
    recipients: pieces.maybe(z.array(Uuid)),
    parameters: pieces.maybe(
      z.object({
        level: Level.optional(),
        kind: Kind.optional(),
        hide_zero_usage: pieces.boolean.optional(),
        show_skus: pieces.boolean.optional(),
      }),
    ),
    schedule: pieces.maybe(z.object({ enabled: pieces.boolean })),
  }),
);

function changeReport(exchange: Exchange): Answer {
  const body = readBody(exchange, ReportPut);
  const report = reachReport(exchange);
  const given = Object.fromEntries(Object.entries(body.parameters ?? {}).filter(([, value]) => value !== undefined));
  report.recipients = body.recipients ?? report.recipients;
  report.parameters = { ...report.parameters, ...given };
  report.schedule.enabled = body.schedule?.enabled ?? report.schedule.enabled;
  report.version += 1;
  return ok(shown(report));
}

function deleteReport(exchange: Exchange): Answer {
  const report = reachReport(exchange);
  assertVersion(report, versionParam(exchange));
  delete exchange.state.reports[report.id];
  return noContent;
}

function listReports(exchange: Exchange): Answer {
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  const own = Object.values(exchange.state.reports).filter(({ parameters }) => parameters.tenant_id === tenant.id);
  return ok({ items: own.map(({ id }) => id) });
}

/** The first look finds the report in the making, the second finds it saved. */
const isSaved = ({ polls }: Report): boolean => polls > 1;

function listStored(exchange: Exchange): Answer {
  const report = reachReport(exchange);
  report.polls += 1;
  const status = isSaved(report) ? "saved" : "in_progress";
  const items = report.stored.map(({ id, report_format }) => {
    const size = status === "saved" ? gzipSync(reportContent(exchange.state, report, report_format)).length : 0;
    return { id, report_format, size, created_at: report.created_at, status };
  });
  return ok({ items });
}

function fetchStored(exchange: Exchange): Answer {
  const report = reachReport(exchange);
  const stored = report.stored.find(({ id }) => id === idParam(exchange, "stored_report_id"));
  if (stored === undefined || !isSaved(report)) throw notFound("The stored report was not found.");
  const bytes = gzipSync(reportContent(exchange.state, report, stored.report_format));
  return { status: 200, bytes, headers: { "content-type": "application/octet-stream", "content-encoding": "gzip" } };
}
