/** English: what the engine says, by its kinds and parts. */
import type { DatabaseTrouble, KeychainTrouble, RelayTrouble, SecretOf, Sentence } from "../../host/bindings";
import { phoneTroubles } from "./phone-troubles";
import { told } from "./told";

/** The parts of one kind. */
type Of<K extends Sentence["say"]> = Extract<Sentence, { say: K }>;

const keychain: Record<KeychainTrouble, string> = {
  no_keychain: "This machine has no keychain that Callside can reach.",
  locked: "The keychain is locked.",
  unsafe: "The file that stands in for a keychain can be read by others or is damaged.",
  failed: "The keychain does not answer.",
};

const copy = (at: string | null) =>
  at === null ? "No copy could be made; the file was left as it is." : `A copy was put at ${at}.`;

/** What happened to the database, and what to do. */
function database(trouble: DatabaseTrouble): [what: string, todo: string] {
  switch (trouble.kind) {
    case "wrong_key":
      return [
        "The key in your keychain does not open Callside's database. The file was left as it is.",
        "Unlock the keychain that you used before, or ask your admin to restore its entry.",
      ];
    case "key_lost":
      return [
        "The key of Callside's database is not in the keychain. The database was left as it is.",
        "Unlock the keychain that you used before, or ask your admin to restore its entry.",
      ];
    case "corrupt":
      return [
        `Callside's database is damaged. ${copy(trouble.copied_to)}`,
        "Restore it from a backup, or ask your admin before you start with an empty one.",
      ];
    case "newer":
      return [
        `A newer Callside wrote this database. ${copy(trouble.copied_to)}`,
        "Install the newer Callside again.",
      ];
    case "gone":
      return [
        "Callside's database file is gone from its folder. Nothing new was made in its place.",
        "Put the file back, or ask your admin before you start with an empty one.",
      ];
    case "locked":
      return [
        "Another Callside on this machine uses the database.",
        "Close the other one and start Callside again.",
      ];
    case "full":
      return ["The disk is full; nothing new is saved.", "Make room and try again."];
    case "read_only":
      return [
        "Callside's folder cannot be written; nothing new is saved.",
        "Ask your admin for the right to write it.",
      ];
    case "closed":
      return ["Callside's database is closed; nothing new is saved.", "Start Callside again."];
    case "unexpected":
      return [
        `Callside's database failed (${trouble.code}); nothing new is saved.`,
        "Start Callside again; if it comes back, send the log to your admin.",
      ];
    case "not_started":
      return [
        "Callside could not start its parts. Nothing was changed.",
        "Start Callside again; if it comes back, send the log to your admin.",
      ];
  }
}

const relay: Record<RelayTrouble, string> = {
  unreachable:
    "The relay cannot be reached. Calls wait there; Callside tries again by itself. If it stays so, check the address and the network.",
  not_a_relay:
    "Something answers at this address that is no relay, such as a proxy's page. Check the address; Callside tries again by itself.",
  busy: "The relay is busy or being restarted. Calls wait there; Callside tries again by itself.",
  silent: "The link fell silent. Calls wait at the relay; Callside connects again.",
  not_kept:
    "This machine could not keep what came. It waits at the relay; make room on the disk, then it goes on.",
  not_of_the_team: "The relay does not know you. Ask your admin to add you to its team.",
  version: "This Callside and the relay are too far apart in age. Ask your admin which one to update.",
  address: "This is no address of a relay. Enter one such as https://relay.example.com.",
  no_answer: "The relay cannot be reached. Nothing was changed; try again.",
};

const secret: Record<SecretOf, string> = { aircall: "Aircall's token", phone: "The signing secret" };

