// Made by `cargo xtask gen` from src-tauri/ipc and src-tauri/commands. Do not edit.

export type UiError = { 
/**
 * What a screen branches on.
 */
code: ErrorCode, 
/**
 * What happened and what was kept.
 */
message: Sentence, 
/**
 * What to do about it.
 */
action: ErrorAction | null, };

export type WindowForm = "full" | "compact";

export type FormView = { 
/**
 * As it is.
 */
form: WindowForm, 
/**
 * The policy of the machine lets the window be compact.
 */
may_be_compact: boolean, };

export type ErrorCode = "sign_in_needed" | "unreachable" | "refused" | "not_found" | "too_late" | "invalid" | "storage" | "internal";

export type ErrorAction = "sign_in" | "retry" | "open_settings" | "open_outbox" | "ask_admin";

export type Sentence = { "say": "internal" } | { "say": "not_ready" } | { "say": "unknown_call" } | { "say": "unknown_action" } | { "say": "unknown_entry" } | { "say": "not_offered" } | { "say": "rules_faulty", 
/**
 * How many.
 */
faults: number, } | { "say": "nothing_rehearsed" } | { "say": "bad_days", 
/**
 * Most days.
 */
most: number, } | { "say": "not_a_phone_number" } | { "say": "not_a_record_id" } | { "say": "nobody_meant" } | { "say": "bad_term", 
/**
 * Least days.
 */
least: number, 
/**
 * Most days.
 */
most: number, } | { "say": "too_late" } | { "say": "update_in_call" } | { "say": "other_org" } | { "say": "only_signed" } | { "say": "sign_in_needed" } | { "say": "unreachable" } | { "say": "took_too_long" } | { "say": "answer_too_large" } | { "say": "busy" } | { "say": "limit_reached" } | { "say": "not_permitted" } | { "say": "unreadable_answer" } | { "say": "no_browser" } | { "say": "database", 
/**
 * How.
 */
trouble: DatabaseTrouble, } | { "say": "secrets_not_changed", 
/**
 * Why.
 */
keychain: KeychainTrouble, } | { "say": "sign_in_still_rests", 
/**
 * Why.
 */
keychain: KeychainTrouble, } | { "say": "phone_system_bad", 
/**
 * Its name.
 */
system: string, 
/**
 * What is wrong.
 */
fault: PhoneFault, } | { "say": "mapping_unreadable", 
/**
 * Line, from 1.
 */
line: number, 
/**
 * Column, from 1.
 */
column: number, } | { "say": "mapping_path_bad", 
/**
 * The field.
 */
field: string, 
/**
 * Character of the path, from 1.
 */
character: number, } | { "say": "confidences_bad" } | { "say": "quiet_hours_bad" } | { "say": "id_without_source", 
/**
 * Its name.
 */
name: string, } | { "say": "webhook_needs_https" } | { "say": "no_sticky_key" } | { "say": "number_needed" } | { "say": "ivr_unreadable", 
/**
 * Line, from 1.
 */
line: number, 
/**
 * Column, from 1.
 */
column: number, } | { "say": "ivr_budget_bad", 
/**
 * Least milliseconds.
 */
least: number, 
/**
 * Most milliseconds.
 */
most: number, } | { "say": "ivr_rule_bad", 
/**
 * The rule's name.
 */
rule: string, 
/**
 * First character that it is about, from 1.
 */
character: number, } | { "say": "notes_too_long", 
/**
 * Most characters.
 */
most: number, } | { "say": "too_many_fields", 
/**
 * Most of one object.
 */
most: number, } | { "say": "too_many_phone_fields", 
/**
 * Most of one object.
 */
most: number, } | { "say": "no_such_field", 
/**
 * Its API name.
 */
field: string, } | { "say": "bad_time" } | { "say": "not_a_record" } | { "say": "not_a_caller" } | { "say": "bad_region" } | { "say": "bad_api_version" } | { "say": "secret_too_short", 
/**
 * Whose.
 */
of: SecretOf, 
/**
 * Least number of characters.
 */
least: number, } | { "say": "not_a_signing_key" } | { "say": "not_an_address" } | { "say": "no_client_id" } | { "say": "no_sign_in_port", 
/**
 * They.
 */
ports: Array<number>, } | { "say": "sign_in_denied" } | { "say": "sign_in_timed_out" } | { "say": "sign_in_refused", 
/**
 * OAuth error code, for the admin.
 */
code: string, } | { "say": "sign_in_unreachable" } | { "say": "sign_in_bad_answer" } | { "say": "sign_in_not_kept", 
/**
 * Why.
 */
keychain: KeychainTrouble, } | { "say": "no_tls" } | { "say": "org_not_read" } | { "say": "not_revoked" } | { "say": "sign_in_again" } | { "say": "unreachable_sent_later" } | { "say": "door_ports_taken", 
/**
 * They.
 */
ports: Array<number>, } | { "say": "door_no_secret", 
/**
 * Why.
 */
keychain: KeychainTrouble, } | { "say": "door_bad_secret" } | { "say": "paused_for_sign_in" } | { "say": "paused_until", 
/**
 * Milliseconds since 1970.
 */
at: number, } | { "say": "admin_only" } | { "say": "supervisor_only" } | { "say": "flags_by_supervisors" } | { "say": "unknown_flag" } | { "say": "colleague_unknown" } | { "say": "filter_needs_name" } | { "say": "too_many_filters", 
/**
 * How many there may be.
 */
most: number, } | { "say": "signed_files_only" } | { "say": "console_not_allowed" } | { "say": "api_calls_kept" } | { "say": "query_over" } | { "say": "bad_condition", 
/**
 * What is wrong.
 */
wrong: Wrong, } | { "say": "look_up_faulty", 
/**
 * What Salesforce says of its query.
 */
message: string, } | { "say": "stale", 
/**
 * Why.
 */
because: StaleView, } | { "say": "bad_file" } | { "say": "no_downloads" } | { "say": "file_not_saved" } | { "say": "no_room_for_file" } | { "say": "not_a_picture" } | { "say": "older_calls_not_allowed" } | { "say": "older_calls_under_way" } | { "say": "relay", 
/**
 * What is the matter.
 */
trouble: RelayTrouble, } | { "say": "relay_not_kept", 
/**
 * Why.
 */
keychain: KeychainTrouble, } | { "say": "set_by_policy" } | { "say": "lacks_disposition" } | { "say": "lacks_notes" } | { "say": "lacks_confirmation" } | { "say": "lacks_pick" } | { "say": "lacks_field", 
/**
 * Its label by the org.
 */
label: string, };

export type PhoneFault = "address" | "credentials" | "sticky_key" | "path" | "other";

export type KeychainTrouble = "no_keychain" | "locked" | "unsafe" | "failed";

export type SecretOf = "aircall" | "phone";

export type RelayTrouble = "unreachable" | "not_a_relay" | "busy" | "silent" | "not_kept" | "not_of_the_team" | "version" | "address" | "no_answer";

export type DatabaseTrouble = { "kind": "wrong_key" } | { "kind": "key_lost" } | { "kind": "corrupt", 
/**
 * Where a copy was put; none when none could be made.
 */
copied_to: string | null, } | { "kind": "newer", 
/**
 * Where a copy was put; none when none could be made.
 */
copied_to: string | null, } | { "kind": "gone" } | { "kind": "locked" } | { "kind": "full" } | { "kind": "read_only" } | { "kind": "closed" } | { "kind": "unexpected", 
/**
 * SQLite's code.
 */
code: string, } | { "kind": "not_started" };

export type OlderCallsView = { 
/**
 * They may bring in their own calls.
 */
mine: boolean, 
/**
 * They may bring in those of the team.
 */
team: boolean, 
/**
 * Calls before this day, `YYYY-MM-DD`, would be deleted at once: their time is over.
 */
earliest: string, 
/**
 * The last order.
 */
fill: FillView | null, 
/**
 * Calls of an older version that are being made ready for filters and numbers.
 */
ready: ReadyView | null, };

export type ReadyView = { 
/**
 * So many are.
 */
done: number, 
/**
 * Of so many.
 */
total: number, };

export type FillView = { 
/**
 * Of the team, not of one person.
 */
team: boolean, 
/**
 * First day, `YYYY-MM-DD`.
 */
first: string, 
/**
 * Last day.
 */
last: string, 
/**
 * Logs that there are; none before Salesforce has said.
 */
total: number | null, 
/**
 * Logs that were read.
 */
read: number, 
/**
 * Calls that were not known here.
 */
new: number, 
/**
 * Logs of calls that were known here.
 */
known: number, 
/**
 * Logs that could not be read.
 */
unreadable: number, 
/**
 * `running`, `paused`, `done`, `cancelled` or `failed`.
 */
state: string, 
/**
 * Why it does not go on just now.
 */
waits: FillWaits | null, 
/**
 * What Salesforce says against it, in its words.
 */
refusal: string | null, 
/**
 * Logs a second.
 */
per_second: number | null, 
/**
 * Seconds that it will still take.
 */
left_s: number | null, };

export type FillWaits = "sign_in" | "org" | "salesforce" | "budget";

export type OrderOlderCalls = { 
/**
 * Those of the team, not one's own.
 */
team: boolean, 
/**
 * First day, `YYYY-MM-DD`, in the agent's zone.
 */
first: string, 
/**
 * Last day.
 */
last: string, };

export type SteerOlderCalls = "pause" | "resume" | "cancel";

export type SatisfactionView = { 
/**
 * The worst rating there is.
 */
worst: number, 
/**
 * The best.
 */
best: number, 
/**
 * How old the copy is, milliseconds since 1970; none while there is none.
 */
as_of: number | null, 
/**
 * Over all days.
 */
now: RatedView, 
/**
 * Over as many days before.
 */
before: RatedView, 
/**
 * Day by day; days without a rating are left out.
 */
days: Array<RatedDayView>, 
/**
 * By person, queue or campaign, most ratings first.
 */
groups: Array<RatedGroupView>, 
/**
 * Rows that hold no rating on the scale.
 */
left_out: number, 
/**
 * There were more rows than are read.
 */
cut: boolean, 
/**
 * Salesforce is being asked.
 */
asking: boolean, 
/**
 * Salesforce could not be asked the last time.
 */
trouble: Sentence | null, };

export type RatedView = { 
/**
 * How many.
 */
count: number, 
/**
 * Their average; none where there are none.
 */
average: number | null, };

export type RatedDayView = { 
/**
 * `YYYY-MM-DD`.
 */
day: string, 
/**
 * They.
 */
rated: RatedView, };

export type RatedGroupView = { 
/**
 * Its key; none = none is named.
 */
key: string | null, 
/**
 * Name to show.
 */
name: string | null, 
/**
 * In these days.
 */
now: RatedView, 
/**
 * In the days before.
 */
before: RatedView, };

export type SavePictureRequest = { 
/**
 * Name of the file; a number is added where there is one already.
 */
name: string, 
/**
 * A PNG, in base64.
 */
png: string, };

export type RecordView = { 
/**
 * `Contact`, `Lead` or `Account`.
 */
object: string, 
/**
 * 18 characters.
 */
id: string, };

export type NamedRecordView = { 
/**
 * Which.
 */
record: RecordView, 
/**
 * The org's label of its object.
 */
label: string, 
/**
 * Its name; none where it is not known or may not be read.
 */
name: string | null, 
/**
 * What tells it from others of that name; may be empty.
 */
detail: string, };

export type CallerView = { 
/**
 * Which record.
 */
record: RecordView, 
/**
 * Name; masked until confirmed.
 */
name: string, 
/**
 * Job title.
 */
title: string | null, 
/**
 * Company.
 */
company: string | null, 
/**
 * The record has been asked not to be called.
 */
do_not_call: boolean, 
/**
 * Label and value, in the admin's order: e-mail, owner, status, support tier.
 */
fields: Array<FieldView>, 
/**
 * Why it is taken for the caller.
 */
why: WhyView, 
/**
 * What tells it apart in a list: "Acme Corporation · Mobile (415) 555-0134".
 */
tells_apart: string, 
/**
 * The first number of a record that was searched for, as it is dialled: E.164.
 */
dial: string | null, };

export type FieldView = { 
/**
 * What it is.
 */
label: FieldLabel, 
/**
 * Value for people.
 */
value: string, 
/**
 * It differs from what was shown a moment ago.
 */
changed: boolean, };

export type FieldLabel = { "kind": "org", 
/**
 * Its label.
 */
text: string, } | { "kind": "owner" };

export type WhyView = { "kind": "number", 
/**
 * Label of the field that has it.
 */
field: string, 
/**
 * How alike the numbers are.
 */
same: SameNumber, 
/**
 * An agent picked it for this number before.
 */
chosen_before: boolean, 
/**
 * It was made at this desk a moment ago.
 */
made_here: boolean, } | { "kind": "found" };

export type SameNumber = "exact" | "national";

export type WhoView = { "kind": "withheld" } | { "kind": "internal", 
/**
 * The digits.
 */
digits: string, } | { "kind": "unreadable", 
/**
 * As it came.
 */
text: string, } | { "kind": "unknown", 
/**
 * Prefilled fields of a new record, by object.
 */
drafts: Array<NewRecordView>, } | { "kind": "one", 
/**
 * It.
 */
caller: CallerView, 
/**
 * Personal data is masked until the agent confirms.
 */
masked: boolean, } | { "kind": "several", 
/**
 * They, most likely first.
 */
callers: Array<CallerView>, };

export type NewRecordView = { 
/**
 * `Contact` or `Lead`.
 */
object: string, 
/**
 * Its inputs in order.
 */
inputs: Array<InputView>, };

export type InputView = { 
/**
 * API name.
 */
field: string, 
/**
 * Label by the org.
 */
label: string, 
/**
 * Prefilled text.
 */
value: string, 
/**
 * Must be filled in.
 */
required: boolean, 
/**
 * Greatest length in characters; 0 = none.
 */
max_length: number, };

export type PhaseView = "waiting" | "preview" | "ringing" | "talking" | "on_hold" | "wrap_up" | "saved";

export type FreshnessView = { "kind": "asking", 
/**
 * Milliseconds since 1970 of the copy; none when there is no copy.
 */
as_of: number | null, } | { "kind": "live", 
/**
 * Milliseconds that it took.
 */
took_ms: number, } | { "kind": "stale", 
/**
 * Milliseconds since 1970 of the copy.
 */
as_of: number | null, 
/**
 * Why.
 */
because: StaleView, 
/**
 * Signing in would mend it.
 */
sign_in: boolean, };

export type StaleView = "sign_in" | "unreachable" | "too_late" | "limit" | "refused" | "trouble";

export type LineView = { "kind": "number", 
/**
 * As people read it; covered while the match is unsure.
 */
text: string, 
/**
 * Extension behind it.
 */
extension: string | null, } | { "kind": "internal", 
/**
 * The digits.
 */
digits: string, } | { "kind": "withheld" } | { "kind": "unreadable" } | { "kind": "unknown" };

export type PopView = { 
/**
 * The call's key.
 */
call: string, 
/**
 * Phone system's name.
 */
provider: string, 
/**
 * Where it stands.
 */
phase: PhaseView, 
/**
 * `inbound`, `outbound`, or none while unknown.
 */
direction: string | null, 
/**
 * Queue or skill.
 */
queue: string | null, 
/**
 * Campaign.
 */
campaign: string | null, 
/**
 * Milliseconds since 1970.
 */
began_at: number, 
/**
 * Milliseconds since 1970.
 */
answered_at: number | null, 
/**
 * Milliseconds since 1970.
 */
ended_at: number | null, 
/**
 * The number.
 */
number: LineView, 
/**
 * Time of day where the number is at home, where that is one zone: IANA name.
 */
zone: string | null, 
/**
 * Name by the phone system.
 */
provider_name: string | null, 
/**
 * Who it is.
 */
who: WhoView, 
/**
 * Open cases.
 */
cases: Array<CaseView>, 
/**
 * Open opportunities.
 */
opportunities: Array<OpportunityView>, 
/**
 * What happened before, newest first.
 */
timeline: Array<TimelineView>, 
/**
 * What can be done with the call now.
 */
offers: OffersView, 
/**
 * What Sticky Calls says of the caller; none where it is not set up.
 */
memory: MemoryView | null, 
/**
 * The last note of a colleague who handed the call over.
 */
hand_over: HandOverView | null, 
/**
 * How fresh it is.
 */
freshness: FreshnessView, 
/**
 * What the agent has typed so far.
 */
draft: DraftView, 
/**
 * The outcomes that may be picked for this call.
 */
outcomes: Array<DispositionView>, 
/**
 * The table that they come from, where it is one of a campaign or queue.
 */
outcomes_from: string | null, 
/**
 * How the call was wrapped up, once it is.
 */
saved: SavedView | null, };

export type CaseView = { 
/**
 * Record id.
 */
id: string, 
/**
 * Case number.
 */
number: string, 
/**
 * Subject.
 */
subject: string, 
/**
 * Status.
 */
status: string, 
/**
 * Priority.
 */
priority: string | null, 
/**
 * Escalated.
 */
escalated: boolean, 
/**
 * Milliseconds since 1970.
 */
opened_at: number, 
/**
 * It differs from what was shown a moment ago.
 */
changed: boolean, };

export type OpportunityView = { 
/**
 * Record id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * Stage.
 */
stage: string, 
/**
 * Amount for people.
 */
amount: string | null, 
/**
 * `YYYY-MM-DD`.
 */
closes: string | null, 
/**
 * It differs from what was shown a moment ago.
 */
changed: boolean, };

export type TimelineView = { 
/**
 * Stable key for lists.
 */
key: string, 
/**
 * `call`, `task` or `case`.
 */
kind: string, 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * Bold line.
 */
title: TimelineTitle, 
/**
 * Seconds of conversation.
 */
talk_s: number | null, 
/**
 * Who of the company had it.
 */
owner: string | null, 
/**
 * Priority of a case.
 */
priority: string | null, 
/**
 * Second line.
 */
detail: string | null, 
/**
 * Phone system, where it is a call.
 */
provider: string | null, 
/**
 * Salesforce record, where there is one.
 */
record: RecordView | null, 
/**
 * It is new since what was shown a moment ago.
 */
changed: boolean, };

export type TimelineTitle = { "kind": "text", 
/**
 * It.
 */
text: string, } | { "kind": "called" } | { "kind": "call" } | { "kind": "case_opened", 
/**
 * Its number.
 */
number: string, };

