import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { processes } from "../../../functions/processes.ts";
import { root } from "../../../infra/bundle.ts";
import { allProcesses } from "../../../statemachines/all.ts";
import { tenantry } from "../synthesised.ts";

const Alarm = z.object({
  AlarmName: z.string(),
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.unknown()).min(1),
  Namespace: z.string(),
  MetricName: z.string(),
});

const { template, ofType } = tenantry;
const alarms = ofType("AWS::CloudWatch::Alarm").map(([, { Properties }]) => Alarm.parse(Properties));
const anchorsOf = (text: string): string[] => [...text.matchAll(/docs\/runbook\.md#([\w-]+)$/g)].flatMap(([, anchor = ""]) => anchor);

/** The headings below "Alarms", as the anchors that a page gives them. */
const headings = (
  readFileSync(join(root, "docs/runbook.md"), "utf8")
    .split(/^## /m)
    .find((part) => part.startsWith("Alarms")) ?? ""
)
  .split("\n")
  .flatMap((line) => /^### (.+)$/.exec(line)?.[1] ?? [])
  .map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );

/** Checks of the synthesised stack: what rings, and what keeps orders from being lost. */
export const alarmsChecks = (): void => {
  describe("alarms", () => {
    it("say what the business loses, and where the runbook goes on", () => {
      for (const { AlarmName, AlarmDescription } of alarms) {
        expect(AlarmDescription).toMatch(/^[A-Z].{20,}\. See docs\/runbook\.md#[\w-]+$/);
        expect(anchorsOf(AlarmDescription).every((anchor) => AlarmName.endsWith(anchor))).toBe(true);
      }
    });

    it("have a heading each in the runbook, which has no other", () => {
      const anchors = [...new Set(alarms.flatMap(({ AlarmDescription }) => anchorsOf(AlarmDescription)))];
      expect(headings.toSorted()).toEqual(anchors.toSorted());
    });

    it("watch every machine for executions that fail, time out, are aborted or throttled", () => {
      for (const name of processes) {
        const watched = alarms.filter(({ AlarmName }) => AlarmName.startsWith(`tenantry-${name}-`)).map(({ MetricName }) => MetricName);
        expect(watched.toSorted()).toEqual(["ExecutionThrottled", "ExecutionsAborted", "ExecutionsFailed", "ExecutionsTimedOut"]);
      }
    });

    it("count what AWS itself writes, or what a filter finds in a log: no metric of ours that nobody writes", () => {
      const ours = alarms.filter(({ Namespace }) => Namespace === "Tenantry/tenantry").map(({ MetricName }) => MetricName);
      const rest = alarms.filter(({ Namespace }) => Namespace !== "Tenantry/tenantry").map(({ Namespace }) => Namespace);
      expect([...new Set(rest)].toSorted()).toEqual(["AWS/ApiGateway", "AWS/Lambda", "AWS/SQS", "AWS/States"]);
      const filters = ofType("AWS::Logs::MetricFilter").map(([, { Properties }]) => JSON.stringify(Properties));
      for (const name of ours) expect(filters.filter((filter) => filter.includes(`"MetricName":"${name}"`))).toHaveLength(1);
      const rings = Object.values(allProcesses).flatMap(({ steps }) => steps.flatMap(({ rings: ring }) => ring?.message ?? []));
      expect(ours.toSorted()).toEqual([...new Set(rings)].map((message) => message.replaceAll(" ", "-")).toSorted());
      for (const message of rings) expect(filters.some((filter) => filter.includes(`$.message = \\"${message}\\"`))).toBe(true);
    });

    it("ring on one encrypted topic that only takes TLS, and the address of the deployment hears them", () => {
      expect(() => template.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: {} })).not.toThrow();
      expect(() =>
        template.hasResourceProperties("AWS::SNS::Subscription", { Protocol: "email", Endpoint: "operators@example.com" }),
      ).not.toThrow();
      const [[, policy] = []] = ofType("AWS::SNS::TopicPolicy");
      expect(JSON.stringify(policy)).toMatch(/"aws:SecureTransport":"false"/);
      expect(JSON.stringify(policy)).toMatch(/cloudwatch\.amazonaws\.com/);
    });
  });

  describe("upkeep", () => {
    it("hears of executions of ours that died, and sweeps every five minutes", () => {
      const rules = ofType("AWS::Events::Rule").map(([, { Properties }]) => JSON.stringify(Properties));
      expect(rules.find((rule) => rule.includes("aws.states"))).toMatch(/"status":\["FAILED","TIMED_OUT","ABORTED"\]/);
      expect(rules.some((rule) => rule.includes("rate(5 minutes)"))).toBe(true);
      expect(rules.every((rule) => rule.includes("DeadLetterConfig"))).toBe(true);
    });

    it("puts the schedules of instances again every day, into a group that goes with the stack", () => {
      const rules = ofType("AWS::Events::Rule").map(([, { Properties }]) => JSON.stringify(Properties));
      expect(rules.find((rule) => rule.includes("tenantry-put-schedules"))).toContain("rate(1 day)");
      expect(() =>
        template.hasResource("AWS::Scheduler::ScheduleGroup", { DeletionPolicy: "Delete", Properties: { Name: "tenantry-instances" } }),
      ).not.toThrow();
    });

    it("leaves no dead letter of a watch whose failure is its answer: the alarm of real ones would stand for weeks", () => {
      const [, watch] =
        ofType("AWS::Lambda::Function").find(([, { Properties }]) => Properties["FunctionName"] === "tenantry-watch-veeam-access") ?? [];
      expect(watch?.Properties).not.toHaveProperty("DeadLetterConfig");
    });

    it("loses no event that its functions fail on", () => {
      for (const name of ["park-dead-execution", "sweep-orders", "put-schedules"]) {
        expect(() =>
          template.hasResourceProperties("AWS::Lambda::Function", { FunctionName: `tenantry-${name}`, DeadLetterConfig: {} }),
        ).not.toThrow();
      }
    });
  });
};
