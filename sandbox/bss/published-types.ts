import * as z from "zod";

const Fixed = z.object({ ID: z.string(), IsPrimaryKey: z.boolean(), Values: z.array(z.string()) });
const Unit = z.object({ BillingCycle: z.int(), Price: z.number(), Cost: z.number() });
const Sold = z.object({
  ID: z.string(),
  Name: z.string(),
  Attributes: z.array(Fixed),
  UpdateOptions: z.array(z.int()),
  Prices: z.array(z.object({ Currency: z.string(), Units: z.array(Unit) })).nullable(),
});
const ProductType = z.object({
  ID: z.string(),
  Name: z.string(),
  Scope: z.int(),
  AttributeList: z.array(
    z.object({
      ID: z.string(),
      Name: z.string(),
      Kind: z.string(),
      Usage: z.string(),
      PredefinedValues: z.array(z.object({ ID: z.string(), Name: z.string() })),
    }),
  ),
  ProductsCollection: z.object({
    Products: z.array(Sold.extend({ RelatedProducts: z.array(z.object({ ProductID: z.string(), Relation: z.int() })).nullable() })),
    Addons: z.array(Sold.extend({ Products: z.array(z.string()), UnitType: z.string().nullable() })),
  }),
});
/** What "Get Services Definition" answers, as far as people look at it. */
export const Catalogue = z.object({ ProductTypes: z.array(ProductType) });

/** A product type as the BSS keeps it, as far as people look at it. */
export type PublishedType = z.infer<typeof ProductType>;
