// Made by `cargo xtask gen` from src-tauri/ipc and src-tauri/commands. Do not edit.

export type UiError = { 
/**
 * What a screen branches on.
 */
code: ErrorCode, 
/**
 * What happened and what was kept, in plain words.
 */
message: string, 
/**
 * What to do about it.
 */
action: ErrorAction | null, };

export type ErrorCode = "sign_in_needed" | "unreachable" | "refused" | "not_found" | "too_late" | "invalid" | "storage" | "internal";

export type ErrorAction = "sign_in" | "retry" | "open_settings" | "open_outbox" | "ask_admin";

export type RecordView = { 
/**
 * `Contact`, `Lead` or `Account`.
 */
object: string, 
/**
 * 18 characters.
 */
id: string, };

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
 * "Matched on Mobile, exact number."
 */
why: string, 
/**
 * What tells it apart in a list: "Acme Corporation · Mobile (415) 555-0134".
 */
tells_apart: string, };

export type FieldView = { 
/**
 * Label for people.
 */
label: string, 
/**
 * Value for people.
 */
value: string, 
/**
 * It differs from what was shown a moment ago.
 */
changed: boolean, };

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
 * Why, in words.
 */
because: string, 
/**
 * Signing in would mend it.
 */
sign_in: boolean, };

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
 * The number as people read it; `Number withheld` and the like otherwise.
 */
number: string, 
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
 * How fresh it is.
 */
freshness: FreshnessView, 
/**
 * What the agent has typed so far.
 */
draft: DraftView, 
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
title: string, 
/**
 * After the title: length, with whom.
 */
aside: string | null, 
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
 * Save although a duplicate rule warns.
 */
allow_duplicate: boolean, };

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
 * Name, or the number where nobody is known.
 */
who: string, 
/**
 * Number as people read it.
 */
number: string, 
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
entry: EntryStateView | null, };

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
 * Why it is still waiting, in words; none on the first attempt.
 */
trouble: string | null, 
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
 * What happened, in plain words.
 */
reason: string, 
/**
 * Salesforce's own words.
 */
message: string, 
/**
 * What to do, in plain words.
 */
advice: string, 
/**
 * API names of the fields that it is about.
 */
fields: Array<string>, 
/**
 * What others changed since the pop.
 */
differences: Array<DifferenceView>, 
/**
 * Existing records, for a duplicate.
 */
existing: Array<RecordView>, 
/**
 * Saving anyway is allowed, for a duplicate.
 */
may_save_anyway: boolean, } | { "kind": "cancelled" };

export type WrittenView = { 
/**
 * "Call log", "Opportunity Renewal 2027".
 */
label: string, 
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
 * What stood there at the pop.
 */
before: string, 
/**
 * What stands there now.
 */
theirs: string, 
/**
 * What the wrap-up wants.
 */
mine: string, };

export type EntryView = { 
/**
 * Row number.
 */
id: number, 
/**
 * The call.
 */
call: string, 
/**
 * Name or number.
 */
who: string, 
/**
 * Label of the disposition.
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
 * It can be taken back.
 */
can_cancel: boolean, };

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
 * Why nothing is being sent at all, in words.
 */
paused: string | null, 
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
 * What is left out and why, in words.
 */
left_out: Array<string>, };

export type WriteView = { 
/**
 * "Log the call on", "Task", "Deal": the verb and the object, in words.
 */
title: string, 
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
before: string | null, 
/**
 * What will stand there.
 */
after: string, };

export type WrapUpRequest = { 
/**
 * The call.
 */
call: string, 
/**
 * What was typed and picked.
 */
draft: DraftView, };

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
message: string, };

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
message: string, };

export type RepairRequest = { 
/**
 * Outbox entry.
 */
entry: number, 
/**
 * What to do with it.
 */
how: Repair, };

export type Repair = { "kind": "again" } | { "kind": "keep_mine" } | { "kind": "keep_theirs" } | { "kind": "save_anyway" } | { "kind": "use_existing", 
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
 * Why, in words.
 */
reason: string, } | { "kind": "no_database", 
/**
 * What happened, in words.
 */
reason: string, 
/**
 * What to do, in words.
 */
advice: string, } | { "kind": "signed_out", 
/**
 * Why the last sign-in ended, in words.
 */
reason: string | null, } | { "kind": "signing_in", 
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
 * The loopback door is open.
 */
door: LinkState, 
/**
 * Share of the org's API calls that are used, 0-100; none while unknown.
 */
api_used_percent: number | null, };

export type LinkState = { "kind": "up" } | { "kind": "unknown" } | { "kind": "down", 
/**
 * What happened and what to do, in words.
 */
reason: string, };

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
 * Version of Callside.
 */
version: string, };

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
 * Where the phone systems reach this machine.
 */
door: DoorView, };

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
 * Aircall's token.
 */
aircall_token: string | null, 
/**
 * Signing secret of the phone system.
 */
phone_secret: string | null, };

export type OrgFaultView = { 
/**
 * What is wrong.
 */
message: string, 
/**
 * The values that the org has, where that helps.
 */
has: Array<string>, };

export type RejectionView = { 
/**
 * Milliseconds since 1970.
 */
at: number, 
/**
 * Phone system.
 */
provider: string, 
/**
 * Why, in words.
 */
reason: string, 
/**
 * HTTP status that it was answered with.
 */
status: number, };

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
call: string, } | { "kind": "calls", 
/**
 * All of them.
 */
calls: Array<CallRow>, } | { "kind": "outbox", 
/**
 * Numbers.
 */
counts: OutboxCounts, } | { "kind": "settings" };

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
  save_wrap_up: { request: WrapUpRequest; answer: SaveView };
  undo_wrap_up: { request: EntryRequest; answer: PopView };
  open_record: { request: OpenRequest; answer: null };
  choose_vault: { request: VaultChoice; answer: null };
  sign_in: { request: SignInRequest; answer: null };
  cancel_sign_in: { request: null; answer: null };
  sign_out: { request: null; answer: null };
  history: { request: HistoryRequest; answer: HistoryView };
  outbox: { request: null; answer: OutboxView };
  retry_entry: { request: EntryRequest; answer: null };
  cancel_entry: { request: EntryRequest; answer: null };
  repair_entry: { request: RepairRequest; answer: null };
  settings: { request: null; answer: SettingsView };
  save_settings: { request: SettingsChange; answer: SettingsView };
  check_org: { request: null; answer: Array<OrgFaultView> };
  rejections: { request: null; answer: Array<RejectionView> };
}
