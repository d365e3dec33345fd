//! Programs that xtask starts, and how all of them end with it.
//!
//! Each program gets its own process group and, in its environment, the mark of this run. The group ends the usual
//! tree; the mark finds what left the group (daemons such as gnome-keyring). Both are cleared when a [`Tree`] is
//! dropped, so also when a command fails or panics, and on Ctrl-C by [`signals`].

pub mod marks;
pub mod signals;
mod tree;

pub use tree::Tree;

use std::process::Command;

/// A command line as a person would type it, for messages.
pub fn line(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let program = program.rsplit('/').next().unwrap_or(&program);
    let mut words = vec![program.to_owned()];
    words.extend(command.get_args().map(|arg| arg.to_string_lossy().into_owned()));
    words.join(" ")
}

/// A pause that a signal may cut short.
pub fn pause(millis: u64) {
    std::thread::park_timeout(std::time::Duration::from_millis(millis));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_the_program_without_its_folder() {
        let mut command = Command::new("/opt/rust/bin/cargo");
        command.args(["fmt", "--check"]);
        assert_eq!(line(&command), "cargo fmt --check");
    }
}
