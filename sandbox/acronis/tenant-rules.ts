import { badRequest, platformError } from "./errors.ts";
import { childrenOf } from "./scope.ts";
import type { State, Tenant } from "./state.ts";
import type { TenantKind } from "./records-of-people.ts";

// Which kinds hold which (sheet 6.1): a unit never hangs directly in a partner.
const mayHold: Readonly<Record<TenantKind, readonly TenantKind[]>> = {
  root: ["partner", "folder", "customer"],
  partner: ["partner", "folder", "customer"],
  folder: ["partner", "folder", "customer"],
  customer: ["unit"],
  unit: ["unit"],
};

export function mayBeUnder(kind: TenantKind, parent: Tenant): boolean {
  return parent.owner_id === null && mayHold[parent.kind].includes(kind);
}

export function assertKindFits(kind: TenantKind, parent: Tenant): void {
  if (!mayBeUnder(kind, parent)) throw badRequest(`A tenant of kind '${kind}' cannot be created in a tenant of kind '${parent.kind}'.`);
}

/** Names are unique among the living siblings, compared exactly (sheet 18, point 5). */
export function assertNameFree(state: State, name: string, parentId: string, except?: string): void {
  if (isNameTaken(state, name, parentId, except))
    throw platformError(1004, { info: `Tenant with name '${name}' already exists.`, context: { name } });
}

export function isNameTaken(state: State, name: string, parentId: string, except?: string): boolean {
  return childrenOf(state, parentId).some(
    (sibling) => sibling.name === name && sibling.id !== except && sibling.deleted_at === null && sibling.owner_id === null,
  );
}
