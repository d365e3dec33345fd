import type { Finding, PhoneSystem } from "../../host/bindings";

type Of<K extends Finding["found"]> = Extract<Finding, { found: K }>;

const systems: Record<PhoneSystem, string> = {
  five9: "Five9",
  aircall: "Aircall",
  phone: "Another phone system",
};
const s = (system: PhoneSystem) => systems[system];

/** English: the self-test. */
export const selfTest = {
  selfTest: {
    title: "Self-test",
    lead: "Looks at everything that must be right: this machine, the way to Salesforce, your rights there, the phone systems. Nothing is changed.",
    run: "Run the self-test",
    again: "Run it again",
    running: "Looking… this takes as long as the slowest answer.",
    allGood: "Everything that counts works.",
    warnings: "It works; somebody should look at what is marked.",
    bad: "Something does not work. Each line says what and who mends it.",
    mends: "Mended by",
    diagnostics: "Diagnostics file",
    diagnosticsLead:
      "For support: self-test, settings and log, without names, numbers or secrets. Read it first; only then it is saved.",
    prepare: "Prepare it",
    content: "Exactly this will be saved",
    save: "Save to downloads",
    saved: (path: string) => `Saved as ${path}.`,
    grades: {
      good: "Good",
      skipped: "Not needed",
      warning: "Look",
      bad: "Bad",
    },
    menders: {
      person: "You",
      it: "IT",
      salesforce_admin: "Your Salesforce admin",
      phone_admin: "Who runs the phone system",
    },
    areas: {
      policy: "Policy",
      keychain: "Keychain",
      database: "Database",
      disk: "Disk",
      display: "Display",
      notifications: "Notifications",
      network: "Way to Salesforce",
      clock: "Clock",
      sign_in: "Sign-in",
      scopes: "Scopes",
      permissions: "Permissions",
      fields: "Fields",
      rules: "Dispositions and mapping",
      api_budget: "API calls",
      door: "Door on this machine",
      phones: "Phone systems",
      relay: "Relay",
      updates: "Updates",
    },
    keychain: {
      no_keychain: "There is no keychain that Callside can reach; secrets last for this session only.",
      locked: "The keychain is locked.",
      unsafe: "The file that stands in for a keychain can be read by others or is damaged.",
      failed: "The keychain does not answer.",
    },
    found: {
      policy_none: (p: Of<"policy_none">) => `There is none (${p.place}).`,
      policy_holds: (p: Of<"policy_holds">) => `${p.settings} settings from ${p.place}.`,
      keychain_works: "Secrets rest in the keychain.",
      secrets_in_file: "There is no keychain; secrets rest in a file that only you can read.",
      database_opens: "It opens with its key.",
      database_not_yet: "There is none yet.",
      database_in_use: "Another Callside uses it.",
      disk_room: (p: Of<"disk_room">) => `${p.megabytes} MB are free.`,
      disk_short: (p: Of<"disk_short">) => `Only ${p.megabytes} MB are free. Make room before saving fails.`,
      disk_unknown: "Room cannot be asked for on this system.",
      display_there: "There.",
      display_none: "There is none in this session.",
      notifications_shown: (p: Of<"notifications_shown">) =>
        p.server === "" ? "The system shows them." : `${p.server} shows them.`,
      notifications_none: "Nothing shows notifications here; the window still tells of calls.",
      network_works: (p: Of<"network_works">) => `${p.host} answers in ${p.ms} ms.`,
      network_name: (p: Of<"network_name">) => `The name ${p.host} is not known. Check DNS.`,
      network_unreachable: (p: Of<"network_unreachable">) =>
        `${p.host} cannot be reached. Check network and firewall.`,
      network_proxy: (p: Of<"network_proxy">) => `The proxy does not let ${p.host} through. Check its rules.`,
      network_certificate: (p: Of<"network_certificate">) =>
        `The certificate of ${p.host} is not trusted. If a proxy opens TLS, install the company’s root certificate.`,
      network_slow: (p: Of<"network_slow">) => `${p.host} did not answer within 10 seconds.`,
      network_strange: (p: Of<"network_strange">) =>
        `What answers at ${p.host} is not Salesforce: a proxy or a log-in page.`,
      network_no_tls: "This machine cannot make safe connections. Check OpenSSL and its certificates.",
      clock_right: "Right.",
      clock_off: (p: Of<"clock_off">) =>
        p.seconds > 0
          ? `${p.seconds} seconds ahead of Salesforce. Turn on time sync.`
          : `${-p.seconds} seconds behind Salesforce. Turn on time sync.`,
      clock_unknown: "There is nothing to compare it with.",
      signed_in: (p: Of<"signed_in">) => `${p.username} at ${p.host}`,
      signed_out: "Nobody is signed in.",
      no_client_id: "No consumer key is set, so nobody can sign in.",
      sign_in_over: "The sign-in is over. Sign in again; nothing is lost.",
      scopes_enough: "Enough.",
      scope_missing: (p: Of<"scope_missing">) => `The app lacks the scope ${p.scope}.`,
      permissions_enough: "Enough.",
      object_hidden: (p: Of<"object_hidden">) => `You do not see ${p.object}.`,
      object_not_createable: (p: Of<"object_not_createable">) => `You may not create ${p.object} records.`,
      fields_there: (p: Of<"fields_there">) => `All there. Calls are marked in ${p.mark}.`,
      field_missing: (p: Of<"field_missing">) => `${p.object}.${p.field} is missing or may not be written.`,
      mark_in_subject:
        "CallObject is hidden and CallKey__c is not there, so the subject carries the mark of the call.",
      rules_fit: "They fit the org.",
      rules_faulty: (p: Of<"rules_faulty">) => `${p.faults} faults. Setup names them.`,
      budget_fine: (p: Of<"budget_fine">) => `${p.percent} % of today’s calls are used.`,
      budget_short: (p: Of<"budget_short">) =>
        `${p.percent} % of today’s calls are used; what can wait slows down.`,
      budget_spent: "They are used up. Saved wrap-ups wait.",
      budget_unknown: "Salesforce did not say.",
      door_open: (p: Of<"door_open">) => `Open on port ${p.port}.`,
      phone_ready: (p: Of<"phone_ready">) => `${s(p.system)} is set up; nothing was refused within a day.`,
      phone_unused: (p: Of<"phone_unused">) => `${s(p.system)} is not set up.`,
      phone_refused: (p: Of<"phone_refused">) =>
        `${s(p.system)}: ${p.count} events were refused within a day, the last for this reason:`,
      phone_answers: (p: Of<"phone_answers">) => `${p.name} takes the key and answers in ${p.ms} ms.`,
      phone_untried: (p: Of<"phone_untried">) =>
        `${p.name} has a key. Asking would cost credit, so only the set-up tries it.`,
      relay_none: "Not used.",
      relay_answers: (p: Of<"relay_answers">) => `${p.relay} answers.`,
      relay_by_events: (p: Of<"relay_by_events">) =>
        `${p.relay} answers. A proxy lets no WebSocket through; calls come in all the same.`,
      relay_sign_in: (p: Of<"relay_sign_in">) => `${p.relay} answers and asks you to sign in.`,
    },
  },
};
