import { describe, expect, it } from "vitest";
import type { Mapping } from "../../functions/onboarding/mapping.ts";
import type { ServiceEntry } from "../../functions/onboarding/service-entry.ts";
import { UsageRow } from "../../functions/usage/ports.ts";
import { rowsOf } from "../../functions/usage/rows-of.ts";
import { soldNamesOf } from "../../functions/usage/sold-names.ts";
import type { UsageLine } from "../../functions/vendors/acronis/usage-lines.ts";
import { backup, entryOf, mappingOf } from "./fixtures.ts";

const line = (name: string, value: number, more: Partial<UsageLine> = {}): UsageLine => ({
  application_id: backup,
  name,
  edition: "pck_per_workload",
  usage_name: name.replace("pw_base_", ""),
  measurement_unit: "quantity",
  infra_id: undefined,
  range_start: "2026-09-01T00:00:00",
  value,
  absolute_value: value,
  isAggregate: false,
  enabled: { limit: null },
  ...more,
});

const takenAt = "2026-09-20T08:00:00.000+00:00";
const names = soldNamesOf({
  takenAt,
  currency: "EUR",
  discount: "18",
  storages: [{ id: "st-1", name: "Frankfurt 1", locationName: "Frankfurt" }],
  remarks: [],
  groups: [
    {
      plan: "backup-pck_per_workload",
      applicationId: backup,
      edition: "pck_per_workload",
      applicationName: "Cyber Protection",
      editionName: "Per workload",
      name: "Cyber Protection - Per workload",
      forCustomers: true,
      forResellers: false,
      items: [
        {
          plan: "backup-pw_base_servers",
          itemName: "pw_base_servers",
          usageName: "servers",
          isFeature: false,
          unit: "pieces",
          attributeId: "servers",
          name: "Physical servers",
        },
      ],
    },
  ],
});

interface Look {
  readonly services?: readonly ServiceEntry[];
  readonly at?: string;
  readonly unreadable?: number;
  readonly before?: readonly UsageRow[];
}

const look = (lines: readonly UsageLine[], { services = [], at = takenAt, unreadable = 0, before = [] }: Look = {}) => {
  const mapping: Mapping & { tenantId: string } = { ...mappingOf("100"), tenantId: "t-1", services: [...services] };
  const beforeOf = (month: string) => before.find((row) => row.month === month);
  return rowsOf({ mapping, lines, unreadable, takenAt: at, before: beforeOf }, names);
};

describe("a row of usage", () => {
  it("keeps what is used, by the cumulative value where there is one, and neither sums nor what is idle", () => {
    const [row] = look([
      line("pw_base_servers", 3, { absolute_value: 4 }),
      line("pw_base_workstations", 0),
      line("pw_base_compute_points", 7_200, { measurement_unit: "seconds", absolute_value: 99_999 }),
      line("storage_total", 5, { isAggregate: true, edition: "mixed" }),
      line("pw_base_dr_base", 1, { measurement_unit: "n/a" }),
    ]);
    expect(row?.items.map(({ name, value }) => [name, value])).toEqual([
      ["pw_base_compute_points", 7_200],
      ["pw_base_servers", 4],
    ]);
  });

  it("carries the names under which the item is sold, and people's words for one that is not", () => {
    const [row] = look([
      line("pw_base_servers", 1),
      line("pw_base_storage", 1, { usage_name: "storage", measurement_unit: "bytes", infra_id: "st-1" }),
    ]);
    expect(row?.items).toMatchObject([
      { soldName: "Physical servers", group: "Cyber Protection - Per workload", attributeId: "servers", location: "" },
      { soldName: "Cloud storage", group: "", attributeId: "storage_gb", location: "Frankfurt 1" },
    ]);
  });

  it("is of the month in which the vendor's range starts: the one before while it is open, and no other", () => {
    const told = [
      line("pw_base_servers", 9, { range_start: "2026-08-01T00:00:00" }),
      line("pw_base_vms", 1, { range_start: "2026-06-01" }),
    ];
    const months = (at: string) => look(told, { at }).map(({ month, items }) => [month, items.length]);
    expect(months("2026-09-01T11:00:00.000+00:00")).toEqual([
      ["2026-09", 0],
      ["2026-08", 1],
    ]);
    expect(months("2026-09-01T12:00:00.000+00:00")).toEqual([["2026-09", 0]]);
  });

  it("has a line once that the vendor tells twice, as it was told last", () => {
    const [row] = look([
      line("pw_base_servers", 3),
      line("pw_base_servers", 4, { range_start: "2026-09-01T00:00:00Z" }),
      line("pw_base_storage", 1, { measurement_unit: "bytes", infra_id: "st-1" }),
      line("pw_base_storage", 2, { measurement_unit: "bytes", infra_id: "st-2" }),
    ]);
    expect(row?.items.map(({ name, infraId, value }) => [name, infraId, value])).toEqual([
      ["pw_base_servers", undefined, 4],
      ["pw_base_storage", "st-1", 1],
      ["pw_base_storage", "st-2", 2],
    ]);
  });

  it("keeps what an earlier look saw where a meter of a month that is over, or a line that cannot be read, says nothing any more", () => {
    const both = [line("pw_base_servers", 3), line("pw_base_vms", 4)];
    const values = (rows: readonly UsageRow[]) => rows.map((row) => [row.month, row.items.map(({ name, value }) => `${name} ${value}`)]);
    const before = look(both);
    const firstOfOctober = "2026-10-01T05:00:00.000+00:00";
    const october = line("pw_base_servers", 5, { range_start: "2026-10-01T00:00:00" });
    expect(values(look([october, line("pw_base_vms", 6)], { at: firstOfOctober, before }))).toEqual([
      ["2026-10", ["pw_base_servers 5"]],
      ["2026-09", ["pw_base_servers 3", "pw_base_vms 6"]],
    ]);
    expect(values(look([october, line("pw_base_vms", 0)], { at: firstOfOctober, before }))[1]).toEqual(["2026-09", ["pw_base_servers 3"]]);
    const [odd] = look([line("pw_base_servers", 5)], { unreadable: 1, before });
    expect(odd).toMatchObject({ unreadable: 1, items: [{ value: 5 }, { name: "pw_base_vms", value: 4 }] });
    expect(values(look([line("pw_base_servers", 5)], { before }))).toEqual([["2026-09", ["pw_base_servers 5"]]]);
  });

  it("counts a line that does not say since when into the running month", () => {
    const told = [undefined, "", "last Tuesday"].map((range_start, at) => line(`item_${at}`, 1, { range_start }));
    expect(look(told).map(({ month, items }) => [month, items.length])).toEqual([["2026-09", 3]]);
  });

  it("can be read again whatever the vendor calls its items", () => {
    const [row] = look([
      line("pw_base_x", 1, { usage_name: "constructor" }),
      line("pw_base_y", 1, { usage_name: "" }),
      line("z", 1, { usage_name: "toString", edition: "valueOf" }),
    ]);
    expect(UsageRow.parse(row).items.map(({ soldName, attributeId }) => [soldName, attributeId])).toEqual([
      ["Constructor", "constructor"],
      ["Y", "y"],
      ["ToString", "tostring"],
    ]);
  });

  it("keeps what is idle where it was sold or has a limit: the report of differences wants it", () => {
    const servers = { applicationId: backup, name: "pw_base_servers", value: 5 };
    const [row] = look([line("pw_base_vms", 0, { enabled: { limit: 10 } })], {
      services: [entryOf("s-1", { items: [servers] })],
    });
    expect(row?.items).toMatchObject([
      { name: "pw_base_servers", value: 0, sold: { value: 5 }, soldName: "Physical servers", measurementUnit: "quantity" },
      { name: "pw_base_vms", value: 0, enabled: { limit: 10 } },
    ]);
  });
});

