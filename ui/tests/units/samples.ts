/** One of every kind that the engine may send; the types see to it that none is missing. */
import type {
  AboutView,
  BecauseView,
  CallWord,
  CannotView,
  DatabaseTrouble,
  DidView,
  LineView,
  MisfitBecause,
  NamedRecordView,
  OrgFaultView,
  PhoneFault,
  PhoneTrouble,
  Sentence,
  TimelineTitle,
  TitleView,
  WhyView,
  Wrong,
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
  unknown_action: { say: "unknown_action" },
  admin_only: { say: "admin_only" },
  supervisor_only: { say: "supervisor_only" },
  flags_by_supervisors: { say: "flags_by_supervisors" },
  unknown_flag: { say: "unknown_flag" },
  colleague_unknown: { say: "colleague_unknown" },
  filter_needs_name: { say: "filter_needs_name" },
  too_many_filters: { say: "too_many_filters", most: 50 },
  signed_files_only: { say: "signed_files_only" },
  unknown_entry: { say: "unknown_entry" },
  not_offered: { say: "not_offered" },
  rules_faulty: { say: "rules_faulty", faults: 3 },
  nothing_rehearsed: { say: "nothing_rehearsed" },
  bad_days: { say: "bad_days", most: 366 },
  not_a_phone_number: { say: "not_a_phone_number" },
  not_a_record_id: { say: "not_a_record_id" },
  nobody_meant: { say: "nobody_meant" },
  bad_term: { say: "bad_term", least: 1, most: 3650 },
  too_late: { say: "too_late" },
  update_in_call: { say: "update_in_call" },
  other_org: { say: "other_org" },
  only_signed: { say: "only_signed" },
  sign_in_needed: { say: "sign_in_needed" },
  unreachable: { say: "unreachable" },
  took_too_long: { say: "took_too_long" },
  answer_too_large: { say: "answer_too_large" },
  busy: { say: "busy" },
  limit_reached: { say: "limit_reached" },
  not_permitted: { say: "not_permitted" },
  unreadable_answer: { say: "unreadable_answer" },
  no_browser: { say: "no_browser" },
  database: { say: "database", trouble: TROUBLES.full },
  secrets_not_changed: { say: "secrets_not_changed", keychain: "locked" },
  sign_in_still_rests: { say: "sign_in_still_rests", keychain: "failed" },
  phone_system_bad: { say: "phone_system_bad", system: "Aircall", fault: "credentials" },
  confidences_bad: { say: "confidences_bad" },
  quiet_hours_bad: { say: "quiet_hours_bad" },
  id_without_source: { say: "id_without_source", name: "account_number" },
  webhook_needs_https: { say: "webhook_needs_https" },
  no_sticky_key: { say: "no_sticky_key" },
  number_needed: { say: "number_needed" },
  mapping_unreadable: { say: "mapping_unreadable", line: 2, column: 12 },
  mapping_path_bad: { say: "mapping_path_bad", field: "call_id", character: 3 },
  ivr_unreadable: { say: "ivr_unreadable", line: 3, column: 12 },
  ivr_budget_bad: { say: "ivr_budget_bad", least: 100, most: 10_000 },
  ivr_rule_bad: { say: "ivr_rule_bad", rule: "Gold", character: 1 },
  notes_too_long: { say: "notes_too_long", most: 32_000 },
  too_many_fields: { say: "too_many_fields", most: 8 },
  too_many_phone_fields: { say: "too_many_phone_fields", most: 12 },
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
  bad_condition: { say: "bad_condition", wrong: { wrong: "rule_empty" } },
  look_up_faulty: { say: "look_up_faulty", message: "No such column" },
  stale: { say: "stale", because: "too_late" },
  bad_file: { say: "bad_file" },
  no_downloads: { say: "no_downloads" },
  file_not_saved: { say: "file_not_saved" },
  no_room_for_file: { say: "no_room_for_file" },
  not_a_picture: { say: "not_a_picture" },
  older_calls_not_allowed: { say: "older_calls_not_allowed" },
  older_calls_under_way: { say: "older_calls_under_way" },
  relay: { say: "relay", trouble: "busy" },
  relay_not_kept: { say: "relay_not_kept", keychain: "locked" },
  set_by_policy: { say: "set_by_policy" },
  lacks_disposition: { say: "lacks_disposition" },
  lacks_notes: { say: "lacks_notes" },
  lacks_confirmation: { say: "lacks_confirmation" },
  lacks_pick: { say: "lacks_pick" },
  lacks_field: { say: "lacks_field", label: "⟨label⟩" },
};

