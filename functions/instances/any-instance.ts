import * as z from "zod";
import { Instance } from "./instance.ts";
import { VeeamInstance } from "./veeam-instance.ts";

/** An instance of any vendor. */
export const AnyInstance = z.discriminatedUnion("vendor", [Instance, VeeamInstance]);

export type AnyInstance = z.infer<typeof AnyInstance>;