export type DraftView = { 
/**
 * Notes.
 */
notes: string, 
/**
 * Code of the picked disposition.
 */
disposition: string | null, 
/**
 * Agreed time, milliseconds since 1970.
 */
agreed_at: number | null, 
/**
 * Case that the call is about.
 */
case_id: string | null, 
/**
 * Opportunity that the call is about.
 */
opportunity_id: string | null, 
/**
 * A new caller's form, while it is open.
 */
new_record: NewRecordDraft | null, 
/**
 * What the caller wanted and whether it is settled, for Sticky Calls.
 */
intent: IntentDraft | null, 
/**
 * Save although a duplicate rule warns.
 */
allow_duplicate: boolean, 
/**
 * Seconds that the agent added to the clock after the call.
 */
added_s: number, };

export type NewRecordDraft = { 
/**
 * `Contact` or `Lead`.
 */
object: string, 
/**
 * Field -> text.
 */
fields: { [key in string]: string }, };

export type SavedView = { 
/**
 * Outbox entry.
 */
entry: number, 
/**
 * Label of the disposition.
 */
disposition: string, 
/**
 * Where the entry stands.
 */
state: EntryStateView, 
/**
 * It can still be taken back.
 */
can_undo: boolean, };

export type CallRow = { 
/**
 * The call's key.
 */
call: string, 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * Name; none where nobody is known.
 */
who: string | null, 
/**
 * The number.
 */
number: LineView, 
/**
 * Phone system.
 */
provider: string, 
/**
 * `inbound`, `outbound` or none.
 */
direction: string | null, 
/**
 * Queue.
 */
queue: string | null, 
/**
 * Label of the disposition.
 */
disposition: string | null, 
/**
 * Notes, first line.
 */
notes: string | null, 
/**
 * Seconds of conversation.
 */
talk_s: number | null, 
/**
 * Where it stands.
 */
phase: PhaseView, 
/**
 * Where its outbox entry stands.
 */
entry: EntryStateView | null, 
/**
 * Kinds of its flags of quality review that are not resolved.
 */
flags: Array<string>, 
/**
 * It is known from a task in Salesforce alone: no phone system told of it.
 */
only_logged: boolean, 
/**
 * Of such a call: the task names the day and not the hour.
 */
day_only: boolean, 
/**
 * The team's relay told of it, and nothing of it came to this desk.
 */
by_relay: boolean, 
/**
 * Who had a call that did not come to this desk.
 */
agent: string | null, };

export type HistoryView = { 
/**
 * Calls, newest first.
 */
rows: Array<CallRow>, 
/**
 * Give this to get the next page; none when this is the last.
 */
next: number | null, };

export type EntryStateView = { "kind": "waiting", 
/**
 * Why it is still waiting; none on the first attempt.
 */
trouble: TroubleView | null, 
/**
 * Next attempt, milliseconds since 1970.
 */
next_at: number, } | { "kind": "sending" } | { "kind": "sent", 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * The records that were written.
 */
records: Array<WrittenView>, 
/**
 * It had been written by an earlier attempt whose answer was lost.
 */
found_again: boolean, } | { "kind": "refused", 
/**
 * What happened; the window says what to do about it.
 */
reason: RefusedBecause, 
/**
 * What it is about, as the org calls it.
 */
about: AboutView, 
/**
 * Salesforce's own words.
 */
message: string, 
/**
 * API names of the fields that it is about.
 */
fields: Array<string>, 
/**
 * What others changed since the pop.
 */
differences: Array<DifferenceView>, 
/**
 * Existing records, for a duplicate or a key of several; their names are asked for on their own.
 */
existing: Array<NamedRecordView>, 
/**
 * Saving anyway is allowed, for a duplicate.
 */
may_save_anyway: boolean, } | { "kind": "untold", 
/**
 * Why, and what to check.
 */
failure: PhoneFailure, } | { "kind": "cancelled" };

export type TroubleView = "unreachable" | "answer_lost" | "busy" | "limit" | "sign_in" | "unexpected";

export type RefusedBecause = "rule" | "missing" | "bad_value" | "not_allowed" | "gone" | "duplicate" | "several" | "changed" | "org_lacks" | "other";

export type AboutView = { 
/**
 * Label of the object.
 */
object: string | null, 
/**
 * Labels of the fields.
 */
fields: Array<string>, };

export type WrittenView = { 
/**
 * What it is.
 */
title: TitleView, 
/**
 * What people call it, where it has a name.
 */
name: string | null, 
/**
 * Object API name.
 */
object: string, 
/**
 * Record id.
 */
id: string, 
/**
 * Created, or updated.
 */
created: boolean, };

export type DifferenceView = { 
/**
 * Object API name.
 */
object: string, 
/**
 * Field label.
 */
field: string, 
/**
 * `Object.Field`.
 */
name: string, 
/**
 * What stood there at the pop.
 */
before: ValueView, 
/**
 * What stands there now.
 */
theirs: ValueView, 
/**
 * What the wrap-up wants.
 */
mine: ValueView, };

export type EntryView = { 
/**
 * Row number.
 */
id: number, 
/**
 * The call; none for an action without one.
 */
call: string | null, 
/**
 * Name or number, or title of the action; none when the plan names nobody.
 */
who: string | null, 
/**
 * Label of the disposition; none for an action.
 */
disposition: string, 
/**
 * Notes as saved.
 */
notes: string, 
/**
 * Milliseconds since 1970.
 */
created_at: number, 
/**
 * Attempts so far.
 */
attempts: number, 
/**
 * Where it stands.
 */
state: EntryStateView, 
/**
 * The writes.
 */
plan: PlanView, 
/**
 * The phone system that is told this; none for what is written to Salesforce.
 */
told_to: string | null, 
/**
 * It can be taken back.
 */
can_cancel: boolean, 
/**
 * The org that it is for, when that is another one than the one that is signed in to.
 */
elsewhere: ElsewhereView | null, 
/**
 * It is an action, not a wrap-up.
 */
is_action: boolean, 
/**
 * It is done and can be taken back by another entry.
 */
can_undo: boolean, 
/**
 * Fields that were filled in and are not written.
 */
gone: Array<GoneView>, };

export type GoneView = { 
/**
 * Its label by the org.
 */
field: string, 
/**
 * Why, as the template says it.
 */
why: string, };

export type ElsewhereView = { 
/**
 * Who was signed in there.
 */
username: string, 
/**
 * Its host.
 */
host: string, };

export type OutboxCounts = { 
/**
 * Waiting or on their way.
 */
waiting: number, 
/**
 * Refused: a person must act.
 */
refused: number, 
/**
 * Sent since midnight.
 */
sent_today: number, };

export type OutboxView = { 
/**
 * Numbers.
 */
counts: OutboxCounts, 
/**
 * Why nothing is being sent at all.
 */
paused: Sentence | null, 
/**
 * Entries, refused first, then waiting, then the newest sent ones.
 */
entries: Array<EntryView>, };

export type DispositionView = { 
/**
 * Code.
 */
code: string, 
/**
 * Label.
 */
label: string, 
/**
 * Key 1-9.
 */
key: number, 
/**
 * Notes must be written.
 */
needs_notes: boolean, 
/**
 * The agent is asked for a time.
 */
asks_for_time: boolean, };

export type PlanView = { 
/**
 * One per record, in order.
 */
writes: Array<WriteView>, 
/**
 * What is left out or shortened, and why.
 */
left_out: Array<LeftOutView>, 
/**
 * What happens on this machine besides.
 */
at_desk: Array<AtDeskView>, };

export type AtDeskView = { "kind": "call_back", 
/**
 * When, milliseconds since 1970.
 */
at: number, 
/**
 * The agent's zone, IANA.
 */
zone: string | null, 
/**
 * How often the number was tried, this call included; 0 for a promise.
 */
tries: number, } | { "kind": "suppress" } | { "kind": "message", 
/**
 * By which action.
 */
action: string, 
/**
 * When, milliseconds since 1970.
 */
at: number, 
/**
 * The agent's zone, IANA.
 */
zone: string | null, };

export type WriteView = { 
/**
 * What is written.
 */
title: TitleView, 
/**
 * What people call the record.
 */
label: string, 
/**
 * The record, when it exists already.
 */
record: RecordView | null, 
/**
 * Field changes; the call log shows only those that matter to people.
 */
changes: Array<ChangeView>, };

export type ChangeView = { 
/**
 * API name.
 */
field: string, 
/**
 * Label by the org.
 */
label: string, 
/**
 * What stands there now; none on a new record.
 */
before: ValueView | null, 
/**
 * What will stand there.
 */
after: ValueView, };

export type TitleView = { "kind": "call_log" } | { "kind": "new_record", 
/**
 * Label of the object.
 */
object: string, } | { "kind": "calendar_event" } | { "kind": "record", 
/**
 * Label of the object.
 */
object: string, } | { "kind": "binned", 
/**
 * Label of the object.
 */
object: string, };

export type LeftOutView = { 
/**
 * Label of the field.
 */
field: string, 
/**
 * Label of the object.
 */
object: string, 
/**
 * Why.
 */
because: LeftOutReason, };

export type LeftOutReason = "not_in_org" | "not_allowed" | "not_from_there" | "no_record" | "shortened" | "does_not_fit" | "not_empty" | "tried_enough" | "not_of_record_type";

export type ValueView = { "kind": "text", 
/**
 * It.
 */
text: string, } | { "kind": "yes" } | { "kind": "no" } | { "kind": "day", 
/**
 * `YYYY-MM-DD`.
 */
date: string, } | { "kind": "moment", 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * IANA name of the zone; none when it is the machine's.
 */
zone: string | null, } | { "kind": "new_record" } | { "kind": "empty" };

export type WrapUpRequest = { 
/**
 * The call.
 */
call: string, 
/**
 * What was typed and picked.
 */
draft: DraftView, };

export type CalendarView = { "kind": "silent" } | { "kind": "told", 
/**
 * Free times, milliseconds since 1970, the soonest first.
 */
free: Array<number>, 
/**
 * What stands at the agreed or proposed time.
 */
taken_by: AppointmentView | null, };

export type AppointmentView = { 
/**
 * What it is called.
 */
subject: string, 
/**
 * Begin, milliseconds since 1970.
 */
from: number, 
/**
 * End, milliseconds since 1970.
 */
until: number, 
/**
 * It takes whole days.
 */
whole_days: boolean, };

export type PreviewView = { "kind": "ready", 
/**
 * The writes.
 */
plan: PlanView, 
/**
 * Proposed or agreed time of the follow-up, milliseconds since 1970.
 */
follow_up_at: number | null, } | { "kind": "missing", 
/**
 * Which input.
 */
input: string, 
/**
 * What to do.
 */
message: Sentence, };

export type SaveView = { "kind": "saved", 
/**
 * Outbox entry.
 */
entry: number, } | { "kind": "already_saved", 
/**
 * Outbox entry.
 */
entry: number, } | { "kind": "missing", 
/**
 * Which input.
 */
input: string, 
/**
 * What to do.
 */
message: Sentence, };

export type RepairRequest = { 
/**
 * Outbox entry.
 */
entry: number, 
/**
 * What to do with it.
 */
how: Repair, };

export type Repair = { "kind": "again" } | { "kind": "keep_mine" } | { "kind": "keep_theirs" } | { "kind": "merge", 
/**
 * Fields.
 */
mine: Array<string>, } | { "kind": "save_anyway" } | { "kind": "use_existing", 
/**
 * It.
 */
record: RecordView, } | { "kind": "leave_out", 
/**
 * Fields.
 */
fields: Array<string>, } | { "kind": "edit", 
/**
 * What was typed and picked.
 */
draft: DraftView, };

export type SessionView = { "kind": "no_keychain", 
/**
 * Why.
 */
keychain: KeychainTrouble, } | { "kind": "no_database", 
/**
 * Why.
 */
trouble: DatabaseTrouble, } | { "kind": "signed_out", 
/**
 * Why the last sign-in ended.
 */
reason: Sentence | null, } | { "kind": "signing_in", 
/**
 * Address, to copy when no browser opens.
 */
url: string, } | { "kind": "signed_in", 
/**
 * Name to show.
 */
name: string, 
/**
 * User name.
 */
username: string, 
/**
 * Org's host.
 */
host: string, } | { "kind": "expired", 
/**
 * Name to show.
 */
name: string, };

export type SignInRequest = { "kind": "production" } | { "kind": "sandbox" } | { "kind": "my_domain", 
/**
 * Host name, such as `acme.my.salesforce.com`.
 */
host: string, };

export type VaultChoice = "try_again" | "this_session" | "file";

export type ConnectionsView = { 
/**
 * Salesforce answers.
 */
salesforce: LinkState, 
/**
 * Since when Salesforce has not answered, in milliseconds since 1970; none while it does.
 */
salesforce_down_since: number | null, 
/**
 * The loopback door is open.
 */
door: LinkState, 
/**
 * Share of the org's API calls that are used, 0-100; none while unknown.
 */
api_used_percent: number | null, 
/**
 * How what can wait goes on, to spare the org's API calls.
 */
pace: PaceView, };

export type LinkState = { "kind": "up" } | { "kind": "unknown" } | { "kind": "down", 
/**
 * What happened and what to do.
 */
reason: Sentence, };

export type SnapshotView = { 
/**
 * Sign-in.
 */
session: SessionView, 
/**
 * Connections.
 */
connections: ConnectionsView, 
/**
 * Live calls and ended ones that wait for wrap-up, newest first.
 */
calls: Array<CallRow>, 
/**
 * The call in front, when there is one.
 */
pop: PopView | null, 
/**
 * Numbers of the outbox.
 */
outbox: OutboxCounts, 
/**
 * Dispositions.
 */
dispositions: Array<DispositionView>, 
/**
 * No toast and no attention for now.
 */
do_not_disturb: boolean, 
/**
 * Seconds that the clock after a call counts down; 0 = none.
 */
after_call_seconds: number, 
/**
 * Version of Callside.
 */
version: string, 
/**
 * The policy masks names, numbers and addresses on every screen.
 */
masked: boolean, };

export type CallbacksView = { 
/**
 * Whom to call again, the soonest first.
 */
callbacks: Array<CallbackView>, 
/**
 * Numbers that are not dialled from here, newest first.
 */
suppressed: Array<SuppressedView>, };

export type CallbackView = { 
/**
 * Its id.
 */
id: number, 
/**
 * The call that it comes from.
 */
call: string, 
/**
 * Name, or the number.
 */
who: string, 
/**
 * The number as people read it.
 */
number: string, 
/**
 * The number, E.164: what is dialled.
 */
dial: string, 
/**
 * Label of the outcome that it comes from.
 */
because: string, 
/**
 * Milliseconds since 1970.
 */
due_at: number, 
/**
 * How often it was tried so far; 0 for a promise.
 */
tries: number, };

export type SuppressedView = { 
/**
 * The number, E.164.
 */
dial: string, 
/**
 * As people read it.
 */
number: string, 
/**
 * Since when, milliseconds since 1970.
 */
since: number, };

export type CallbackRequest = { 
/**
 * Its id.
 */
id: number, 
/**
 * The new time, milliseconds since 1970; none = it is done.
 */
move_to: number | null, };

export type SuppressRequest = { 
/**
 * The number as typed.
 */
number: string, 
/**
 * On the list, or off it.
 */
suppressed: boolean, };

export type AssistanceView = { 
/**
 * Whether requests can be passed on.
 */
way: AssistanceWay, 
/**
 * The request of this desk's agent.
 */
mine: MyRequestView | null, 
/**
 * Requests of agents whom this person looks after, the oldest first.
 */
theirs: Array<TheirRequestView>, 
/**
 * The one that is looked at.
 */
look: LookView | null, };

export type AssistanceWay = "no_relay" | "coming" | "open" | "down" | "too_old";

export type MyRequestView = { 
/**
 * On which call.
 */
call: string, 
/**
 * Since when, in milliseconds since 1970.
 */
since: number, 
/**
 * How many were told; none = it has not been passed on.
 */
told: number | null, 
/**
 * Who looks at it, by name.
 */
looking: Array<string>, 
/**
 * Notes, oldest first.
 */
notes: Array<AdviceView>, };

export type AdviceView = { 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * From whom, by name.
 */
by: string, 
/**
 * It.
 */
text: string, };

export type TheirRequestView = { 
/**
 * Who asks: e-mail address.
 */
person: string, 
/**
 * On which call.
 */
call: string, 
/**
 * What they are called; else the address.
 */
name: string, 
/**
 * Queue or skill.
 */
queue: string | null, 
/**
 * Since when, in milliseconds since 1970.
 */
since: number, 
/**
 * Who looks at it, by name.
 */
looking: Array<string>, 
/**
 * Notes, oldest first.
 */
notes: Array<AdviceView>, };

export type LookView = { 
/**
 * Who asks.
 */
person: string, 
/**
 * On which call.
 */
call: string, 
/**
 * What the agent sees.
 */
sees: AgentSees, };

export type AgentSees = { "kind": "nothing" } | { "kind": "unreadable" } | { "kind": "pop", 
/**
 * It.
 */
pop: PopView, };

export type AssistanceRequestRef = { 
/**
 * Who asks.
 */
person: string, 
/**
 * On which call.
 */
call: string, };

export type AdviceRequest = { 
/**
 * Who asks.
 */
person: string, 
/**
 * On which call.
 */
call: string, 
/**
 * The note.
 */
text: string, };

export type AdviceFateView = "sent" | "over" | "not_reached" | "empty";

export type WallView = { 
/**
 * How it stands.
 */
standing: WallStandingView, 
/**
 * What is on it; none before the first news.
 */
board: WallBoardView | null, };

export type WallStandingView = { "kind": "no_relay" } | { "kind": "coming" } | { "kind": "live" } | { "kind": "old", 
/**
 * When, in milliseconds since 1970.
 */
since: number, } | { "kind": "not_allowed" } | { "kind": "not_there" };

export type WallBoardView = { 
/**
 * Number of the last news.
 */
seq: number, 
/**
 * Seconds within which a call counts as answered in time.
 */
goal_s: number, 
/**
 * Tallies begin here.
 */
counted_since: number, 
/**
 * Agents.
 */
agents: Array<WallAgentView>, 
/**
 * Calls that nobody has answered.
 */
waiting: Array<WaitingCallView>, 
/**
 * Today's calls by queue and campaign.
 */
tallies: Array<TallyRowView>, };

