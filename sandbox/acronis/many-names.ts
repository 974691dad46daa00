import { applications, type Definition } from "./catalogue.ts";

// Two editions take turns, so that each name but perhaps the last has its like on the other side of the edition switch.
const editions = [
  { edition: "pck_per_workload", prefix: "pw_" },
  { edition: "pck_per_gigabyte", prefix: "pg_" },
] as const;

const pattern = /^(p[wg])_pack_extra_(\d{6})$/;

/** The name of that serial number, from 1 on: counted items that exist only to make a catalogue long. */
export function longName(serial: number): Definition {
  const { edition, prefix } = editions[(serial - 1) % 2 === 0 ? 0 : 1];
  const usage_name = `pack_extra_${String(Math.ceil(serial / 2)).padStart(6, "0")}`;
  return {
    application_id: applications.backup,
    name: prefix + usage_name,
    edition,
    usage_name,
    type: "count",
    measurement_unit: "quantity",
    capability: null,
    secondary: false,
  };
}

/** The serial number of such a name, if it is one. */
export function serialOf(name: string): number | undefined {
  const [, prefix, place] = pattern.exec(name) ?? [];
  return place === undefined ? undefined : Number(place) * 2 - (prefix === "pw" ? 1 : 0);
}

export function* longNames(count: number): Generator<Definition> {
  for (let serial = 1; serial <= count; serial += 1) yield longName(serial);
}