export const sentences = {
  sentence: {
    internal:
      "Callside made a mistake. What you saved is kept. Try again; if it comes back, send the log to your admin.",
    not_ready:
      "Callside's database is not open, so nothing can be read or saved. The first screen says what to do.",
    unknown_call: "This call is not known on this machine.",
    unknown_action: "There is no such action any more.",
    admin_only: "Only an admin of Callside may change this.",
    supervisor_only:
      "Only supervisors and admins of Callside see the numbers of a team. Your admin gives that role.",
    flags_by_supervisors: "Only supervisors and admins of Callside flag calls. Your admin gives that role.",
    unknown_flag: "Your company has no such flag any more. Pick another one.",
    colleague_unknown: "This colleague cannot be given work just now. Nothing has changed.",
    filter_needs_name: "Give the filter a name, so that you find it again.",
    too_many_filters: ({ most }: Of<"too_many_filters">) =>
      `There are ${most} filters already. Forget one first; this one is still in use.`,
    signed_files_only: "Your company takes signed configuration files only. Nothing was changed.",
    unknown_entry: "This entry is no longer in the outbox.",
    not_offered:
      "This outcome is not offered for this call any more. Your notes are kept; pick another outcome.",
    rules_faulty: ({ faults }: Of<"rules_faulty">) =>
      `What you typed has faults (${faults}). What ran before runs on.`,
    nothing_rehearsed: "Nothing was rehearsed yet.",
    bad_days: ({ most }: Of<"bad_days">) => `Rehearse over 1 to ${most} days.`,
    not_a_record_id: "Type the id of a Salesforce record: 15 or 18 letters and digits.",
    nobody_meant: "Type a phone number or a record id first.",
    bad_term: ({ least, most }: Of<"bad_term">) => `Type ${least} to ${most} days.`,
    not_a_phone_number: "Type a phone number, with its country code where it is abroad.",
    update_in_call: "Nothing is installed while somebody rings or talks. Install it after the call.",
    too_late: "It is already on its way to Salesforce and can no longer be changed here.",
    other_org: "This belongs to another org. Sign in there to go on with it; it is kept.",
    only_signed:
      "Your organisation lets only a signed configuration file change this. Nothing was changed; ask whoever signs them.",
    sign_in_needed:
      "Salesforce asks you to sign in. Calls and notes go on; what you save is sent afterwards.",
    unreachable: "Salesforce cannot be reached. Calls and notes go on.",
    took_too_long: "Salesforce took too long to answer. Try again.",
    answer_too_large:
      "Salesforce's answer is larger than Callside reads at once (16 MB), so nothing of it is shown. Ask for fewer rows or fields.",
    busy: "Salesforce is busy. Try again in a moment.",
    limit_reached:
      "Your org has used up its Salesforce API calls. What you save is sent when there are new ones.",
    not_permitted: "Salesforce does not let your user do this. Ask your admin for the permission.",
    unreadable_answer: "Salesforce gave an answer that Callside cannot read. Nothing was changed. Try again.",
    no_browser: "No browser could be started. Ask your admin to set the standard browser of this machine.",
    database: ({ trouble }: Of<"database">) => database(trouble).join(" "),
    secrets_not_changed: (parts: Of<"secrets_not_changed">) =>
      `${keychain[parts.keychain]} The secrets were not changed.`,
    sign_in_still_rests: (parts: Of<"sign_in_still_rests">) =>
      `${keychain[parts.keychain]} The sign-in may still rest there; sign out again.`,
    phone_system_bad: ({ system, fault }: Of<"phone_system_bad">) => phoneTroubles.phoneFault(system, fault),
    confidences_bad: "Confidences are between 0 and 1, and “verified from” is not above “recognised from”.",
    quiet_hours_bad: "Quiet hours are times of day, such as 21:00.",
    id_without_source: ({ name }: Of<"id_without_source">) => `Say where the id ${name} comes from.`,
    webhook_needs_https:
      "Aircall sends its events to an address that begins with https://, such as a relay's.",
    no_sticky_key: "Enter a key of Sticky Calls and save it first.",
    number_needed: "Type a whole phone number, such as +1 415 555 0134.",
    mapping_unreadable: ({ line, column }: Of<"mapping_unreadable">) =>
      `The mapping cannot be read at line ${line}, column ${column}. The one in use stays.`,
    mapping_path_bad: ({ field, character }: Of<"mapping_path_bad">) =>
      `The place of ${field} is no JSON path, at character ${character}. The mapping in use stays.`,
    ivr_unreadable: ({ line, column }: Of<"ivr_unreadable">) =>
      `The rules cannot be read at line ${line}, column ${column}. Those in use stay.`,
    ivr_budget_bad: ({ least, most }: Of<"ivr_budget_bad">) =>
      `budget_ms is between ${least} and ${most}. The rules in use stay.`,
    ivr_rule_bad: ({ rule, character }: Of<"ivr_rule_bad">) =>
      `“${rule}” names something that there is not, at character ${character}. The rules in use stay.`,
    notes_too_long: ({ most }: Of<"notes_too_long">) =>
      `The notes are longer than Salesforce can hold (${most} characters). Shorten them.`,
    too_many_fields: ({ most }: Of<"too_many_fields">) =>
      `The pop shows at most ${most} further fields of one object. Take one away first.`,
    too_many_phone_fields: ({ most }: Of<"too_many_phone_fields">) =>
      `A look-up asks for at most ${most} phone fields of one object. Take one away first.`,
    no_such_field: ({ field }: Of<"no_such_field">) =>
      `Your org has no field ${field}, or your user may not see it. Ask your admin.`,
    bad_time: "This time cannot be read. Pick it again.",
    not_a_record: "This is not a Salesforce record.",
    not_a_caller: "A caller is a Contact, a Lead or an Account.",
    bad_region: "The region is two letters of a country, such as US or GB.",
    bad_api_version: "The API version is a number such as 62.0, not below 59.0.",
    secret_too_short: ({ of, least }: Of<"secret_too_short">) =>
      `${secret[of]} does not do: it needs at least ${least} characters.`,
    not_a_signing_key: "The signing secret does not do: it is whsec_ followed by base64.",
    not_an_address: "This is no Salesforce address. Enter a host such as acme.my.salesforce.com.",
    no_client_id:
      "No consumer key is set. Ask your Salesforce admin for the one of the Callside app and enter it in the settings.",
    no_sign_in_port: ({ ports }: Of<"no_sign_in_port">) =>
      `Other programs use the ports of the sign-in (${ports.join(", ")}). Close one of them and sign in again.`,
    sign_in_denied: "The sign-in was denied in the browser. Sign in again when you are ready.",
    sign_in_timed_out: "Nobody signed in within five minutes. Sign in again.",
    sign_in_refused: ({ code }: Of<"sign_in_refused">) =>
      `Salesforce refused the sign-in (${code}). Tell your admin this word.`,
    sign_in_unreachable: "The sign-in server of Salesforce cannot be reached. Try again.",
    sign_in_bad_answer:
      "The sign-in server gave an answer that Callside cannot use. Check the address with your admin.",
    sign_in_not_kept: (parts: Of<"sign_in_not_kept">) =>
      `${keychain[parts.keychain]} The sign-in cannot be kept; sign in again.`,
    no_tls: "This machine cannot make safe connections. Ask your admin to check its certificates.",
    org_not_read: "The org could not be read. Sign in again.",
    not_revoked:
      "You are signed out on this machine. Salesforce could not be reached to end the sign-in there too; your admin can do that.",
    sign_in_again: "Salesforce asks you to sign in again.",
    unreachable_sent_later:
      "Salesforce cannot be reached. Calls and notes go on; what you save is sent later.",
    door_ports_taken: ({ ports }: Of<"door_ports_taken">) =>
      `Another program uses the ports of Callside's door (${ports.join(", ")}), so calls from the phone system do not arrive. Close that program; Callside tries again by itself.`,
    door_no_secret: (parts: Of<"door_no_secret">) =>
      `${keychain[parts.keychain]} So calls from the phone system do not arrive. Callside tries again by itself.`,
    door_bad_secret:
      "The secret of Callside's door is damaged, so calls from the phone system do not arrive. Ask your admin to remove it from the keychain and start Callside again.",
    paused_for_sign_in: "Nothing is sent until somebody signs in to Salesforce. Everything is kept.",
    paused_until: (_: Of<"paused_until">, when: string) =>
      `Your org has used up its Salesforce API calls. Nothing is sent before ${when}. Everything is kept.`,
    console_not_allowed:
      "The console is for supervisors and admins. Ask your admin for the permission set of one.",
    api_calls_kept:
      "Your org is short of API calls. They are kept for calls and wrap-ups; the rest goes on by itself later.",
    query_over: "This query is over. Run it again.",
    bad_condition: "The condition cannot be read.",
    look_up_faulty: ({ message }: Of<"look_up_faulty">) => `Your admin must mend this look-up: ${message}`,
    stale: ({ because }: Of<"stale">) => told.stale[because],
    bad_file: "This file has no look-ups of Callside. What you had is kept.",
    no_downloads: "The file could not be saved: there is no folder for downloads. Nothing else was changed.",
    no_room_for_file:
      "The disk is full, so the file was not saved. Nothing that was there has changed. Make room and try again.",
    not_a_picture: "This is no picture, so nothing was saved.",
    older_calls_not_allowed:
      "Your role, or your organisation, does not let you bring in these calls. Ask your admin.",
    older_calls_under_way: "Older calls are coming in already. Wait for them, or end it first.",
    file_not_saved:
      "The file could not be saved. Nothing else was changed. Make room in your downloads and try again.",
    relay: ({ trouble }: Of<"relay">) => relay[trouble],
    relay_not_kept: (parts: Of<"relay_not_kept">) =>
      `${keychain[parts.keychain]} The session of the relay cannot be kept; nothing was changed.`,
    set_by_policy: "Your organisation has set this, and only your admin can change it. Nothing was changed.",
    lacks_disposition: "Pick how the call ended (keys 1-9).",
    lacks_notes: "This disposition asks for notes.",
    lacks_confirmation: "Confirm who is calling first.",
    lacks_pick: "Pick who is calling first.",
    lacks_field: ({ label }: Of<"lacks_field">) => `${label} must be filled in.`,
  },
  keychainTrouble: keychain,
  databaseTrouble: {
    what: (trouble: DatabaseTrouble) => database(trouble)[0],
    todo: (trouble: DatabaseTrouble) => database(trouble)[1],
  },
};