export type WallAgentView = { 
/**
 * E-mail address.
 */
person: string, 
/**
 * What they are called, where a desktop has said so.
 */
name: string | null, 
/**
 * Their teams.
 */
teams: Array<string>, 
/**
 * What they are doing.
 */
state: AgentStateView, 
/**
 * Since when.
 */
since: number, 
/**
 * Queue of their call.
 */
queue: string | null, 
/**
 * Campaign of their call.
 */
campaign: string | null, 
/**
 * `inbound`, `outbound` or `internal`.
 */
direction: string | null, };

export type AgentStateView = "offline" | "unknown" | "away" | "available" | "wrap_up" | "ringing" | "on_hold" | "talking";

export type WaitingCallView = { 
/**
 * Its key.
 */
call: string, 
/**
 * Queue or skill.
 */
queue: string | null, 
/**
 * Campaign.
 */
campaign: string | null, 
/**
 * It rings at somebody.
 */
rings: boolean, 
/**
 * Since when.
 */
since: number, };

export type TallyRowView = { 
/**
 * Queue or skill.
 */
queue: string | null, 
/**
 * Campaign.
 */
campaign: string | null, 
/**
 * Came in.
 */
came: number, 
/**
 * Were answered.
 */
answered: number, 
/**
 * Were answered in time.
 */
in_time: number, 
/**
 * Ended without an answer, later than the goal.
 */
lost: number, };

export type WallNewsView = { "kind": "changes", 
/**
 * Its number.
 */
seq: number, 
/**
 * Agents.
 */
agents: Array<WallAgentView>, 
/**
 * Calls that wait.
 */
waiting: Array<WaitingCallView>, 
/**
 * Calls that no longer wait.
 */
over: Array<string>, 
/**
 * Tallies.
 */
tallies: Array<TallyRowView>, } | { "kind": "anew" };

export type FactKind = "text" | "number" | "bool" | "date" | "moment" | "list" | "any";

export type PieceSort = "text" | "whole" | "duration" | "moment" | "day" | "phone" | "person" | "link" | "any";

export type NamedThing = "action" | "disposition" | "object" | "field" | "automation" | "look_up" | "transform";

export type RuleExpects = "operand" | "joint" | "close" | "list" | "comma" | "value" | "with" | "empty" | "side";

export type SoqlWants = "bool" | "number" | "day" | "moment" | "text" | "value";

export type StepWrong = "no_step" | "zone_form" | "no_zone" | "pattern" | "length" | "words";

export type SignatureWrong = "missing" | "wrong" | "key";

export type SoqlExpects = { "what": "words", "of": string } | { "what": "field" } | { "what": "condition" } | { "what": "value" } | { "what": "count" } | { "what": "operator" } | { "what": "object" } | { "what": "one_object" } | { "what": "scope" } | { "what": "relationship" } | { "what": "function" } | { "what": "category_group" } | { "what": "category" } | { "what": "limit" } | { "what": "offset" } | { "what": "end" };

export type TypedWants = "bool" | "whole" | "day" | "moment";

export type Wrong = { "wrong": "at", "of": { 
/**
 * It.
 */
character: number, 
/**
 * What.
 */
what: Wrong, } } | { "wrong": "file_too_large" } | { "wrong": "not_json", "of": string } | { "wrong": "not_ours" } | { "wrong": "newer", "of": number } | { "wrong": "signature", "of": SignatureWrong } | { "wrong": "unknown_key", "of": string } | { "wrong": "unknown_word", "of": string } | { "wrong": "twice", "of": string } | { "wrong": "shape", "of": string } | { "wrong": "nowhere", "of": { 
/**
 * What it should be.
 */
thing: NamedThing, 
/**
 * As it is written.
 */
name: string, } } | { "wrong": "no_value", "of": { 
/**
 * Field.
 */
field: string, 
/**
 * As it is written.
 */
value: string, } } | { "wrong": "no_record_type", "of": string } | { "wrong": "not_writable", "of": string } | { "wrong": "kind", "of": { 
/**
 * What the place takes.
 */
wanted: FactKind, 
/**
 * What is there.
 */
found: FactKind, } } | { "wrong": "missing", "of": string } | { "wrong": "needs_call" } | { "wrong": "circle", "of": Array<string> } | { "wrong": "too_many", "of": number } | { "wrong": "range", "of": { 
/**
 * The least.
 */
from: number, 
/**
 * The greatest.
 */
to: number, } } | { "wrong": "too_long", "of": number } | { "wrong": "shares" } | { "wrong": "rule_empty" } | { "wrong": "too_deep", "of": number } | { "wrong": "open_text" } | { "wrong": "escape" } | { "wrong": "character", "of": string } | { "wrong": "number" } | { "wrong": "name" } | { "wrong": "expected", "of": RuleExpects } | { "wrong": "unknown_name", "of": string } | { "wrong": "never", "of": { 
/**
 * The name.
 */
name: string, 
/**
 * The value.
 */
value: string, } } | { "wrong": "kinds", "of": { 
/**
 * Of the left side.
 */
left: FactKind, 
/**
 * Of the right side.
 */
right: FactKind, } } | { "wrong": "no_condition", "of": FactKind } | { "wrong": "open_slot" } | { "wrong": "slot" } | { "wrong": "query_empty" } | { "wrong": "not_select" } | { "wrong": "changes", "of": string } | { "wrong": "not_over_rest", "of": string } | { "wrong": "query_escape" } | { "wrong": "literal" } | { "wrong": "placeholder" } | { "wrong": "no_placeholders" } | { "wrong": "variable" } | { "wrong": "soql", "of": SoqlExpects } | { "wrong": "mixed_logic" } | { "wrong": "no_object", "of": string } | { "wrong": "no_field", "of": { 
/**
 * The object.
 */
object: string, 
/**
 * As written.
 */
name: string, } } | { "wrong": "no_relationship", "of": { 
/**
 * The object.
 */
object: string, 
/**
 * As written.
 */
name: string, } } | { "wrong": "no_children", "of": { 
/**
 * The object.
 */
object: string, 
/**
 * As written.
 */
name: string, } } | { "wrong": "not_filterable", "of": string } | { "wrong": "compared", "of": { 
/**
 * The field.
 */
name: string, 
/**
 * What fits.
 */
with: SoqlWants, } } | { "wrong": "operator", "of": { 
/**
 * The field.
 */
name: string, 
/**
 * As written.
 */
operator: string, } } | { "wrong": "no_sheet", "of": string } | { "wrong": "name_the_field" } | { "wrong": "say_what" } | { "wrong": "no_word", "of": string } | { "wrong": "step", "of": { 
/**
 * As it was typed.
 */
step: string, 
/**
 * What is wrong with it.
 */
because: StepWrong, } } | { "wrong": "filled_twice", "of": string } | { "wrong": "own", "of": string } | { "wrong": "step_takes", "of": { 
/**
 * The step.
 */
step: string, 
/**
 * What it gets.
 */
gets: PieceSort, } } | { "wrong": "field_takes", "of": { 
/**
 * Field.
 */
field: string, 
/**
 * Its type, in Salesforce's word.
 */
kind: string, 
/**
 * What it is given.
 */
gives: PieceSort, } } | { "wrong": "field_of_type", "of": { 
/**
 * Field.
 */
field: string, 
/**
 * Its type, in Salesforce's word.
 */
kind: string, } } | { "wrong": "no_subject" } | { "wrong": "cannot_change", "of": string } | { "wrong": "no_length" } | { "wrong": "no_pause" } | { "wrong": "no_effect", "of": string } | { "wrong": "no_due", "of": string } | { "wrong": "no_working_day" } | { "wrong": "no_time_of_day" } | { "wrong": "ends_first" } | { "wrong": "no_date" } | { "wrong": "not_of_kind", "of": { 
/**
 * As it was typed.
 */
text: string, 
/**
 * What the field takes.
 */
wanted: TypedWants, } } | { "wrong": "key", "of": string } | { "wrong": "nameless" } | { "wrong": "outcome", "of": { 
/**
 * Name of the table.
 */
table: string, 
/**
 * Code of the outcome.
 */
code: string, } } | { "wrong": "scope", "of": string } | { "wrong": "no_outcome", "of": string } | { "wrong": "org_lacks", "of": { 
/**
 * Label of the disposition.
 */
label: string, 
/**
 * Label of the object.
 */
object: string, 
/**
 * Label of the field.
 */
field: string, } } | { "wrong": "org_lacks_value", "of": { 
/**
 * Label of the disposition.
 */
label: string, 
/**
 * Label of the field.
 */
field: string, 
/**
 * The value.
 */
value: string, } };

export type MappingRowView = { 
/**
 * Which record, in the word of files, such as `call_log`.
 */
on: string, 
/**
 * Developer name of a record type; empty = every.
 */
record_type: string, 
/**
 * Field API name.
 */
field: string, 
/**
 * What is written: a word, a text with words in it, or a fixed value after `=`.
 */
from: string, 
/**
 * In which form: steps, separated by `|`.
 */
through: string, 
/**
 * Only where nothing stands in the field now.
 */
only_when_empty: boolean, 
/**
 * The org may lack the field.
 */
optional: boolean, };

export type MappingRows = { 
/**
 * They.
 */
rows: Array<MappingRowView>, };

export type RowFaultView = { 
/**
 * Which table: 0 is the org's own, or the only one.
 */
table: number, 
/**
 * Which row, from 0; none = the table itself.
 */
row: number | null, 
/**
 * Which column.
 */
column: string, 
/**
 * What is wrong.
 */
wrong: Wrong, 
/**
 * What the org has, where that helps.
 */
has: Array<string>, 
/**
 * The nearest right name: a click puts it in.
 */
nearest: string | null, };

export type WordView = { 
/**
 * The word.
 */
word: string, 
/**
 * What sort of value it is.
 */
about: PieceSort, };

export type SheetView = { 
/**
 * The word.
 */
on: string, 
/**
 * The org's label of its object.
 */
object: string, 
/**
 * Fields that the user may write.
 */
fields: Array<FieldChoiceView>, 
/**
 * Developer names of record types.
 */
record_types: Array<string>, };

export type FieldChoiceView = { 
/**
 * API name.
 */
name: string, 
/**
 * Label by the org.
 */
label: string, 
/**
 * Type, in Salesforce's word.
 */
kind: string, 
/**
 * Values of a picklist.
 */
values: Array<string>, };

export type FieldsView = { 
/**
 * The rows that hold.
 */
rows: Array<MappingRowView>, 
/**
 * What is wrong with them in this org.
 */
faults: Array<RowFaultView>, 
/**
 * What can be filled.
 */
sheets: Array<SheetView>, 
/**
 * What can be written.
 */
words: Array<WordView>, 
/**
 * Forms in which it can be written.
 */
steps: Array<string>, };

export type RulesAnswer = { 
/**
 * Empty = saved. What ran before runs on otherwise.
 */
faults: Array<RowFaultView>, };

export type SampleView = { 
/**
 * Whose call it is, or that it is made up.
 */
call: string, 
/**
 * No call like it was wrapped up here: it is made up.
 */
made_up: boolean, 
/**
 * The exact writes; none when the outcome is not offered for it.
 */
plan: PlanView | null, };

export type SampleRequest = { 
/**
 * Code of the outcome.
 */
outcome: string, 
/**
 * The mapping as typed.
 */
mapping: MappingRows | null, 
/**
 * The tables as typed.
 */
tables: OutcomeTables | null, };

export type EffectView = { 
/**
 * `set`, `task`, `event`, `retry` or `suppress`.
 */
kind: string, 
/**
 * Object API name, of `set`.
 */
on: string, 
/**
 * Field API name, of `set`.
 */
field: string, 
/**
 * New value, of `set`; empty clears the field.
 */
value: string, 
/**
 * Only from these values, of `set`; empty = always.
 */
only_from: Array<string>, 
/**
 * The org may lack the field, of `set`.
 */
optional: boolean, 
/**
 * Developer name of the only record type for which it counts, of `set`; empty = every.
 */
record_type: string, 
/**
 * Subject; `{name}` stands for the caller.
 */
subject: string, 
/**
 * `minutes`, `working_days` or `agreed`.
 */
due: string, 
/**
 * How many of them.
 */
count: number, 
/**
 * Length of an event, in minutes.
 */
length: number, 
/**
 * Tries after which nothing follows any more, of `retry`.
 */
at_most: number | null, 
/**
 * Name of the action that sends a message instead, of `retry`; empty = call again.
 */
message: string, };

export type OutcomeRowView = { 
/**
 * Stable code.
 */
code: string, 
/**
 * Label.
 */
label: string, 
/**
 * Key 1-9.
 */
key: number, 
/**
 * Notes must be written.
 */
needs_notes: boolean, 
/**
 * Labels of phone systems that mean this one.
 */
also_called: Array<string>, 
/**
 * What follows.
 */
effects: Array<EffectView>, };

export type OutcomeTableView = { 
/**
 * Name; empty for the org's own.
 */
name: string, 
/**
 * Campaign; empty = any.
 */
campaign: string, 
/**
 * Queue; empty = any.
 */
queue: string, 
/**
 * Codes that may be picked, in their order; none = all.
 */
allowed: Array<string> | null, 
/**
 * Rows.
 */
rows: Array<OutcomeRowView>, };

export type OutcomeTables = { 
/**
 * The org's own first.
 */
tables: Array<OutcomeTableView>, 
/**
 * When the company works.
 */
working_hours: WorkingHoursView, };

export type WorkingHoursView = { 
/**
 * Days of the week, 1 = Monday.
 */
days: Array<number>, 
/**
 * Begin, such as `09:00`.
 */
from: string, 
/**
 * End on the same day.
 */
until: string, 
/**
 * Dates on which nobody works.
 */
days_off: Array<DayOffView>, };

export type DayOffView = { 
/**
 * `2026-04-03`, or `12-25` for every year.
 */
date: string, 
/**
 * What people call it; may be empty.
 */
name: string, };

export type OutcomesView = { 
/**
 * The tables that hold.
 */
tables: Array<OutcomeTableView>, 
/**
 * The working hours that hold.
 */
working_hours: WorkingHoursView, 
/**
 * What is wrong with them in this org.
 */
faults: Array<RowFaultView>, 
/**
 * Records that an outcome can change, with their fields.
 */
targets: Array<SheetView>, };

export type RulesFile = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its text.
 */
text: string, };

export type RulesFileAnswer = { 
/**
 * The mapping in it.
 */
mapping: Array<MappingRowView> | null, 
/**
 * The tables in it, with their working hours.
 */
tables: OutcomeTables | null, 
/**
 * Why nothing of it was taken, each with line and the nearest right name; empty = it can be read.
 */
faults: Array<FaultView>, };

export type WrittenFile = { 
/**
 * Where it is.
 */
path: string, };

export type RehearsalRequest = { 
/**
 * Over the calls of so many days.
 */
days: number, 
/**
 * A configuration file: what it says of fields, dispositions and automations.
 */
file: RulesFile | null, 
/**
 * The mapping as typed.
 */
mapping: MappingRows | null, 
/**
 * The tables as typed.
 */
tables: OutcomeTables | null, 
/**
 * The lists of phone fields as typed: whom a number finds, by which field, and how sure that is.
 */
phone_fields: PhoneFieldsChange | null, 
/**
 * Another home region: numbers are read, and callers found, by it.
 */
home_region: string | null, };

export type RehearsalView = { "kind": "none" } | { "kind": "running", 
/**
 * Calls and news of records done.
 */
done: number, 
/**
 * In all.
 */
total: number, } | { "kind": "done", 
/**
 * The numbers.
 */
numbers: RehearsalNumbers, } | { "kind": "failed", 
/**
 * Why.
 */
message: Sentence, };

export type RehearsalNumbers = { 
/**
 * Milliseconds since 1970: calls decided since then.
 */
since: number, 
/**
 * Calls that were planned twice.
 */
calls: number, 
/**
 * Calls that would have gone otherwise.
 */
differing: number, 
/**
 * What Salesforce told of records; none when no changed automation reacts to that.
 */
records: RehearsedRecords | null, 
/**
 * Calls, or what was told of records, that could not be read.
 */
unread: number, 
/**
 * Differing calls and records that are kept to be looked at.
 */
kept: number, 
/**
 * Somebody ended it before it was through.
 */
cancelled: boolean, 
/**
 * How long it took, in milliseconds.
 */
took_ms: number, 
/**
 * By outcome, the greatest first.
 */
by_disposition: Array<CountView>, 
/**
 * By object.
 */
by_object: Array<CountView>, 
/**
 * By field.
 */
by_field: Array<CountView>, 
/**
 * How often changed automations would have run, the highest peak first.
 */
rates: Array<RateView>, 
/**
 * Phone fields that would be searched besides and that nobody had asked for then.
 */
unasked: Array<UnaskedView>, };

export type RehearsedRecords = { 
/**
 * News of records that are kept: new, changed, deleted, Outbound Messages.
 */
told: number, 
/**
 * Of these, those that would have gone otherwise.
 */
differing: number, 
/**
 * Fields that changed automations ask for and that nobody had asked for then, the most missed first: what those
 * automations would have done cannot be told.
 */
unknown: Array<CountView>, };

export type CountView = { 
/**
 * What is asked for, such as `Task.Description`.
 */
name: string, 
/**
 * What is counted.
 */
of: CountedView, 
/**
 * How many calls, or news of records.
 */
calls: number, };

export type RateView = { 
/**
 * What people call it.
 */
title: string, 
/**
 * Runs in all.
 */
runs: number, 
/**
 * Hours in which anything was heard: the mean is over these.
 */
hours: number, 
/**
 * Runs of the hour that had the most.
 */
peak: number, 
/**
 * When that hour began, milliseconds since 1970.
 */
peak_at: number, 
/**
 * Runs that an hour may have; what is beyond is held back.
 */
limit: number, };

export type UnaskedView = { 
/**
 * Label of the object.
 */
object: string, 
/**
 * Label of the field.
 */
field: string, 
/**
 * Calls of which it cannot be known.
 */
calls: number, 
/**
 * Those of them in which nobody had been found.
 */
of_nobody: number, };

export type CountedView = { "kind": "label", 
/**
 * It.
 */
label: string, } | { "kind": "field", 
/**
 * Label of the object.
 */
object: string, 
/**
 * Label of the field.
 */
field: string, } | { "kind": "automation", 
/**
 * What people call it.
 */
title: string, } | { "kind": "place", 
/**
 * Which.
 */
place: RehearsedPlace, };

export type RehearsedPlace = "callback_list" | "suppression_list" | "message" | "number" | "caller" | "reason" | "confirmation" | "outcome" | "notes" | "automation";

