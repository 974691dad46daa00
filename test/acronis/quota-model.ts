import { itemKey } from "../../functions/acronis/choose-items.ts";
import type { OfferingItem, OfferingItemChange } from "../../functions/vendors/acronis/objects.ts";

type Quota = NonNullable<OfferingItem["quota"]>;

const unlimited = { value: null, overage: null, version: 0 } satisfies Quota;

/** A PUT as the vendor takes it (acronis-api.md, 9.3 and 9.4): each quota by its own version, and none on what is off or a feature. */
export const applied = (
  items: readonly OfferingItem[],
  changes: readonly OfferingItemChange[],
  version: number,
): readonly OfferingItem[] => {
  const known = new Map(items.map((item) => [itemKey(item), item]));
  for (const { status, quota, ...ref } of changes) {
    const item = known.get(itemKey(ref)) ?? fresh(ref);
    const current = item.status === 1 ? (item.quota ?? unlimited) : unlimited;
    if (quota !== undefined && quota.version !== current.version) throw new Error("426");
    if (quota !== undefined && (item.type === "feature" || status === 0)) throw new Error("a quota where there is none");
    const counted = status === 1 && item.type !== "feature";
    known.set(itemKey(ref), { ...item, status, quota: counted ? afterPut(current, quota, version) : undefined });
  }
  return [...known.values()];
};

const afterPut = (current: Quota, quota: OfferingItemChange["quota"], version: number): Quota => {
  if (quota === undefined) return current;
  return quota.value === null ? unlimited : { ...quota, version };
};

/** What of a tenant's items a person sees: versions are the vendor's own. */
export const shown = (items: readonly OfferingItem[]): unknown =>
  items.map(({ name, status, quota }) => {
    const { value = null, overage = null } = quota ?? {};
    return [name, status, value, value === null ? null : overage];
  });

const fresh = (ref: Pick<OfferingItem, "application_id" | "name"> & { readonly infra_id?: string | undefined }): OfferingItem => ({
  usage_name: undefined,
  measurement_unit: undefined,
  locked: undefined,
  quota: undefined,
  type: ref.name === "feature" ? "feature" : "count",
  ...ref,
  infra_id: ref.infra_id,
  status: 0,
});
