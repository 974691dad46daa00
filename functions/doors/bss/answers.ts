import { causes } from "../../causes.ts";
import type { Problem } from "./problem.ts";

/**
 * The answers of the library's types (bss-service-management-api.md, 6.2). Every member is always written, in the library's order;
 * null stands only where the type allows it, because the library's reader throws otherwise.
 */

export interface ResultDefinition {
  readonly Code: number;
  readonly Message: string;
  readonly Result: string | null;
}

export interface AccountResultDefinition extends ResultDefinition {
  readonly AccountExtraInfo: Readonly<Record<string, string>> | null;
  readonly GeneratedPassword: string | null;
}

export interface ServiceResultDefinition extends ResultDefinition {
  readonly AccountExtraInfo: null;
  readonly CustomFieldValues: null;
  readonly SendNotification: boolean;
  readonly ExtraInfo: Readonly<Record<string, string>>;
}

export const result = (code: number, message: string, id: string): ResultDefinition => ({ Code: code, Message: message, Result: id });

export const refusal = (problem: Problem): ResultDefinition => result(causes[problem.problem].code, messageOf(problem), "");

/** The vendor mails its own activation link, so there is never a generated password (7.4). */
export const accountResult = (extraInfo: Readonly<Record<string, string>> | null, outcome: ResultDefinition): AccountResultDefinition => ({
  AccountExtraInfo: extraInfo,
  GeneratedPassword: null,
  ...outcome,
});

export const accountRefusal = (problem: Problem): AccountResultDefinition => accountResult(null, refusal(problem));

/** Nobody is notified: what was done is said in the answer (7.1, 7.5). */
export const serviceResult = (
  id: string,
  message: string,
  extraInfo: Readonly<Record<string, string>>,
  code = 0,
): ServiceResultDefinition => ({
  AccountExtraInfo: null,
  CustomFieldValues: null,
  SendNotification: false,
  ExtraInfo: extraInfo,
  ...result(code, message, id),
});

export const serviceRefusal = (problem: Problem): ServiceResultDefinition =>
  serviceResult("", messageOf(problem), {}, causes[problem.problem].code);

/** What the BSS's user reads: what happened, what exactly, what to do. Plain text: the library would take XML apart (7.1). */
export const messageOf = ({ problem, detail }: Problem): string => {
  const { text, cure } = causes[problem];
  return detail === undefined ? `${text}. ${cure}` : `${text}: ${detail}. ${cure}`;
};

/** An unimplemented route, as the vendor's kit answers it, with the kit's name of the method (5, "NS"). */
export const unsupported = (method: string): ResultDefinition => ({
  Code: -1,
  Message: `${method} functionality is not supported by default`,
  Result: null,
});

const closed = "Registration is closed: the operator of Tenantry adds applications";

export const registrationCheck = { IsRegistered: false, Success: false, Error: closed } as const;

export const registrationRefusal = { Registered: false, Success: false, Error: closed } as const;

/** Types as their constructors leave them: what the vendor's kit answers where nothing is implemented. */
export const empty = {
  customer: { ID: null, Name: null, PrimaryDomain: null, PercentageCompleted: null, Status: 0, IsTest: null, TotalUsers: 0 },
  customers: { Customers: [], TotalCustomers: 0 },
  productTypes: { ProductTypes: [] },
  user: {
    ID: null,
    Customer: null,
    FirstName: null,
    LastName: null,
    DisplayName: null,
    Username: null,
    Email: null,
    Password: null,
    Status: null,
    Role: null,
    PercentageCompleted: null,
    TotalServices: null,
    SecondaryEmail: null,
  },
  users: { Users: [], TotalUsers: 0, AvailableServices: [] },
  services: [],
} as const;
