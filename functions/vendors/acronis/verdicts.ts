import type { CauseName } from "../../causes.ts";
import { Rejected, type StepError, Throttled, Transient } from "../../errors.ts";
import type { VendorAnswer } from "../http.ts";
import { codeOf } from "./answers.ts";
import { itemNamesIn } from "./item-names.ts";
import type { Acronis } from "./port.ts";

/** A call as errors name it. */
export type Operation = keyof Acronis | "signIn";

/** One judgement: whatever it names must be so. */
export interface Verdict {
  /** The `error.code` of the body; platform codes are numbers as text. */
  readonly code?: string;
  /** The HTTP status, from and to. */
  readonly status?: readonly [number, number];
  readonly on?: readonly Operation[];
  /** An error that time heals, or the cause with which the order is parked. */
  readonly verdict: "Transient" | "Throttled" | CauseName;
  /** What the vendor says by it. */
  readonly says: string;
  /** The section of acronis-api.md. */
  readonly sheet: string;
}

/** Where 404 means the tenant, as far as no code tells. */
const ofTenant = [
  "readTenant",
  "childrenOf",
  "subtreeOf",
  "createTenant",
  "updateTenant",
  "createUser",
  "usersOf",
  "usagesOf",
] as const satisfies readonly Operation[];
const ofItems = [
  "itemsOnOffer",
  "eachItemOnOffer",
  "itemsOf",
  "editionWarnings",
  "switchEdition",
  "readPricing",
  "switchToProduction",
] as const satisfies readonly Operation[];

/**
 * How Acronis' refusals are judged. The first row that fits decides: rows with a code stand before rows with a status alone, since
 * the status of most codes is not published (acronis-api.md, 20).
 */
