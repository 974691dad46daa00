import { it } from "vitest";
import { openTown, applicationId, apiKey } from "../support/town.ts";
import { bssInstallation } from "../../sandbox/bss/installation.ts";
it("runs", async () => {
  const town = await openTown();
  const bss = bssInstallation({ base: `${town.url()}/acronis/api`, applicationId, apiKey, settings: town.settings });
  const t = performance.now();
  const types = await bss.servicesDefinition();
  console.log(performance.now() - t, bss.complaints, JSON.stringify(types).length, JSON.stringify(types[0]?.AttributeList.slice(0,5), null, 1).slice(0, 3000), JSON.stringify(types[0]?.ProductsCollection.Products, null, 1).slice(0, 3000), JSON.stringify(types[0]?.ProductsCollection.Addons.slice(0, 3), null, 1), JSON.stringify(types[1], null, 1));
  await town.close();
});
