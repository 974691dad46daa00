/** What Acronis sells through the platform: the offering items of the current and the legacy editions (sheet 9.5, 9.6). */
export interface Definition {
  readonly application_id: string;
  readonly name: string;
  readonly edition: string | null;
  readonly usage_name: string;
  readonly type: "count" | "infra" | "feature";
  readonly measurement_unit: "bytes" | "quantity" | "seconds" | "n/a";
  /** The kind of storage the item is bound to; then it exists once per storage. */
  readonly capability: "backup" | "disaster_recovery" | "files_cloud" | null;
  /** Included features: shown on request only. */
  readonly secondary: boolean;
}

export const applications = {
  backup: "6e6d758d-8e74-3ae3-ac84-50eb0dff12eb",
  files_cloud: "dfd85a5f-a464-32ab-81fd-99bcc66a070f",
  physical_data_shipping: "b71b2c18-590a-303c-9d5a-8444fbe713ac",
  notary: "f9c5744e-bd1a-36b6-b0f0-ecd7483e1796",
  hci: "cc29685d-a9ca-3e87-a83d-069f18b588f0",
  platform: "7459244f-68f3-3bf4-9f53-5f63ecc1d91f",
} as const;

type Shape = readonly [
  suffix: string,
  usage_name: string,
  type: Definition["type"],
  unit: Definition["measurement_unit"],
  capability?: Definition["capability"],
];

const count = (suffix: string, usage: string): Shape => [suffix, usage, "count", "quantity"];
const feature = (suffix: string, usage: string): Shape => [suffix, usage, "feature", "n/a"];
const ofPack = (...suffixes: readonly string[]): readonly Shape[] => suffixes.map((suffix) => count(suffix, suffix));

const inBothEditions: readonly Shape[] = [
  ["base_storage", "storage", "infra", "bytes", "backup"],
  ...["workstations", "servers", "vms", "mobiles", "web_hosting_servers", "websites"].map((usage) => count(`base_${usage}`, usage)),
  count("base_m365_seats", "mailboxes"),
  count("base_m365_sharepoint_sites", "o365_sharepoint_sites"),
  count("base_m365_teams", "o365_teams"),
  count("base_gworkspace_seats", "gsuite_seats"),
  feature("base_google_team_drive", "google_team_drive"),
  ...["workstations", "servers", "vms", "m365_seats_shared"].map((usage) => count(`base_secondary_${usage}`, `secondary_${usage}`)),
  ...ofPack("pack_adv_security_m365_seats", "pack_adv_management", "pack_adv_security", "pack_adv_dlp"),
  count("pack_adv_email_security", "pack_adv_email_security_mailboxes"),
];

const perWorkloadOnly: readonly Shape[] = [
  count("base_nas", "nas"),
  feature("base_m365_mailboxes", "o365_mailboxes"),
  feature("base_m365_onedrive", "o365_onedrive"),
  feature("base_google_mail", "google_mail"),
  feature("base_google_drive", "google_drive"),
  ["base_dr_base", "dr_base", "feature", "n/a", "disaster_recovery"],
  ["base_adv_dr_storage", "dr_storage", "infra", "bytes", "disaster_recovery"],
  ["base_adv_dr_compute_points", "compute_points", "infra", "seconds", "disaster_recovery"],
  ["base_adv_dr_cloud_servers", "dr_cloud_servers", "infra", "quantity", "disaster_recovery"],
  ["base_adv_dr_internet_access", "dr_internet_access", "feature", "n/a", "disaster_recovery"],
  feature("base_child_storages", "child_storages"),
  ["base_c2c_storage", "c2c_storage", "count", "bytes"],
  ...ofPack("pack_adv_backup_workstations", "pack_adv_backup_servers", "pack_adv_backup_vms", "pack_adv_backup_web_hosting_servers"),
  ...ofPack("pack_adv_backup_m365_seats", "pack_adv_edr"),
];

const legacyStandard: readonly Shape[] = [
  ["storage", "storage", "infra", "bytes", "backup"],
  ...["workstations", "servers", "vms", "mobiles", "web_hosting_servers", "websites", "mailboxes"].map((usage) => count(usage, usage)),
  ["dr_storage", "dr_storage", "infra", "bytes", "disaster_recovery"],
  ["public_ips", "public_ips", "infra", "quantity", "disaster_recovery"],
  ["compute_points", "compute_points", "infra", "seconds", "disaster_recovery"],
  ["dr_cloud_servers", "dr_cloud_servers", "infra", "quantity", "disaster_recovery"],
  ["dr_internet_access", "dr_internet_access", "feature", "n/a", "disaster_recovery"],
];

const fileSync: readonly Shape[] = [["fc_storage", "fc_storage", "infra", "bytes", "files_cloud"], count("fc_seats", "fc_seats")];

function edition(application_id: string, name: string | null, prefix: string, shapes: readonly Shape[]): readonly Definition[] {
  return shapes.map(([suffix, usage_name, type, measurement_unit, capability]) => ({
    application_id,
    name: prefix + suffix,
    edition: name,
    usage_name,
    type,
    measurement_unit,
    capability: capability ?? null,
    secondary: suffix.startsWith("base_secondary_"),
  }));
}

export const definitions: readonly Definition[] = [
  ...edition(applications.backup, "pck_per_workload", "pw_", [...inBothEditions, ...perWorkloadOnly]),
  ...edition(applications.backup, "pck_per_gigabyte", "pg_", inBothEditions),
  ...edition(applications.backup, "standard", "", legacyStandard),
  ...edition(applications.backup, null, "", [["local_storage", "local_storage", "count", "bytes"]]),
  ...edition(applications.files_cloud, "fss_per_user", "pu_base_", fileSync),
  ...edition(applications.files_cloud, "fss_per_gigabyte", "pg_base_", fileSync),
  ...edition(applications.files_cloud, "fss_legacy", "", fileSync),
  ...edition(applications.physical_data_shipping, null, "", ofPack("drives_shipped_to_cloud", "drives_shipped_from_cloud")),
  ...edition(applications.notary, null, "", [
    ["notary_storage", "notary_storage", "count", "bytes"],
    ...ofPack("notarizations", "esignatures"),
  ]),
];

// A seat needs the services it consists of (sheet 9.7, rule 4).
export const dependencies: Readonly<Record<string, readonly string[]>> = {
  pw_base_m365_seats: ["pw_base_m365_mailboxes", "pw_base_m365_onedrive"],
  pw_base_gworkspace_seats: ["pw_base_google_mail", "pw_base_google_drive"],
};