export const verdicts = [
  // A wrong sign-in carries the code of an internal error.
  { code: "1000", status: [401, 401], verdict: "credentialsRefused", says: "wrong sign-in", sheet: "2.4" },
  { code: "1000", verdict: "Transient", says: "internal error", sheet: "4.3" },
  { code: "1001", verdict: "versionRace", says: "version mismatch", sheet: "4.3, 6.6" },
  { code: "1002", verdict: "accessDenied", says: "access denied", sheet: "4.3" },
  { code: "1003", verdict: "parentDisabled", says: "parent tenant disabled", sheet: "4.3" },
  { code: "1004", verdict: "tenantNameTaken", says: "tenant name conflict", sheet: "4.3, 6.2" },
  // The tenant is the client's own, and the account management knows it.
  { code: "1005", on: ["priceLists"], verdict: "accessDenied", says: "no price lists of this tenant", sheet: "4.3, 14" },
  { code: "1005", verdict: "tenantGone", says: "tenant not found", sheet: "4.3" },
  // It was disabled when it was read, so somebody has enabled it since.
  { code: "1006", on: ["deleteTenant"], verdict: "versionRace", says: "delete of a tenant that was enabled meanwhile", sheet: "4.2, 4.3" },
  { code: "1006", verdict: "vendorRefused", says: "delete of a tenant that is not disabled", sheet: "4.2, 4.3" },
  { code: "1007", verdict: "vendorRefused", says: "move under own child", sheet: "4.3, 6.7" },
  { code: "1008", verdict: "vendorRefused", says: "move within customer", sheet: "4.3, 6.7" },
  { code: "1009", verdict: "itemsRefused", says: "storage in use", sheet: "4.3, 9.7" },
  { code: "1010", verdict: "vendorRefused", says: "Sync & Share e-mail conflict", sheet: "4.3" },
  { code: "1011", verdict: "Transient", says: "deprovisioning in progress", sheet: "4.3" },
  { code: "1012", verdict: "vendorRefused", says: "tenant locked", sheet: "4.3, 6.6" },
  { code: "1013", verdict: "parentDisabled", says: "move under disabled tenant", sheet: "4.3, 6.7" },
  { code: "1014", verdict: "itemsNotOnOffer", says: "moved items not available at target", sheet: "4.3, 6.7" },
  { code: "1015", verdict: "itemsRefused", says: "infrastructure conflict: one storage of a capability", sheet: "4.3, 9.7" },
  { code: "1016", verdict: "itemsRefused", says: "turning off a storage that children use", sheet: "4.3, 9.7" },
  { code: "1017", verdict: "itemsRefused", says: "turning off the default storage", sheet: "4.3" },
  { code: "1018", verdict: "vendorRefused", says: "user disabled", sheet: "4.3" },
  { code: "1019", verdict: "Transient", says: "backup service unavailable", sheet: "4.3" },
  { code: "1020", verdict: "vendorRefused", says: "machine registration not by service user", sheet: "4.3" },
  { code: "1021", verdict: "itemsNotOnOffer", says: "offering item not available above", sheet: "4.3, 9.7" },
  { code: "1022", verdict: "itemsRefused", says: "hard quota exceeded", sheet: "4.3, 9.4" },
  { code: "1023", verdict: "itemsRefused", says: "offering item needs another", sheet: "4.3, 9.7" },
  { code: "1024", verdict: "vendorRefused", says: "forbidden address", sheet: "4.3" },
  { code: "1025", verdict: "vendorRefused", says: "bad SMTP settings", sheet: "4.3" },
  { code: "1026", verdict: "itemsRefused", says: "cannot enable service", sheet: "4.3" },
  { code: "1027", on: ["putItems"], verdict: "itemsRefused", says: "business rule violated", sheet: "4.3, 9.5" },
  { code: "1027", verdict: "vendorRefused", says: "business rule violated", sheet: "4.3" },
  { code: "1028", verdict: "vendorRefused", says: "guest exists", sheet: "4.3" },
  { code: "1029", verdict: "itemsRefused", says: "storage deprovisioning", sheet: "4.3" },
  { code: "1030", verdict: "itemsRefused", says: "Sync & Share user quota", sheet: "4.3" },
  { code: "1031", verdict: "itemsRefused", says: "location conflict: one location a customer", sheet: "4.3, 9.7" },
  { code: "1032", verdict: "vendorRefused", says: "locking tenant missing in target hierarchy", sheet: "4.3" },
  // The login was free and acceptable a moment ago: it may be our own, of a lost answer. The step looks before it parks.
  { code: "1033", on: ["createUser"], verdict: "loginTaken", says: "invalid login", sheet: "4.3, 7.1" },
  { code: "1033", verdict: "loginInvalid", says: "invalid login", sheet: "4.3, 7.1" },
  { code: "1034", verdict: "vendorRefused", says: "legal document unpublished", sheet: "4.3" },
  { code: "1035", verdict: "itemsRefused", says: "legally blocked items", sheet: "4.3" },
  { code: "invalid_client", verdict: "credentialsRefused", says: "wrong client id or secret", sheet: "2.4" },
  { code: "access_denied", verdict: "credentialsRefused", says: "sign-in denied", sheet: "2.4" },
  // The body names a scope, and the token has just been good or is fresh: the client lacks that scope (acronis-api.md, 14.3).
  { code: "UNAUTHORIZED_REQUEST", on: ["priceLists"], verdict: "accessDenied", says: "no right to read price lists", sheet: "4.4, 14" },
  { code: "UNAUTHORIZED_REQUEST", verdict: "credentialsRefused", says: "bad or expired token", sheet: "4.4" },
  { code: "ACCESS_DENIED_ERROR", verdict: "accessDenied", says: "access denied", sheet: "4.4" },

  { status: [500, 599], verdict: "Transient", says: "a fault of the server", sheet: "4.5" },
  { status: [408, 408], verdict: "Transient", says: "the request came too slowly", sheet: "4.5" },
  { status: [425, 425], verdict: "Transient", says: "too early", sheet: "4.5" },
  { status: [429, 429], verdict: "Throttled", says: "too many requests", sheet: "3" },
  { status: [300, 399], on: ["signIn"], verdict: "settingsInvalid", says: "a redirect: not the data centre's address", sheet: "1" },
  { status: [404, 405], on: ["signIn"], verdict: "settingsInvalid", says: "no token endpoint: not a data centre", sheet: "1, 2.1" },
  { status: [400, 403], on: ["signIn"], verdict: "credentialsRefused", says: "sign-in refused", sheet: "2.4" },
  // The token is fresh, and the account management takes it: where it does not, the run's next call says so.
  { status: [401, 401], on: ["priceLists"], verdict: "accessDenied", says: "no right to read price lists", sheet: "2.4, 14" },
  { status: [401, 401], verdict: "credentialsRefused", says: "bad token, though it is fresh", sheet: "2.4, 4.5" },
  { status: [403, 403], verdict: "accessDenied", says: "not allowed, or outside the client's tenants", sheet: "2.4, 4.5" },
  { status: [404, 404], on: [...ofTenant, ...ofItems], verdict: "tenantGone", says: "unknown or deleted tenant", sheet: "4.5, 6.5" },
  // Acronis says 1005 or 404 in its envelope of a tenant that is gone, which is no error here; a bare 404 is not its word.
  { status: [404, 404], on: ["deleteTenant"], verdict: "Transient", says: "404 without a code: no word on the tenant", sheet: "4.1, 6.8" },
  // No client has seen it: a data centre without price lists, or one that hides them.
  { status: [404, 404], on: ["priceLists"], verdict: "accessDenied", says: "no price lists for this client", sheet: "4.5, 14" },
  {
    status: [400, 400],
    on: ["editionWarnings", "switchEdition"],
    verdict: "itemsNotOnOffer",
    says: "items of the edition missing",
    sheet: "9.8",
  },
  { status: [409, 409], on: ["createTenant"], verdict: "tenantNameTaken", says: "object exists", sheet: "4.5, 6.2" },
  { status: [409, 409], on: ["createUser"], verdict: "loginTaken", says: "object exists", sheet: "4.5, 7.1" },
  { status: [409, 409], on: ["putItems"], verdict: "itemsRefused", says: "conflict of items; of versions it is 426", sheet: "9.3, 9.7" },
  { status: [409, 409], verdict: "versionRace", says: "conflict", sheet: "4.5, 6.6" },
  { status: [426, 426], verdict: "versionRace", says: "wrong version of a quota", sheet: "4.2, 9.4" },
  { status: [400, 404], on: ["putItems"], verdict: "itemsRefused", says: "an item that cannot be", sheet: "9.3, 18" },
  { status: [300, 499], verdict: "vendorRefused", says: "refused", sheet: "4.5" },
] as const satisfies readonly Verdict[];

