// What a price list calls a metric, where its usage name alone would puzzle a person.
const told: Readonly<Record<string, string>> = {
  storage: "Backup storage",
  vms: "Virtual machines",
  mailboxes: "Microsoft 365 seats",
  nas: "NAS devices",
  mobiles: "Mobile devices",
  o365_sharepoint_sites: "Microsoft 365 SharePoint sites",
  o365_teams: "Microsoft 365 Teams",
  gsuite_seats: "Google Workspace seats",
  c2c_storage: "Cloud-to-cloud storage",
  dr_storage: "Disaster recovery storage",
  dr_cloud_servers: "Disaster recovery cloud servers",
  public_ips: "Public IP addresses",
  fc_storage: "File Sync & Share storage",
  fc_seats: "File Sync & Share users",
  esignatures: "E-signatures",
  pack_adv_management: "Advanced Management",
  pack_adv_security: "Advanced Security",
  pack_adv_security_m365_seats: "Advanced Security for Microsoft 365 seats",
  pack_adv_email_security_mailboxes: "Advanced Email Security mailboxes",
  pack_adv_dlp: "Advanced Data Loss Prevention",
  pack_adv_edr: "Advanced EDR",
  pack_adv_backup_m365_seats: "Advanced Backup for Microsoft 365 seats",
  pack_adv_backup_vms: "Advanced Backup for virtual machines",
};

/** The name of a metric in people's words, with a capital. */
export function friendlyName(usageName: string): string {
  const words = usageName.replace(/^pack_adv_backup_/, "Advanced Backup for ").replaceAll("_", " ");
  return told[usageName] ?? words.charAt(0).toUpperCase() + words.slice(1);
}
