import type { Right } from "../functions/environment.ts";

export interface Entry {
  readonly description: string;
  readonly needs: readonly Right[];
  readonly seconds?: number;
}

/** The functions beside the steps: functions/entries/<name>.ts. */
export const entries = {
  "bss-door": {
    description: "The BSS's door: the Service Management API; authorises itself",
    needs: [
      "clock",
      "mappings",
      "placeOrders",
      "machines",
      "startMachines",
      "instances",
      "services",
      "credentials",
      "tenants",
      "usageWriter",
      "acronis",
      "veeam",
      "readGateway",
      "activate",
      "applications",
    ],
  },
  "operator-door": {
    description: "The operators' door: /v1",
    needs: [
      "clock",
      "mappings",
      "placeOrders",
      "listOrders",
      "tenants",
      "machines",
      "startMachines",
      "instances",
      "listInstances",
      "credentials",
      "acronis",
      "services",
      "servicesWriter",
      "usage",
      "listUsage",
      "schedules",
      "readEndpoint",
    ],
  },
  "activate-instance": {
    description: "Checks settings at the vendor and activates their instance; the only writer of secrets",
    needs: ["clock", "instances", "countRefusals", "credentialWriter", "readGateway", "readConsole", "schedules"],
  },
  "park-dead-execution": {
    description: "Parks the order of an execution that died outside any Catch",
    needs: ["clock", "mappings", "listOrders"],
  },
  "look-for-registrations": {
    description: "Resumes orders of Veeam whose registration is seen meanwhile",
    needs: ["clock", "mappings", "listOrders", "machines", "startMachines", "instances", "credentials", "veeam"],
    seconds: 240,
  },
  "watch-veeam-access": {
    description: "Fails when a console's connection to Veeam, or its API key, has ended or soon will",
    needs: ["clock", "instances", "listInstances", "credentials", "veeam"],
    seconds: 240,
  },
  "delete-due-tenants": {
    description: "Starts the deletions of tenants whose grace time is over",
    needs: ["clock", "mappings", "placeOrders", "listDeletions", "machines", "startMachines"],
    seconds: 240,
  },
  "put-schedules": {
    description: "Puts the schedules of every instance again, as its settings have them",
    needs: ["instances", "listInstances", "schedules"],
    seconds: 240,
  },
  "sweep-orders": {
    description: "Starts what was reserved and never started, parks what died unseen, resumes what waited for settings",
    needs: ["clock", "mappings", "listOrders", "machines", "startMachines", "instances"],
    seconds: 240,
  },
} as const satisfies Record<string, Entry>;

export type EntryName = keyof typeof entries;

/** The program of an entry's function. */
export const entrySource = (name: EntryName): string => `export { handler } from "./functions/entries/${name}.ts";`;
