import * as z from "zod";
import { AnyInstance } from "../instances/any-instance.ts";
import type { ListedInstances } from "../instances/ports.ts";
import type { Log } from "../log.ts";

const Keyed = z.object({ instanceId: z.string() });

/** At most so many places of a row are told. */
const PLACES = 8;

/** Each row is read by itself: one that cannot be read is told by its id and its wrong places, and takes no other with it. */
export const listedInstances = (rows: readonly unknown[], log: Log): ListedInstances => {
  const instances = rows.flatMap((row) => {
    const { success, data, error } = AnyInstance.safeParse(row);
    if (success) return [data];
    // The error's own text may quote the row.
    const places = error.issues.slice(0, PLACES).map(({ path }) => path.join("."));
    log("error", "an instance's row cannot be read", { ...Keyed.parse(row), places });
    return [];
  });
  return {
    instances: instances.toSorted((one, other) => (one.activatedAt < other.activatedAt ? -1 : 1)),
    unreadable: rows.length - instances.length,
  };
};
