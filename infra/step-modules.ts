/** Where each step's code is, by its name. A test holds this against the processes. */
export const stepModules: Readonly<Record<string, string>> = {
  checkLogin: "functions/acronis/check-login.ts",
  createTenant: "functions/acronis/create-tenant.ts",
  enableServices: "functions/acronis/enable-services.ts",
  switchToProduction: "functions/acronis/switch-to-production.ts",
  createAdministrator: "functions/acronis/create-administrator.ts",
  grantRole: "functions/acronis/grant-role.ts",
  sendActivation: "functions/acronis/send-activation.ts",
  disableTenant: "functions/acronis/disable-tenant.ts",
  weighServices: "functions/acronis/subscriptions/weigh-services.ts",
  switchEdition: "functions/acronis/subscriptions/switch-edition.ts",
  setItems: "functions/acronis/subscriptions/set-items.ts",
  setMode: "functions/acronis/subscriptions/set-mode.ts",
  completeServices: "functions/acronis/subscriptions/complete-services.ts",
  checkDeletion: "functions/deletion/check-deletion.ts",
  deleteTenant: "functions/deletion/delete-tenant.ts",
  completeDeletion: "functions/deletion/complete-deletion.ts",
  createCustomer: "functions/veeam/create-customer.ts",
  awaitVerification: "functions/veeam/await-verification.ts",
  registerCustomer: "functions/veeam/register-customer.ts",
  awaitRegistration: "functions/veeam/await-registration.ts",
  cancelSubscriptions: "functions/veeam/cancel-subscriptions.ts",
  endSubscription: "functions/veeam/end-subscription.ts",
  startSubscription: "functions/veeam/start-subscription.ts",
  awaitSubscription: "functions/veeam/await-subscription.ts",
  completeSubscription: "functions/veeam/complete-subscription.ts",
  completeRemoval: "functions/veeam/complete-removal.ts",
  completeVeeamOrder: "functions/veeam/complete-veeam-order.ts",
  readServices: "functions/services/read-services.ts",
  publishServices: "functions/services/publish-services.ts",
  parkServices: "functions/services/park-services.ts",
  completeOrder: "functions/onboarding/complete-order.ts",
  takeUsage: "functions/usage/take-usage.ts",
  parkUsage: "functions/usage/park-usage.ts",
  parkOrder: "functions/onboarding/park-order.ts",
};

/** The program of a step's function. */
export const stepSource = (step: string): string => {
  const path = stepModules[step];
  if (path === undefined) throw new Error(`${step} has no line in infra/step-modules.ts`);
  return `import { ${step} } from "./${path}";
import { lambda } from "./functions/lambda.ts";
export const handler = lambda(${step});`;
};
