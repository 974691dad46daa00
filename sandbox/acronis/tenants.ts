import * as z from "zod";
import { readBody, requestBody, Uuid } from "./body.ts";
import { blankContact, changeContact, contactBody, type ContactBody } from "./contact.ts";
import { badRequest, denied, platformError } from "./errors.ts";
import { type Answer, created, type Exchange, flag, idParam, ok, type Route, route } from "./exchange.ts";
import { normalLanguage } from "./language.ts";
import { assertUnlocked, assertVersion, isEnabled, lineage, reachTenant } from "./scope.ts";
import { type Tenant } from "./state.ts";
import { TenantKind } from "./records-of-people.ts";
import { addTenant, touch } from "./tenant-make.ts";
import { moveTenant } from "./tenant-move.ts";
import { shownTenant } from "./tenant-object.ts";
import { assertKindFits, assertNameFree } from "./tenant-rules.ts";

/** Creating, reading and changing one tenant (sheet 6.2, 6.5, 6.6). */
export const tenantRoutes: readonly Route[] = [
  route("POST", "/api/2/tenants", createTenant),
  route("GET", "/api/2/tenants/{tenant_id}", getTenant),
  route("PUT", "/api/2/tenants/{tenant_id}", changeTenant),
];

const Name = z
  .string()
  .min(1)
  .max(255)
  .refine((name) => name.trim() !== "", "must not be blank");
const Tag = z.string().max(256).nullish();

const TenantPost = requestBody((pieces) =>
  pieces.object({
    name: Name,
    parent_id: Uuid,
    kind: TenantKind,
    contact: pieces.maybe(contactBody(pieces)),
    company_billing_contact: pieces.maybe(contactBody(pieces)),
    enabled: pieces.maybe(pieces.boolean),
    customer_id: pieces.maybe(z.string().max(1000)),
    internal_tag: Tag,
    language: pieces.maybe(z.string()),
    default_idp_id: pieces.maybe(Uuid),
    update_lock: pieces.maybe(pieces.object({ enabled: pieces.boolean })),
    ancestral_access: pieces.maybe(pieces.boolean),
    settings: pieces.maybe(pieces.object({ enhanced_security: pieces.maybe(pieces.boolean) })),
  }),
);

function createTenant(exchange: Exchange): Answer {
  const { state } = exchange;
  const body = readBody(exchange, TenantPost);
  const parent = reachTenant(exchange, body.parent_id, { inside: true });
  assertKindFits(body.kind, parent);
  if (!isEnabled(state, parent)) throw platformError(1003, { context: { id: parent.id } });
  assertNameFree(state, body.name, parent.id);
  const language = normalLanguage(body.language ?? "en");
  const tenant = addTenant(state, { name: body.name, kind: body.kind, parent_id: parent.id });
  tenant.language = language;
  tenant.enabled = body.enabled ?? true;
  tenant.customer_id = body.customer_id ?? null;
  tenant.internal_tag = body.internal_tag ?? null;
  tenant.default_idp_id = body.default_idp_id ?? parent.default_idp_id;
  tenant.ancestral_access = body.ancestral_access ?? true;
  tenant.enhanced_security = body.settings?.enhanced_security ?? false;
  setContacts(tenant, body);
  setLock(exchange, tenant, body.update_lock?.enabled);
  return created(shownTenant(state, tenant));
}

function setContacts(
  tenant: Tenant,
  body: { contact?: ContactBody | null | undefined; company_billing_contact?: ContactBody | null | undefined },
): void {
  if (body.contact) tenant.contact = changeContact(tenant.contact, body.contact);
  if (body.company_billing_contact) {
    const billing = changeContact(tenant.company_billing_contact ?? blankContact("tenant"), body.company_billing_contact);
    tenant.company_billing_contact = { ...billing, types: ["company_billing"] };
  }
}

function setLock({ caller }: Exchange, tenant: Tenant, enabled: boolean | undefined): void {
  if (enabled !== undefined) tenant.update_lock = { enabled, owner_id: enabled ? caller.tenantId : null };
}

function getTenant(exchange: Exchange): Answer {
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"), { allowDeleted: flag(exchange, "allow_deleted") });
  const shown = shownTenant(exchange.state, tenant);
  if (!flag(exchange, "embed_path")) return ok(shown);
  const path = lineage(exchange.state, tenant)
    .slice(1)
    .map(({ id }) => id);
  return ok({ ...shown, path: path.toReversed() });
}

const TenantPut = requestBody((pieces) =>
  pieces.object({
    version: pieces.integer,
    name: pieces.maybe(Name),
    customer_type: pieces.maybe(z.enum(["default", "enterprise", "consumer", "small_office", "ti_unified"])),
    parent_id: pieces.maybe(Uuid),
    kind: pieces.maybe(TenantKind),
    contact: pieces.maybe(contactBody(pieces)),
    enabled: pieces.maybe(pieces.boolean),
    customer_id: z.string().max(1000).nullish(),
    brand_id: z.nullish(pieces.integer),
    internal_tag: Tag,
    language: pieces.maybe(z.string()),
    default_idp_id: pieces.maybe(Uuid),
    update_lock: pieces.maybe(pieces.object({ enabled: pieces.boolean })),
    ancestral_access: pieces.maybe(pieces.boolean),
    external_operation_status: pieces.maybe(z.enum(["no_operation", "deleting", "recovering"])),
  }),
);

function changeTenant(exchange: Exchange): Answer {
  const { state, caller } = exchange;
  const body = readBody(exchange, TenantPut);
  const tenant = reachTenant(exchange, idParam(exchange, "tenant_id"));
  assertUnlocked(exchange, tenant);
  assertVersion(tenant, body.version);
  const language = normalLanguage(body.language ?? tenant.language);
  const parentId = body.parent_id ?? tenant.parent_id;
  if (tenant.id === caller.tenantId && body.enabled === false) throw denied("A client cannot disable its own tenant.");
  if (body.kind) assertKindChange(tenant, body.kind);
  assertNameFree(state, body.name ?? tenant.name, parentId, tenant.id);
  if (parentId !== tenant.parent_id) moveTenant(exchange, tenant, parentId);
  tenant.kind = body.kind ?? tenant.kind;
  tenant.name = body.name ?? tenant.name;
  tenant.language = language;
  tenant.enabled = body.enabled ?? tenant.enabled;
  tenant.customer_type = body.customer_type ?? tenant.customer_type;
  if (body.customer_id !== undefined) tenant.customer_id = body.customer_id;
  if (body.internal_tag !== undefined) tenant.internal_tag = body.internal_tag;
  tenant.default_idp_id = body.default_idp_id ?? tenant.default_idp_id;
  tenant.ancestral_access = body.ancestral_access ?? tenant.ancestral_access;
  const operation = body.external_operation_status;
  if (operation) tenant.external_operation_status = operation === "no_operation" ? null : operation;
  setContacts(tenant, body);
  setLock(exchange, tenant, body.update_lock?.enabled);
  touch(tenant);
  return ok(shownTenant(state, tenant));
}

/** Only partner and folder may turn into each other (sheet 6.6). */
function assertKindChange(tenant: Tenant, kind: TenantKind): void {
  const interchangeable = new Set<TenantKind>(["partner", "folder"]);
  const allowed = kind === tenant.kind || (interchangeable.has(kind) && interchangeable.has(tenant.kind));
  if (!allowed) throw badRequest(`A tenant of kind '${tenant.kind}' cannot become '${kind}'.`);
}
