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
  const storages = new Map((await acronis.storages(tenantId, named)).map((storage) => [storage.id, storage]));
  const places = [...new Set([...storages.values()].flatMap(({ location_id }) => location_id ?? []))];
  const locations = await locationNames(acronis, places);
  return {
    choices: named.map((id) => {
      const storage = storages.get(id);
      const locationName = locations?.get(storage?.location_id ?? "") ?? "";
      return { id, name: plainName(storage?.name ?? "") || id, locationName: plainName(locationName) };
    }),
    remarks: [
      ...(ids.size > MOST_STORAGES ? [`There are ${ids.size} storages; the first ${MOST_STORAGES} by their ids can be chosen.`] : []),
      ...(locations === undefined ? ["Acronis does not tell this API client what the locations are called."] : []),
    ],
  };
};

/** By id; undefined where the client may not read them: a choice without the name of its place is still a choice. */
const locationNames = async (acronis: Acronis, ids: readonly string[]): Promise<ReadonlyMap<string, string> | undefined> => {
  try {
    return new Map((await acronis.locations(ids)).map(({ id, name }) => [id, name]));
  } catch (error) {
    if (error instanceof Rejected && (error.reason === "accessDenied" || error.reason === "vendorRefused")) return undefined;
    throw error;
  }
};
