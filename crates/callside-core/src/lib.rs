//! The nouns and the pure rules of Callside: no I/O, no runtime, no clock.
//!
//! Data flows one way: [`event::Event`] -> [`call::Call`] -> [`matching::MatchOutcome`] -> [`pop::ScreenPop`],
//! then the person decides: [`disposition::Disposition`] -> [`plan::WrapUpPlan`] -> [`outbox::Entry`] ->
//! [`crm::Receipt`]. Every module here is one of those nouns together with the rules that turn it into the next.

pub mod action;
pub mod assistance;
pub mod audit;
pub mod automation;
pub mod back_fill;
pub mod budget;
pub mod calendar;
pub mod call;
pub mod call_memory;
pub mod callback;
pub mod card;
pub mod config;
pub mod crm;
pub mod days_off;
pub mod describe;
pub mod dialing;
pub mod disposition;
pub mod event;
pub mod facts;
pub mod hand_over;
pub mod history;
pub mod host;
pub mod iban;
pub mod ids;
pub mod ivr;
pub mod look_up;
pub mod mapping;
pub mod matching;
pub mod nearest;
pub mod outbox;
pub mod parents;
pub mod person;
pub mod phone;
pub mod phone_fields;
pub mod phone_system;
pub mod plan;
pub mod policy;
pub mod pop;
pub mod privacy;
pub mod record;
pub mod recording;
pub mod rehearsal;
pub mod repair;
pub mod role;
pub mod rule;
pub mod satisfaction;
pub mod secret;
pub mod security_code;
pub mod shape;
pub mod soql;
pub mod team;
pub mod template;
pub mod update;
pub mod vault;
pub mod wallboard;
pub mod work;
pub mod working_hours;
pub mod zone;
