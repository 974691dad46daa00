import { LambdaClient } from "@aws-sdk/client-lambda";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { systemClock } from "../clock.ts";
import { environment, ownVariables } from "../environment.ts";
import type { Activate, ActivationNeeds } from "../instances/activation.ts";
import type { ReadGateway } from "../instances/check-settings.ts";
import type { CredentialWriter, Instances, Schedules } from "../instances/ports.ts";
import type { ActivateVeeam, VeeamActivationNeeds } from "../instances/veeam-activation.ts";
import { clientSettings, veeamReach } from "../live.ts";
import { secretCredentialWriter } from "../store/credentials.ts";
import { schedulerSchedules } from "../store/schedules.ts";
import { acronis } from "../vendors/acronis/adapter.ts";
import { type GatewayPolicy, readGateway } from "../vendors/gateway.ts";
import { vendorHttp } from "../vendors/http.ts";
import { veeam } from "../vendors/veeam/adapter.ts";
import { readConsole, veeamPolicy } from "../vendors/veeam/hosts.ts";
import { activateBy, activateVeeamBy } from "./activation-call.ts";
import { type Applications, bssApplications } from "./bss-applications.ts";

// What the doors and activation may do beyond the ports of the steps: one function a right of environment.ts, so that a bundle
// holds only what its entry asks for.

/** Secrets of instances, to write. */
export const liveCredentialWriter = (variables = ownVariables): CredentialWriter => {
  const { TENANTRY_PREFIX, SECRETS_KEY_ARN } = environment.credentialWriter.parse(variables);
  return secretCredentialWriter(new SecretsManagerClient(clientSettings), TENANTRY_PREFIX, SECRETS_KEY_ARN);
};

/** Reads a gateway by the deployment's list of hosts. */
export const liveReadGateway = (variables = ownVariables): ReadGateway => {
  const policy = policyOf(variables);
  return (text) => readGateway(text, policy);
};

/** Activation by its own function. */
export const liveActivate = (variables = ownVariables): Activate =>
  activateBy(activationClient(), environment.activate.parse(variables).ACTIVATE_FUNCTION);

/** The same for Veeam. */
export const liveActivateVeeam = (variables = ownVariables): ActivateVeeam =>
  activateVeeamBy(activationClient(), environment.activate.parse(variables).ACTIVATE_FUNCTION);

/** It signs in at the vendor, so it takes longer than AWS does; a repeat would count a refused secret twice. */
const activationClient = (): LambdaClient =>
  new LambdaClient({ maxAttempts: 1, requestHandler: { ...clientSettings.requestHandler, requestTimeout: 29_000 } });

/** The keys of the BSS installations. */
export const liveApplications = (variables = ownVariables): Applications =>
  bssApplications(new SecretsManagerClient(clientSettings), environment.applications.parse(variables).BSS_APPLICATIONS_SECRET);

/** Acronis with credentials that are not stored yet. */
export const liveConnect = (instances: Instances, variables = ownVariables): ActivationNeeds["connect"] => {
  const http = vendorHttp(policyOf(variables));
  return (instance, credential) => {
    const credentials = { of: async () => credential, fresh: async () => credential };
    return acronis({ http, credentials, instances, clock: systemClock() })(instance);
  };
};

/** Reads a console's address by the deployment's list of hosts. */
export const liveReadConsole = (variables = ownVariables): ReadGateway => {
  const policy = veeamReach(environment.readConsole.parse(variables));
  return (text) => readConsole(text, policy);
};

/** Veeam with a key that is not stored yet. */
export const liveConnectVeeam = (instances: Instances, variables = ownVariables): VeeamActivationNeeds["connect"] => {
  const http = vendorHttp(veeamReach(environment.readConsole.parse(variables)));
  return (instance, credential) => {
    const credentials = { of: async () => credential, fresh: async () => credential };
    return veeam({ http, credentials, instances, clock: systemClock() })(instance);
  };
};

/** Reads the address of a registration end point by the deployment's list of hosts. */
export const liveReadEndpoint = (variables = ownVariables): ReadGateway => {
  const policy = veeamPolicy(environment.readEndpoint.parse(variables).TENANTRY_VEEAM_HOSTS, false);
  return (text) => readGateway(text, policy);
};

/** The schedules of instances. */
export const liveSchedules = (variables = ownVariables): Schedules => {
  const read = environment.schedules.parse(variables);
  return schedulerSchedules(new SchedulerClient(clientSettings), {
    prefix: read.TENANTRY_PREFIX,
    machinesArn: read.MACHINES_ARN,
    roleArn: read.SCHEDULES_ROLE_ARN,
    deadLettersArn: read.SCHEDULES_DEAD_LETTERS_ARN,
  });
};

const policyOf = (variables: NodeJS.ProcessEnv): GatewayPolicy => ({
  allowedSuffixes: environment.readGateway.parse(variables).TENANTRY_ACRONIS_HOSTS,
  // A gateway on loopback would be the container itself.
  allowLoopback: false,
});
