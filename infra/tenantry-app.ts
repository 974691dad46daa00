import { App, type AppProps, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { optionsOf } from "./options.ts";
import { TenantryStack } from "./tenantry-stack.ts";

/** The app as it is deployed: one stack, and cdk-nag, which fails the synthesis on any finding that nobody gave a reason for. */
export const tenantryApp = (settings: AppProps = {}): { readonly app: App; readonly stack: TenantryStack } => {
  const app = new App(settings);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { app, stack: new TenantryStack(app, optionsOf(app.node)) };
};
