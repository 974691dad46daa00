/** What can be chosen, by its ID; the code is the same, since one of the two comes back (7.5). */
export const choice = (id: string, name: string, isDefault = false) => ({
  ID: id,
  Code: id,
  Name: name,
  IsDefault: isDefault,
  ResourceId: 0,
  ExtraParameters: null,
});

export interface AttributeRow {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** Of a product: it is fixed; of an order: the customer says it. */
  readonly usage: "ProductCharacteristic" | "OrderCharacteristic";
  readonly kind: "Numeric" | "Boolean" | "PredefinedChooseOne";
  readonly isRequired?: boolean;
  readonly allowUnlimited?: boolean;
  readonly choices?: readonly ReturnType<typeof choice>[];
}

/**
 * `AttributeDefinition`s in their order. None is linked to the quantity: the switch is the attribute's own, so it would also turn the
 * quantity of a product into the amount of each of its items.
 */
export const attributes = (rows: readonly AttributeRow[]) =>
  rows.map(({ id, name, description, usage, kind, isRequired = false, allowUnlimited = false, choices = [] }, index) => ({
    Usage: usage,
    Kind: kind,
    ID: id,
    SortOrder: index + 1,
    Name: name,
    Description: description ?? null,
    UsageSpecified: true,
    KindSpecified: true,
    IsRequired: isRequired,
    IsSyncLocked: 0,
    LinkedToQuantity: false,
    AllowUnlimited: allowUnlimited,
    PredefinedValues: choices,
    ExtraParameters: null,
    SliderMin: 0,
    SliderMax: 0,
    SliderStep: 0,
  }));
