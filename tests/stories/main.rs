//! Stories: the real engine, a real database and the strict sandbox, over real HTTP.
#![expect(clippy::expect_used, reason = "a story that cannot go on must stop and say why")]

mod callers;
mod conflicts;
mod headless;
mod order;
mod orgs;
mod outages;
mod refusals;
mod roles;
mod wrap_up;
