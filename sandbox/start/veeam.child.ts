import * as z from "zod";
import { startVeeamSimulator } from "../veeam/server.ts";
import { holding, serveParent } from "./simulator-child.ts";

const Options = z.object({
  port: z.int(),
  apiKey: z.string(),
  agreement: z.string(),
  dataFile: z.string(),
  lock: z.string(),
  timeScale: z.number(),
});

serveParent(async (given) => {
  const { lock, port, ...options } = Options.parse(given);
  return holding(lock, port, (free) => startVeeamSimulator({ ...options, port: free }));
});