const PHONE_TROUBLES: Each<PhoneTrouble, "kind"> = {
  not_a_number: { kind: "not_a_number" },
  no_destination: { kind: "no_destination" },
  none_can_dial: { kind: "none_can_dial" },
  no_agent: { kind: "no_agent" },
  not_set_up: { kind: "not_set_up" },
  not_offered: { kind: "not_offered" },
  wrong_key: { kind: "wrong_key" },
  not_allowed: { kind: "not_allowed" },
  no_credit: { kind: "no_credit" },
  too_many: { kind: "too_many", wait_s: 30 },
  refused: { kind: "refused", status: 422, said: "⟨said⟩" },
  agent_not_ready: { kind: "agent_not_ready" },
  not_there: { kind: "not_there" },
  unreachable: { kind: "unreachable" },
  answer_lost: { kind: "answer_lost" },
  its_fault: { kind: "its_fault", status: 500 },
  unreadable: { kind: "unreadable" },
};

const PHONE_FAULTS: Record<PhoneFault, true> = {
  address: true,
  credentials: true,
  sticky_key: true,
  path: true,
  other: true,
};

const LINES: Each<LineView, "kind"> = {
  number: { kind: "number", text: "⟨text⟩", extension: "⟨extension⟩" },
  internal: { kind: "internal", digits: "⟨digits⟩" },
  withheld: { kind: "withheld" },
  unreadable: { kind: "unreadable" },
  unknown: { kind: "unknown" },
};

const TITLES: Each<TitleView, "kind"> = {
  call_log: { kind: "call_log" },
  new_record: { kind: "new_record", object: "⟨object⟩" },
  calendar_event: { kind: "calendar_event" },
  record: { kind: "record", object: "⟨object⟩" },
  binned: { kind: "binned", object: "⟨object⟩" },
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
  phone_field_absent: { kind: "phone_field_absent", object: "⟨object⟩", field: "⟨field⟩" },
  phone_field_holds_none: { kind: "phone_field_holds_none", object: "⟨object⟩", field: "⟨field⟩" },
  value: {
    kind: "value",
    label: "⟨label⟩",
    object: "⟨object⟩",
    field: "⟨field⟩",
    value: "⟨value⟩",
    has: [],
  },
};

const MISFITS: Each<MisfitBecause, "kind"> = {
  missing: { kind: "missing", label: "⟨label⟩" },
  missing_one_of: { kind: "missing_one_of", labels: ["⟨label⟩", "⟨other⟩"] },
  wanted: { kind: "wanted", label: "⟨label⟩", wanted: "moment" },
  too_long: { kind: "too_long", label: "⟨label⟩", most: 80 },
  not_listed: { kind: "not_listed", label: "⟨label⟩", value: "⟨value⟩", nearest: "⟨nearest⟩" },
  no_field: { kind: "no_field", object: "⟨object⟩", field: "⟨field⟩", nearest: "⟨nearest⟩" },
  not_writable: { kind: "not_writable", label: "⟨label⟩" },
  nothing: { kind: "nothing" },
};

