//! Stories: the real engine, a real database and the strict sandbox, over real HTTP.
#![expect(clippy::expect_used, reason = "a story that cannot go on must stop and say why")]

mod actions;
mod assistance;
mod automations;
mod calendar;
mod callbacks;
mod callers;
mod cards;
mod changes;
mod conflicts;
mod cut_off;
mod dispositions;
mod examples;
mod existing;
mod fields;
mod headless;
mod hub;
mod look_ups;
mod made_here;
mod older_calls;
mod order;
mod orgs;
mod outages;
mod phone_fields;
mod phones;
mod refusals;
mod refused_work;
mod rehearsal;
mod relay;
mod restored;
mod roles;
mod satisfaction;
mod team_history;
mod wallboard;
mod work;
mod wrap_up;
