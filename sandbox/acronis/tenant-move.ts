import { badRequest, denied, platformError } from "./errors.ts";
import type { Exchange } from "./exchange.ts";
import { isOn, itemsOf } from "./offering-item-object.ts";
import { isEnabled, isWithin, reachTenant } from "./scope.ts";
import type { Tenant } from "./state.ts";
import { mayBeUnder } from "./tenant-rules.ts";

/** Moves a tenant under another parent, if all it uses is on there (sheet 6.7). */
export function moveTenant(exchange: Exchange, tenant: Tenant, parentId: string): void {
  const { state, caller } = exchange;
  if (tenant.id === caller.tenantId) throw denied("A client cannot move its own tenant.");
  if (tenant.kind === "unit") throw badRequest("Units cannot be moved.");
  const target = reachTenant(exchange, parentId);
  if (isWithin(state, target, tenant.id)) throw platformError(1007, { context: { id: target.id } });
  if (!mayBeUnder(tenant.kind, target)) throw platformError(1008, { context: { id: target.id } });
  if (!isEnabled(state, target)) throw platformError(1013, { context: { id: target.id } });
  const missing = itemsOf(state, tenant).filter((item) => item.status === 1 && !isOn(state, target, item));
  if (missing.length > 0) throw platformError(1014, { context: { items: missing.map(({ name }) => name) } });
  tenant.parent_id = target.id;
}
