/** An account as the BSS writes it in its requests, nulls written. */
export interface BssAccount {
  readonly ID: string;
  readonly ExternalID: string | null;
  readonly ResellerID: string | null;
  readonly ResellerExternalID: string | null;
  readonly Name: string;
  readonly Code: string;
  readonly Phone: string | null;
  readonly Fax: string | null;
  readonly WebSite: string | null;
  readonly Email: string | null;
  readonly IsTest: boolean;
  readonly Description: string | null;
  readonly ExtraDetails: Readonly<Record<string, string>>;
  readonly SyncOptions: Readonly<Record<string, string>>;
  readonly ContactDetails: Readonly<Record<string, string | null>> | null;
  readonly Address: unknown;
}

/** A customer of the distributor, or of a reseller when `under` says so. */
export const customerAccount = (id: string, name: string, more: Partial<BssAccount> = {}): BssAccount => accountOf(id, name, "1", more);

/** A reseller of the distributor. */
export const resellerAccount = (id: string, name: string, more: Partial<BssAccount> = {}): BssAccount => accountOf(id, name, "2", more);

const accountOf = (id: string, name: string, role: "1" | "2", more: Partial<BssAccount>): BssAccount => {
  const domain = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "")}.example`;
  return {
    ID: id,
    ExternalID: null,
    ResellerID: null,
    ResellerExternalID: null,
    Name: name,
    Code: `ACC-${id.padStart(6, "0")}`,
    Phone: "+30 2100000001",
    Fax: null,
    WebSite: `www.${domain}`,
    Email: `it@${domain}`,
    IsTest: false,
    Description: null,
    ExtraDetails: {},
    SyncOptions: { username: `it@${domain}`, role },
    ContactDetails: { ID: `9${id}`, FirstName: "Eleni", LastName: "Markou", Phone: "+30 2100000002", Fax: null, Email: `eleni@${domain}` },
    Address: {
      Address1: "12 Limani Street",
      Address2: null,
      City: "Piraeus",
      PostCode: "18531",
      State: { Code: "I", Name: "Attica" },
      Country: { Code: "GR", Name: "Greece" },
    },
    ...more,
  };
};