const rows: readonly Verdict[] = verdicts;

/**
 * The error that an answer outside 2xx is: its text holds the operation, the status and the code; of the vendor's words nothing but the
 * names of items that are not on offer.
 */
export function refusal(operation: Operation, { status, text }: VendorAnswer): StepError {
  const code = codeOf(text);
  const message = `${operation} answered ${status}${code === undefined ? "" : `/${shown(code)}`}`;
  // No row: not even a status of HTTP, so no answer to rely on.
  const verdict = rowOf(operation, status, code)?.verdict ?? "Transient";
  if (verdict === "Transient") return new Transient(message);
  if (verdict === "Throttled") return new Throttled(message);
  const items = verdict === "itemsNotOnOffer" ? itemNamesIn(text) : [];
  return new Rejected(verdict, items.length === 0 ? message : `${message}: ${items.join(", ")}`);
}

/** The row that judges; a code that no row names leaves it to the status. */
export function rowOf(operation: Operation, status: number, code: string | undefined): Verdict | undefined {
  const fits = (row: Verdict): boolean =>
    (row.status === undefined || (status >= row.status[0] && status <= row.status[1])) &&
    (row.on === undefined || row.on.includes(operation));
  return (
    rows.find((row) => row.code !== undefined && row.code === code && fits(row)) ?? rows.find((row) => row.code === undefined && fits(row))
  );
}

// A code that is neither a short number nor known could be anything.
const shown = (code: string): string => (/^\d{1,5}$/.test(code) || rows.some((row) => row.code === code) ? code : "unlisted");