const WRONGS: { [K in Exclude<Wrong["wrong"], "at">]: Extract<Wrong, { wrong: K }> } = {
  file_too_large: { wrong: "file_too_large" },
  not_json: { wrong: "not_json", of: "⟨message⟩" },
  not_ours: { wrong: "not_ours" },
  newer: { wrong: "newer", of: 7 },
  signature: { wrong: "signature", of: "missing" },
  unknown_key: { wrong: "unknown_key", of: "⟨key⟩" },
  unknown_word: { wrong: "unknown_word", of: "⟨word⟩" },
  twice: { wrong: "twice", of: "⟨name⟩" },
  shape: { wrong: "shape", of: "⟨message⟩" },
  nowhere: { wrong: "nowhere", of: { thing: "action", name: "⟨name⟩" } },
  no_value: { wrong: "no_value", of: { field: "⟨field⟩", value: "⟨value⟩" } },
  no_record_type: { wrong: "no_record_type", of: "⟨object⟩" },
  not_writable: { wrong: "not_writable", of: "⟨field⟩" },
  kind: { wrong: "kind", of: { wanted: "text", found: "list" } },
  missing: { wrong: "missing", of: "⟨name⟩" },
  needs_call: { wrong: "needs_call" },
  circle: { wrong: "circle", of: ["⟨one⟩", "⟨other⟩"] },
  too_many: { wrong: "too_many", of: 7 },
  range: { wrong: "range", of: { from: 1, to: 7 } },
  too_long: { wrong: "too_long", of: 7 },
  shares: { wrong: "shares" },
  rule_empty: { wrong: "rule_empty" },
  too_deep: { wrong: "too_deep", of: 7 },
  open_text: { wrong: "open_text" },
  escape: { wrong: "escape" },
  character: { wrong: "character", of: "⟨character⟩" },
  number: { wrong: "number" },
  name: { wrong: "name" },
  expected: { wrong: "expected", of: "operand" },
  unknown_name: { wrong: "unknown_name", of: "⟨name⟩" },
  never: { wrong: "never", of: { name: "⟨name⟩", value: "⟨value⟩" } },
  kinds: { wrong: "kinds", of: { left: "text", right: "number" } },
  no_condition: { wrong: "no_condition", of: "moment" },
  open_slot: { wrong: "open_slot" },
  slot: { wrong: "slot" },
  query_empty: { wrong: "query_empty" },
  not_select: { wrong: "not_select" },
  changes: { wrong: "changes", of: "⟨clause⟩" },
  not_over_rest: { wrong: "not_over_rest", of: "⟨clause⟩" },
  query_escape: { wrong: "query_escape" },
  literal: { wrong: "literal" },
  placeholder: { wrong: "placeholder" },
  no_placeholders: { wrong: "no_placeholders" },
  variable: { wrong: "variable" },
  soql: { wrong: "soql", of: { what: "field" } },
  mixed_logic: { wrong: "mixed_logic" },
  no_object: { wrong: "no_object", of: "⟨name⟩" },
  no_field: { wrong: "no_field", of: { object: "⟨object⟩", name: "⟨name⟩" } },
  no_relationship: { wrong: "no_relationship", of: { object: "⟨object⟩", name: "⟨name⟩" } },
  no_children: { wrong: "no_children", of: { object: "⟨object⟩", name: "⟨name⟩" } },
  not_filterable: { wrong: "not_filterable", of: "⟨name⟩" },
  compared: { wrong: "compared", of: { name: "⟨name⟩", with: "day" } },
  operator: { wrong: "operator", of: { name: "⟨name⟩", operator: "⟨operator⟩" } },
  no_sheet: { wrong: "no_sheet", of: "⟨name⟩" },
  name_the_field: { wrong: "name_the_field" },
  say_what: { wrong: "say_what" },
  no_word: { wrong: "no_word", of: "⟨word⟩" },
  step: { wrong: "step", of: { step: "⟨step⟩", because: "no_zone" } },
  filled_twice: { wrong: "filled_twice", of: "⟨field⟩" },
  own: { wrong: "own", of: "⟨field⟩" },
  step_takes: { wrong: "step_takes", of: { step: "⟨step⟩", gets: "phone" } },
  field_takes: { wrong: "field_takes", of: { field: "⟨field⟩", kind: "⟨kind⟩", gives: "duration" } },
  field_of_type: { wrong: "field_of_type", of: { field: "⟨field⟩", kind: "⟨kind⟩" } },
  no_subject: { wrong: "no_subject" },
  cannot_change: { wrong: "cannot_change", of: "⟨object⟩" },
  no_length: { wrong: "no_length" },
  no_pause: { wrong: "no_pause" },
  no_effect: { wrong: "no_effect", of: "⟨name⟩" },
  no_due: { wrong: "no_due", of: "⟨name⟩" },
  no_working_day: { wrong: "no_working_day" },
  no_time_of_day: { wrong: "no_time_of_day" },
  no_date: { wrong: "no_date" },
  ends_first: { wrong: "ends_first" },
  not_of_kind: { wrong: "not_of_kind", of: { text: "⟨text⟩", wanted: "whole" } },
  key: { wrong: "key", of: "⟨label⟩" },
  nameless: { wrong: "nameless" },
  outcome: { wrong: "outcome", of: { table: "⟨table⟩", code: "⟨code⟩" } },
  scope: { wrong: "scope", of: "⟨table⟩" },
  no_outcome: { wrong: "no_outcome", of: "⟨table⟩" },
  org_lacks: { wrong: "org_lacks", of: { label: "⟨label⟩", object: "⟨object⟩", field: "⟨field⟩" } },
  org_lacks_value: {
    wrong: "org_lacks_value",
    of: { label: "⟨label⟩", field: "⟨field⟩", value: "⟨value⟩" },
  },
};