describe("whose bill an item is on", () => {
  const servers = { applicationId: backup, name: "pw_base_servers", value: 5 };
  const owners = (services: readonly ServiceEntry[]) =>
    look([line("pw_base_servers", 1), line("pw_base_vms", 1), line("fc_seats", 1, { application_id: "files" })], {
      services,
    })[0]?.items.map(({ name, subscriptionId = "nobody" }) => `${name}: ${subscriptionId}`);
  const older = entryOf("older", { startedAt: "2026-03-01T00:00:00.000+00:00" });
  const naming = entryOf("naming", { startedAt: "2026-05-01T00:00:00.000+00:00", items: [servers] });

  it("is the oldest subscription's that names it, else the oldest of its application, else nobody's", () => {
    const alsoNaming = entryOf("also", { startedAt: "2026-06-01T00:00:00.000+00:00", items: [servers] });
    expect(owners([alsoNaming, naming, older])).toEqual(["pw_base_servers: naming", "pw_base_vms: older", "fc_seats: nobody"]);
  });

  it("is a contract's, whatever else there is", () => {
    const contract = entryOf("contract", { applicationId: "", contract: { tier: 2, commitment: "500.00", currency: "EUR" } });
    expect(owners([older, naming, contract])).toEqual(["pw_base_servers: contract", "pw_base_vms: contract", "fc_seats: contract"]);
  });

  it("is never one's that ended before the month, but one's that ended in it", () => {
    const ended = (endedAt: string) => entryOf("ended", { ...naming, subscriptionId: "ended", state: "cancelled", endedAt });
    expect(owners([ended("2026-08-31T23:59:59.000+00:00"), older])?.[0]).toBe("pw_base_servers: older");
    expect(owners([ended("2026-09-01T00:00:00.000+00:00"), older])?.[0]).toBe("pw_base_servers: ended");
  });

  it("stays one's that was cancelled in the month, since a cancelled one names nothing any more, unless another names it by now", () => {
    const told = [line("pw_base_servers", 1)];
    const before = look(told, { services: [older, naming] });
    const cancelled = entryOf("naming", { ...naming, state: "cancelled", items: [], endedAt: "2026-09-15T00:00:00.000+00:00" });
    const later = entryOf("later", { ...naming, subscriptionId: "later", startedAt: "2026-09-16T00:00:00.000+00:00" });
    const owner = (services: readonly ServiceEntry[]) => look(told, { services, before })[0]?.items[0]?.subscriptionId;
    expect(owner([older, cancelled])).toBe("naming");
    expect(owner([older, cancelled, later])).toBe("later");
    expect(owner([older, { ...cancelled, endedAt: "2026-08-15T00:00:00.000+00:00" }])).toBe("older");
  });

  it("adds up what several want of it, and unlimited wins", () => {
    const also = entryOf("also", { items: [{ ...servers, value: 2 }] });
    const unlimited = entryOf("unlimited", { items: [{ ...servers, value: null }] });
    const sold = (...services: ServiceEntry[]) => look([line("pw_base_servers", 1)], { services })[0]?.items[0]?.sold;
    expect([sold(naming, also), sold(naming, unlimited), sold(older)]).toEqual([{ value: 7 }, { value: null }, undefined]);
  });
});
