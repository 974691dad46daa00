import type { ItemOnOffer } from "../vendors/acronis/objects.ts";
import { type Unit, unitOf } from "./units.ts";

/** An item that may be handed on: one a name, on however many storages it is offered. */
export interface OfferedItem {
  readonly name: string;
  readonly usageName: string;
  /** Undefined for a feature, which is switched on and not counted. */
  readonly unit: Unit | undefined;
}

/** What may be handed on of one application in one edition. */
export interface OfferedGroup {
  readonly applicationId: string;
  /** Empty where the application has no editions. */
  readonly edition: string;
  forCustomers: boolean;
  forResellers: boolean;
  /** By name. */
  readonly items: Map<string, OfferedItem>;
}

/** All that may be handed on. */
export interface Offered {
  readonly groups: readonly OfferedGroup[];
  readonly storageIds: ReadonlySet<string>;
  /** How many items are left out, since their names could not come back from the BSS as parts of ids. */
  readonly unsellable: number;
}

/** What a name must be to stand in a plan or an attribute's id: all of the vendor's are (acronis-api.md, 9.6). */
const namesId = /^\w[\w.-]{0,89}$/;

/** Folds offering items as they come into what they are sold as, so that nobody holds the whole list. */
export const offeredItems = () => {
  const groups = new Map<string, OfferedGroup>();
  const storageIds = new Set<string>();
  const unsellable = new Set<string>();

  // Items of one group mostly come one after the other, and there may be 100,000.
  let last: OfferedGroup | undefined;
  const groupOf = (applicationId: string, edition: string): OfferedGroup => {
    if (last?.applicationId !== applicationId || last.edition !== edition) last = found(applicationId, edition);
    return last;
  };
  const found = (applicationId: string, edition: string): OfferedGroup => {
    const key = `${applicationId} ${edition}`;
    const known = groups.get(key);
    if (known !== undefined) return known;
    const made: OfferedGroup = { applicationId, edition, forCustomers: false, forResellers: false, items: new Map() };
    groups.set(key, made);
    return made;
  };

  return {
    /** Takes what children of that kind may get. */
    take:
      (kind: "customer" | "partner") =>
      (item: ItemOnOffer): void => {
        if (!namesId.test(item.name) || (item.edition && !namesId.test(item.edition))) return void unsellable.add(item.name);
        const group = groupOf(item.application_id, item.edition ?? "");
        if (kind === "customer") group.forCustomers = true;
        else group.forResellers = true;
        if (item.infra_id !== undefined) storageIds.add(item.infra_id);
        const known = group.items.get(item.name);
        // What is counted for some and only switched for others is counted, in whichever order the lists come.
        if (known === undefined || (known.unit === undefined && item.type !== "feature")) group.items.set(item.name, offeredItem(item));
      },
    all: (): Offered => ({ groups: spread([...groups.values()]), storageIds, unsellable: unsellable.size }),
  };
};

/** Items without an edition belong to every edition of their application (acronis-api.md, 9.2): they are sold with each of its products. */
const spread = (groups: readonly OfferedGroup[]): readonly OfferedGroup[] =>
  groups.flatMap((group) => {
    if (group.edition !== "") {
      const common = groups.find(({ applicationId, edition }) => applicationId === group.applicationId && edition === "");
      return [{ ...group, items: new Map([...(common?.items ?? []), ...group.items]) }];
    }
    return groups.some(({ applicationId, edition }) => applicationId === group.applicationId && edition !== "") ? [] : [group];
  });

/** What joins an item to its usages; older servers leave it out, and then it is the name without its edition's prefix (acronis-api.md, 9.1). */
export const usageNameOf = ({ name, usage_name = "" }: Pick<ItemOnOffer, "name" | "usage_name">): string =>
  namesId.test(usage_name) ? usage_name : name.replace(/^p[wgu]_(base_)?/, "") || name;

// A feature's unit is n/a; of `local_storage` Acronis says both (9.1), and then it is what the item itself says.
const offeredItem = ({ name, usage_name, type, measurement_unit }: ItemOnOffer): OfferedItem => ({
  name,
  usageName: usageNameOf({ name, usage_name }),
  unit: type === "feature" ? undefined : unitOf(measurement_unit),
});