/** Words that stand for a part: each has its own. */
const MORE_WRONGS: Wrong[] = [
  ...(["missing", "wrong", "key"] as const).map((of): Wrong => ({ wrong: "signature", of })),
  ...(["action", "disposition", "object", "field", "automation", "look_up", "transform"] as const).map(
    (thing): Wrong => ({ wrong: "nowhere", of: { thing, name: "⟨name⟩" } }),
  ),
  ...(["text", "number", "bool", "date", "moment", "list", "any"] as const).map((of): Wrong => ({
    wrong: "no_condition",
    of,
  })),
  ...(["operand", "joint", "close", "list", "comma", "value", "with", "empty", "side"] as const).map(
    (of): Wrong => ({ wrong: "expected", of }),
  ),
  ...(["bool", "number", "day", "moment", "text", "value"] as const).map((of): Wrong => ({
    wrong: "compared",
    of: { name: "⟨name⟩", with: of },
  })),
  ...(["no_step", "zone_form", "no_zone", "pattern", "length", "words"] as const).map((because): Wrong => ({
    wrong: "step",
    of: { step: "⟨step⟩", because },
  })),
  { wrong: "at", of: { character: 7, what: { wrong: "rule_empty" } } },
];

const number = { kind: "number", field: "⟨field⟩", chosen_before: true, made_here: true } as const;

const WHYS: WhyView[] = [{ ...number, same: "exact" }, { ...number, same: "national" }, { kind: "found" }];

const because = { kind: "missing", label: "⟨label⟩" } as const;

const CANNOTS: Each<CannotView, "cannot"> = {
  no_action: { cannot: "no_action", action: "⟨action⟩" },
  does_not_fit: { cannot: "does_not_fit", because: [because] },
  refused: { cannot: "refused", message: "⟨message⟩" },
  unexpected: { cannot: "unexpected", code: "⟨code⟩" },
  no_step: { cannot: "no_step" },
};

const RUN_CALL = { key: "five9:1", id: "1", kept: null };
const RUN_RECORD: NamedRecordView = {
  record: { object: "Lead", id: "00Q" },
  label: "⟨object⟩",
  name: "⟨name⟩",
  detail: "",
};

const BECAUSES: Each<Exclude<BecauseView, { because: "call" }>, "because"> = {
  disposition: { because: "disposition", call: RUN_CALL, label: "⟨outcome⟩" },
  record: { because: "record", record: RUN_RECORD, change: "updated" },
  message: { because: "message", record: { ...RUN_RECORD, name: null } },
};

const DIDS: Each<DidView, "did"> = {
  ran: { did: "ran", action: "⟨action⟩", inputs: [["⟨label⟩", "⟨value⟩"]] },
  showed: { did: "showed", text: "⟨text⟩" },
  opened: { did: "opened" },
  tagged: { did: "tagged", tag: "⟨tag⟩" },
  asked: { did: "asked", when: "⟨condition⟩", held: true },
  left_out: { did: "left_out", step: "toast" },
  held_back: { did: "held_back", why: "chain" },
  taken_back: { did: "taken_back", step: 3 },
  failed: { did: "failed", step: 3, why: { cannot: "no_step" } },
  too_many_steps: { did: "too_many_steps" },
};

export const CAUSE = (words: CallWord[]): BecauseView[] => [
  ...words.map((word): BecauseView => ({ because: "call", call: RUN_CALL, word })),
  ...each<BecauseView>(BECAUSES),
  ...(["new", "deleted"] as const).map((change): BecauseView => ({ ...BECAUSES.record, change })),
];
export const DID: DidView[] = [
  ...each<DidView>(DIDS),
  ...each<CannotView>(CANNOTS).map((why): DidView => ({ did: "failed", step: 3, why })),
  ...(["open_record", "tag"] as const).map((step): DidView => ({ did: "left_out", step })),
  ...(["own_write", "too_often"] as const).map((why): DidView => ({ did: "held_back", why })),
];
export const TROUBLE = each<DatabaseTrouble>(TROUBLES);
export const SENTENCE = each<Sentence>(SENTENCES);
export const PHONE_TROUBLE = each<PhoneTrouble>(PHONE_TROUBLES);
export const PHONE_FAULT = Object.keys(PHONE_FAULTS) as PhoneFault[];
export const LINE = each<LineView>(LINES);
export const TITLE = each<TitleView>(TITLES);
export const TOLD = each<TimelineTitle>(PAST);
export const FAULT = each<OrgFaultView>(FAULTS);
export const MISFIT = each<MisfitBecause>(MISFITS);
export const WRONG: Wrong[] = [...each<Wrong>(WRONGS), ...MORE_WRONGS];
export const WHY = WHYS;
export const ABOUT: AboutView = { object: "⟨object⟩", fields: ["⟨field⟩", "⟨other⟩"] };
