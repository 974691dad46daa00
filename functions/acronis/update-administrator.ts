import type { AcronisWork } from "../onboarding/order-at-hand.ts";
import { administratorContact, sameContact } from "./contact.ts";
import { onceMoreOnRace } from "./once-more.ts";

/**
 * Brings the administrator's contact up to date. `mustInvite`: the address changed before the person activated the user, so the
 * activation went where it is no longer read.
 */
export const updateAdministrator = (work: AcronisWork, administratorId: string): Promise<{ mustInvite: boolean }> =>
  onceMoreOnRace(async () => {
    const user = await work.acronis.readUser(administratorId);
    const contact = administratorContact(work.mapping.account);
    if (sameContact(user.contact, contact)) return { mustInvite: false };
    await work.acronis.updateUser(administratorId, { version: user.version, contact });
    return { mustInvite: !user.activated && (user.contact?.email ?? "") !== contact.email };
  });
