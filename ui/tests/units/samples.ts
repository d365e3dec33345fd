/** One of every kind that the engine may send; the types see to it that none is missing. */
import type {
  AboutView,
  DatabaseTrouble,
  LineView,
  OrgFaultView,
  Sentence,
  TimelineTitle,
  TitleView,
  WhyView,
} from "../../src/host/bindings";

/** A sample of each kind of a union that is told apart by `kind` or `say`. */
type Each<T, Tag extends keyof T> = { [K in T[Tag] & string]: Extract<T, Record<Tag, K>> };

const each = <T>(samples: Record<string, T>): T[] => Object.values(samples);

const TROUBLES: Each<DatabaseTrouble, "kind"> = {
  wrong_key: { kind: "wrong_key" },
  key_lost: { kind: "key_lost" },
  corrupt: { kind: "corrupt", copied_to: "⟨copy⟩" },
  newer: { kind: "newer", copied_to: null },
  gone: { kind: "gone" },
  locked: { kind: "locked" },
  full: { kind: "full" },
  read_only: { kind: "read_only" },
  closed: { kind: "closed" },
  unexpected: { kind: "unexpected", code: "⟨code⟩" },
  not_started: { kind: "not_started" },
};

const SENTENCES: Each<Sentence, "say"> = {
  internal: { say: "internal" },
  not_ready: { say: "not_ready" },
  unknown_call: { say: "unknown_call" },
  unknown_entry: { say: "unknown_entry" },
  not_offered: { say: "not_offered" },
  rules_faulty: { say: "rules_faulty", faults: 3 },
  nothing_rehearsed: { say: "nothing_rehearsed" },
  bad_days: { say: "bad_days", most: 366 },
  not_a_phone_number: { say: "not_a_phone_number" },
  file_not_written: { say: "file_not_written" },
  too_late: { say: "too_late" },
  other_org: { say: "other_org" },
  sign_in_needed: { say: "sign_in_needed" },
  unreachable: { say: "unreachable" },
  took_too_long: { say: "took_too_long" },
  busy: { say: "busy" },
  limit_reached: { say: "limit_reached" },
  not_permitted: { say: "not_permitted" },
  unreadable_answer: { say: "unreadable_answer" },
  no_browser: { say: "no_browser" },
  database: { say: "database", trouble: TROUBLES.full },
  secrets_not_changed: { say: "secrets_not_changed", keychain: "locked" },
  sign_in_still_rests: { say: "sign_in_still_rests", keychain: "failed" },
  notes_too_long: { say: "notes_too_long", most: 32_000 },
  too_many_fields: { say: "too_many_fields", most: 8 },
  no_such_field: { say: "no_such_field", field: "⟨field⟩" },
  bad_time: { say: "bad_time" },
  not_a_record: { say: "not_a_record" },
  not_a_caller: { say: "not_a_caller" },
  bad_region: { say: "bad_region" },
  bad_api_version: { say: "bad_api_version" },
  secret_too_short: { say: "secret_too_short", of: "aircall", least: 16 },
  not_a_signing_key: { say: "not_a_signing_key" },
  not_an_address: { say: "not_an_address" },
  no_client_id: { say: "no_client_id" },
  no_sign_in_port: { say: "no_sign_in_port", ports: [1717, 17_170] },
  sign_in_denied: { say: "sign_in_denied" },
  sign_in_timed_out: { say: "sign_in_timed_out" },
  sign_in_refused: { say: "sign_in_refused", code: "⟨code⟩" },
  sign_in_unreachable: { say: "sign_in_unreachable" },
  sign_in_bad_answer: { say: "sign_in_bad_answer" },
  sign_in_not_kept: { say: "sign_in_not_kept", keychain: "unsafe" },
  no_tls: { say: "no_tls" },
  org_not_read: { say: "org_not_read" },
  not_revoked: { say: "not_revoked" },
  sign_in_again: { say: "sign_in_again" },
  unreachable_sent_later: { say: "unreachable_sent_later" },
  door_ports_taken: { say: "door_ports_taken", ports: [4731] },
  door_no_secret: { say: "door_no_secret", keychain: "no_keychain" },
  door_bad_secret: { say: "door_bad_secret" },
  paused_for_sign_in: { say: "paused_for_sign_in" },
  paused_until: { say: "paused_until", at: 1_795_273_200_000 },
  console_not_allowed: { say: "console_not_allowed" },
  api_calls_kept: { say: "api_calls_kept" },
  query_over: { say: "query_over" },
  bad_condition: { say: "bad_condition", fault: "no such name" },
  look_up_faulty: { say: "look_up_faulty", message: "No such column" },
  stale: { say: "stale", because: "too_late" },
  bad_file: { say: "bad_file" },
  no_downloads: { say: "no_downloads" },
  file_not_saved: { say: "file_not_saved" },
  relay: { say: "relay", trouble: "busy" },
  relay_not_kept: { say: "relay_not_kept", keychain: "locked" },
  lacks_disposition: { say: "lacks_disposition" },
  lacks_notes: { say: "lacks_notes" },
  lacks_confirmation: { say: "lacks_confirmation" },
  lacks_pick: { say: "lacks_pick" },
  lacks_field: { say: "lacks_field", label: "⟨label⟩" },
};

const LINES: Each<LineView, "kind"> = {
  number: { kind: "number", text: "⟨text⟩", extension: "⟨extension⟩" },
  internal: { kind: "internal", digits: "⟨digits⟩" },
  withheld: { kind: "withheld" },
  unreadable: { kind: "unreadable" },
};

const TITLES: Each<TitleView, "kind"> = {
  call_log: { kind: "call_log" },
  new_record: { kind: "new_record", object: "⟨object⟩" },
  calendar_event: { kind: "calendar_event" },
  record: { kind: "record", object: "⟨object⟩" },
};

const PAST: Each<TimelineTitle, "kind"> = {
  text: { kind: "text", text: "⟨text⟩" },
  called: { kind: "called" },
  call: { kind: "call" },
  case_opened: { kind: "case_opened", number: "⟨number⟩" },
};

const FAULTS: Each<OrgFaultView, "kind"> = {
  row: { kind: "row", label: "⟨label⟩" },
  table: { kind: "table", table: "⟨table⟩" },
  outcome: { kind: "outcome", table: "⟨table⟩", code: "⟨code⟩", has: [] },
  field: { kind: "field", label: "⟨label⟩", object: "⟨object⟩", field: "⟨field⟩" },
  value: {
    kind: "value",
    label: "⟨label⟩",
    object: "⟨object⟩",
    field: "⟨field⟩",
    value: "⟨value⟩",
    has: [],
  },
};

const number = { kind: "number", field: "⟨field⟩", chosen_before: true, made_here: true } as const;

const WHYS: WhyView[] = [{ ...number, same: "exact" }, { ...number, same: "national" }, { kind: "found" }];

export const TROUBLE = each<DatabaseTrouble>(TROUBLES);
export const SENTENCE = each<Sentence>(SENTENCES);
export const LINE = each<LineView>(LINES);
export const TITLE = each<TitleView>(TITLES);
export const TOLD = each<TimelineTitle>(PAST);
export const FAULT = each<OrgFaultView>(FAULTS);
export const WHY = WHYS;
export const ABOUT: AboutView = { object: "⟨object⟩", fields: ["⟨field⟩", "⟨other⟩"] };
