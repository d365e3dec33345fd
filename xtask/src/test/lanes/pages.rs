//! The UI builds. The app carries the result, so this comes before anything that compiles the app.

use crate::checkout::Checkout;
use crate::test::{Lane, Step, count};

/// The lane.
pub fn lane(checkout: &Checkout) -> Option<Lane> {
    checkout.has("ui/package.json").then(|| {
        let mut build = checkout.npm();
        build.args(["run", "build"]);
        Lane { name: "pages", needs: &[], steps: vec![Step::Here(build)], count: count::nothing, note: None }
    })
}
