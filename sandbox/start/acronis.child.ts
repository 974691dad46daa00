import * as z from "zod";
import { startAcronisSimulator } from "../acronis/server.ts";
import { holding, serveParent } from "./simulator-child.ts";

const Options = z.object({
  port: z.int(),
  clientId: z.string(),
  clientSecret: z.string(),
  dataFile: z.string().optional(),
  lock: z.string().optional(),
  timeScale: z.number(),
  offeringItems: z.int().optional(),
});

serveParent(async (given) => {
  const { lock, port, ...options } = Options.parse(given);
  if (lock === undefined) return startAcronisSimulator({ ...options, port });
  return holding(lock, port, (free) => startAcronisSimulator({ ...options, port: free }));
});
