import type { AcronisSimulator } from "../acronis/server.ts";
import { must } from "./story.ts";

/** What happens at Acronis without us: its staff writes the price list anew, or its meters tell new numbers. */
export const atAcronis = async (vendor: AcronisSimulator, what: "prices" | "usage", change: object): Promise<void> => {
  const answer = await fetch(`${vendor.url}/simulator/${what}`, { method: "POST", body: JSON.stringify(change) });
  must(answer.ok, `the simulated Acronis should take new ${what}, and answered ${answer.status}`);
};
