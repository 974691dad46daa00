import * as z from "zod";
import type { Log } from "../../functions/log.ts";
import type { Services } from "../../functions/services/ports.ts";
import { type BssInstallation, bssInstallation } from "../../sandbox/bss/installation.ts";
import { instanceIdIn, saveForm } from "../onboarding/hands.ts";
import { apiKey, applicationId, openTown, operatorKey, type Town, type TownOptions } from "../support/town.ts";

const Json = z.record(z.string(), z.unknown());

/** A town whose instance is active, and what people do to its services. */
export interface ServicesScene {
  readonly town: Town;
  readonly instanceId: string;
  readonly bss: BssInstallation;
  readonly services: () => Services;
  /** Starts a run, waits for its end, and gives its outcome; what it cost is told by `cost`. */
  readonly run: () => Promise<string | undefined>;
  /** What was logged as an error, which is what alarms count. */
  readonly rung: readonly { readonly message: string; readonly instanceId: string | undefined }[];
  readonly cost: () => { readonly writes: number; readonly transitions: number };
  /** Acronis' staff changes what is on offer, or the price list. */
  readonly vendor: (what: "catalogue" | "prices", change: unknown) => Promise<void>;
  readonly operate: (
    method: "GET" | "POST" | "PUT" | "DELETE",
    path: string,
    sent?: { readonly json?: unknown; readonly csv?: string },
  ) => Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
}

export const openServicesScene = async (options: TownOptions = {}): Promise<ServicesScene> => {
  const rung: { message: string; instanceId: string | undefined }[] = [];
  const log: Log = (level, message, facts) => {
    if (level === "error") rung.push({ message, instanceId: facts?.instanceId });
  };
  const town = await openTown({ ...options, house: { ...options.house, log } });
  await saveForm(town);
  const instanceId = instanceIdIn(town);
  let runs = 0;
  let cost = { writes: 0, transitions: 0 };
  const services = () => town.house().ports.services;
  return {
    town,
    instanceId,
    bss: bssInstallation({ base: `${town.url()}/acronis/api`, applicationId, apiKey, settings: town.settings }),
    services,
    rung,
    cost: () => cost,
    run: async () => {
      const { machines, tables } = town.house();
      const before = tables.writes();
      runs += 1;
      const execution = `run-${runs}`;
      await machines.start("get-services-definition", execution, instanceId);
      await machines.idle();
      cost = { writes: tables.writes() - before, transitions: machines.transitions(execution) };
      const { lastRun } = (await services().head(instanceId)) ?? {};
      return lastRun?.execution === execution ? lastRun.outcome : undefined;
    },
    vendor: async (what, change) => {
      const answer = await fetch(`${town.vendor.url}/simulator/${what}`, { method: "POST", body: JSON.stringify(change) });
      if (answer.status !== 200) throw new Error(await answer.text());
    },
    operate: async (method, path, { json, csv } = {}) => {
      const body = csv ?? (json === undefined ? undefined : JSON.stringify(json));
      const type = csv === undefined ? "application/json" : "text/csv; charset=utf-8";
      const answer = await fetch(`${town.url()}/v1/instances/${instanceId}/${path}`, {
        method,
        headers: { authorization: `Bearer ${operatorKey}`, ...(body === undefined ? {} : { "content-type": type }) },
        ...(body === undefined ? {} : { body }),
      });
      return { status: answer.status, body: Json.parse(await answer.json()) };
    },
  };
};

/** The sell price and cost of an item, as they are published. */
export const priceOf = async ({ services, instanceId }: ServicesScene, itemName: string) => {
  const definition = await services().published(instanceId);
  return definition?.groups.flatMap(({ items }) => items).find((item) => item.itemName === itemName)?.price;
};
