import * as z from "zod";
import { type Calls, pathOf, query } from "./calls.ts";
import { readable } from "./answers.ts";
import type { Acronis } from "./port.ts";

type Editions = Pick<Acronis, "editionWarnings" | "switchEdition">;

/** The switch of a service's edition: what it would bring, and the switch itself (acronis-api.md, 9.8). */
export const editionsOf = (calls: Calls): Editions => ({
  editionWarnings: async (tenantId, applicationId, targetEdition) => {
    const asked = pathOf`/tenants/${tenantId}/edition` + query({ application_id: applicationId, target_edition: targetEdition });
    return (await calls.read({ operation: "editionWarnings", method: "GET", path: asked }, Warned)).warnings;
  },
  switchEdition: async (tenantId, applicationId, targetEdition) => {
    const call = { operation: "switchEdition", method: "PUT", path: pathOf`/tenants/${tenantId}/edition` } as const;
    const answer = await calls.read({ ...call, body: { target_edition: targetEdition, application_id: applicationId } }, Switched);
    return "warnings" in answer ? answer.warnings : [];
  },
});

const mostWarnings = 100;

// The vendor's words, of an open list; its guide shows an empty one too.
const Warned = z.object({
  warnings: readable(z.string().min(1).max(256)).transform((warnings) => warnings.slice(0, mostWarnings)),
});

// The specification lets the switch answer with the items, the guide with warnings.
const Switched = z.union([Warned, z.object({ items: z.array(z.unknown()) })]);
