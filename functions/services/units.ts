import Big from "big.js";

/** Units as people say them. Acronis counts in bytes, seconds and pieces (acronis-api.md, 9.1); a GB is binary (9.4). */
export type Unit = "GB" | "hours" | "pieces";

const perUnit: Readonly<Record<Unit, number>> = { GB: 1_073_741_824, hours: 3_600, pieces: 1 };

/** The unit in which an item is sold, by the vendor's unit of measurement; undefined where there is nothing to count (`n/a`). */
export const unitOf = (measurementUnit: string | undefined): Unit | undefined => {
  switch (measurementUnit) {
    case "bytes":
      return "GB";
    case "seconds":
      return "hours";
    case "n/a":
      return undefined;
    default:
      // An open enumeration: what is new is counted in pieces, as it comes.
      return "pieces";
  }
};

/** An amount of people's units in the vendor's own, whole, rounded up: nobody gets less than was sold. */
export const toVendor = (amount: string, unit: Unit): number => new Big(amount).times(perUnit[unit]).round(0, Big.roundUp).toNumber();

/** A number of the vendor's units in people's: GB with six digits, hours with two (11.1), pieces whole; half to even. */
export const fromVendor = (count: number, unit: Unit): string =>
  new Big(count)
    .div(perUnit[unit])
    .round(unit === "GB" ? 6 : 2, Big.roundHalfEven)
    .toFixed();

/**
 * The attribute in which an amount of an item travels: `workstations`, `storage_gb`, `compute_points_hours`; of a feature its usage name
 * alone. In small letters, digits and `_`, as ids come back from the BSS, and never one of those that say something else.
 */
export const attributeIdOf = (usageName: string, unit: Unit | undefined): string => {
  const name = plainId.test(usageName) ? usageName : plainIdOf(usageName);
  if (unit === "GB") return `${name}_gb`;
  if (unit === "hours") return `${name}_hours`;
  return taken.has(name) ? `${name}_item` : name;
};

const plainId = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

const plainIdOf = (usageName: string): string => {
  const name = usageName
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_|_$/g, "");
  return /^[a-z]/.test(name) ? name : `item_${name}`.replace(/_$/, "");
};

/** Attributes that hold no amount. */
const taken: ReadonlySet<string> = new Set(["plan", "edition", "tier", "storage_location"]);
