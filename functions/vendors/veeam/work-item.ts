import * as z from "zod";

const text = z.string().max(1_000);

/** What a person shall do at the vendor. It holds the account's data: it stands in the row, never in a state or a log. */
export const WorkItem = z.object({
  /** The port's operation that a person does in our place. */
  operation: text,
  /** One sentence: what is to be done. */
  task: text,
  /** The page, as its menu calls it. */
  form: text,
  link: text,
  /** The form's fields from top to bottom, with what to enter. */
  values: z.array(z.object({ field: text, value: text })),
  /** What the vendor's rules demand meanwhile. */
  notes: z.array(text),
  /** What to bring back with `POST /v1/orders/{id}/confirm`. */
  bringBack: z.array(z.object({ name: z.enum(["tenantId", "registrationId", "subscriptionIds", "registered"]), what: text })),
});

/** What a person brings back. */
export const Confirmation = z.strictObject({
  /** Pulse tenant id, 15 or 18 characters. */
  tenantId: z
    .string()
    .regex(/^[a-zA-Z0-9]{15}([A-Z0-5]{3})?$/)
    .optional(),
  registrationId: z.string().trim().min(1).max(100).optional(),
  subscriptionIds: z
    .array(z.string().regex(/^SR-\d{5,9}$/))
    .max(20)
    .optional(),
  /** "VDC Registered" is checked on the customer's page. */
  registered: z.boolean().optional(),
});

export type WorkItem = z.infer<typeof WorkItem>;
export type Confirmation = z.infer<typeof Confirmation>;
