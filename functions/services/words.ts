/** Editions as people say them (acronis-api.md, 9.5); one that is not here is shown as it is. */
const editions: Readonly<Record<string, string>> = {
  pck_per_workload: "Per workload",
  pck_per_gigabyte: "Per gigabyte",
  per_workload: "Per workload (2020)",
  per_gigabyte: "Per gigabyte (2020)",
  fss_per_gigabyte: "Per gigabyte",
  fss_per_user: "Per user",
  fss_legacy: "Legacy",
  standard: "Legacy Standard",
  advanced: "Legacy Advanced",
  disaster_recovery: "Legacy Disaster Recovery",
  cyber_protect_std: "Legacy Cyber Protect Standard",
  cyber_protect_adv: "Legacy Cyber Protect Advanced",
  cyber_protect_dre: "Legacy Cyber Protect Disaster Recovery",
};

/** What an offering item counts, by its usage name, where the name alone would puzzle a person (9.6). */
const usages: Readonly<Record<string, string>> = {
  storage: "Cloud storage",
  local_storage: "Local storage",
  vms: "Virtual machines",
  nas: "NAS devices",
  mobiles: "Mobile devices",
  mailboxes: "Microsoft 365 seats",
  o365_seats: "Microsoft 365 seats",
  o365_mailboxes: "Microsoft 365 mailboxes",
  o365_onedrive: "Microsoft 365 OneDrive",
  o365_sharepoint_sites: "Microsoft 365 SharePoint sites",
  o365_teams: "Microsoft 365 Teams",
  gsuite_seats: "Google Workspace seats",
  google_mail: "Google Mail",
  google_drive: "Google Drive",
  google_team_drive: "Google shared drives",
  c2c_storage: "Cloud-to-cloud storage",
  dr_base: "Disaster recovery",
  dr_storage: "Disaster recovery storage",
  dr_cloud_servers: "Disaster recovery cloud servers",
  dr_internet_access: "Disaster recovery internet access",
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
  pack_adv_backup_workstations: "Advanced Backup for workstations",
  pack_adv_backup_servers: "Advanced Backup for servers",
  pack_adv_backup_vms: "Advanced Backup for virtual machines",
  pack_adv_backup_web_hosting_servers: "Advanced Backup for web hosting servers",
  pack_adv_backup_m365_seats: "Advanced Backup for Microsoft 365 seats",
};

/** What Acronis warns of before an edition is switched (9.8), as people say it. */
const warnings: Readonly<Record<string, string>> = {
  OldFeaturesBecomeUnavailable: "features of the old edition become unavailable",
  NewFeaturesBecomeAvailable: "new features become available",
  SomePlansWillStopWorking: "some protection plans will stop working",
  AllDevicesWithBackupsPreserved: "all devices with backups are kept",
  UsageStatisticsWillMigrate: "usage statistics move to the new edition",
  AdvCyberProtectBecomeUnavailable: "Advanced Cyber Protect becomes unavailable",
};

/** The longest name that is published; the BSS's own limit is not documented. */
const LONGEST_NAME = 200;

/** An edition as people say it; empty for none. */
export const editionName = (edition: string): string => told(editions, edition) ?? plainName(edition);

/** What an item counts, as people say it: from the table, else the usage name made readable. */
export const usageWords = (usageName: string): string =>
  told(usages, usageName) ?? (capitalised(plainName(usageName.replaceAll("_", " "))) || "Unnamed item");

/** A warning as people say it: from the table, else its words apart. */
export const warningWords = (warning: string): string =>
  told(warnings, warning) ?? plainName(warning.replaceAll(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase());

/** A vendor's text on one line, without control characters and bounded; empty when nothing is left. */
export const plainName = (text: string): string => {
  const line = text
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  // A character that the cut went through is left out.
  return line.slice(0, LONGEST_NAME).replace(/[\uD800-\uDBFF]$/, "");
};

// What the vendor names may be called as the members that every object has.
const told = (words: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(words, name) ? words[name] : undefined;

const capitalised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
