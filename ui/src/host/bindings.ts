// Made by `cargo xtask gen` from src-tauri/ipc and src-tauri/commands. Do not edit.

export type UiError = { 
code: ErrorCode, 
message: Sentence, 
action: ErrorAction | null, };

export type ErrorCode = "sign_in_needed" | "unreachable" | "refused" | "not_found" | "too_late" | "invalid" | "storage" | "internal";

export type ErrorAction = "sign_in" | "retry" | "open_settings" | "open_outbox" | "ask_admin";

export type RecordView = { 
object: string, 
id: string, };

export type CallerView = { 
record: RecordView, 
name: string, 
title: string | null, 
company: string | null, 
do_not_call: boolean, 
fields: Array<FieldView>, 
why: WhyView, 
tells_apart: string, };

export type FieldView = { 
label: FieldLabel, 
value: string, 
changed: boolean, };

export type WhoView = { "kind": "withheld" } | { "kind": "internal", 
digits: string, } | { "kind": "unreadable", 
text: string, } | { "kind": "unknown", 
drafts: Array<NewRecordView>, } | { "kind": "one", 
caller: CallerView, 
masked: boolean, } | { "kind": "several", 
callers: Array<CallerView>, };

export type NewRecordView = { 
object: string, 
inputs: Array<InputView>, };

export type InputView = { 
field: string, 
label: string, 
value: string, 
required: boolean, 
max_length: number, };

export type PhaseView = "waiting" | "preview" | "ringing" | "talking" | "on_hold" | "wrap_up" | "saved";

export type FreshnessView = { "kind": "asking", 
as_of: number | null, } | { "kind": "live", 
took_ms: number, } | { "kind": "stale", 
as_of: number | null, 
because: StaleView, 
sign_in: boolean, };

export type PopView = { 
call: string, 
provider: string, 
phase: PhaseView, 
direction: string | null, 
queue: string | null, 
campaign: string | null, 
began_at: number, 
answered_at: number | null, 
ended_at: number | null, 
number: LineView, 
zone: string | null, 
provider_name: string | null, 
who: WhoView, 
cases: Array<CaseView>, 
opportunities: Array<OpportunityView>, 
timeline: Array<TimelineView>, 
freshness: FreshnessView, 
draft: DraftView, 
saved: SavedView | null, };

export type CaseView = { 
id: string, 
number: string, 
subject: string, 
status: string, 
priority: string | null, 
escalated: boolean, 
opened_at: number, 
changed: boolean, };

export type OpportunityView = { 
id: string, 
name: string, 
stage: string, 
amount: string | null, 
closes: string | null, 
changed: boolean, };

export type TimelineView = { 
key: string, 
kind: string, 
at: number, 
title: TimelineTitle, 
talk_s: number | null, owner: string | null, priority: string | null, 
detail: string | null, 
provider: string | null, 
record: RecordView | null, 
changed: boolean, };

export type DraftView = { 
notes: string, 
disposition: string | null, 
agreed_at: number | null, 
case_id: string | null, 
opportunity_id: string | null, 
new_record: NewRecordDraft | null, 
allow_duplicate: boolean, };

export type NewRecordDraft = { 
object: string, 
fields: { [key in string]: string }, };

export type SavedView = { 
entry: number, 
disposition: string, 
state: EntryStateView, 
can_undo: boolean, };

export type CallRow = { 
call: string, 
at: number, 
who: string | null, 
number: LineView, 
provider: string, 
direction: string | null, 
queue: string | null, 
disposition: string | null, 
notes: string | null, 
talk_s: number | null, 
phase: PhaseView, 
entry: EntryStateView | null, };

export type HistoryView = { 
rows: Array<CallRow>, 
next: number | null, };

export type EntryStateView = { "kind": "waiting", 
trouble: TroubleView | null, 
next_at: number, } | { "kind": "sending" } | { "kind": "sent", 
at: number, 
records: Array<WrittenView>, 
found_again: boolean, } | { "kind": "refused", 
reason: RefusedBecause, 
message: string, 
about: AboutView, 
fields: Array<string>, 
differences: Array<DifferenceView>, 
existing: Array<RecordView>, 
may_save_anyway: boolean, } | { "kind": "cancelled" };

export type WrittenView = { 
title: TitleView, name: string | null, 
object: string, 
id: string, 
created: boolean, };

export type DifferenceView = { 
object: string, 
field: string, 
before: ValueView, 
theirs: ValueView, 
mine: ValueView, };

export type EntryView = { 
id: number, 
call: string, 
who: string | null, 
disposition: string, 
notes: string, 
created_at: number, 
attempts: number, 
state: EntryStateView, 
plan: PlanView, 
can_cancel: boolean, elsewhere: ElsewhereView | null, };

