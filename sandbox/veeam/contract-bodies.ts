import * as z from "zod";

const text = z.string().nullish();

export const PersonBody = z.strictObject({
  firstName: z.string().min(1),
  lastName: z.string().min(1),
  email: z.string().regex(/^[^@\s]+@[^@\s]+$/, "must be an e-mail address"),
});

const Details = z.strictObject({
  name: text,
  country: text,
  state: text,
  city: text,
  addressLine: text,
  postalCode: text,
  domain: text,
  noDomain: z.boolean().optional(),
});

export const CustomerBody = z.strictObject({
  externalId: text,
  name: z.string().trim().min(1).max(255),
  country: z.string().min(1),
  state: text,
  city: text,
  addressLine: text,
  postalCode: text,
  domain: text,
  noDomain: z.boolean().optional(),
  dunsNumber: text,
});

const administrators = { CustomerManaged: "Customer Managed", PartnerManaged: "Partner Managed" } as const;

/** The page's labels; the same words without the blank are taken too. */
export const RegistrationBody = z.strictObject({
  primaryAdministrator: z.union([
    z.enum(["Customer Managed", "Partner Managed"]),
    z.enum(["CustomerManaged", "PartnerManaged"]).transform((word) => administrators[word]),
  ]),
  customerDetails: Details.nullish(),
  customerContact: PersonBody.nullish(),
});

/** Closed as the others are: a number of seats has no place here (sheet 5.2, 21). */
export const SubscriptionBody = z.strictObject({
  product: z.string().min(1),
  partnerContact: PersonBody,
  customerDetails: Details.nullish(),
  location: text,
});
