//! What Callside asks phone systems for, against the strict stand-ins over HTTP.

mod aircall;
mod bench;
mod five9;
mod phone_switch;
mod sticky_calls;
mod troubles;