export type RehearsedAbout = { "kind": "call", 
/**
 * Its key.
 */
call: string, 
/**
 * Label of the outcome.
 */
disposition: string, } | { "kind": "record", 
/**
 * The record.
 */
record: RecordView, 
/**
 * Label of the object.
 */
object: string, 
/**
 * What was told.
 */
news: NewsView, };

export type NewsView = "new" | "updated" | "deleted" | "message";

export type RehearsedRequest = { 
/**
 * Only calls of this outcome.
 */
disposition: string | null, 
/**
 * Only where this object differs.
 */
object: string | null, 
/**
 * Only where this field differs.
 */
field: string | null, 
/**
 * From this one on.
 */
from: number, 
/**
 * So many at most; none = a page to look at.
 */
rows: number | null, };

export type RehearsedView = { 
/**
 * How many there are of these.
 */
total: number, 
/**
 * The next of them.
 */
calls: Array<RehearsedCallView>, };

export type RehearsedCallView = { 
/**
 * What it is about.
 */
about: RehearsedAbout, 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * Name, or the number, or the id of the record.
 */
who: string, 
/**
 * What differs.
 */
changes: Array<RehearsedChangeView>, };

export type RehearsedChangeView = { 
/**
 * What.
 */
what: ChangedView, 
/**
 * Under the rules that hold; none = not written, not done.
 */
before: ValueView | null, 
/**
 * Under the proposed ones; none = not written, not done.
 */
after: ValueView | null, };

export type ChangedView = { "kind": "field", 
/**
 * Labels of the object and the record.
 */
record: string, 
/**
 * Label of the field.
 */
field: string, } | { "kind": "place", 
/**
 * Which.
 */
place: RehearsedPlace, } | { "kind": "step", 
/**
 * What people call the automation.
 */
automation: string, 
/**
 * Which part of which step.
 */
part: StepPartView, 
/**
 * Which of the like parts, from 1.
 */
time: number, };

export type StepPartView = { "part": "action", 
/**
 * What people call it.
 */
action: string, } | { "part": "input", 
/**
 * What people call the action.
 */
action: string, 
/**
 * The input's name.
 */
input: string, } | { "part": "toast" } | { "part": "tag" } | { "part": "open_record" };

export type SettingsView = { 
/**
 * Region of numbers without a country code, two letters.
 */
home_region: string, 
/**
 * Salesforce API version, such as `62.0`.
 */
api_version: string, 
/**
 * Consumer key of the External Client App.
 */
client_id: string, 
/**
 * Show a toast when a call arrives.
 */
toast: boolean, 
/**
 * Seconds that the clock after a call counts down; 0 = none.
 */
after_call_seconds: number, 
/**
 * Where the phone systems reach this machine.
 */
door: DoorView, 
/**
 * What rules on this machine, and where each setting comes from.
 */
policy: PolicyView, };

export type DoorView = { 
/**
 * Port that it listens on.
 */
port: number, 
/**
 * Address for the Five9 web connector, with its secret.
 */
five9_connector: string, 
/**
 * Address for Five9 events of a middleware, with its secret.
 */
five9_events: string, 
/**
 * Address for Aircall.
 */
aircall: string, 
/**
 * Token that Aircall sends, as set by the admin.
 */
aircall_token: string, 
/**
 * Address for any phone system.
 */
phone: string, 
/**
 * Signing secret for any phone system, as set by the admin.
 */
phone_secret: string, };

export type SettingsChange = { 
/**
 * Two letters.
 */
home_region: string | null, 
/**
 * Such as `62.0`.
 */
api_version: string | null, 
/**
 * Consumer key.
 */
client_id: string | null, 
/**
 * Toast.
 */
toast: boolean | null, 
/**
 * No toast and no attention for now.
 */
do_not_disturb: boolean | null, 
/**
 * Seconds of the clock after a call, up to an hour; 0 = none.
 */
after_call_seconds: number | null, 
/**
 * Aircall's token.
 */
aircall_token: string | null, 
/**
 * Signing secret of the phone system.
 */
phone_secret: string | null, };

export type OrgFaultView = { "kind": "row", 
/**
 * Label of the disposition.
 */
label: string, } | { "kind": "table", 
/**
 * Name of the table.
 */
table: string, } | { "kind": "outcome", 
/**
 * Name of the table.
 */
table: string, 
/**
 * Code of the outcome.
 */
code: string, 
/**
 * The codes that there are.
 */
has: Array<string>, } | { "kind": "field", 
/**
 * Label of the disposition.
 */
label: string, 
/**
 * Label of the object.
 */
object: string, 
/**
 * Label of the field.
 */
field: string, } | { "kind": "phone_field_absent", 
/**
 * Label of the object.
 */
object: string, 
/**
 * API name of the field.
 */
field: string, } | { "kind": "phone_field_holds_none", 
/**
 * Label of the object.
 */
object: string, 
/**
 * Label of the field.
 */
field: string, } | { "kind": "value", 
/**
 * Label of the disposition.
 */
label: string, 
/**
 * Label of the object.
 */
object: string, 
/**
 * Label of the field.
 */
field: string, 
/**
 * The value.
 */
value: string, 
/**
 * The values that there are.
 */
has: Array<string>, };

export type RejectionView = { 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * Phone system; none where the door itself refused.
 */
provider: string | null, 
/**
 * Why: the refusal's word.
 */
reason: string, 
/**
 * What the sender was told, in the words of the protocol.
 */
detail: string, 
/**
 * HTTP status that it was answered with.
 */
status: number, };

export type SelfTestView = { 
/**
 * The lines.
 */
lines: Array<SelfTestLine>, 
/**
 * The worst of them.
 */
grade: Grade, };

export type SelfTestLine = { 
/**
 * What it is about.
 */
area: Area, 
/**
 * How good it is.
 */
grade: Grade, 
/**
 * What was found.
 */
finding: Finding, 
/**
 * Who mends it; none where nothing is to be mended.
 */
mender: Mender | null, };

export type Grade = "good" | "skipped" | "warning" | "bad";

export type Mender = "person" | "it" | "salesforce_admin" | "phone_admin";

export type Area = "policy" | "keychain" | "database" | "disk" | "display" | "notifications" | "network" | "clock" | "sign_in" | "scopes" | "permissions" | "fields" | "rules" | "api_budget" | "door" | "phones" | "relay" | "updates";

export type PhoneSystem = "five9" | "aircall" | "phone";

export type Finding = { "found": "policy_none", 
/**
 * Where it would lie.
 */
place: string, } | { "found": "policy_holds", 
/**
 * Where it lies.
 */
place: string, 
/**
 * How many settings it sets.
 */
settings: number, } | { "found": "policy_ignored", 
/**
 * What and why.
 */
fault: PolicyFaultView, } | { "found": "keychain_works" } | { "found": "secrets_in_file" } | { "found": "no_keychain", 
/**
 * Why.
 */
keychain: KeychainTrouble, } | { "found": "database_opens" } | { "found": "database_not_yet" } | { "found": "database_in_use" } | { "found": "database_shut", 
/**
 * Why.
 */
trouble: DatabaseTrouble, } | { "found": "disk_room", 
/**
 * Free megabytes (10^6 bytes).
 */
megabytes: number, } | { "found": "disk_short", 
/**
 * Free megabytes (10^6 bytes).
 */
megabytes: number, } | { "found": "disk_unknown" } | { "found": "display_there" } | { "found": "display_none" } | { "found": "notifications_shown", 
/**
 * By which program; empty where the system does it.
 */
server: string, } | { "found": "notifications_none" } | { "found": "network_works", 
/**
 * Host.
 */
host: string, 
/**
 * Milliseconds, connection included.
 */
ms: number, } | { "found": "network_name", 
/**
 * Host.
 */
host: string, } | { "found": "network_unreachable", 
/**
 * Host.
 */
host: string, } | { "found": "network_proxy", 
/**
 * Host.
 */
host: string, } | { "found": "network_certificate", 
/**
 * Host.
 */
host: string, } | { "found": "network_slow", 
/**
 * Host.
 */
host: string, } | { "found": "network_strange", 
/**
 * Host.
 */
host: string, } | { "found": "network_no_tls" } | { "found": "clock_right" } | { "found": "clock_off", 
/**
 * Seconds; positive = it is ahead of Salesforce.
 */
seconds: number, } | { "found": "clock_unknown" } | { "found": "signed_in", 
/**
 * User name.
 */
username: string, 
/**
 * Address of the org.
 */
host: string, } | { "found": "signed_out" } | { "found": "no_client_id" } | { "found": "sign_in_over" } | { "found": "sign_in_unknown", 
/**
 * Why.
 */
because: Sentence, } | { "found": "scopes_enough" } | { "found": "scope_missing", 
/**
 * Its name in Salesforce.
 */
scope: string, } | { "found": "permissions_enough" } | { "found": "object_hidden", 
/**
 * API name.
 */
object: string, } | { "found": "object_not_createable", 
/**
 * API name.
 */
object: string, } | { "found": "fields_there", 
/**
 * The field that marks a call as logged.
 */
mark: string, } | { "found": "field_missing", 
/**
 * Object API name.
 */
object: string, 
/**
 * Field API name.
 */
field: string, } | { "found": "mark_in_subject" } | { "found": "rules_fit" } | { "found": "rules_faulty", 
/**
 * How many faults; Setup names them.
 */
faults: number, } | { "found": "budget_fine", 
/**
 * Used share in percent.
 */
percent: number, } | { "found": "budget_short", 
/**
 * Used share in percent.
 */
percent: number, } | { "found": "budget_spent" } | { "found": "budget_unknown" } | { "found": "door_open", 
/**
 * Port.
 */
port: number, } | { "found": "door_shut", 
/**
 * Why.
 */
reason: Sentence, } | { "found": "phone_ready", 
/**
 * Which.
 */
system: PhoneSystem, } | { "found": "phone_unused", 
/**
 * Which.
 */
system: PhoneSystem, } | { "found": "phone_refused", 
/**
 * Which.
 */
system: PhoneSystem, 
/**
 * How many.
 */
count: number, 
/**
 * Word of the last refusal.
 */
reason: string, } | { "found": "phone_answers", 
/**
 * Its name.
 */
name: string, 
/**
 * Milliseconds, connection included.
 */
ms: number, } | { "found": "phone_fails", 
/**
 * Which, and why.
 */
failure: PhoneFailure, } | { "found": "phone_untried", 
/**
 * Its name.
 */
name: string, } | { "found": "relay_none" } | { "found": "relay_answers", 
/**
 * Its name.
 */
relay: string, } | { "found": "relay_by_events", 
/**
 * Its name.
 */
relay: string, } | { "found": "relay_sign_in", 
/**
 * Its name.
 */
relay: string, } | { "found": "relay_trouble", 
/**
 * Why.
 */
trouble: RelayTrouble, } | { "found": "updates", 
/**
 * How.
 */
state: UpdatesState, };

export type DiagnosticsView = { 
/**
 * The whole text, exactly as it would be saved.
 */
text: string, };

export type UpdatesView = { 
/**
 * The version that runs.
 */
version: string, 
/**
 * When it was last looked, milliseconds since 1970; none = not since Callside started.
 */
checked: number | null, 
/**
 * How it stands.
 */
state: UpdatesState, };

export type UpdatesState = { "kind": "off", 
/**
 * Why.
 */
because: UpdatesOff, } | { "kind": "unknown" } | { "kind": "current" } | { "kind": "later", 
/**
 * The version.
 */
version: string, } | { "kind": "newer", 
/**
 * The version.
 */
version: string, 
/**
 * The person may install it here; otherwise IT does.
 */
install: boolean, 
/**
 * The person wants to hear of it later.
 */
put_off: boolean, } | { "kind": "fetching", 
/**
 * The version.
 */
version: string, 
/**
 * So much is there.
 */
percent: number, } | { "kind": "ready", 
/**
 * The version.
 */
version: string, 
/**
 * Where.
 */
file: string, } | { "kind": "failed", 
/**
 * What.
 */
trouble: UpdatesTrouble, };

export type UpdatesOff = "policy" | "repository" | "not_set";

export type UpdatesTrouble = "unreachable" | "no_list" | "forged" | "foreign" | "superseded" | "expired" | "changed" | "no_room" | "not_kept";

export type PolicyView = { 
/**
 * Where the policy lies or would lie.
 */
place: string, 
/**
 * Whether there is one.
 */
found: boolean, 
/**
 * What of it is ignored.
 */
faults: Array<PolicyFaultView>, 
/**
 * Every setting that a policy may rule, with what holds now.
 */
settings: Array<SettingView>, };

export type SettingView = { 
/**
 * Which.
 */
key: SettingKey, 
/**
 * What holds.
 */
value: SettingValue, 
/**
 * Who says so.
 */
layer: LayerView, };

export type SettingKey = "account_phone_fields" | "admin_permission_sets" | "after_call_seconds" | "api_version" | "bring_in_calls" | "card_numbers" | "client_id" | "compact_window" | "configuration_key" | "contact_phone_fields" | "flags_for_agents" | "home_region" | "keep_audit_days" | "keep_calls_days" | "keep_copies_days" | "keep_diagnostics_days" | "lead_phone_fields" | "mask_screens" | "quality_flags" | "relay_address" | "role" | "secrets_file" | "settling_seconds" | "supervisor_permission_sets" | "toast" | "undo_seconds" | "update_address" | "update_key" | "updates" | "watch_seconds";

export type SettingValue = { "kind": "flag", 
/**
 * It.
 */
on: boolean, } | { "kind": "number", 
/**
 * It.
 */
number: number, } | { "kind": "texts", 
/**
 * They.
 */
texts: Array<string>, };

export type LayerView = "default" | "person" | "policy";

export type PolicyFaultView = { "fault": "writable", 
/**
 * Which.
 */
place: string, } | { "fault": "unreadable", 
/**
 * Which.
 */
place: string, } | { "fault": "too_large" } | { "fault": "malformed", 
/**
 * Line, from 1.
 */
line: number, } | { "fault": "not_ours" } | { "fault": "newer", 
/**
 * Its version.
 */
found: number, } | { "fault": "unsigned", 
/**
 * The file that is missing.
 */
place: string, } | { "fault": "forged" } | { "fault": "bad_key", 
/**
 * The file.
 */
place: string, } | { "fault": "unknown", 
/**
 * As it is written.
 */
key: string, 
/**
 * The one that is nearest.
 */
nearest: string | null, } | { "fault": "twice", 
/**
 * As it is written.
 */
key: string, } | { "fault": "not_allowed", 
/**
 * Which setting.
 */
key: SettingKey, 
/**
 * What it may be.
 */
allowed: AllowedView, };

export type AllowedView = { "kind": "flag" } | { "kind": "number", 
/**
 * The least.
 */
least: number, 
/**
 * The most.
 */
most: number, } | { "kind": "choice", 
/**
 * They.
 */
words: Array<string>, } | { "kind": "region" } | { "kind": "api_version" } | { "kind": "word" } | { "kind": "https" } | { "kind": "public_key" } | { "kind": "texts", 
/**
 * At most so many.
 */
most: number, };

export type InventoryView = { 
/**
 * The folder that it is in.
 */
folder: string, 
/**
 * Kind by kind.
 */
lines: Array<StoredView>, 
/**
 * The terms that a setting gives.
 */
terms: Array<TermView>, };

export type StoredView = { 
/**
 * What.
 */
kind: StoredKindView, 
/**
 * Rows or files.
 */
count: number, 
/**
 * The oldest, in milliseconds since 1970, where rows have an age.
 */
oldest: number | null, 
/**
 * Until when it stays.
 */
until: UntilView, };

export type StoredKindView = "calls" | "events" | "team_history" | "pops" | "choices" | "drafts" | "unsent" | "settled" | "callbacks" | "work" | "suppressed" | "records" | "look_ups" | "memories" | "agents" | "automations" | "watched" | "rejections" | "phone_use" | "settings" | "exports" | "audit" | "backups" | "logs";

export type UntilView = { "until": "days", 
/**
 * How many.
 */
days: number, } | { "until": "with_call" } | { "until": "sent" } | { "until": "person" } | { "until": "newest" } | { "until": "machine" };

export type TermView = { 
/**
 * Which.
 */
term: TermName, 
/**
 * Days.
 */
days: number, 
/**
 * The policy says so.
 */
locked: boolean, };

export type TermName = "calls" | "copies" | "diagnostics" | "audit";

export type TermChange = { 
/**
 * Which.
 */
term: TermName, 
/**
 * Days.
 */
days: number, };

export type CallerOrder = { 
/**
 * Number as typed; may be empty.
 */
number: string, 
/**
 * Salesforce record id; may be empty.
 */
record: string, 
/**
 * Work that Salesforce does not have yet goes too.
 */
discard_unsent: boolean, 
/**
 * Files that Callside wrote and that speak of them are deleted.
 */
delete_files: boolean, };

export type StoredCountView = { 
/**
 * What.
 */
kind: StoredKindView, 
/**
 * How many.
 */
count: number, };

export type CallerFoundView = { 
/**
 * By kind; empty = nothing.
 */
counts: Array<StoredCountView>, 
/**
 * Work that waits to be sent, or for a person.
 */
unsent: number, 
/**
 * Of it, on the way to Salesforce just now.
 */
sending: number, 
/**
 * Settings that speak of them and that only a person can change, by name.
 */
settings: Array<string>, 
/**
 * Copies of the database, which go with it.
 */
backups: number, };

export type ForgottenView = { "became": "held", 
/**
 * What there is.
 */
found: CallerFoundView, } | { "became": "done", 
/**
 * What went, by kind.
 */
counts: Array<StoredCountView>, 
/**
 * Settings that still speak of them.
 */
settings: Array<string>, 
/**
 * Files that still speak of them, or may.
 */
exports: Array<string>, 
/**
 * Files that spoke of them and are deleted.
 */
removed: Array<string>, 
/**
 * At the team's relay.
 */
at_relay: AtRelayView, 
/**
 * Where the receipt lies.
 */
receipt: string, };

export type AtRelayView = { "relay": "none" } | { "relay": "no_number" } | { "relay": "erased", 
/**
 * Deliveries.
 */
deliveries: number, } | { "relay": "not_allowed" } | { "relay": "not_reached" };

export type AuditRequest = { 
/**
 * The last place that is shown; none = from the newest.
 */
before: number | null, 
/**
 * Only lines about this number, record or user; empty = all.
 */
about: string, };

