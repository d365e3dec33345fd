import type { DraftView, PopFieldsView, SettingsView } from "../bindings";

/** Nothing typed. */
export const EMPTY_DRAFT: DraftView = {
  notes: "",
  disposition: null,
  agreed_at: null,
  case_id: null,
  opportunity_id: null,
  new_record: null,
  allow_duplicate: false,
};

const DOOR = "http://127.0.0.1:4731";

/** Settings of a desk that is set up. */
export const SETTINGS: SettingsView = {
  home_region: "US",
  api_version: "62.0",
  client_id: "example-consumer-key",
  toast: true,
  door: {
    port: 4731,
    five9_connector: `${DOOR}/five9/connector?secret=example-only-9b1f4c72d80e`,
    five9_events: `${DOOR}/five9/events?secret=example-only-9b1f4c72d80e`,
    aircall: `${DOOR}/aircall?secret=example-only-9b1f4c72d80e`,
    aircall_token: "",
    phone: `${DOOR}/phone?secret=example-only-9b1f4c72d80e`,
    phone_secret: "",
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
      shown: ["Support_Tier__c"],
    },
    { object: "Lead", label: "Lead", fields: [{ name: "Rating", label: "Rating" }], shown: [] },
    { object: "Account", label: "Account", fields: [{ name: "Industry", label: "Industry" }], shown: [] },
  ],
};
