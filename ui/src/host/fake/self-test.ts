import type { Area, Finding, Grade, Mender, SelfTestView } from "../bindings";

function line(area: Area, grade: Grade, finding: Finding, mender: Mender | null = null) {
  return { area, grade, finding, mender };
}

const HOST = "https://acme.my.salesforce.com";

/** A desk on which everything that counts works. */
export const ALL_GOOD: SelfTestView = {
  grade: "good",
  lines: [
    line("policy", "skipped", { found: "policy_none", place: "/etc/callside/policy.json" }),
    line("keychain", "good", { found: "keychain_works" }),
    line("database", "good", { found: "database_opens" }),
    line("disk", "good", { found: "disk_room", megabytes: 48_200 }),
    line("notifications", "good", { found: "notifications_shown", server: "gnome-shell" }),
    line("network", "good", { found: "network_works", host: HOST, ms: 84 }),
    line("clock", "good", { found: "clock_right" }),
    line("sign_in", "good", { found: "signed_in", username: "dana.whitfield@example.com", host: HOST }),
    line("scopes", "good", { found: "scopes_enough" }),
    line("permissions", "good", { found: "permissions_enough" }),
    line("fields", "good", { found: "fields_there", mark: "CallObject" }),
    line("rules", "good", { found: "rules_fit" }),
    line("api_budget", "good", { found: "budget_fine", percent: 12 }),
    line("door", "good", { found: "door_open", port: 4731 }),
    line("phones", "good", { found: "phone_ready", system: "five9" }),
    line("phones", "skipped", { found: "phone_unused", system: "aircall" }),
    line("phones", "good", { found: "phone_answers", name: "Phone switch", ms: 61 }),
    line("phones", "skipped", { found: "phone_untried", name: "Sticky Calls" }),
    line("relay", "skipped", { found: "relay_none" }),
    line("updates", "good", { found: "updates", state: { kind: "current" } }),
  ],
};

/** A desk behind a proxy that opens TLS, with a clock that is off and rights that are missing. */
export const TROUBLED: SelfTestView = {
  grade: "bad",
  lines: [
    line("policy", "bad", { found: "policy_ignored", fault: { fault: "twice", key: "toast" } }, "it"),
    line("keychain", "warning", { found: "secrets_in_file" }, "it"),
    line("database", "good", { found: "database_opens" }),
    line("network", "bad", { found: "network_certificate", host: HOST }, "it"),
    line("clock", "bad", { found: "clock_off", seconds: 540 }, "it"),
    line("sign_in", "bad", { found: "sign_in_over" }, "person"),
    line(
      "fields",
      "bad",
      { found: "field_missing", object: "Task", field: "CallDisposition" },
      "salesforce_admin",
    ),
    line(
      "phones",
      "warning",
      { found: "phone_refused", system: "aircall", count: 3, reason: "bad_signature" },
      "phone_admin",
    ),
    line(
      "phones",
      "bad",
      {
        found: "phone_fails",
        failure: { system: "Aircall", trouble: { kind: "wrong_key" }, symptom: "key_refused" },
      },
      "phone_admin",
    ),
    line("relay", "bad", { found: "relay_trouble", trouble: "no_answer" }, "it"),
    line("updates", "bad", { found: "updates", state: { kind: "failed", trouble: "forged" } }, "it"),
  ],
};

/** A short diagnostics file. */
export const DIAGNOSTICS = `callside 0.1.0 on linux x86_64
2026-11-26 07:00 UTC

[self-test]
good    keychain: secrets rest in the keychain

[settings]
"home_region" = {"kind":"texts","texts":["US"]} (default)

[log]
2026-11-26T06:58:01.123456Z  INFO callside_desktop: Callside starts version="0.1.0"
`;
