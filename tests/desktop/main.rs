//! The real window on a virtual screen, driven as a person would drive it: Callside, its database, its keychain and
//! its door are the real ones; Salesforce and the phone system are the sandbox.

mod app;
mod day;
mod driver;
mod main_job;
mod smoke;
mod stage;
mod wait;
