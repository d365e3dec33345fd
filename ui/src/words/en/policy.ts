import type { AllowedView, PolicyFaultView } from "../../host/bindings";

type Of<K extends PolicyFaultView["fault"]> = Extract<PolicyFaultView, { fault: K }>;
type May<K extends AllowedView["kind"]> = Extract<AllowedView, { kind: K }>;

/** English: what rules on the machine. */
export const policy = {
  policy: {
    title: "Policy of this machine",
    lead: "What your organisation sets stands over what you set. The lock marks it.",
    none: (place: string) => `There is no policy here (${place}).`,
    found: (place: string) => `Read from ${place} when Callside started.`,
    locked: "Set by your organisation",
    ignored: "Something of the policy is ignored. Tell your admin.",
    setting: "Setting",
    value: "Value",
    from: "Set by",
    empty: "Not set",
    layer: { default: "As it comes", person: "You", policy: "Your organisation" },
    names: {
      account_phone_fields: "Phone fields of accounts",
      admin_permission_sets: "Permission sets of admins",
      after_call_seconds: "Time after a call in seconds",
      api_version: "API version",
      bring_in_calls: "Older calls from Salesforce",
      card_numbers: "Card and account numbers",
      client_id: "Consumer key",
      compact_window: "Compact window",
      configuration_key: "Key of configuration files",
      contact_phone_fields: "Phone fields of contacts",
      flags_for_agents: "Agents see flags",
      home_region: "Home region",
      keep_audit_days: "Days that the audit stays",
      keep_calls_days: "Days that calls stay",
      keep_copies_days: "Days that copies of Salesforce stay",
      keep_diagnostics_days: "Days that diagnostics stay",
      lead_phone_fields: "Phone fields of leads",
      mask_screens: "Masked screens",
      quality_flags: "Flags for quality review",
      relay_address: "Address of the relay",
      role: "Role",
      secrets_file: "Secrets in a file",
      settling_seconds: "Seconds until a lost write is sent again",
      supervisor_permission_sets: "Permission sets of supervisors",
      toast: "Notification of calls",
      undo_seconds: "Seconds to take a wrap-up back",
      update_address: "Address of updates",
      update_key: "Key of updates",
      updates: "Updates",
      watch_seconds: "Seconds between looks at watched objects",
    },
    faults: {
      writable: (p: Of<"writable">) =>
        `All of it: others than the administrator may write ${p.place}. Only root may own and write it.`,
      unreadable: (p: Of<"unreadable">) => `All of it: ${p.place} cannot be read. Everybody must be able to.`,
      too_large: "All of it: the file is larger than 256 KB.",
      malformed: (p: Of<"malformed">) => `All of it: the file is not a JSON object (line ${p.line}).`,
      not_ours: "All of it: the file lacks “callside_policy”: 1.",
      newer: (p: Of<"newer">) =>
        `All of it: the file is of version ${p.found}, and this Callside reads version 1. Update Callside first.`,
      unsigned: (p: Of<"unsigned">) => `All of it: the signature ${p.place} is missing.`,
      forged: "All of it: the signature does not belong to the file.",
      bad_key: (p: Of<"bad_key">) => `All of it: ${p.place} is not a public key.`,
      unknown: (p: Of<"unknown">) =>
        p.nearest === null
          ? `There is no setting called ${p.key}.`
          : `There is no setting called ${p.key}. Did they mean ${p.nearest}?`,
      twice: (p: Of<"twice">) => `${p.key} is there twice; neither counts.`,
      not_allowed: (p: Of<"not_allowed">, allowed: string) => `${p.key} must be ${allowed}.`,
    },
    allowed: {
      flag: "true or false",
      number: (p: May<"number">) => `a whole number from ${p.least} to ${p.most}`,
      choice: (p: May<"choice">) => `one of ${p.words.join(", ")}`,
      region: "two capital letters of a country, such as US",
      api_version: "a version from 59.0, such as 62.0",
      word: "a word without blanks",
      https: "an address that begins with https://",
      public_key: "an Ed25519 public key in base64",
      texts: (p: May<"texts">) => `a list of at most ${p.most} API names`,
    },
  },
};
