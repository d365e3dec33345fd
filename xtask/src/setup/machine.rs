//! What a person must have brought: Rust and Node. Everything else is installed for them.

use super::versions::Version;
use crate::error::XtaskError;
use std::process::Command;

const RUST: Version = Version(1, 95, 0);
const NODE: Version = Version(20, 19, 0);

/// Checks Rust with its two components and, where the UI is needed, Node.
///
/// # Errors
/// [`XtaskError::Machine`] that names everything that is missing at once, and how to get it.
pub fn check(with_node: bool) -> Result<(), XtaskError> {
    let mut wanting = Vec::new();
    wanting.extend(judge("Rust", RUST, printed("rustc", &["--version"]), "update it with: rustup update stable"));
    for (component, program) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if printed("cargo", &[program, "--version"]).is_none() {
            wanting.push(format!("{component} is missing: rustup component add {component}"));
        }
    }
    if with_node {
        let how = "install it from https://nodejs.org (the LTS line) or with your version manager";
        wanting.extend(judge("Node", NODE, printed("node", &["--version"]), how));
        if printed("npm", &["--version"]).is_none() {
            wanting.push("npm is missing: it comes with Node".into());
        }
    }
    if wanting.is_empty() { Ok(()) } else { Err(XtaskError::Machine(wanting.join("\n"))) }
}

/// What a program prints, if it is there and content.
pub fn printed(program: &str, args: &[&str]) -> Option<String> {
    let output = Command::new(program).args(args).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn judge(name: &str, at_least: Version, printed: Option<String>, how: &str) -> Option<String> {
    match printed.as_deref().map(Version::find) {
        Some(Some(version)) if version >= at_least => None,
        Some(Some(version)) => Some(format!("{name} is {version}, {at_least} or newer is needed: {how}")),
        Some(None) | None => Some(format!("{name} {at_least} or newer is missing: {how}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_and_missing_programs_are_named_with_a_way_on() {
        let node = |printed: Option<&str>| judge("Node", NODE, printed.map(str::to_owned), "get it");
        assert_eq!(node(Some("v20.19.0")), None);
        assert_eq!(node(Some("v24.1.3")), None);
        assert_eq!(node(Some("v18.20.4")).as_deref(), Some("Node is 18.20.4, 20.19.0 or newer is needed: get it"));
        assert_eq!(node(None).as_deref(), Some("Node 20.19.0 or newer is missing: get it"));
    }
}
