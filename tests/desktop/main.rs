//! The real window on a virtual screen, driven as a person would drive it: Callside, its database, its keychain and
//! its door are the real ones; Salesforce and the phone system are the sandbox.

#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot set its stage must stop and say why")]

mod access;
mod actions;
mod app;
mod assistance;
mod automations;
mod compact;
mod day;
mod desk_work;
mod driver;
mod first_run;
mod focus;
mod follow_up;
mod hostile;
mod languages;
mod look_ups;
mod main_job;
mod names;
mod older_calls;
mod parked;
mod phone_fields;
mod pictures;
mod preferences;
mod privacy;
mod rules;
mod screens;
mod smoke;
mod sources;
mod stage;
mod supervisor;
mod surroundings;
mod survival;
mod templates;
mod terminal;
mod trouble;
mod wait;
mod wallboard;
mod workday;
