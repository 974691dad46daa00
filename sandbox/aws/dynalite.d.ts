/** What we use of dynalite, which ships no types. */
declare module "dynalite" {
  import type { Server } from "node:http";

  /** Without a path the tables are in memory. The times are how long a table stays in its state of change. */
  export default function dynalite(options: {
    path?: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
}
