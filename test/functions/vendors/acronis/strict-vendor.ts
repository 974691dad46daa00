import { onTestFinished } from "vitest";
import { startAcronisSimulator } from "../../../../sandbox/acronis/server.ts";
import { acronisAt, instanceAt } from "../vendor-server.ts";

export const contact = { email: "jane@example.com", firstname: "Jane", lastname: "Doe", phone: "", city: "Athens" };
/** A new customer. */
export const tenantOf = (parentId: string, more: object = {}) =>
  ({ name: "Customer", parentId, kind: "customer", contact, language: "en", customerId: "marker", internalTag: "tag", ...more }) as const;

/** The strict simulator, and Acronis as its client. */
export const strictVendor = async () => {
  const vendor = await startAcronisSimulator({ strict: true });
  onTestFinished(() => vendor.close());
  const { clientId, clientSecret } = vendor;
  const credential = () => ({ clientId, clientSecret: vendor.clientSecret, savedAt: new Date().toISOString() });
  const { of, pauses } = acronisAt(vendor.url, {
    credentials: { of: async () => ({ ...credential(), clientSecret }), fresh: async () => credential() },
  });
  return { vendor, of, pauses, acronis: of(instanceAt(vendor.url, { clientId })), root: vendor.rootTenantId };
};
