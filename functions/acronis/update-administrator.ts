import type { AcronisWork } from "../onboarding/order-at-hand.ts";
import { administratorContact, sameContact } from "./contact.ts";
import { onceMoreOnRace } from "./once-more.ts";

/**
 * Brings the administrator's contact up to date. `mustInvite`: the address changed before the person activated the user, so the
 * activation went where it is no longer read. The row tells where it went: an attempt that stopped just before the mail has changed
 * the vendor's address already.
 */
export const updateAdministrator = (
  work: AcronisWork,
  administratorId: string,
): Promise<{ readonly isActivated: boolean; readonly mustInvite: boolean }> =>
  onceMoreOnRace(async () => {
    const user = await work.acronis.readUser(administratorId);
    const contact = administratorContact(work.mapping.account);
    const invited = work.mapping.invitedEmail ?? user.contact?.email ?? "";
    if (!sameContact(user.contact, contact)) await work.acronis.updateUser(administratorId, { version: user.version, contact });
    return { isActivated: user.activated, mustInvite: !user.activated && invited !== contact.email };
  });
