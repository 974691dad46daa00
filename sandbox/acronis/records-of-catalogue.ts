import * as z from "zod";

/** An offering item that the vendor sells only in this simulator (`POST /simulator/catalogue`). */
export const AddedRecord = z.object({
  application_id: z.string(),
  name: z.string(),
  edition: z.string().nullable(),
  usage_name: z.string(),
  type: z.enum(["count", "infra", "feature"]),
  measurement_unit: z.enum(["bytes", "quantity", "seconds", "n/a"]),
  capability: z.enum(["backup", "disaster_recovery", "files_cloud"]).nullable(),
  secondary: z.boolean(),
});

/** What the vendor's staff changed about the catalogue. A data file of before has none of it. */
export const CatalogueRecord = z
  .object({
    /** How many names there are besides the known ones (`--offering-items`). */
    names: z.int(),
    /** By application and name. */
    added: z.record(z.string(), AddedRecord),
    /** New names of applications by id. */
    applications: z.record(z.string(), z.string()),
    /** First names of renamed storages by id. */
    storages: z.record(z.string(), z.string()),
  })
  .default({ names: 0, added: {}, applications: {}, storages: {} });

/** From this month on ("" is always). A list price of null takes the item off the list. */
export const PriceChangeRecord = z.object({
  from: z.string(),
  list_price: z.string().nullable().optional(),
  friendly_name: z.string().optional(),
});

export const PricesRecord = z
  .object({
    readable: z.boolean(),
    currency: z.string().nullable(),
    /** By name of the offering item. */
    changes: z.record(z.string(), z.array(PriceChangeRecord)),
  })
  .default({ readable: true, currency: null, changes: {} });
