import { type Simulator, startSimulator } from "./simulator.ts";

interface VeeamOptions {
  /** One that is in use is replaced by a free one; 0 takes any. */
  readonly port: number;
  readonly apiKey: string;
  readonly agreement: string;
  /** Where its state is kept over restarts. */
  readonly dataFile: string;
  /** Held while it runs, so that the state has one writer. */
  readonly lock: string;
  readonly timeScale: number;
}

/** A simulated Veeam in a process of its own. */
export const startVeeam = (options: VeeamOptions): Promise<Simulator> => startSimulator("Veeam", "./veeam.child.ts", options);
