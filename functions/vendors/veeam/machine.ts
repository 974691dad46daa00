import type { Access, Operation, Outcome, Veeam } from "./port.ts";

type Answer<Name extends Operation> = Awaited<ReturnType<Veeam[Name]>> extends Outcome<infer Value> ? Value : never;

/** A way without a person: those operations that it can do, with bare answers. */
export type MachineWay = {
  readonly [Name in Operation]?: (...given: Parameters<Veeam[Name]>) => Promise<Answer<Name>>;
} & { readonly checkAccess?: () => Promise<Access> };
