import * as z from "zod";

const Line = z.object({
  Id: z.string(),
  Name: z.string(),
  Type: z.string().nullable(),
  Location: z.string().nullable(),
  Group: z.string().nullable(),
  Customer: z.string().nullable(),
  AttributeId: z.string().nullable(),
  Quantity: z.number(),
  Unit: z.string(),
  CostPrice: z.number().nullable(),
  SellPrice: z.number().nullable(),
});
/** An answer of `Ppu/Usages` or `Ppu/BillingItems`, as far as tests read it. */
export const PpuAnswer = z.object({
  Usages: z.array(Line).optional(),
  Items: z.array(Line).optional(),
  Totals: z.object({ Items: z.number(), CostPrice: z.number(), SellPrice: z.number() }).nullish(),
  Currency: z.string().nullable(),
  LastUpdateAt: z.string(),
  Code: z.number(),
  Message: z.string(),
});
export type PpuAnswer = z.infer<typeof PpuAnswer>;
