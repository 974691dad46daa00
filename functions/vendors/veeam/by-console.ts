import * as z from "zod";
import { type Clock, utc } from "../../clock.ts";
import { Rejected } from "../../errors.ts";
import { changeOnce } from "./actions.ts";
import { type ConsoleCalls, pathOf, query } from "./console-calls.ts";
import { createByConsole, createResellerByConsole } from "./console-creating.ts";
import { consoleLists } from "./console-lists.ts";
import { customerOfTenant, detailsPatch, isFrom37, PulseConfiguration, PulseContract, PulseTenant } from "./console-objects.ts";
import type { MachineWay } from "./machine.ts";
import type { Months } from "./port.ts";
import { linesOf, registrationIn, UsageMonth } from "./usages.ts";

/** What the console's documented API can do: companies, their Pulse tenants, monthly usages (veeam-api.md, 10 to 12). */
export const consoleOperations = [
  "findCustomer",
  "createCustomer",
  "createReseller",
  "readCustomer",
  "completeDetails",
  "readRegistration",
  "monthlyUsages",
] as const satisfies readonly (keyof MachineWay)[];

export type ConsoleWay = Required<Pick<MachineWay, "checkAccess" | (typeof consoleOperations)[number]>>;

export function byConsole(calls: ConsoleCalls, clock: Clock): ConsoleWay {
  const lists = consoleLists(calls);
  const synchronise = async (): Promise<void> => void (await calls.answer({ call: "synchronise", method: "POST", path: "/pulse/sync" }));
  const console = { calls, lists, clock, synchronise };

  /** The usages need 3.7, whatever the instance speaks otherwise; a page counts months (12.1). */
  const usages = async (call: "monthlyUsages" | "readRegistration", { from, to }: Months) => {
    const version = isFrom37(calls.version) ? calls.version : "3.7";
    const path = `/pulse/monthlyUsages${query({ from, to })}`;
    return linesOf(await calls.list({ call, method: "GET", path, version }, UsageMonth));
  };

  return {
    checkAccess: async () => {
      const { status, tokenExpirationDate } = await calls.read({ call: "checkAccess", method: "GET", path: "/pulse" }, PulseConfiguration);
      const contracts = await calls.list({ call: "checkAccess", method: "GET", path: "/pulse/contracts" }, PulseContract);
      return {
        pulseStatus: status ?? "Unknown",
        pulseTokenExpiresAt: tokenExpirationDate,
        contractIds: contracts.map(({ contractId }) => contractId),
      };
    },
    findCustomer: lists.find,
    createCustomer: createByConsole(console),
    createReseller: createResellerByConsole(console),
    readCustomer: async ({ marker, tenantId, companyUid }, refresh = false) => {
      if (tenantId === undefined) throw new Rejected("tenantGone", "readCustomer: the company has no Pulse tenant");
      if (refresh) await synchronise();
      const path = pathOf`/pulse/tenants/${tenantId}`;
      const read = customerOfTenant(await calls.read({ call: "readCustomer", method: "GET", path }, PulseTenant));
      return { ...read, marker, companyUid: read.companyUid ?? companyUid };
    },
    completeDetails: async ({ marker, companyUid }, details, once) => {
      const uid = companyUid ?? (await lists.ofMarker("completeDetails", marker))[0]?.instanceUid;
      if (uid === undefined) throw new Rejected("tenantGone", "completeDetails: there is no such company");
      const body = detailsPatch(details, calls.version);
      const call = { call: "completeDetails", method: "PATCH", path: pathOf`/organizations/${uid}`, body } as const;
      if (body.length > 0) await changeOnce(calls, clock, { call, part: "details", data: z.unknown() }, once);
      return null;
    },
    readRegistration: async ({ tenantId }) => {
      const to = clock.now().slice(0, 7);
      try {
        return registrationIn(await usages("readRegistration", { from: monthBefore(to), to }), tenantId);
      } catch (error) {
        // An older console has no such list: nothing is to be seen there, and that is no refusal.
        const isUnseen = error instanceof Rejected && ["consoleVersion", "tenantGone"].includes(error.reason);
        if (isUnseen) return registrationIn([], tenantId);
        throw error;
      }
    },
    monthlyUsages: (months) => usages("monthlyUsages", months),
  };
}

const monthBefore = (month: string): string => utc(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000).slice(0, 7);
