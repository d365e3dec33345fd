//! The real window on a virtual screen, driven as a person would drive it: Callside, its database, its keychain and
//! its door are the real ones; Salesforce and the phone system are the sandbox.

mod access;
mod app;
mod day;
mod driver;
mod hostile;
mod main_job;
mod smoke;
mod stage;
mod survival;
mod trouble;
mod wait;
