import { type Simulator, startSimulator } from "./simulator.ts";

interface AcronisOptions {
  /** One that is in use is replaced by a free one where state is kept; 0 takes any. */
  readonly port: number;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where its state is kept over restarts; in memory without it. */
  readonly dataFile?: string;
  /** Held while it runs, so that the state has one writer. */
  readonly lock?: string;
  readonly timeScale: number;
  /** About how many offering items the distributor has; the simulator's own catalogue without it. */
  readonly offeringItems?: number;
}

/** A simulated Acronis in a process of its own. */
export const startAcronis = (options: AcronisOptions): Promise<Simulator> => startSimulator("Acronis", "./acronis.child.ts", options);