export type AuditView = { 
/**
 * They.
 */
lines: Array<AuditLineView>, 
/**
 * There may be older ones.
 */
more: boolean, 
/**
 * The key that its files are signed with, base64.
 */
key: string, };

export type AuditLineView = { 
/**
 * Its place.
 */
seq: number, 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * What.
 */
deed: AuditDeed, 
/**
 * More about it.
 */
detail: AuditDetail | null, 
/**
 * Whether whoever is signed in now did it; none = nobody was signed in.
 */
mine: boolean | null, 
/**
 * Reference to who did it.
 */
actor: string | null, 
/**
 * Reference to whom it is about.
 */
about: string | null, };

export type AuditDeed = "signed_in" | "signed_out" | "sign_in_failed" | "sign_in_revoked" | "sign_in_ended" | "settings_changed" | "setup_changed" | "policy_read" | "exported" | "recording_opened" | "call_opened" | "call_shown" | "write_sent" | "write_refused" | "write_taken_back" | "erased" | "audit_exported" | "audit_cut" | "call_flagged" | "work_given" | "work_dismissed";

export type AuditDetail = { "is": "id", 
/**
 * Its id.
 */
id: string, } | { "is": "faults", 
/**
 * How many settings.
 */
count: number, } | { "is": "sign_in", 
/**
 * Host of an org, where it is one that is known.
 */
host: string | null, 
/**
 * Why.
 */
why: SignInFaultView, } | { "is": "revoked", 
/**
 * What.
 */
how: RevokedView, } | { "is": "cut", 
/**
 * They.
 */
lines: number, };

export type SignInFaultView = "no_address" | "no_client_id" | "no_free_port" | "denied" | "timed_out" | "refused" | "unreachable" | "bad_answer" | "not_kept" | "no_tls" | "org_not_read";

export type RevokedView = "done" | "not_known" | "not_reached";

export type Language = "en" | "de" | "es" | "fr" | "ar";

export type PopFieldsView = { 
/**
 * Contact, Lead, Account, in this order; empty until the org was read.
 */
objects: Array<ObjectFieldsView>, 
/**
 * Most fields that one object may show.
 */
most: number, };

export type ObjectFieldsView = { 
/**
 * API name.
 */
object: string, 
/**
 * Label by the org.
 */
label: string, 
/**
 * Fields that this user may see and the pop does not show anyway, by label.
 */
fields: Array<FieldChoice>, 
/**
 * Relationships to parents whose fields can be shown too.
 */
parents: Array<string>, 
/**
 * Those that the pop shows, in its order; fields of parents by their paths.
 */
shown: Array<FieldChoice>, };

export type FieldChoice = { 
/**
 * API name, or path to a field of a parent.
 */
name: string, 
/**
 * Label by the org.
 */
label: string, };

export type PopFieldsChange = { 
/**
 * API names and paths by the object's API name, in the order of the pop.
 */
shown: { [key in string]: Array<string> }, };

export type PopFieldChoicesRequest = { 
/**
 * API name of the object that a caller may be.
 */
object: string, 
/**
 * The way through parents, such as `Account.Owner`.
 */
way: string, };

export type PhoneFieldsView = { 
/**
 * Contact, Lead, Account, in this order; empty until the org was read.
 */
objects: Array<ObjectPhonesView>, 
/**
 * Most fields of one object.
 */
most: number, };

export type ObjectPhonesView = { 
/**
 * API name.
 */
object: string, 
/**
 * Label by the org.
 */
label: string, 
/**
 * What can be searched besides, phone fields before text fields, each by label.
 */
choices: Array<PhoneFieldChoice>, 
/**
 * What is searched, most telling first.
 */
searched: Array<SearchedFieldView>, 
/**
 * The standard list.
 */
usual: Array<SearchedFieldView>, 
/**
 * The list is the standard one.
 */
standard: boolean, 
/**
 * The policy sets it.
 */
ruled: boolean, };

export type PhoneFieldChoice = { 
/**
 * API name.
 */
name: string, 
/**
 * Label by the org.
 */
label: string, 
/**
 * It is a text field.
 */
text: boolean, };

export type SearchedFieldView = { 
/**
 * API name, as the list spells it.
 */
name: string, 
/**
 * Label by the org; the name where the org does not show it.
 */
label: string, 
/**
 * What becomes of it in a look-up.
 */
standing: FieldStanding, 
/**
 * The agent confirms who it is before anything personal of a match in it is shown.
 */
confirm: boolean, };

export type FieldStanding = "searched" | "spellings" | "absent" | "no_numbers";

export type PhoneFieldsChange = { 
/**
 * Fields by the object's API name, most telling first; null = the standard list again.
 */
searched: { [key in string]: Array<ListedField> | null }, };

export type ListedField = { 
/**
 * API name.
 */
name: string, 
/**
 * The agent confirms who it is before anything personal of a match in it is shown.
 */
confirm: boolean, };

export type AutomationsView = { 
/**
 * Their definitions, as the JSON that a configuration file has: what the builder edits and gives back.
 */
definitions: Array<string>, 
/**
 * Only signed files are taken: nothing can be changed here.
 */
signed: boolean, 
/**
 * How the watch over Salesforce's objects goes.
 */
watches: Array<WatchView>, };

export type WatchView = { 
/**
 * Label of the object.
 */
object: string, 
/**
 * When it was looked at last, in milliseconds since 1970.
 */
looked_at: number | null, 
/**
 * Why the last look failed.
 */
trouble: Sentence | null, };

export type ChoicesView = { 
/**
 * Facts that conditions and texts can name.
 */
facts: Array<FactView>, 
/**
 * Parents whose fields they can name as well, such as `record.Account`.
 */
parents: Array<string>, 
/**
 * Actions that can be run.
 */
actions: Array<ChoiceView>, 
/**
 * Objects of the org.
 */
objects: Array<ChoiceView>, 
/**
 * Fields of the trigger's object.
 */
fields: Array<ChoiceView>, 
/**
 * Dispositions.
 */
dispositions: Array<ChoiceView>, 
/**
 * What phone systems say about calls.
 */
events: Array<CallWord>, };

export type FactView = { 
/**
 * Its path, such as `caller.name`.
 */
path: string, 
/**
 * `text`, `number`, `bool`, `date`, `moment`, `list` or `any`.
 */
kind: string, 
/**
 * The only values that it has, where that is known.
 */
values: Array<string>, };

export type ChoiceView = { 
/**
 * What is stored.
 */
name: string, 
/**
 * What people read.
 */
label: string, 
/**
 * For actions: names of their inputs, so that they can be mapped.
 */
inputs: Array<InputChoice>, };

export type InputChoice = { 
/**
 * Its name.
 */
name: string, 
/**
 * What people read.
 */
label: string, 
/**
 * Must it be given?
 */
required: boolean, };

export type ChoicesRequest = { 
/**
 * The trigger, as JSON.
 */
trigger: string, };

export type ParentRequest = { 
/**
 * The trigger, as JSON.
 */
trigger: string, 
/**
 * The parent, such as `record.Account` or `before.Account.Owner`.
 */
path: string, };

export type ParentView = { 
/**
 * Its fields, by their whole paths.
 */
facts: Array<FactView>, 
/**
 * Its own parents.
 */
parents: Array<string>, };

export type FileRequest = { 
/**
 * Its name, to say where a fault is.
 */
name: string, 
/**
 * Its text.
 */
text: string, 
/**
 * Detached signature in base64, where there is one.
 */
signature: string | null, };

export type CheckView = { 
/**
 * Everything that is wrong; empty: it can be taken, or was.
 */
faults: Array<FaultView>, };

export type FaultView = { 
/**
 * Line, counted from 1.
 */
line: number, 
/**
 * Dotted path, such as `automations.2.when`.
 */
path: string, 
/**
 * What is wrong.
 */
wrong: Wrong, 
/**
 * The right name that was probably meant.
 */
nearest: string | null, };

export type TextView = { 
/**
 * It.
 */
text: string, };

export type RunsRequest = { 
/**
 * Only of this automation.
 */
automation: string | null, 
/**
 * The `next` of the page before.
 */
before: number | null, };

export type RunsView = { 
/**
 * Newest first.
 */
runs: Array<RunView>, 
/**
 * Where the next page begins; none = this was the last.
 */
next: number | null, };

export type RunView = { 
/**
 * Number.
 */
id: number, 
/**
 * Name of the automation.
 */
automation: string, 
/**
 * What it was called.
 */
title: string, 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * What set it off.
 */
because: BecauseView, 
/**
 * How it stands.
 */
state: RunStateView, 
/**
 * What it did.
 */
steps: Array<RunStepView>, 
/**
 * What it saw: path and value.
 */
inputs: Array<[string, string]>, };

export type RunStateView = "going" | "waiting" | "done" | "failed" | "held_back";

export type RunStepView = { 
/**
 * Number.
 */
number: number, 
/**
 * What was done.
 */
did: DidView, 
/**
 * Records that it wrote or opened.
 */
records: Array<NamedRecordView>, 
/**
 * It is not done yet.
 */
waits: boolean, };

export type BecauseView = { "because": "call", 
/**
 * The call.
 */
call: RunCallView, 
/**
 * What happened.
 */
word: CallWord, } | { "because": "disposition", 
/**
 * The call.
 */
call: RunCallView, 
/**
 * Label of the disposition.
 */
label: string, } | { "because": "record", 
/**
 * The record.
 */
record: NamedRecordView, 
/**
 * How.
 */
change: RecordChangeView, } | { "because": "message", 
/**
 * The record.
 */
record: NamedRecordView, };

export type RunCallView = { 
/**
 * Its key, to open it.
 */
key: string, 
/**
 * The provider's id of it: of use to whoever looks for it in the phone system.
 */
id: string, 
/**
 * What is known of it; none where it is not kept any more.
 */
kept: KeptCallView | null, };

export type KeptCallView = { 
/**
 * Name of the other party.
 */
who: string | null, 
/**
 * Their number.
 */
number: LineView, 
/**
 * When it began, in milliseconds since 1970.
 */
began_at: number, };

export type RecordChangeView = "new" | "updated" | "deleted";

export type DidView = { "did": "ran", 
/**
 * What people call it; the text of a built-in one is English and has its words in the window.
 */
action: string, 
/**
 * What it was given: label and value.
 */
inputs: Array<[string, string]>, } | { "did": "showed", 
/**
 * Its text. Hostile.
 */
text: string, } | { "did": "opened" } | { "did": "tagged", 
/**
 * The tag.
 */
tag: string, } | { "did": "asked", 
/**
 * It, as written.
 */
when: string, 
/**
 * Whether it held.
 */
held: boolean, } | { "did": "left_out", 
/**
 * The kind of step.
 */
step: LeftOutStep, } | { "did": "held_back", 
/**
 * Why.
 */
why: HeldBackView, } | { "did": "taken_back", 
/**
 * Number of the step.
 */
step: number, } | { "did": "failed", 
/**
 * Number of the step.
 */
step: number, 
/**
 * Why.
 */
why: CannotView, } | { "did": "too_many_steps" };

export type CallWord = "created" | "previewed" | "ringing" | "declined" | "answered" | "held" | "unheld" | "transferred" | "hung_up" | "ended" | "dispositioned" | "voicemail_left" | "commented" | "tagged" | "untagged" | "assigned" | "archived" | "handed_over" | "noted";

export type LeftOutStep = "toast" | "open_record" | "tag";

export type CannotView = { "cannot": "no_action", 
/**
 * Its name.
 */
action: string, } | { "cannot": "does_not_fit", 
/**
 * Every reason.
 */
because: Array<MisfitBecause>, } | { "cannot": "refused", 
/**
 * Salesforce's own words.
 */
message: string, } | { "cannot": "unexpected", 
/**
 * Salesforce's error code, or the HTTP status.
 */
code: string, } | { "cannot": "no_step" };

export type HeldBackView = "own_write" | "chain" | "too_often";

export type TableView = { 
/**
 * Columns.
 */
columns: Array<ColumnView>, 
/**
 * Rows.
 */
rows: Array<RowView>, 
/**
 * Rows that Salesforce has and that are not here.
 */
left_out: number, };

export type ColumnView = { 
/**
 * What people call it.
 */
label: string, 
/**
 * As the query names it.
 */
path: string, };

export type RowView = { 
/**
 * The record that it is, where it is one.
 */
record: RecordView | null, 
/**
 * Cells.
 */
cells: Array<CellView>, };

export type CellView = { "kind": "empty" } | { "kind": "text", 
/**
 * It.
 */
text: string, } | { "kind": "number", 
/**
 * It.
 */
text: string, } | { "kind": "bool", 
/**
 * It.
 */
yes: boolean, } | { "kind": "date", 
/**
 * `YYYY-MM-DD`.
 */
day: string, } | { "kind": "moment", 
/**
 * Milliseconds since 1970.
 */
at: number, } | { "kind": "record", 
/**
 * It.
 */
record: RecordView, } | { "kind": "rows", 
/**
 * They.
 */
table: TableView, };

export type LookUpView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its title.
 */
title: string, 
/**
 * What was found; none while nothing was ever found.
 */
table: TableView | null, 
/**
 * How fresh that is.
 */
state: LookUpStateView, 
/**
 * Cells that differ from the copy that was shown before.
 */
changed: Array<PlaceView>, };

export type PlaceView = { 
/**
 * Row.
 */
row: number, 
/**
 * Column.
 */
column: number, };

export type LookUpStateView = { "kind": "asking", 
/**
 * When the copy was made.
 */
as_of: number | null, } | { "kind": "live" } | { "kind": "spared", 
/**
 * When it was made.
 */
as_of: number, } | { "kind": "failed", 
/**
 * When the copy was made.
 */
as_of: number | null, 
/**
 * Why.
 */
because: Sentence, };

export type LookUpSetupView = { 
/**
 * They.
 */
look_ups: Array<LookUpDraft>, 
/**
 * Values of a call that can stand in a query.
 */
values: Array<string>, 
/**
 * Only signed files are taken: nothing can be changed here.
 */
signed: boolean, };

export type LookUpDraft = { 
/**
 * Its own name.
 */
name: string, 
/**
 * Its title.
 */
title: string, 
/**
 * When it is shown; empty = always.
 */
when: string, 
/**
 * The query.
 */
soql: string, 
/**
 * Most rows.
 */
rows: number, 
/**
 * Seconds after which the copy stands.
 */
seconds: number, };

export type TryLookUpRequest = { 
/**
 * The call's key.
 */
call: string, 
/**
 * The look-up.
 */
look_up: LookUpDraft, };

export type SoqlRequest = { 
/**
 * The text.
 */
soql: string, 
/**
 * Values of a call may stand in it.
 */
values: boolean, };

export type CompleteRequest = { 
/**
 * The text.
 */
soql: string, 
/**
 * Where, in UTF-16 units, as in a text field.
 */
at: number, 
/**
 * Values of a call may stand in it.
 */
values: boolean, };

export type SoqlFaultView = { 
/**
 * First UTF-16 unit that it is about.
 */
from: number, 
/**
 * The unit after the last one.
 */
to: number, 
/**
 * Line, from 1.
 */
line: number, 
/**
 * Character of the line, from 1.
 */
column: number, 
/**
 * What is wrong.
 */
wrong: Wrong, 
/**
 * The right name that is nearest.
 */
nearest: string | null, };

export type CompletionView = { 
/**
 * First UTF-16 unit of what is replaced.
 */
from: number, 
/**
 * The unit after the last one.
 */
to: number, 
/**
 * Suggestions, best first.
 */
options: Array<SuggestionView>, };

export type SuggestionView = { 
/**
 * What is written.
 */
text: string, 
/**
 * What people call it.
 */
detail: string, 
/**
 * `keyword`, `object`, `field`, `relationship`, `value` or `call_value`.
 */
sort: string, };

export type RunSoqlRequest = { 
/**
 * A number by which it can be followed and withdrawn.
 */
run: number, 
/**
 * The text.
 */
soql: string, };

export type SoqlRun = { 
/**
 * It.
 */
run: number, };

export type SoqlAnswerView = { "kind": "rows", 
/**
 * They.
 */
table: TableView, 
/**
 * There are more.
 */
more: boolean, 
/**
 * Milliseconds that it took.
 */
took_ms: number, } | { "kind": "wrong", 
/**
 * Why.
 */
faults: Array<SoqlFaultView>, } | { "kind": "refused", 
/**
 * They.
 */
message: string, } | { "kind": "withdrawn" };

export type SavedRowsView = { 
/**
 * Where it is.
 */
path: string, 
/**
 * Rows in it.
 */
rows: number, 
/**
 * Rows that there are in Salesforce.
 */
total: number, 
/**
 * Why it ends where it ends.
 */
end: SavedRowsEnd, };

export type SavedRowsEnd = "whole" | "full" | "withdrawn";

export type SaveTextRequest = { 
/**
 * Name of the file; a number is added where there is one already.
 */
name: string, 
/**
 * What is in it.
 */
text: string, };

