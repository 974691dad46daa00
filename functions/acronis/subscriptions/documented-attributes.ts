import { attributeIdOf } from "../../services/units.ts";

/** Usage names of offering items, by the unit in which they are sold (acronis-api.md, 9.6). */
const documented = {
  GB: "storage local_storage dr_storage fc_storage notary_storage c2c_storage",
  hours: "compute_points",
  pieces: `workstations servers vms mobiles web_hosting_servers websites nas mailboxes o365_seats o365_sharepoint_sites o365_teams
    gsuite_seats dr_cloud_servers public_ips fc_seats pack_adv_backup_workstations pack_adv_backup_servers pack_adv_backup_vms
    pack_adv_backup_web_hosting_servers pack_adv_backup_m365_seats pack_adv_security_m365_seats pack_adv_management
    pack_adv_security pack_adv_email_security_mailboxes pack_adv_dlp pack_adv_edr drives_shipped_to_cloud
    drives_shipped_from_cloud notarizations esignatures`,
  features: "o365_mailboxes o365_onedrive google_mail google_drive google_team_drive dr_base dr_internet_access child_storages",
} as const;

/** Attributes that switch a feature on or off. */
export const documentedFeatures: ReadonlySet<string> = new Set(documented.features.split(" "));

/** Attributes that are surely offering items, whether or not somebody has them on offer. */
export const documentedAttributes: ReadonlySet<string> = new Set([
  ...(["GB", "hours", "pieces"] as const).flatMap((unit) => documented[unit].split(/\s+/).map((name) => attributeIdOf(name, unit))),
  ...documentedFeatures,
]);
