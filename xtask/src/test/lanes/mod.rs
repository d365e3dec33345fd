//! The lanes, one file each, in the order in which they run: quick and telling ones first, each artefact built
//! before those that use it.
//!
//! A lane is there when the tree holds what it runs, so that a lane cannot be forgotten and cannot be skipped.

mod bindings;
mod build;
mod clippy;
mod crates;
mod demo;
mod deny;
mod doctests;
mod fmt;
mod foreign;
mod fuzz;
mod house;
mod nextest;
mod pages;
mod rustdoc;
mod storm;
mod ui;
mod window;

pub use deny::check as deny_check;
pub use nextest::with_programs;

use super::Lane;
use crate::checkout::Checkout;

/// Lanes that run one after the other while those after them go on: they keep a core busy, and the last ones mostly wait
/// for a window.
pub const BESIDE: [&str; 4] = ["ui", "foreign", "fuzz", "storm"];

/// All lanes that the tree holds.
pub fn all(checkout: &Checkout) -> Vec<Lane> {
    let lanes = [
        fmt::lane,
        deny::lane,
        pages::lane,
        clippy::lane,
        rustdoc::lane,
        build::lane,
        house::lane,
        bindings::lane,
        crates::lane,
        doctests::lane,
        ui::lane,
        foreign::lane,
        fuzz::lane,
        storm::lane,
        window::lane,
        demo::lane,
    ];
    lanes.into_iter().filter_map(|lane| lane(checkout)).collect()
}

/// Some lanes by name, in their order.
pub fn named(checkout: &Checkout, names: &[&str]) -> Vec<String> {
    all(checkout).iter().map(|lane| lane.name).filter(|name| names.contains(name)).map(str::to_owned).collect()
}
