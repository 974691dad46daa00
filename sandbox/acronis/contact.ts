import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Pieces } from "./body.ts";
import { stamp } from "./clock.ts";
import type { Contact } from "./state.ts";
import { without } from "./without.ts";

const line = z.string().max(1000).nullish();
const ContactType = z.enum(["legal", "primary", "billing", "technical", "management", "company_billing"]);

/** What a contact may bring (sheet 6.4). An empty e-mail is allowed, a malformed one is not. */
export const contactBody = (pieces: Pieces) =>
  pieces.object({
    tenant_id: pieces.maybe(z.string()),
    user_id: pieces.maybe(z.string()),
    types: pieces.maybe(z.array(ContactType)),
    email: pieces.maybe(
      z
        .string()
        .max(1000)
        .regex(/^$|\S+@\S+/, "must be an e-mail address"),
    ),
    firstname: line,
    lastname: line,
    address1: line,
    address2: line,
    country: line,
    state: line,
    city: line,
    zipcode: line,
    phone: line,
    title: line,
    website: line,
    industry: line,
    organization_size: line,
    email_confirmed: z.nullish(pieces.boolean),
    aan: line,
    fax: line,
    language: line,
  });

export type ContactBody = z.infer<ReturnType<typeof contactBody>>;

/** A contact nobody filled in: blank lines are null for tenants and "" for users (sheet 6.4, 7.1). */
export function blankContact(of: "tenant" | "user"): Contact {
  const at = stamp();
  const blank = of === "user" ? "" : null;
  return {
    id: randomUUID(),
    created_at: at,
    updated_at: at,
    types: [],
    email: "",
    firstname: "",
    lastname: "",
    address1: blank,
    address2: blank,
    country: blank,
    state: blank,
    city: blank,
    zipcode: blank,
    phone: blank,
    title: blank,
    website: blank,
    industry: blank,
    organization_size: blank,
    email_confirmed: false,
    aan: null,
    fax: null,
    language: null,
  };
}

/** Lines that are given replace the old ones, the others stay. */
export function changeContact(contact: Contact, body: ContactBody): Contact {
  const { types, email } = body;
  const lines = without(body, "tenant_id", "user_id", "types", "email");
  const given = Object.fromEntries(Object.entries(lines).filter(([, value]) => value !== undefined));
  const uniqueTypes = types ? [...new Set(types)] : contact.types;
  return { ...contact, ...given, types: uniqueTypes, email: email === undefined ? contact.email : (email ?? ""), updated_at: stamp() };
}

/** The contact as users and single tenants show it. */
export function shownContact(contact: Contact): object {
  return without(contact, "fax", "language");
}