export type OutboxCounts = { 
waiting: number, 
refused: number, 
sent_today: number, };

export type OutboxView = { 
counts: OutboxCounts, 
paused: Sentence | null, 
entries: Array<EntryView>, };

export type DispositionView = { 
code: string, 
label: string, 
key: number, 
needs_notes: boolean, 
asks_for_time: boolean, };

export type PlanView = { 
writes: Array<WriteView>, 
left_out: Array<LeftOutView>, };

export type WriteView = { 
title: TitleView, 
label: string, 
record: RecordView | null, 
changes: Array<ChangeView>, };

export type ChangeView = { 
field: string, 
label: string, 
before: ValueView | null, 
after: ValueView, };

export type WrapUpRequest = { 
call: string, 
draft: DraftView, };

export type PreviewView = { "kind": "ready", 
plan: PlanView, 
follow_up_at: number | null, } | { "kind": "missing", 
input: string, 
message: Sentence, };

export type SaveView = { "kind": "saved", 
entry: number, } | { "kind": "already_saved", 
entry: number, } | { "kind": "missing", 
input: string, 
message: Sentence, };

export type RepairRequest = { 
entry: number, 
how: Repair, };

export type Repair = { "kind": "again" } | { "kind": "keep_mine" } | { "kind": "keep_theirs" } | { "kind": "save_anyway" } | { "kind": "use_existing", 
record: RecordView, } | { "kind": "leave_out", 
fields: Array<string>, } | { "kind": "edit", 
draft: DraftView, };

export type SessionView = { "kind": "no_keychain", keychain: KeychainTrouble, } | { "kind": "no_database", trouble: DatabaseTrouble, } | { "kind": "signed_out", reason: Sentence | null, } | { "kind": "signing_in", 
url: string, } | { "kind": "signed_in", 
name: string, 
username: string, 
host: string, } | { "kind": "expired", 
name: string, };

export type SignInRequest = { "kind": "production" } | { "kind": "sandbox" } | { "kind": "my_domain", 
host: string, };

export type VaultChoice = "try_again" | "this_session" | "file";

export type ConnectionsView = { 
salesforce: LinkState, 
door: LinkState, 
api_used_percent: number | null, };

export type LinkState = { "kind": "up" } | { "kind": "unknown" } | { "kind": "down", 
reason: Sentence, };

export type SnapshotView = { 
session: SessionView, 
connections: ConnectionsView, 
calls: Array<CallRow>, 
pop: PopView | null, 
outbox: OutboxCounts, 
dispositions: Array<DispositionView>, 
version: string, };

export type SettingsView = { 
home_region: string, 
api_version: string, 
client_id: string, 
toast: boolean, 
door: DoorView, };

export type DoorView = { 
port: number, 
five9_connector: string, 
five9_events: string, 
aircall: string, 
aircall_token: string, 
phone: string, 
phone_secret: string, };

export type SettingsChange = { 
home_region: string | null, 
api_version: string | null, 
client_id: string | null, 
toast: boolean | null, 
aircall_token: string | null, 
phone_secret: string | null, };

export type OrgFaultView = { "kind": "row", label: string, } | { "kind": "field", label: string, object: string, field: string, } | { "kind": "value", label: string, object: string, field: string, value: string, has: Array<string>, };

export type RejectionView = { 
at: number, 
provider: string | null, 
reason: string, detail: string, 
status: number, };

export type Announcement = { "kind": "session", 
session: SessionView, } | { "kind": "connections", 
connections: ConnectionsView, } | { "kind": "pop", 
pop: PopView, 
to_front: boolean, } | { "kind": "open", 
call: string, } | { "kind": "calls", 
calls: Array<CallRow>, } | { "kind": "outbox", 
counts: OutboxCounts, } | { "kind": "settings" };

export type CallRequest = { 
call: string, };

export type EntryRequest = { 
entry: number, };

export type ChooseRequest = { 
call: string, 
record: RecordView | null, };

export type DraftRequest = { 
call: string, 
draft: DraftView, };

export type SearchRequest = { 
text: string, };

export type HistoryRequest = { 
text: string, 
before: number | null, };

export type OpenRequest = { 
object: string, 
id: string, };

export type FoundView = { 
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
  pop_fields: { request: null; answer: PopFieldsView };
  save_pop_fields: { request: PopFieldsChange; answer: PopFieldsView };
  speak: { request: Language; answer: null };
  save_settings: { request: SettingsChange; answer: SettingsView };
  check_org: { request: null; answer: Array<OrgFaultView> };
  rejections: { request: null; answer: Array<RejectionView> };
}

