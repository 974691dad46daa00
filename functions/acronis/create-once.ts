import { NotReady, Rejected, Throttled } from "../errors.ts";
import type { AcronisWork } from "../onboarding/order-at-hand.ts";
import type { Ports } from "../ports.ts";
import type { Tenant } from "../vendors/acronis/objects.ts";
import { tenantContact } from "./contact.ts";
import { awaitLists } from "./lagging-lists.ts";

type Needed = Pick<Ports, "mappings" | "clock" | "settings">;

/** Characters of a tenant's name that are sure to be taken: the BSS's own limit. */
const LONGEST_NAME = 255;
/** How long a name that is taken may still be taken by an earlier create of ours, however far the lists lag. */
const DOUBT_SECONDS = 600;

/** A tenant that is there now. An adopted one may still say what an earlier order wanted. */
export interface Created {
  readonly tenant: Tenant;
  readonly isAdopted: boolean;
}

/**
 * A create that Acronis does not make idempotent (acronis-api.md, 3): intent written, request sent, id written. An intent without an
 * id is an earlier call whose end nobody knows: what carries our marker is adopted as soon as it shows, and only when it would have
 * shown by now is the tenant created again. Throws NotReady while absence proves nothing.
 */
export const createOnce = async (work: AcronisWork, ports: Needed): Promise<Created> => {
  const { intent, account } = work.mapping;
  if (intent === undefined) return createNamed(work, account.name, ports);
  const ours = await adopt(work, ports);
  if (ours !== undefined) return { tenant: ours, isAdopted: true };
  awaitLists(intent.at, ports, "an earlier create may not be visible yet");
  return createNamed(work, nameFor(intent.name, work), ports);
};

/** The name that tells two accounts of one name apart. */
export const nameWithCode = ({ mapping: { account, accountId } }: AcronisWork): string => {
  const ending = ` (${account.code || accountId})`;
  // Half a character at the cut would not be text any more.
  const name = account.name.slice(0, LONGEST_NAME - ending.length).replace(/[\uD800-\uDBFF]$/, "");
  return `${name}${ending}`;
};

// An intent of an order before this one may name what the account was called then.
const nameFor = (intended: string, work: AcronisWork): string => (intended === nameWithCode(work) ? intended : work.mapping.account.name);

const createNamed = async (work: AcronisWork, name: string, ports: Needed): Promise<Created> => {
  const { instance, acronis } = work;
  const earlier = work.mapping.intent;
  const mapping = await ports.mappings.noteIntent(work.mapping, name);
  try {
    const tenant = await acronis.createTenant({
      name,
      parentId: mapping.account.parentTenantId,
      kind: kindOf(mapping),
      contact: tenantContact(mapping.account),
      language: instance.rule.language,
      customerId: mapping.marker,
      internalTag: `BSS account ${mapping.accountId}`,
    });
    return { tenant: await noted({ ...work, mapping }, tenant, ports), isAdopted: false };
  } catch (error) {
    // Only a clear no settles the intent. After a lost answer, or a fault of the server, the tenant may be there.
    if (!(error instanceof Rejected || error instanceof Throttled) || isFence(error)) throw error;
    if (!(error instanceof Rejected) || error.reason !== "tenantNameTaken") {
      if (earlier === undefined) await ports.mappings.settleIntent(mapping);
      throw error;
    }
    return nameTaken({ ...work, mapping }, name, ports);
  }
};

/**
 * A tenant of that name exists. Ours is adopted; a name alone is never a reason to. While an earlier create of ours may be the one
 * that has the name, we look again; else the account code makes the name our own, once.
 */
const nameTaken = async (work: AcronisWork, name: string, ports: Needed): Promise<Created> => {
  const ours = await adopt(work, ports);
  if (ours !== undefined) return { tenant: ours, isAdopted: true };
  const { intent } = work.mapping;
  const mayBeOurs = intent !== undefined && intent.openSince !== intent.at && ports.clock.secondsSince(intent.openSince) < DOUBT_SECONDS;
  if (mayBeOurs) throw new NotReady("an earlier create may have the name");
  const mapping = await ports.mappings.settleIntent(work.mapping);
  if (name === nameWithCode(work)) throw new Rejected("tenantNameTaken");
  return createNamed({ ...work, mapping }, nameWithCode(work), ports);
};

/** The tenant that carries our marker, taken over into the row; undefined when there is none. */
export const adopt = async (work: AcronisWork, ports: Pick<Ports, "mappings">): Promise<Tenant | undefined> => {
  const { mapping, acronis } = work;
  // The list may still show one that was deleted a moment ago.
  const deleted = new Set(mapping.deletedTenants?.map(({ tenantId }) => tenantId));
  const found = (await acronis.childrenOf(mapping.account.parentTenantId)).filter(
    ({ customer_id, id }) => customer_id === mapping.marker && !deleted.has(id),
  );
  if (found.length > 1) throw new Rejected("manyTenants", found.map(({ id }) => id).join(", "));
  const [tenant] = found;
  if (tenant !== undefined && tenant.kind !== kindOf(mapping)) throw new Rejected("roleChanged", `tenant ${tenant.id} is a ${tenant.kind}`);
  return tenant === undefined ? undefined : noted(work, tenant, ports);
};

const noted = async ({ mapping }: AcronisWork, tenant: Tenant, { mappings }: Pick<Ports, "mappings">): Promise<Tenant> => {
  await mappings.noteTenant(mapping, tenant.id, tenant.name);
  return tenant;
};

const kindOf = ({ account }: AcronisWork["mapping"]) => (account.role === "reseller" ? "partner" : "customer");

const isFence = (error: Rejected | Throttled): boolean => error instanceof Rejected && error.reason === "otherAttemptRunning";
