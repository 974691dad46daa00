import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import settings from "../../cdk.json" with { type: "json" };
import { tenantryApp } from "../../infra/tenantry-app.ts";

const Resource = z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }).loose();

/** The synthesised template. Synthesis fails on any finding of cdk-nag that has no reason. */
export const synthesised = (context: Readonly<Record<string, unknown>> = {}) => {
  const outdir = mkdtempSync(join(tmpdir(), "tenantry-synth-"));
  try {
    // Bundles take most of the time, and have a test of their own.
    const { app, stack } = tenantryApp({ outdir, context: { ...settings.context, "aws:cdk:bundling-stacks": [], ...context } });
    app.synth();
    const template = Template.fromStack(stack);
    const resources = z.record(z.string(), Resource).parse(template.toJSON()["Resources"]);
    return { template, ofType: (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
};

/** The stack that most checks look at. */
export const tenantry = synthesised({ alarmEmail: "operators@example.com" });
