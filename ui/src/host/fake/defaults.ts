import type { DraftView, PopFieldsView, SettingsView, SettingValue } from "../bindings";

/** Nothing typed. */
export const EMPTY_DRAFT: DraftView = {
  notes: "",
  disposition: null,
  agreed_at: null,
  case_id: null,
  opportunity_id: null,
  new_record: null,
  intent: null,
  allow_duplicate: false,
  added_s: 0,
};

const DOOR = "http://127.0.0.1:4731";

function texts(...all: string[]): SettingValue {
  return { kind: "texts", texts: all };
}

/** Settings of a desk that is set up. */
export const SETTINGS: SettingsView = {
  home_region: "US",
  api_version: "62.0",
  client_id: "example-consumer-key",
  toast: true,
  after_call_seconds: 120,
  door: {
    port: 4731,
    five9_connector: `${DOOR}/five9/connector?secret=example-only-9b1f4c72d80e`,
    five9_events: `${DOOR}/five9/events?secret=example-only-9b1f4c72d80e`,
    aircall: `${DOOR}/aircall?secret=example-only-9b1f4c72d80e`,
    aircall_token: "",
    phone: `${DOOR}/phone?secret=example-only-9b1f4c72d80e`,
    phone_secret: "",
  },
  policy: {
    place: "/etc/callside/policy.json",
    found: false,
    faults: [],
    settings: [
      { key: "account_phone_fields", value: texts("Phone", "Fax"), layer: "default" },
      { key: "admin_permission_sets", value: texts("Callside_Admin"), layer: "default" },
      { key: "after_call_seconds", value: { kind: "number", number: 120 }, layer: "default" },
      { key: "api_version", value: texts("62.0"), layer: "default" },
      { key: "bring_in_calls", value: texts("team"), layer: "default" },
      { key: "card_numbers", value: texts("cover"), layer: "default" },
      { key: "client_id", value: texts("example-consumer-key"), layer: "person" },
      { key: "compact_window", value: { kind: "flag", on: true }, layer: "default" },
      { key: "configuration_key", value: texts(), layer: "default" },
      {
        key: "contact_phone_fields",
        value: texts("MobilePhone", "Phone", "HomePhone", "OtherPhone", "AssistantPhone", "Fax"),
        layer: "default",
      },
      { key: "flags_for_agents", value: { kind: "flag", on: false }, layer: "default" },
      { key: "home_region", value: texts("US"), layer: "default" },
      { key: "keep_calls_days", value: { kind: "number", number: 730 }, layer: "default" },
      { key: "keep_copies_days", value: { kind: "number", number: 90 }, layer: "default" },
      { key: "keep_audit_days", value: { kind: "number", number: 3650 }, layer: "default" },
      { key: "keep_diagnostics_days", value: { kind: "number", number: 30 }, layer: "default" },
      { key: "lead_phone_fields", value: texts("MobilePhone", "Phone", "Fax"), layer: "default" },
      { key: "mask_screens", value: { kind: "flag", on: false }, layer: "default" },
      {
        key: "quality_flags",
        value: texts("praise", "coach", "compliance", "data_wrong"),
        layer: "default",
      },
      { key: "relay_address", value: texts(), layer: "default" },
      { key: "role", value: texts(), layer: "default" },
      { key: "secrets_file", value: { kind: "flag", on: true }, layer: "default" },
      { key: "settling_seconds", value: { kind: "number", number: 20 }, layer: "default" },
      { key: "supervisor_permission_sets", value: texts("Callside_Supervisor"), layer: "default" },
      { key: "toast", value: { kind: "flag", on: true }, layer: "default" },
      { key: "undo_seconds", value: { kind: "number", number: 5 }, layer: "default" },
      { key: "update_address", value: texts(), layer: "default" },
      { key: "update_key", value: texts(), layer: "default" },
      { key: "updates", value: texts(), layer: "default" },
      { key: "watch_seconds", value: { kind: "number", number: 60 }, layer: "default" },
    ],
  },
};

/** Fields that the pop may show. */
export const POP_FIELDS: PopFieldsView = {
  most: 8,
  objects: [
    {
      object: "Contact",
      label: "Contact",
      fields: [
        { name: "Department", label: "Department" },
        { name: "LeadSource", label: "Lead source" },
        { name: "Support_Tier__c", label: "Support tier" },
      ],
      parents: ["Account", "Owner"],
      shown: [{ name: "Support_Tier__c", label: "Support tier" }],
    },
    { object: "Lead", label: "Lead", fields: [{ name: "Rating", label: "Rating" }], parents: [], shown: [] },
    {
      object: "Account",
      label: "Account",
      fields: [{ name: "Industry", label: "Industry" }],
      parents: ["Owner"],
      shown: [],
    },
  ],
};
