//! Dispositions and the preview of what will be written.

use super::caller::RecordView;
use super::pop::DraftView;
use super::sentence::Sentence;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A disposition button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DispositionView {
    /// Code.
    pub code: String,
    /// Label.
    pub label: String,
    /// Key 1-9.
    pub key: u8,
    /// Notes must be written.
    pub needs_notes: bool,
    /// The agent is asked for a time.
    pub asks_for_time: bool,
}

/// The exact writes of a wrap-up, for people.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct PlanView {
    /// One per record, in order.
    pub writes: Vec<WriteView>,
    /// What is left out or shortened, and why.
    pub left_out: Vec<LeftOutView>,
    /// What happens on this machine besides.
    pub at_desk: Vec<AtDeskView>,
}

/// The writes to one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct WriteView {
    /// What is written.
    pub title: TitleView,
    /// What people call the record.
    pub label: String,
    /// The record, when it exists already.
    pub record: Option<RecordView>,
    /// Field changes; the call log shows only those that matter to people.
    pub changes: Vec<ChangeView>,
}

/// One field change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ChangeView {
    /// API name.
    pub field: String,
    /// Label by the org.
    pub label: String,
    /// What stands there now; none on a new record.
    pub before: Option<ValueView>,
    /// What will stand there.
    pub after: ValueView,
}

/// What a write makes of which object; labels are the org's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TitleView {
    /// The call log.
    CallLog,
    /// A new caller.
    NewRecord {
        /// Label of the object.
        object: String,
    },
    /// A calendar event.
    CalendarEvent,
    /// A record.
    Record {
        /// Label of the object.
        object: String,
    },
    /// A record that is in the recycle bin now.
    Binned {
        /// Label of the object.
        object: String,
    },
}

/// A field that is not written as the disposition says; labels are the org's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LeftOutView {
    /// Label of the field.
    pub field: String,
    /// Label of the object.
    pub object: String,
    /// Why.
    pub because: LeftOutReason,
}

/// Why a field is not written as the disposition says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutReason {
    /// The org does not show it to this user.
    NotInOrg,
    /// The user may not write it.
    NotAllowed,
    /// The record is already past this step.
    NotFromThere,
    /// The call is about no such record.
    NoRecord,
    /// It is written, but shortened to fit.
    Shortened,
    /// The field cannot take what the mapping gives it.
    DoesNotFit,
    /// Something stands there already.
    NotEmpty,
    /// The number was tried as often as it may be: nothing follows.
    TriedEnough,
    /// Records of its type do not have this value.
    NotOfRecordType,
}

/// What a wrap-up does on this machine, in the moment in which it is saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum AtDeskView {
    /// A place in the callback list.
    CallBack {
        /// When, milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
        /// The agent's zone, IANA.
        zone: Option<String>,
        /// How often the number was tried, this call included; 0 for a promise.
        tries: u32,
    },
    /// The number is not dialled from here any more.
    Suppress,
    /// A message is sent.
    Message {
        /// By which action.
        action: String,
        /// When, milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
        /// The agent's zone, IANA.
        zone: Option<String>,
    },
}

/// A value for people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ValueView {
    /// As it stands.
    Text {
        /// It.
        text: String,
    },
    /// Yes.
    Yes,
    /// No.
    No,
    /// A day.
    Day {
        /// `YYYY-MM-DD`.
        date: String,
    },
    /// A moment, in the agent's zone.
    Moment {
        /// Milliseconds since 1970.
        #[ts(type = "number")]
        at: i64,
        /// IANA name of the zone; none when it is the machine's.
        zone: Option<String>,
    },
    /// The record that is made in the same request.
    NewRecord,
    /// Nothing.
    Empty,
}

/// Preview or save a wrap-up.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct WrapUpRequest {
    /// The call.
    pub call: String,
    /// What was typed and picked.
    pub draft: DraftView,
}

/// The answer to a preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PreviewView {
    /// It can be saved.
    Ready {
        /// The writes.
        plan: PlanView,
        /// Proposed or agreed time of the follow-up, milliseconds since 1970.
        #[ts(type = "number | null")]
        follow_up_at: Option<i64>,
    },
    /// Something is missing first, with the input that it is about
    /// (`disposition`, `notes`, `agreed_at`, `caller`, or a field's API name).
    Missing {
        /// Which input.
        input: String,
        /// What to do.
        message: Sentence,
    },
}

/// What the agent's calendar says about the follow-up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum CalendarView {
    /// Nothing: no event at an agreed time follows, or Salesforce does not tell.
    Silent,
    /// This.
    Told {
        /// Free times, milliseconds since 1970, the soonest first.
        #[ts(type = "Array<number>")]
        free: Vec<i64>,
        /// What stands at the agreed or proposed time.
        taken_by: Option<AppointmentView>,
    },
}

/// Something that stands in the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct AppointmentView {
    /// What it is called.
    pub subject: String,
    /// Begin, milliseconds since 1970.
    #[ts(type = "number")]
    pub from: i64,
    /// End, milliseconds since 1970.
    #[ts(type = "number")]
    pub until: i64,
    /// It takes whole days.
    pub whole_days: bool,
}

/// The answer to a save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum SaveView {
    /// It is safe on this machine and will be sent.
    Saved {
        /// Outbox entry.
        #[ts(type = "number")]
        entry: i64,
    },
    /// This call was wrapped up before.
    AlreadySaved {
        /// Outbox entry.
        #[ts(type = "number")]
        entry: i64,
    },
    /// As in the preview.
    Missing {
        /// Which input.
        input: String,
        /// What to do.
        message: Sentence,
    },
}

/// Repairs a refused entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
pub struct RepairRequest {
    /// Outbox entry.
    #[ts(type = "number")]
    pub entry: i64,
    /// What to do with it.
    pub how: Repair,
}

/// Ways to repair a refused entry.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Repair {
    /// Send again as it is (the admin mended the org).
    Again,
    /// Overwrite what others changed.
    KeepMine,
    /// Leave the fields that others changed as they are, write the rest.
    KeepTheirs,
    /// Mine for these fields, theirs for the others. API names as `Object.Field`.
    Merge {
        /// Fields.
        mine: Vec<String>,
    },
    /// Save although a duplicate rule warns.
    SaveAnyway,
    /// Use an existing record instead of a new one.
    UseExisting {
        /// It.
        record: RecordView,
    },
    /// Leave these fields out and send the rest. API names as `Object.Field`.
    LeaveOut {
        /// Fields.
        fields: Vec<String>,
    },
    /// Change notes or disposition.
    Edit {
        /// What was typed and picked.
        draft: DraftView,
    },
}