export type Sentence = { "say": "internal" } | { "say": "not_ready" } | { "say": "unknown_call" } | { "say": "unknown_entry" } | { "say": "too_late" } | { "say": "other_org" } | { "say": "sign_in_needed" } | { "say": "unreachable" } | { "say": "took_too_long" } | { "say": "busy" } | { "say": "limit_reached" } | { "say": "not_permitted" } | { "say": "unreadable_answer" } | { "say": "no_browser" } | { "say": "database", trouble: DatabaseTrouble } | { "say": "secrets_not_changed", keychain: KeychainTrouble } | { "say": "sign_in_still_rests", keychain: KeychainTrouble } | { "say": "notes_too_long", most: number } | { "say": "too_many_fields", most: number } | { "say": "no_such_field", field: string } | { "say": "bad_time" } | { "say": "not_a_record" } | { "say": "not_a_caller" } | { "say": "bad_region" } | { "say": "bad_api_version" } | { "say": "secret_too_short", of: SecretOf, least: number } | { "say": "not_a_signing_key" } | { "say": "not_an_address" } | { "say": "no_client_id" } | { "say": "no_sign_in_port", ports: Array<number> } | { "say": "sign_in_denied" } | { "say": "sign_in_timed_out" } | { "say": "sign_in_refused", code: string } | { "say": "sign_in_unreachable" } | { "say": "sign_in_bad_answer" } | { "say": "sign_in_not_kept", keychain: KeychainTrouble } | { "say": "no_tls" } | { "say": "org_not_read" } | { "say": "not_revoked" } | { "say": "sign_in_again" } | { "say": "unreachable_sent_later" } | { "say": "door_ports_taken", ports: Array<number> } | { "say": "door_no_secret", keychain: KeychainTrouble } | { "say": "door_bad_secret" } | { "say": "paused_for_sign_in" } | { "say": "paused_until", at: number } | { "say": "lacks_disposition" } | { "say": "lacks_notes" } | { "say": "lacks_confirmation" } | { "say": "lacks_pick" } | { "say": "lacks_field", label: string };
export type KeychainTrouble = "no_keychain" | "locked" | "unsafe" | "failed";
export type SecretOf = "aircall" | "phone";
export type Language = "en" | "de" | "es";
export type DatabaseTrouble = { "kind": "wrong_key" } | { "kind": "key_lost" } | { "kind": "corrupt", copied_to: string | null } | { "kind": "newer", copied_to: string | null } | { "kind": "gone" } | { "kind": "locked" } | { "kind": "full" } | { "kind": "read_only" } | { "kind": "closed" } | { "kind": "unexpected", code: string } | { "kind": "not_started" };
export type FieldLabel = { "kind": "org", text: string } | { "kind": "owner" };
export type WhyView = { "kind": "number", field: string, same: SameNumber, chosen_before: boolean, made_here: boolean } | { "kind": "found" };
export type SameNumber = "exact" | "national";
export type StaleView = "sign_in" | "unreachable" | "too_late" | "limit" | "refused" | "trouble";
export type LineView = { "kind": "number", text: string, extension: string | null } | { "kind": "internal", digits: string } | { "kind": "withheld" } | { "kind": "unreadable" };
export type TimelineTitle = { "kind": "text", text: string } | { "kind": "called" } | { "kind": "call" } | { "kind": "case_opened", number: string };
export type TroubleView = "unreachable" | "answer_lost" | "busy" | "limit" | "sign_in" | "unexpected";
export type RefusedBecause = "rule" | "missing" | "bad_value" | "not_allowed" | "gone" | "duplicate" | "changed" | "org_lacks" | "other";
export type AboutView = { object: string | null, fields: Array<string> };
export type TitleView = { "kind": "call_log" } | { "kind": "new_record", object: string } | { "kind": "calendar_event" } | { "kind": "record", object: string };
export type LeftOutView = { field: string, object: string, because: LeftOutReason };
export type LeftOutReason = "not_in_org" | "not_allowed" | "not_from_there" | "no_record" | "shortened";
export type ValueView = { "kind": "text", text: string } | { "kind": "yes" } | { "kind": "no" } | { "kind": "day", date: string } | { "kind": "moment", at: number, zone: string | null } | { "kind": "new_record" } | { "kind": "empty" };
export type ElsewhereView = { username: string, host: string };
export type PopFieldsView = { objects: Array<ObjectFieldsView>, most: number };
export type ObjectFieldsView = { object: string, label: string, fields: Array<FieldChoice>, shown: Array<string> };
export type FieldChoice = { name: string, label: string };
export type PopFieldsChange = { shown: { [key in string]?: Array<string> } };
