import { Rejected } from "../errors.ts";
import type { Instance } from "../instances/instance.ts";
import type { Acronis } from "../vendors/acronis/port.ts";
import type { StorageChoice } from "./definition.ts";
import { plainName } from "./words.ts";

/** A choice of more storages is of no use to anybody. */
const MOST_STORAGES = 1_000;

/** The storages that can be chosen, by id, and what a person should know of them (acronis-api.md, 10). */
export const readStorageChoices = async (
  acronis: Acronis,
  { tenantId }: Instance,
  ids: ReadonlySet<string>,
): Promise<{ readonly choices: readonly StorageChoice[]; readonly remarks: readonly string[] }> => {
  const named = [...ids].toSorted().slice(0, MOST_STORAGES);
  const found = await ifAllowed(acronis.storages(tenantId, named));
  const storages = new Map(found?.map((storage) => [storage.id, storage]));
  const places = [...new Set([...storages.values()].flatMap(({ location_id }) => location_id ?? []))];
  const placesFound = await ifAllowed(acronis.locations(places));
  const locations = new Map(placesFound?.map(({ id, name }) => [id, name]));
  return {
    choices: named.map((id) => {
      const storage = storages.get(id);
      const locationName = locations.get(storage?.location_id ?? "") ?? "";
      return { id, name: plainName(storage?.name ?? "") || id, locationName: plainName(locationName) };
    }),
    remarks: [
      ...(ids.size > MOST_STORAGES ? [`There are ${ids.size} storages; the first ${MOST_STORAGES} by their ids can be chosen.`] : []),
      ...(found === undefined ? ["Acronis does not tell this API client what the storages are called."] : []),
      ...(placesFound === undefined ? ["Acronis does not tell this API client what the locations are called."] : []),
    ],
  };
};

/** Undefined where the client may not read it: a choice without a name, or without that of its place, is still a choice. */
const ifAllowed = async <Read>(reading: Promise<Read>): Promise<Read | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Rejected && (error.reason === "accessDenied" || error.reason === "vendorRefused")) return undefined;
    throw error;
  }
};