export type PastQueryView = { 
/**
 * The text.
 */
soql: string, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type BudgetView = { 
/**
 * Calls of the last 24 hours, of all programs; none before Salesforce said so.
 */
used: number | null, 
/**
 * Calls allowed.
 */
max: number | null, 
/**
 * Used share, 0-100.
 */
percent: number | null, 
/**
 * Share at which what can wait slows.
 */
slow: number, 
/**
 * Share at which it stops.
 */
stop: number, 
/**
 * Share at which all but wrap-ups stops.
 */
last: number, 
/**
 * Calls that Callside made here since it started, by purpose.
 */
spent: Array<SpentView>, };

export type SpentView = { 
/**
 * `wrap_up`, `pop`, `agent`, `describe`, `look_up`, `console`, `polling`, `rehearsal` or `back_fill`.
 */
purpose: string, 
/**
 * How many.
 */
calls: number, };

export type PaceView = "go" | "slow" | "stop";

export type RelayView = { 
/**
 * Its address; empty = none, calls come over the door alone.
 */
address: string, 
/**
 * How the link stands.
 */
state: RelayStateView, 
/**
 * What those who look after this person hear of their calls over it.
 */
tells: ShareView, };

export type RelayStateView = { "kind": "off" } | { "kind": "connecting" } | { "kind": "up", 
/**
 * Name of the relay that answered.
 */
relay: string, 
/**
 * Who the relay takes this person for: an e-mail address.
 */
person: string, 
/**
 * What the relay lets this person do.
 */
role: RoleView, 
/**
 * By server-sent events, because a proxy lets no WebSocket through.
 */
fallback: boolean, } | { "kind": "waiting", 
/**
 * Why.
 */
reason: RelayTrouble, } | { "kind": "sign_in_needed" } | { "kind": "signing_in", 
/**
 * The address, to copy where the browser did not open.
 */
url: string, } | { "kind": "stopped", 
/**
 * What.
 */
reason: RelayTrouble, };

export type ShareView = "off" | "calls" | "calls_and_notes";

export type RelayRequest = { 
/**
 * Its address; empty = none.
 */
address: string, };

export type ParkedView = { 
/**
 * The relays that keep it: the one that was asked, and others of its fleet.
 */
relays: Array<string>, 
/**
 * Others that did not answer: what waits there is missing.
 */
silent: Array<string>, 
/**
 * How many wait.
 */
total: number, 
/**
 * The oldest of them.
 */
rows: Array<ParkedRow>, };

export type ParkedRow = { 
/**
 * When it came in: milliseconds since 1970.
 */
at: number, 
/**
 * Why it waits: a stable word.
 */
reason: string, 
/**
 * The phone system, where it came from one that is known.
 */
provider: string | null, 
/**
 * What its event names, for the mapping.
 */
names: Array<ParkedName>, };

export type ParkedName = { 
/**
 * What it is.
 */
what: ParkedWhat, 
/**
 * As the sender wrote it. Hostile text.
 */
text: string, };

export type ParkedWhat = "agent" | "handed_over_to" | "queue" | "campaign" | "company_number" | "object" | "record" | "call" | "relay";

export type LookedAgainView = { 
/**
 * The relays that looked.
 */
relays: Array<string>, 
/**
 * Those that are on their way now.
 */
placed: number, 
/**
 * Those that wait still.
 */
still_parked: number, };

export type OffersView = { 
/**
 * Some phone system here can call out.
 */
dial: boolean, 
/**
 * End it.
 */
hang_up: boolean, 
/**
 * Put it on hold, or take it back.
 */
hold: boolean, 
/**
 * Hand it over at once.
 */
transfer_blind: boolean, 
/**
 * Hand it over after asking.
 */
transfer_attended: boolean, 
/**
 * Hear its recording, or what the caller left.
 */
recording: boolean, 
/**
 * What there is to hear is what the caller left.
 */
voicemail: boolean, 
/**
 * See what its phone system knows of it and of the caller.
 */
record: boolean, };

export type DialRequest = { 
/**
 * As it is shown.
 */
number: string, 
/**
 * The agent has been told what speaks against it.
 */
despite: boolean, };

export type ObjectionView = { "because": "do_not_call" } | { "because": "suppressed" } | { "because": "not_checked" } | { "because": "quiet_hours", 
/**
 * Times of day there, `HH:MM`; two where the region keeps several.
 */
there: Array<string>, 
/**
 * It is so wherever in the region the person is.
 */
surely: boolean, };

export type PhoneFailure = { 
/**
 * Name of the phone system; empty where none was asked.
 */
system: string, 
/**
 * What happened.
 */
trouble: PhoneTrouble, 
/**
 * What it points to; what to check depends on it.
 */
symptom: SymptomView | null, };

export type PhoneTrouble = { "kind": "not_a_number" } | { "kind": "no_destination" } | { "kind": "none_can_dial" } | { "kind": "no_agent" } | { "kind": "not_set_up" } | { "kind": "not_offered" } | { "kind": "wrong_key" } | { "kind": "not_allowed" } | { "kind": "no_credit" } | { "kind": "too_many", 
/**
 * Seconds.
 */
wait_s: number, } | { "kind": "refused", 
/**
 * HTTP status.
 */
status: number, 
/**
 * Its own words, as they are; may be empty.
 */
said: string, } | { "kind": "agent_not_ready" } | { "kind": "not_there" } | { "kind": "unreachable" } | { "kind": "answer_lost" } | { "kind": "its_fault", 
/**
 * HTTP status.
 */
status: number, } | { "kind": "unreadable" };

export type SymptomView = "connect_fails" | "key_refused" | "dial_refused" | "agent_cannot_dial" | "hang_up_does_nothing" | "recording_empty" | "pop_without_customer" | "strange_answer" | "too_many_requests" | "no_credit" | "not_set_up";

export type DialView = { "kind": "dialled", 
/**
 * The call's key, where the phone system says it at once.
 */
call: string | null, } | { "kind": "already" } | { "kind": "objected", 
/**
 * What.
 */
objections: Array<ObjectionView>, 
/**
 * The agent may go on all the same.
 */
may_go_on: boolean, } | { "kind": "failed", 
/**
 * Why.
 */
failure: PhoneFailure, };

export type DeedView = { "kind": "done" } | { "kind": "failed", 
/**
 * Why.
 */
failure: PhoneFailure, };

export type HoldRequest = { 
/**
 * The call's key.
 */
call: string, 
/**
 * On hold from now on.
 */
on: boolean, };

export type TransferView = { "kind": "done", 
/**
 * What became of the note.
 */
note: NoteFateView, } | { "kind": "failed", 
/**
 * Why.
 */
failure: PhoneFailure, };

export type NoteFateView = "none" | "waits" | "stays" | "nobody_known" | "not_reached";

export type TransferRequest = { 
/**
 * The call's key.
 */
call: string, 
/**
 * Number or extension.
 */
to: string, 
/**
 * The receiver is asked first.
 */
attended: boolean, 
/**
 * For whoever gets it; may be empty.
 */
note: string, };

export type RecordingView = { "kind": "audio", 
/**
 * Kind, such as `audio/mpeg`.
 */
mime: string, 
/**
 * The whole recording, base64.
 */
base64: string, } | { "kind": "failed", 
/**
 * Why.
 */
failure: PhoneFailure, };

export type IntentView = { 
/**
 * Its name.
 */
intent: string, 
/**
 * Where it stands.
 */
status: string, 
/**
 * How often they have tried.
 */
attempts: number, };

export type VariableView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its value.
 */
value: string, 
/**
 * Where it came from.
 */
source: string | null, 
/**
 * Seconds for which it is still remembered.
 */
ttl_s: number | null, };

export type MemoryView = { "kind": "asked" } | { "kind": "failed", 
/**
 * Why.
 */
because: PhoneTrouble, } | { "kind": "cut_off" } | { "kind": "known", 
/**
 * `recognised`, `verify` or `stranger`, by the thresholds of the settings.
 */
recognition: string, 
/**
 * Whole percent.
 */
percent: number, 
/**
 * Its word, such as `very_high`.
 */
level: string, 
/**
 * What it goes by.
 */
sources: Array<string>, 
/**
 * What it advises.
 */
recommendation: string, 
/**
 * What the caller still wants.
 */
intents: Array<IntentView>, 
/**
 * What was remembered.
 */
variables: Array<VariableView>, };

