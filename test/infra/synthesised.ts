import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Template } from "aws-cdk-lib/assertions";
import * as z from "zod";
import settings from "../../cdk.json" with { type: "json" };
import { tenantryApp } from "../../infra/tenantry-app.ts";

const Resource = z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }).loose();
export type Resource = z.infer<typeof Resource>;

/** The app with cdk.json's context. Bundles are left out unless asked for: they take most of the time. */
export const appOf = (context: Readonly<Record<string, unknown>> = {}, bundled = false) =>
  tenantryApp({
    outdir: mkdtempSync(join(tmpdir(), "tenantry-synth-")),
    context: { ...settings.context, ...(bundled ? {} : { "aws:cdk:bundling-stacks": [] }), ...context },
  });

/** The synthesised template. Synthesis fails on any finding of cdk-nag that has no reason. */
export const synthesised = (context: Readonly<Record<string, unknown>> = {}) => {
  const { app, stack } = appOf(context);
  app.synth();
  const template = Template.fromStack(stack);
  const resources = z.record(z.string(), Resource).parse(template.toJSON()["Resources"]);
  return { template, resources, ofType: (type: string) => Object.entries(resources).filter(([, { Type }]) => Type === type) };
};
