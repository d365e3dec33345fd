//! The verbs of Callside: events come in, a pop is shown, the agent decides, the decision reaches Salesforce once.
//!
//! [`Companion`] is the whole engine. It knows Salesforce as the port [`callside_core::crm::Crm`], learns of phone
//! systems only through [`Companion::accept`], and asks them through [`callside_core::phone_system::PhoneSystem`]. Every change is announced as a [`Notice`].

mod action;
mod audit;
mod automation;
mod back_fill;
mod budget;
mod calendar;
mod callbacks;
mod clock;
mod companion;
mod configuration;
mod describe;
mod desk;
mod dispatch;
mod draft;
mod error;
mod history;
mod intake;
mod local;
mod look_ups;
mod lookup;
mod made_here;
mod notice;
mod org;
mod phone_fields;
mod phones;
mod pops;
mod privacy;
mod refused_work;
mod rehearse;
mod rules;
mod satisfaction;
mod settings;
mod signature;
mod stage_two;
mod team;
mod team_history;
mod upkeep;
mod work;
mod wrap_up;

pub use action::{GoesAlong, NamedRecord, Ran, StepForm};
pub use audit::{AuditFault, Checked as CheckedAudit, check_audit};
pub use automation::{RunsPage, WatchView};
pub use back_fill::{Filling, NotOrdered, Rights as FillRights, Steer, Waits};
pub use budget::Budget;
pub use clock::{Clock, SystemClock};
pub use companion::Companion;
pub use configuration::NotTaken;
pub use desk::Desk;
pub use draft::{Draft, Missing, NewCaller, first_draft};
pub use error::FlowError;
pub use history::{PastEntry, PastPage};
pub use notice::{Notice, Pause};
pub use phone_fields::phone_fields_key;
pub use phones::{
    Asked, CardWords, DialAnswer, DispositionNames, IdSource, MEMORY, Offers, PhonePreferences, PhoneRecord,
    PhoneSystems,
};
pub use privacy::{ReceiptFault, Seal, read_receipt, same_subject};
pub use refused_work::RefusedWork;
pub use rehearse::{Crew, KEPT, Progress, Rehearsal};
pub use rules::Sample;
pub use satisfaction::{RatingDays, Ratings};
pub use settings::{OrgName, Preferences};
pub use signature::{SignatureFault, verify as verify_signature};
pub use team::{Story, TeamStanding};
pub use work::{NewFlag, OpenCallback};
pub use wrap_up::{Mend, Preview, Saved};