export type HandOverView = { 
/**
 * To whom it was handed.
 */
to: string, 
/**
 * The note.
 */
note: string, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type IntentDraft = { 
/**
 * What.
 */
intent: string, 
/**
 * `open`, `resolved` or `abandoned`.
 */
status: string, };

export type PhoneContactView = { 
/**
 * Name, or the first thing that tells it apart.
 */
name: string, 
/**
 * Company; empty when there is none.
 */
company: string, 
/**
 * Numbers and e-mail addresses, as written.
 */
reached_at: Array<string>, };

export type PhoneMomentView = { 
/**
 * When, in milliseconds since 1970.
 */
at: number, 
/**
 * What.
 */
what: string, };

export type PhoneRecordView = { "kind": "known", 
/**
 * Its name.
 */
system: string, 
/**
 * Entries of its address book with the caller's number.
 */
contacts: Array<PhoneContactView>, 
/**
 * What happened, oldest first.
 */
timeline: Array<PhoneMomentView>, 
/**
 * Tags on the call.
 */
tags: Array<string>, 
/**
 * Comments on the call.
 */
comments: Array<string>, 
/**
 * The caller can be added to its address book.
 */
may_add: boolean, } | { "kind": "failed", 
/**
 * Why.
 */
failure: PhoneFailure, };

export type SwitchForm = { 
/**
 * `api_base_url`.
 */
api_base_url: string, 
/**
 * `username`.
 */
username: string, 
/**
 * `campaign_name`.
 */
campaign_name: string, 
/**
 * `skill_id`.
 */
skill_id: string, 
/**
 * Path that answers when all is right.
 */
connect: string, 
/**
 * Path that makes a call.
 */
make_call: string, 
/**
 * Path that ends one.
 */
hang_up: string, 
/**
 * Path that hands one over.
 */
transfer: string, 
/**
 * Path that tells the recording.
 */
recording: string, 
/**
 * Path for hold; empty = none.
 */
hold: string, 
/**
 * JSON paths of the new call's id, separated by spaces; empty = the usual names.
 */
call_id_at: string, 
/**
 * JSON paths of the recording's address.
 */
recording_at: string, 
/**
 * Transfers only at once.
 */
blind_only: boolean, 
/**
 * This agent's extension.
 */
agent: string, 
/**
 * Where its webhooks put their fields, as JSON; empty = by the usual names.
 */
mapping: string, };

export type Five9Form = { 
/**
 * Address of the middleware; empty = only the web connectors.
 */
api_base_url: string, 
/**
 * Path of contacts.
 */
contacts: string, 
/**
 * Path of calls.
 */
calls: string, 
/**
 * Path of campaigns.
 */
campaigns: string, 
/**
 * Path of dispositions.
 */
dispositions: string, 
/**
 * Path of recordings.
 */
recordings: string, 
/**
 * Campaign that calls are made in; empty = the middleware decides.
 */
campaign: string, 
/**
 * JSON paths of the new call's id, separated by spaces; empty = the usual names.
 */
call_id_at: string, 
/**
 * JSON paths of the recording's address.
 */
recording_at: string, 
/**
 * Dispositions, both ways.
 */
names: Array<NamePair>, 
/**
 * Ours is set there after wrap-up.
 */
push: boolean, 
/**
 * This agent's user name.
 */
agent: string, };

export type NamePair = { 
/**
 * Tag or disposition of the phone system.
 */
theirs: string, 
/**
 * Code of ours.
 */
ours: string, };

export type AircallForm = { 
/**
 * Address of the API.
 */
address: string, 
/**
 * API id; empty = not set up.
 */
api_id: string, 
/**
 * This agent's user id.
 */
agent: string, 
/**
 * Tags and dispositions, both ways.
 */
names: Array<NamePair>, 
/**
 * Ours is set as a tag after wrap-up.
 */
push: boolean, 
/**
 * The notes are written as a comment after wrap-up.
 */
comment: boolean, 
/**
 * A card is shown on the agent's phone.
 */
cards: boolean, };

export type ExternalIdForm = { 
/**
 * Its name there, such as `account_number`.
 */
name: string, 
/**
 * `record`, `account`, `provider_contact` or `shown`.
 */
from: string, 
/**
 * Label of the field, for `shown`.
 */
label: string, };

export type StickyForm = { 
/**
 * Address of the API.
 */
address: string, 
/**
 * From this confidence on a caller is recognised.
 */
recognised: number, 
/**
 * From this confidence on a caller is to be verified.
 */
verify: number, 
/**
 * The outcome is remembered.
 */
remember_outcome: boolean, 
/**
 * Ids of the company's own.
 */
external_ids: Array<ExternalIdForm>, };

export type PolicyForm = { 
/**
 * `allow`, `warn` or `block`.
 */
do_not_call: string, 
/**
 * The same.
 */
suppressed: string, 
/**
 * The same.
 */
quiet_hours: string, 
/**
 * `HH:MM`.
 */
quiet_from: string, 
/**
 * `HH:MM`.
 */
quiet_until: string, 
/**
 * The phone system that calls are made with: `five9`, `aircall`, `phone`, or empty = the first that can.
 */
dial_by: string, };

export type PhoneForm = { 
/**
 * Phone switch.
 */
switch: SwitchForm, 
/**
 * Five9.
 */
five9: Five9Form, 
/**
 * Aircall.
 */
aircall: AircallForm, 
/**
 * Sticky Calls.
 */
sticky: StickyForm, 
/**
 * Policy.
 */
policy: PolicyForm, };

export type PhoneKeysChange = { 
/**
 * API key of the phone switch.
 */
switch_key: string | null, 
/**
 * Password of the phone switch.
 */
switch_password: string | null, 
/**
 * Token of the middleware in front of Five9.
 */
five9_token: string | null, 
/**
 * Token of Aircall's API.
 */
aircall_token: string | null, 
/**
 * Key of Sticky Calls.
 */
sticky_key: string | null, };

export type PhoneKeysView = { 
/**
 * API key of the phone switch.
 */
switch_key: boolean, 
/**
 * Password of the phone switch.
 */
switch_password: boolean, 
/**
 * Token of the middleware in front of Five9.
 */
five9_token: boolean, 
/**
 * Token of Aircall's API.
 */
aircall_token: boolean, 
/**
 * Key of Sticky Calls.
 */
sticky_key: boolean, 
/**
 * It is one for trying.
 */
sticky_is_test: boolean, };

export type WayView = { 
/**
 * `switch`, `five9`, `aircall` or `sticky`.
 */
way: string, 
/**
 * Its name.
 */
label: string, 
/**
 * `off`, `ready` or `bad`.
 */
standing: string, 
/**
 * What is wrong with its settings.
 */
problem: PhoneFault | null, };

export type ConnectorView = { 
/**
 * Name.
 */
name: string, 
/**
 * Trigger.
 */
trigger: string, 
/**
 * What arrives here when it works, such as `answered`.
 */
leaves: string, 
/**
 * Address.
 */
url: string, 
/**
 * `GET` or `POST`.
 */
method: string, 
/**
 * "Execute in browser" is ticked.
 */
in_browser: boolean, 
/**
 * Constants: name, then value.
 */
constants: Array<[string, string]>, 
/**
 * Parameters: name, then Five9's variable.
 */
variables: Array<[string, string]>, };

export type PhoneUseView = { 
/**
 * `YYYY-MM-DD`, UTC.
 */
day: string, 
/**
 * Phone system.
 */
system: string, 
/**
 * What was asked for.
 */
request: string, 
/**
 * `ok`, or a word for what went wrong.
 */
outcome: string, 
/**
 * How often.
 */
count: number, };

export type PhoneSetupView = { 
/**
 * What is entered.
 */
form: PhoneForm, 
/**
 * Which secrets are there.
 */
keys: PhoneKeysView, 
/**
 * How each way stands.
 */
ways: Array<WayView>, 
/**
 * Five9's connectors for this machine; empty while the door is shut.
 */
connectors: Array<ConnectorView>, 
/**
 * Fields of a phone switch's webhook that a mapping may name.
 */
mapping_fields: Array<string>, 
/**
 * Requests of the last thirty days from this desk.
 */
used: Array<PhoneUseView>, 
/**
 * Sticky Calls: calls started from this desk in the last thirty days, each of which costs a credit.
 */
credits: number, };

export type PhoneSetupChange = { 
/**
 * What was entered.
 */
form: PhoneForm, 
/**
 * Secrets that change.
 */
keys: PhoneKeysChange, };

export type WayRequest = { 
/**
 * `switch`, `five9`, `aircall` or `sticky`.
 */
way: string, };

export type PhonePersonView = { 
/**
 * The phone system's id.
 */
id: string, 
/**
 * Name.
 */
name: string, 
/**
 * E-mail address; empty when the phone system has none.
 */
email: string, 
/**
 * They take calls now.
 */
available: boolean, 
/**
 * They have the e-mail address of whoever is signed in here.
 */
is_me: boolean, };

export type PhoneListsView = { 
/**
 * Its users.
 */
people: Array<PhonePersonView>, 
/**
 * Names of its campaigns.
 */
campaigns: Array<string>, 
/**
 * Why there is nothing.
 */
failure: PhoneFailure | null, };

export type PhoneCheckView = { "kind": "works", 
/**
 * Name of the phone system.
 */
system: string, 
/**
 * What was found.
 */
found: CheckFoundView, 
/**
 * How long it took, in milliseconds.
 */
took_ms: number, } | { "kind": "failed", 
/**
 * Why, and what to check.
 */
failure: PhoneFailure, };

export type CheckFoundView = "accepted" | "usable" | "webhook_made" | "webhook_woken" | "webhook_completed" | "webhook_there";

export type AircallWebhookView = { 
/**
 * Whether it brings events.
 */
check: PhoneCheckView, 
/**
 * What it proves itself by, for the relay that takes its events; empty when it is not known.
 */
token: string, };

export type AddressRequest = { 
/**
 * https, reachable from the internet.
 */
address: string, };

export type SinceRequest = { 
/**
 * Milliseconds since 1970.
 */
since: number, };

export type HeardView = { 
/**
 * The call's key, where it was about one.
 */
call: string | null, 
/**
 * The event's word.
 */
kind: string, 
/**
 * It says the other party's number.
 */
has_number: boolean, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type TryMemoryRequest = { 
/**
 * Number of the caller.
 */
number: string, 
/**
 * Intent to end with; empty = none.
 */
intent: string, 
/**
 * `open`, `resolved` or `abandoned`.
 */
status: string, };

export type TriedView = { 
/**
 * `start` or `end`.
 */
request: string, 
/**
 * What was sent, as JSON.
 */
sent: string, 
/**
 * What came back, as it came.
 */
came: string, 
/**
 * What Callside reads in it: name, then value.
 */
means: Array<[string, string]>, 
/**
 * What went wrong.
 */
failure: PhoneFailure | null, };

export type IvrAddressView = { 
/**
 * `five9`, `aircall` or `phone`.
 */
phone_system: string, 
/**
 * The address; holds a secret.
 */
address: string, };

export type IvrSetupView = { 
/**
 * The settings as JSON.
 */
text: string, 
/**
 * Where IVRs ask, for each phone system that has a secret; empty while the door is shut.
 */
addresses: Array<IvrAddressView>, 
/**
 * Names that rules may use.
 */
names: Array<string>, 
/**
 * Label of the field that holds a caller's tier.
 */
tier_label: string, };

export type IvrChange = { 
/**
 * The settings as JSON.
 */
text: string, 
/**
 * Label of the field that holds a caller's tier; empty = callers have none.
 */
tier_label: string, };

export type TryIvrRequest = { 
/**
 * Number that calls.
 */
ani: string, 
/**
 * Number that was called.
 */
dnis: string, 
/**
 * Campaign.
 */
campaign: string, 
/**
 * Account number that the caller typed.
 */
account_number: string, 
/**
 * Customer's id that the caller typed.
 */
customer_id: string, 
/**
 * Member's id that the caller typed.
 */
member_id: string, };

export type IvrRuleView = { 
/**
 * Its name.
 */
rule: string, 
/**
 * It holds.
 */
holds: boolean, 
/**
 * What it decided.
 */
decided: Array<string>, };

export type TryIvrView = { 
/**
 * Variables: name, then value.
 */
answer: Array<[string, string]>, 
/**
 * What each rule did.
 */
rules: Array<IvrRuleView>, 
/**
 * How long it took, in milliseconds.
 */
took_ms: number, };

export type TestCallView = { "kind": "placed", 
/**
 * The call's key: events that name it have arrived.
 */
call: string, } | { "kind": "failed", 
/**
 * Why.
 */
failure: PhoneFailure, };

export type Announcement = { "kind": "session", 
/**
 * The new state.
 */
session: SessionView, } | { "kind": "connections", 
/**
 * All of them.
 */
connections: ConnectionsView, } | { "kind": "pop", 
/**
 * It.
 */
pop: PopView, 
/**
 * It should come to the front of the desk (a new call and nothing being typed).
 */
to_front: boolean, } | { "kind": "open", 
/**
 * The call's key.
 */
call: string, } | { "kind": "recording" } | { "kind": "story" } | { "kind": "calls", 
/**
 * All of them.
 */
calls: Array<CallRow>, } | { "kind": "look_ups", 
/**
 * The call's key.
 */
call: string, 
/**
 * All of them.
 */
look_ups: Array<LookUpView>, } | { "kind": "outbox", 
/**
 * Numbers.
 */
counts: OutboxCounts, } | { "kind": "callbacks" } | { "kind": "work" } | { "kind": "rehearsal" } | { "kind": "older_calls" } | { "kind": "query_rows", 
/**
 * Number of its run.
 */
run: number, 
/**
 * Rows so far.
 */
rows: number, 
/**
 * Rows that there are in Salesforce.
 */
total: number, } | { "kind": "ratings" } | { "kind": "automations" } | { "kind": "told", 
/**
 * What the automation is called.
 */
title: string, 
/**
 * The text. Hostile.
 */
text: string, } | { "kind": "updates" } | { "kind": "settings" } | { "kind": "assistance" } | { "kind": "wallboard", 
/**
 * How.
 */
news: WallNewsView, };

export type ActionKind = "read" | "create" | "update" | "delete";

export type ActionRow = { 
/**
 * Name of the set-up, or id of the template.
 */
name: string, 
/**
 * Title.
 */
title: string, 
/**
 * One sentence.
 */
about: string, 
/**
 * Title of its group.
 */
group: string, 
/**
 * What it does.
 */
kind: ActionKind, 
/**
 * Ask before it is run.
 */
confirm: boolean, 
/**
 * It stands on the call itself.
 */
on_call: boolean, };

export type ActionsRequest = { 
/**
 * On which call; none without one.
 */
call: string | null, };

export type ActionRequest = { 
/**
 * Name.
 */
name: string, 
/**
 * On which call; none without one.
 */
call: string | null, };

export type ActionFormView = { 
/**
 * Title of its template.
 */
title: string, 
/**
 * What it does.
 */
kind: ActionKind, 
/**
 * Its object's API name.
 */
object: string | null, 
/**
 * Fields in order.
 */
fields: Array<ActionFieldView>, 
/**
 * The lists of the fields for each record type, where the object has record types.
 */
types: Array<TypeListsView>, };

export type TypeListsView = { 
/**
 * The record type's id.
 */
id: string, 
/**
 * Lists by field.
 */
lists: Record<string, Array<ListValueView>>, };

export type ActionFieldView = { 
/**
 * It is an input of the template, not a field of the record.
 */
input: boolean, 
/**
 * Name of the input, or API name of the field.
 */
name: string, 
/**
 * Label.
 */
label: string, 
/**
 * Help text.
 */
help: string | null, 
/**
 * Must it be filled in?
 */
required: boolean, 
/**
 * Shown when a person asks for more.
 */
more: boolean, 
/**
 * What stands in it at first.
 */
value: unknown, 
/**
 * What it takes.
 */
control: ControlView, };

export type ControlView = { "kind": "text", 
/**
 * Characters that fit; 0 for any number.
 */
length: number, } | { "kind": "area", 
/**
 * Characters that fit; 0 for any number.
 */
length: number, } | { "kind": "bool" } | { "kind": "number", 
/**
 * Digits after the point.
 */
scale: number, } | { "kind": "date" } | { "kind": "moment" } | { "kind": "choice", 
/**
 * The list.
 */
values: Array<ListValueView>, 
/**
 * Other values are taken too.
 */
open: boolean, 
/**
 * The field on whose value the list depends.
 */
controller: string | null, } | { "kind": "several", 
/**
 * The list.
 */
values: Array<ListValueView>, } | { "kind": "record", 
/**
 * Objects that it may be of, those that are searched most first.
 */
objects: Array<ObjectChoice>, };

export type ListValueView = { 
/**
 * What is written.
 */
value: string, 
/**
 * What people read.
 */
label: string, 
/**
 * Values of the controlling field beside which it may stand; none when it does not depend.
 */
valid_for: Array<string> | null, 
/**
 * A new record has it when nothing is picked.
 */
is_default: boolean, };

export type GivenView = { 
/**
 * Inputs.
 */
inputs: Record<string, unknown>, 
/**
 * Fields; null clears.
 */
fields: Record<string, unknown>, 
/**
 * What the person saw in those fields of the record that is changed, as Salesforce gave it.
 */
seen: Record<string, unknown>, };

export type RunActionRequest = { 
/**
 * Name.
 */
name: string, 
/**
 * On which call; none without one.
 */
call: string | null, 
/**
 * Made once when the form opens: asking twice with it is asking once.
 */
key: string, 
/**
 * What was given, a step each.
 */
given: Array<GivenView>, };

export type RanView = { "kind": "answered", 
/**
 * They.
 */
answers: Array<AnswerView>, } | { "kind": "queued", 
/**
 * Outbox entry.
 */
entry: number, } | { "kind": "faults", 
/**
 * The step.
 */
step: number, 
/**
 * What is wrong.
 */
faults: Array<MisfitView>, };

export type MisfitView = { 
/**
 * Input or field; empty for the whole form.
 */
name: string, 
/**
 * What is wrong.
 */
because: MisfitBecause, };

export type MisfitBecause = { "kind": "missing", 
/**
 * Label.
 */
label: string, } | { "kind": "missing_one_of", 
/**
 * Labels.
 */
labels: Array<string>, } | { "kind": "wanted", 
/**
 * Label.
 */
label: string, 
/**
 * What the field takes.
 */
wanted: WantedView, } | { "kind": "too_long", 
/**
 * Label.
 */
label: string, 
/**
 * Characters that fit.
 */
most: number, } | { "kind": "not_listed", 
/**
 * Label.
 */
label: string, 
/**
 * What was given.
 */
value: string, 
/**
 * The value that was probably meant.
 */
nearest: string | null, } | { "kind": "no_field", 
/**
 * Label of the object.
 */
object: string, 
/**
 * What was given.
 */
field: string, 
/**
 * The field that was probably meant.
 */
nearest: string | null, } | { "kind": "not_writable", 
/**
 * Label.
 */
label: string, } | { "kind": "nothing" };

export type WantedView = "yes_or_no" | "whole_number" | "number" | "day" | "moment" | "record";

export type AnswerView = { "kind": "rows", 
/**
 * Headings.
 */
columns: Array<string>, 
/**
 * Rows.
 */
rows: Array<AnswerRow>, 
/**
 * There are more than are shown.
 */
more: boolean, } | { "kind": "record", 
/**
 * Object API name.
 */
object: string | null, 
/**
 * Record.
 */
id: string | null, 
/**
 * Labels and values.
 */
fields: Array<LabelledView>, 
/**
 * The text of a note.
 */
body: string | null, } | { "kind": "text", 
/**
 * It.
 */
text: string, 
/**
 * It was cut.
 */
cut: boolean, 
/**
 * It is the whole of what was shown before it.
 */
aside: boolean, };

export type AnswerRow = { 
/**
 * Object API name.
 */
object: string | null, 
/**
 * Record.
 */
id: string | null, 
/**
 * Values in the order of the headings.
 */
cells: Array<ValueView>, };

export type LabelledView = { 
/**
 * Label.
 */
label: string, 
/**
 * Value.
 */
value: ValueView, };

export type FindRecordsRequest = { 
/**
 * Object API name.
 */
object: string, 
/**
 * What was typed.
 */
text: string, };

export type FoundRecordView = { 
/**
 * Record.
 */
id: string, 
/**
 * What people call it.
 */
label: string, 
/**
 * What tells it apart.
 */
detail: string, };

export type RowChoicesRequest = { 
/**
 * Name of the action.
 */
action: string, 
/**
 * The way through parents, such as `Account.Owner`; empty for the object itself.
 */
way: string, };

export type ObjectChoice = { 
/**
 * API name.
 */
name: string, 
/**
 * Label by the org.
 */
label: string, };

export type PresentRequest = { 
/**
 * Name of the action.
 */
name: string, 
/**
 * On which call; none without one.
 */
call: string | null, 
/**
 * Which step.
 */
step: number, 
/**
 * Its inputs as they are now.
 */
inputs: Record<string, unknown>, };

export type PresentView = { 
/**
 * The record; none while it is not known.
 */
id: string | null, 
/**
 * Values of its fields, as Salesforce gave them.
 */
fields: Record<string, unknown>, 
/**
 * What people call the records in its reference fields.
 */
names: Record<string, string>, };

export type GoesAlongView = { 
/**
 * What they are, in the plural, by the template.
 */
label: string, 
/**
 * How many.
 */
count: number, 
/**
 * There are more than were counted.
 */
more: boolean, };

export type ActionsSetupView = { 
/**
 * May this person change them?
 */
may_change: boolean, 
/**
 * The file that says what is set up.
 */
file: string, 
/**
 * Everything that can be offered.
 */
actions: Array<ActionSetupRow>, };

export type ActionSetupRow = { 
/**
 * It.
 */
action: ActionRow, 
/**
 * It was set up under a name of its own, by an admin.
 */
own: boolean, 
/**
 * It is offered to nobody.
 */
off: boolean, 
/**
 * The least role that sees it.
 */
role: RoleView, 
/**
 * Calls of which queues offer it; empty for all.
 */
queues: Array<string>, 
/**
 * When it is offered; empty for always.
 */
moments: Array<MomentView>, 
/**
 * What its search brings, where it searches.
 */
results: ResultsView | null, };

export type ComparedBy = "contains" | "starts_with" | "exact" | "phone" | "case_number";

export type ComparedView = { 
/**
 * Field or path, API names.
 */
field: string, 
/**
 * How.
 */
by: ComparedBy, };

export type ResultsView = { 
/**
 * Rows at most.
 */
limit: number, 
/**
 * Fields of a row, API names; none where they cannot be chosen.
 */
show: Array<string> | null, 
/**
 * Fields that are compared with what is typed; none where nothing is typed.
 */
any: Array<ComparedView> | null, 
/**
 * An admin set it; else it is as the template has it.
 */
set: boolean, };

export type SetupRights = "change" | "not_admin" | "signed_files";

export type AgainView = { 
/**
 * What it is.
 */
kind: AgainKind, 
/**
 * Within how many days a call is a repeat: 1, 3, 7, 14 or 30.
 */
window_days: number, };

export type AgainKind = "repeat" | "unresolved";

export type DaysView = { 
/**
 * The first, `YYYY-MM-DD`, in the agent's zone.
 */
first: string, 
/**
 * The last.
 */
last: string, };

export type FilterView = { 
/**
 * The phone system's key of the person.
 */
agent: string | null, 
/**
 * Queue or skill.
 */
queue: string | null, 
/**
 * Campaign.
 */
campaign: string | null, 
/**
 * Label of the disposition.
 */
outcome: string | null, 
/**
 * `inbound`, `outbound` or `internal`.
 */
direction: string | null, 
/**
 * At least so many seconds of talk.
 */
at_least_s: number | null, 
/**
 * At most so many seconds of talk.
 */
at_most_s: number | null, 
/**
 * First day, `YYYY-MM-DD`, in the agent's zone.
 */
first: string | null, 
/**
 * Last day.
 */
last: string | null, 
/**
 * An hour of the week, within these days.
 */
slot: SlotView | null, 
/**
 * `refused` or `unlogged`.
 */
standing: string | null, 
/**
 * How a call stands to others from its number.
 */
again: AgainView | null, 
/**
 * Its caller said how it was on one of these days.
 */
rated: DaysView | null, 
/**
 * Has a flag of this kind, resolved or not; empty = has any that is not resolved.
 */
flag: string | null, };

export type SlotView = { 
/**
 * 1 = Monday, 7 = Sunday; 0 = every day.
 */
weekday: number, 
/**
 * 0 to 23.
 */
hour: number, };

export type SavedFilterView = { 
/**
 * The name that a person gave.
 */
name: string, 
/**
 * Words or digits.
 */
text: string, 
/**
 * The rest.
 */
filter: FilterView, };

export type FilterNameRequest = { 
/**
 * Its name.
 */
name: string, };

export type FilterChoicesView = { 
/**
 * People.
 */
agents: Array<PersonView>, 
/**
 * Queues or skills.
 */
queues: Array<string>, 
/**
 * Campaigns.
 */
campaigns: Array<string>, 
/**
 * Labels of dispositions.
 */
outcomes: Array<string>, };

export type PersonView = { 
/**
 * The phone system's key.
 */
key: string, 
/**
 * Name to show.
 */
name: string, };

export type ToldWritingView = { 
/**
 * Whose desk told it.
 */
by: string, 
/**
 * Label of the disposition.
 */
outcome: string, 
/**
 * Where it stands.
 */
standing: ToldStandingView, 
/**
 * What it writes or wrote, in its order.
 */
records: Array<ToldRecordView>, };

export type ToldStandingView = { "kind": "waiting" } | { "kind": "sent", 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * It had been written by an earlier attempt whose answer was lost.
 */
found_again: boolean, } | { "kind": "refused", 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * What happened.
 */
reason: RefusedBecause, 
/**
 * What it is about, as the org calls it.
 */
about: AboutView, };

export type ToldRecordView = { 
/**
 * What it is.
 */
title: TitleView, 
/**
 * What people call it, where that is told.
 */
name: string | null, 
/**
 * It; none while it is not made, and where nobody knows which it is.
 */
record: RecordView | null, 
/**
 * Created, or updated.
 */
created: boolean, 
/**
 * Labels of the fields that are written, where they are told.
 */
fields: Array<string>, };

export type StoryView = { 
/**
 * As the history lists it.
 */
row: CallRow, 
/**
 * Who had it last.
 */
agent: string | null, 
/**
 * Campaign.
 */
campaign: string | null, 
/**
 * Seconds on hold.
 */
hold_s: number | null, 
/**
 * The address that opens this page.
 */
link: string, 
/**
 * The team's relay told of it, and nothing of it came to this desk.
 */
by_relay: boolean, 
/**
 * What the phone system said, in its order.
 */
events: Array<StoryEventView>, 
/**
 * Who handled it, one after the other.
 */
legs: Array<LegView>, 
/**
 * The pops as they were shown, oldest first. Covered where they were covered then.
 */
shown: Array<ShownView>, 
/**
 * The notes as they grew.
 */
notes: Array<NoteView>, 
/**
 * They were shown at the desk of a colleague, which told of them as much as leaves it.
 */
shown_there: boolean, 
/**
 * What was written because of it, and what will be.
 */
entries: Array<EntryView>, 
/**
 * The same of a colleague's wrap-up, as their desk told it; none where it told nothing of it.
 */
writing: ToldWritingView | null, 
/**
 * The call before of the same caller.
 */
before: BeforeView | null, 
/**
 * Flags of quality review, oldest first.
 */
flags: Array<FlagView>, 
/**
 * There is a recording or a voicemail.
 */
recording: boolean, 
/**
 * What there is to hear is what the caller left.
 */
voicemail: boolean, 
/**
 * The tasks in Salesforce that tell of it, by record id.
 */
logs: Array<string>, };

export type StoryEventView = { 
/**
 * When it happened, milliseconds since 1970.
 */
at: number, 
/**
 * When it was received.
 */
received_at: number, 
/**
 * What, in the words of `CallChange`.
 */
what: string, 
/**
 * To whom, which tag, which text: what belongs to it.
 */
detail: string | null, 
/**
 * Who had the call then.
 */
agent: string | null, 
/**
 * Whose desk told it over the team's relay; none for what the phone system said.
 */
told_by: string | null, };

export type LegView = { 
/**
 * Who.
 */
agent: string | null, 
/**
 * Milliseconds since 1970.
 */
from: number | null, 
/**
 * Milliseconds since 1970.
 */
until: number | null, };

export type ShownView = { 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * What was on the screen.
 */
pop: PopView, };

export type NoteView = { 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * The whole text.
 */
notes: string, };

export type BeforeView = { 
/**
 * Its key.
 */
call: string, 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * How it ended.
 */
disposition: string | null, 
/**
 * What is different since.
 */
changes: Array<SinceView>, };

export type SinceView = { "kind": "caller", 
/**
 * Name then.
 */
before: string | null, 
/**
 * Name now.
 */
now: string | null, } | { "kind": "field", 
/**
 * `name`, `title`, `company`, `email`, `owner`, `status`, `do_not_call`, or the org's label.
 */
field: string, 
/**
 * Then.
 */
before: string | null, 
/**
 * Now.
 */
now: string | null, } | { "kind": "case", 
/**
 * Its number.
 */
number: string, 
/**
 * Its subject.
 */
subject: string, 
/**
 * Status then.
 */
before: string | null, 
/**
 * Status now.
 */
now: string | null, } | { "kind": "opportunity", 
/**
 * Its name.
 */
name: string, 
/**
 * Stage then.
 */
before: string | null, 
/**
 * Stage now.
 */
now: string | null, } | { "kind": "activity", 
/**
 * Its subject.
 */
subject: string, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type NumbersRequest = { 
/**
 * First day, `YYYY-MM-DD`, in the agent's zone.
 */
first: string, 
/**
 * Last day.
 */
last: string, 
/**
 * Only this person's calls.
 */
agent: string | null, 
/**
 * Only those of this queue.
 */
queue: string | null, 
/**
 * Only those of this campaign.
 */
campaign: string | null, 
/**
 * What calls are told apart by: `agent`, `queue` or `campaign`.
 */
by: string, 
/**
 * Within how many days a call is a repeat: 1, 3, 7, 14 or 30.
 */
window_days: number, };

export type NumbersView = { 
/**
 * Of all these calls.
 */
now: TallyView, 
/**
 * Of as many days before.
 */
before: TallyView, 
/**
 * First of the days before, `YYYY-MM-DD`.
 */
before_first: string, 
/**
 * Last of them.
 */
before_last: string, 
/**
 * By hour of the week; hours without calls are left out.
 */
hours: Array<HourView>, 
/**
 * The same in the days before.
 */
hours_before: Array<HourView>, 
/**
 * How calls ended, most first.
 */
outcomes: Array<OutcomeCountView>, 
/**
 * By agent, queue or campaign, most calls first.
 */
groups: Array<GroupView>, 
/**
 * By campaign and how calls ended.
 */
campaigns: Array<CampaignOutcomeView>, 
/**
 * Somebody may still call again about the last of these calls: resolution and repeats can change.
 */
is_open: boolean, };

export type TallyView = { 
/**
 * Calls.
 */
calls: number, 
/**
 * Of them from customers.
 */
inbound: number, 
/**
 * Of all, those of which it is known whether a person answered.
 */
offered: number, 
/**
 * Of those, the ones that a person answered.
 */
answered: number, 
/**
 * Average seconds of talk; none while nothing is known.
 */
talk_s: number | null, 
/**
 * Average seconds of hold.
 */
hold_s: number | null, 
/**
 * Average seconds of after-call work.
 */
wrap_up_s: number | null, 
/**
 * Share of first calls after which nobody called again, 0 to 1.
 */
resolved: number | null, 
/**
 * First calls that this share is of.
 */
firsts: number, 
/**
 * Share of inbound calls that repeat another, 0 to 1.
 */
repeated: number | null, };

export type HourView = { 
/**
 * 1 = Monday, 7 = Sunday.
 */
weekday: number, 
/**
 * 0 to 23.
 */
hour: number, 
/**
 * Calls.
 */
calls: number, 
/**
 * Calls with a known talk time.
 */
talked: number, 
/**
 * Seconds of talk.
 */
talk_s: number, 
/**
 * Calls with a known time on hold.
 */
held: number, 
/**
 * Seconds of hold.
 */
hold_s: number, 
/**
 * Calls with a known after-call time.
 */
wrapped: number, 
/**
 * Seconds of after-call work.
 */
wrap_up_s: number, };

export type OutcomeCountView = { 
/**
 * Label of the disposition; none = without one.
 */
outcome: string | null, 
/**
 * Calls.
 */
calls: number, 
/**
 * In the days before.
 */
before: number, };

export type GroupView = { 
/**
 * Its key; none = calls that name none.
 */
key: string | null, 
/**
 * Name to show.
 */
name: string | null, 
/**
 * In these days.
 */
now: TallyView, 
/**
 * In the days before.
 */
before: TallyView, };

export type CampaignOutcomeView = { 
/**
 * Campaign.
 */
campaign: string | null, 
/**
 * Label of the disposition.
 */
outcome: string | null, 
/**
 * Calls.
 */
calls: number, 
/**
 * In the days before.
 */
before: number, };

export type FlagView = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its kind: a word of the company's list.
 */
kind: string, 
/**
 * What the supervisor says. May be empty.
 */
comment: string, 
/**
 * The agent of the call sees it.
 */
for_agent: boolean, 
/**
 * Who set it.
 */
by: string, 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * Nothing is left to be done about it.
 */
resolved: ResolvedView | null, };

export type ResolvedView = { 
/**
 * Who.
 */
by: string, 
/**
 * Milliseconds since 1970.
 */
at: number, };

export type FlagSetupView = { 
/**
 * This person looks after a team: they set flags and resolve them.
 */
may_flag: boolean, 
/**
 * Kinds, in the company's order.
 */
kinds: Array<string>, 
/**
 * Whether agents see flags; none = it is decided for each.
 */
for_agents: boolean | null, };

export type FlagRequest = { 
/**
 * The call's key.
 */
call: string, 
/**
 * A kind of the list.
 */
kind: string, 
/**
 * What is to be said. May be empty.
 */
comment: string, 
/**
 * The agent sees it.
 */
for_agent: boolean, };

export type ResolveRequest = { 
/**
 * The call's key.
 */
call: string, 
/**
 * The flag's id.
 */
flag: string, 
/**
 * Resolved, or open again.
 */
resolved: boolean, };

export type WorkListView = "unlogged" | "callbacks" | "refused";

export type WorkRequest = { 
/**
 * Which.
 */
list: WorkListView, 
/**
 * The `next` of the page before; none = from the top.
 */
before: number | null, };

export type WorkView = { 
/**
 * Calls newest first, callbacks soonest first, refused writes newest first.
 */
rows: Array<WorkRowView>, 
/**
 * Give this to get the next page; none when this is the last.
 */
next: number | null, };

export type WorkRowView = { 
/**
 * Tells rows of a list apart.
 */
key: string, 
/**
 * The call that it is about; none for actions that were run without one.
 */
call: string | null, 
/**
 * The refused write, in that list.
 */
entry: EntryView | null, 
/**
 * What the other party is called; none = only the number is known.
 */
who: string | null, 
/**
 * The number as people read it.
 */
number: string, 
/**
 * The number, E.164: what is dialled for a callback.
 */
dial: string | null, 
/**
 * Queue or skill.
 */
queue: string | null, 
/**
 * Since when it waits, or when it is due: milliseconds since 1970.
 */
at: number, 
/**
 * Seconds of talk; none = nobody spoke.
 */
talk_s: number | null, 
/**
 * Label of the outcome that a callback comes from, or that another desk could not write.
 */
because: string | null, 
/**
 * Where and why a refused write waits, when it is not at this desk.
 */
elsewhere: RefusedElsewhere | null, 
/**
 * How often a callback was tried so far.
 */
tries: number, 
/**
 * Who has it.
 */
given: HolderView | null, };

export type RefusedElsewhere = { 
/**
 * Whose desk.
 */
desk: string, 
/**
 * Why it was refused.
 */
because: RefusedBecause, 
/**
 * It was given to somebody else than that desk, which is to take it back first.
 */
asked: boolean, };

export type HolderView = { 
/**
 * To whom.
 */
to: string, 
/**
 * By whom.
 */
by: string, 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * What they say about it. May be empty.
 */
note: string, 
/**
 * Whoever is signed in has it.
 */
mine: boolean, 
/**
 * Whoever is signed in gave it.
 */
by_me: boolean, };

export type WorkCountsView = { 
/**
 * Calls that nobody logged; not counted beyond a thousand.
 */
unlogged: number, 
/**
 * People to call again.
 */
callbacks: number, 
/**
 * Of them those whose time has come.
 */
due: number, 
/**
 * Refused writes, of this desk and of those that it looks after.
 */
refused: number, 
/**
 * Of all work that which was given to this person.
 */
mine: number, };

export type GiveRequest = { 
/**
 * `unlogged`, `callback` or `refused`.
 */
kind: string, 
/**
 * The call's key.
 */
call: string, 
/**
 * To whom; none = to nobody.
 */
to: string | null, 
/**
 * What is to be said about it.
 */
note: string, };

export type SettleRequest = { 
/**
 * `unlogged` or `callback`.
 */
kind: string, 
/**
 * The call's key.
 */
call: string, 
/**
 * `called_back`, or the reason why it is dismissed; none = it is open again.
 */
how: string | null, };

export type ColleaguesView = { 
/**
 * Whoever is signed in; empty before anybody was.
 */
me: string, 
/**
 * The others.
 */
others: Array<string>, 
/**
 * Why there are no others.
 */
only_me: OnlyMeView | null, };

export type OnlyMeView = "not_supervisor" | "no_relay" | "not_reached" | "not_allowed" | "too_old";

export type RoleView = "agent" | "supervisor" | "admin";

export type MomentView = "ringing" | "talking" | "wrap_up" | "always";

export type CallRequest = { 
/**
 * The call's key.
 */
call: string, };

export type EntryRequest = { 
/**
 * Outbox entry.
 */
entry: number, };

export type ChooseRequest = { 
/**
 * The call's key.
 */
call: string, 
/**
 * The record; none = "none of them".
 */
record: RecordView | null, };

export type DraftRequest = { 
/**
 * The call's key.
 */
call: string, 
/**
 * All of it.
 */
draft: DraftView, };

export type SearchRequest = { 
/**
 * The text.
 */
text: string, };

export type HistoryRequest = { 
/**
 * Words in names and notes, or digits of a number; empty = all.
 */
text: string, 
/**
 * What else is wanted.
 */
filter: FilterView, 
/**
 * The `next` of the page before; none = newest.
 */
before: number | null, };

export type OpenRequest = { 
/**
 * Object API name.
 */
object: string, 
/**
 * Record id.
 */
id: string, };

export type FoundView = { 
/**
 * It.
 */
caller: CallerView, };

/** Every command: its request and its answer. */
export interface Commands {
  snapshot: { request: null; answer: SnapshotView };
  open_call: { request: CallRequest; answer: PopView };
  choose_caller: { request: ChooseRequest; answer: PopView };
  confirm_caller: { request: CallRequest; answer: PopView };
  refresh_pop: { request: CallRequest; answer: PopView };
  search_callers: { request: SearchRequest; answer: Array<FoundView> };
  save_draft: { request: DraftRequest; answer: null };
  preview_wrap_up: { request: WrapUpRequest; answer: PreviewView };
  follow_up_calendar: { request: WrapUpRequest; answer: CalendarView };
  save_wrap_up: { request: WrapUpRequest; answer: SaveView };
  undo_wrap_up: { request: EntryRequest; answer: PopView };
  open_record: { request: OpenRequest; answer: null };
  choose_vault: { request: VaultChoice; answer: null };
  sign_in: { request: SignInRequest; answer: null };
  cancel_sign_in: { request: null; answer: null };
  sign_out: { request: null; answer: null };
  history: { request: HistoryRequest; answer: HistoryView };
  older_calls: { request: null; answer: OlderCallsView };
  order_older_calls: { request: OrderOlderCalls; answer: OlderCallsView };
  steer_older_calls: { request: SteerOlderCalls; answer: OlderCallsView };
  satisfaction: { request: NumbersRequest; answer: SatisfactionView | null };
  save_picture: { request: SavePictureRequest; answer: WrittenFile };
  outbox: { request: null; answer: OutboxView };
  retry_entry: { request: EntryRequest; answer: null };
  cancel_entry: { request: EntryRequest; answer: null };
  repair_entry: { request: RepairRequest; answer: null };
  existing_records: { request: EntryRequest; answer: Array<NamedRecordView> };
  callbacks: { request: null; answer: CallbacksView };
  change_callback: { request: CallbackRequest; answer: null };
  suppress_number: { request: SuppressRequest; answer: null };
  fields_setup: { request: null; answer: FieldsView };
  check_fields: { request: MappingRows; answer: RulesAnswer };
  save_fields: { request: MappingRows; answer: RulesAnswer };
  outcomes_setup: { request: null; answer: OutcomesView };
  check_outcomes: { request: OutcomeTables; answer: RulesAnswer };
  save_outcomes: { request: OutcomeTables; answer: RulesAnswer };
  sample_call: { request: SampleRequest; answer: SampleView };
  read_rules_file: { request: RulesFile; answer: RulesFileAnswer };
  write_rules_file: { request: null; answer: WrittenFile };
  rehearsal: { request: null; answer: RehearsalView };
  start_rehearsal: { request: RehearsalRequest; answer: RehearsalView };
  cancel_rehearsal: { request: null; answer: null };
  rehearsed_calls: { request: RehearsedRequest; answer: RehearsedView };
  relay: { request: null; answer: RelayView };
  set_relay: { request: RelayRequest; answer: RelayView };
  sign_in_to_relay: { request: null; answer: RelayView };
  try_relay: { request: null; answer: null };
  parked_deliveries: { request: null; answer: ParkedView };
  look_again_at_parked: { request: null; answer: LookedAgainView };
  phone_offers: { request: null; answer: OffersView };
  dial: { request: DialRequest; answer: DialView };
  hang_up: { request: CallRequest; answer: DeedView };
  hold: { request: HoldRequest; answer: DeedView };
  transfer: { request: TransferRequest; answer: TransferView };
  recording: { request: CallRequest; answer: RecordingView };
  asked_recording: { request: null; answer: string | null };
  phone_record: { request: CallRequest; answer: PhoneRecordView };
  add_phone_contact: { request: CallRequest; answer: PhoneRecordView };
  phone_setup: { request: null; answer: PhoneSetupView };
  save_phone_setup: { request: PhoneSetupChange; answer: PhoneSetupView };
  check_phone: { request: WayRequest; answer: PhoneCheckView };
  phone_lists: { request: WayRequest; answer: PhoneListsView };
  aircall_webhook: { request: AddressRequest; answer: AircallWebhookView };
  heard_since: { request: SinceRequest; answer: Array<HeardView> };
  place_test_call: { request: null; answer: TestCallView };
  try_memory: { request: TryMemoryRequest; answer: Array<TriedView> };
  ivr_setup: { request: null; answer: IvrSetupView };
  save_ivr_setup: { request: IvrChange; answer: IvrSetupView };
  try_ivr: { request: TryIvrRequest; answer: TryIvrView };
  settings: { request: null; answer: SettingsView };
  save_settings: { request: SettingsChange; answer: SettingsView };
  speak: { request: Language; answer: null };
  window_form: { request: null; answer: FormView };
  set_window_form: { request: WindowForm; answer: FormView };
  pop_fields: { request: null; answer: PopFieldsView };
  pop_field_choices: { request: PopFieldChoicesRequest; answer: ParentView };
  save_pop_fields: { request: PopFieldsChange; answer: PopFieldsView };
  phone_fields: { request: null; answer: PhoneFieldsView };
  save_phone_fields: { request: PhoneFieldsChange; answer: PhoneFieldsView };
  self_test: { request: null; answer: SelfTestView };
  diagnostics: { request: null; answer: DiagnosticsView };
  updates: { request: null; answer: UpdatesView };
  check_updates: { request: null; answer: UpdatesView };
  install_update: { request: null; answer: UpdatesView };
  put_off_update: { request: null; answer: UpdatesView };
  check_org: { request: null; answer: Array<OrgFaultView> };
  rejections: { request: null; answer: Array<RejectionView> };
  look_ups: { request: CallRequest; answer: Array<LookUpView> };
  look_up_setup: { request: null; answer: LookUpSetupView };
  try_look_up: { request: TryLookUpRequest; answer: TableView | null };
  check_soql: { request: SoqlRequest; answer: Array<SoqlFaultView> };
  complete_soql: { request: CompleteRequest; answer: CompletionView };
  save_text: { request: SaveTextRequest; answer: WrittenFile };
  run_soql: { request: RunSoqlRequest; answer: SoqlAnswerView };
  more_soql: { request: SoqlRun; answer: SoqlAnswerView };
  cancel_soql: { request: SoqlRun; answer: null };
  export_soql: { request: SoqlRun; answer: SavedRowsView | null };
  soql_history: { request: null; answer: Array<PastQueryView> };
  budget: { request: null; answer: BudgetView };
  ask_budget: { request: null; answer: BudgetView };
  automations: { request: null; answer: AutomationsView };
  automation_choices: { request: ChoicesRequest; answer: ChoicesView };
  parent_choices: { request: ParentRequest; answer: ParentView };
  check_configuration: { request: FileRequest; answer: CheckView };
  import_configuration: { request: FileRequest; answer: CheckView };
  export_configuration: { request: null; answer: TextView };
  automation_runs: { request: RunsRequest; answer: RunsView };
  watch_now: { request: null; answer: null };
  actions: { request: ActionsRequest; answer: Array<ActionRow> };
  action_forms: { request: ActionRequest; answer: Array<ActionFormView> };
  present_values: { request: PresentRequest; answer: PresentView };
  run_action: { request: RunActionRequest; answer: RanView };
  goes_along: { request: RunActionRequest; answer: Array<GoesAlongView> };
  outbox_entry: { request: EntryRequest; answer: EntryView };
  undo_action: { request: EntryRequest; answer: RanView };
  find_records: { request: FindRecordsRequest; answer: Array<FoundRecordView> };
  row_choices: { request: RowChoicesRequest; answer: ParentView };
  actions_setup: { request: null; answer: ActionsSetupView };
  setup_rights: { request: null; answer: SetupRights };
  inventory: { request: null; answer: InventoryView };
  change_term: { request: TermChange; answer: InventoryView };
  find_caller: { request: CallerOrder; answer: CallerFoundView };
  forget_caller: { request: CallerOrder; answer: ForgottenView };
  audit: { request: AuditRequest; answer: AuditView };
  export_audit: { request: null; answer: WrittenFile };
  filter_choices: { request: null; answer: FilterChoicesView };
  saved_filters: { request: null; answer: Array<SavedFilterView> };
  save_filter: { request: SavedFilterView; answer: Array<SavedFilterView> };
  drop_filter: { request: FilterNameRequest; answer: Array<SavedFilterView> };
  story: { request: CallRequest; answer: StoryView };
  asked_story: { request: null; answer: string | null };
  supervises: { request: null; answer: boolean };
  team_numbers: { request: NumbersRequest; answer: NumbersView };
  wallboard: { request: null; answer: WallView };
  leave_wallboard: { request: null; answer: null };
  assistance: { request: null; answer: AssistanceView };
  ask_assistance: { request: CallRequest; answer: AssistanceView };
  take_back_assistance: { request: null; answer: AssistanceView };
  look_at_request: { request: AssistanceRequestRef; answer: AssistanceView };
  leave_request: { request: null; answer: AssistanceView };
  advise: { request: AdviceRequest; answer: AdviceFateView };
  flag_setup: { request: null; answer: FlagSetupView };
  flag_call: { request: FlagRequest; answer: Array<FlagView> };
  resolve_flag: { request: ResolveRequest; answer: Array<FlagView> };
  work: { request: WorkRequest; answer: WorkView };
  work_counts: { request: null; answer: WorkCountsView };
  colleagues: { request: null; answer: ColleaguesView };
  give_work: { request: GiveRequest; answer: null };
  settle_work: { request: SettleRequest; answer: null };
  take_up: { request: CallRequest; answer: null };
}
