//! The browser of the demo. The app opens addresses with the program that `CALLSIDE_BROWSER` names: a link to xtask
//! itself, which hands the address over to the demo that started it. The demo shows it in the person's own browser,
//! outside the app's session, or follows it itself.

use crate::error::XtaskError;
use crate::http;
use std::io::{Read, Write};
use std::os::unix::fs::symlink;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Name under which xtask is a browser.
const NAME: &str = "callside-demo-browser";
/// Where it hands addresses over.
const SOCKET: &str = "browser.sock";
/// A sign-in has one redirect; more than this is a loop.
const REDIRECTS: usize = 8;

/// Who follows an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// The person's own browser.
    Yours,
    /// The demo, redirect by redirect.
    ByItself,
}

/// A browser for the app.
pub struct Browser {
    program: PathBuf,
}

impl Browser {
    /// Makes the program and waits for addresses in the background.
    ///
    /// # Errors
    /// When link or socket cannot be made.
    pub fn listen(folder: &Path, manner: Manner) -> Result<Self, XtaskError> {
        let program = folder.join(NAME);
        let this = std::env::current_exe().map_err(XtaskError::io("cannot find", "xtask itself"))?;
        symlink(this, &program).map_err(XtaskError::io("cannot link", &program))?;
        let socket = folder.join(SOCKET);
        let listener = UnixListener::bind(&socket).map_err(XtaskError::io("cannot listen at", &socket))?;
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut address = String::new();
                if stream.read_to_string(&mut address).is_ok() {
                    open(&address, manner);
                }
            }
        });
        Ok(Self { program })
    }

    /// What `CALLSIDE_BROWSER` names.
    pub fn program(&self) -> &Path {
        &self.program
    }
}

fn open(address: &str, manner: Manner) {
    match manner {
        Manner::ByItself => {
            if let Err(error) = follow(address) {
                eprintln!("demo: the browser could not follow the app: {error}");
            }
        }
        Manner::Yours => {
            let opened = Command::new("xdg-open").arg(address).stdout(Stdio::null()).stderr(Stdio::null()).status();
            if !opened.is_ok_and(|status| status.success()) {
                println!("demo: open this address in a browser:\n  {address}");
            }
        }
    }
}

/// Goes where the answers point to, up to a page.
fn follow(address: &str) -> Result<(), XtaskError> {
    let mut url = address.to_owned();
    for _ in 0..REDIRECTS {
        match http::get(&url)?.location {
            Some(next) => url = next,
            None => return Ok(()),
        }
    }
    Err(XtaskError::Unreadable { what: "a redirect", text: address.to_owned() })
}

/// When xtask was started as the browser: hands the address over. `None` when it was not.
pub fn hand_over(mut arguments: impl Iterator<Item = String>) -> Option<Result<(), XtaskError>> {
    let program = PathBuf::from(arguments.next()?);
    if program.file_name()? != NAME {
        return None;
    }
    let socket = program.with_file_name(SOCKET);
    let address = arguments.next().unwrap_or_default();
    let tell = || UnixStream::connect(&socket)?.write_all(address.as_bytes());
    Some(tell().map_err(XtaskError::io("cannot reach the demo at", &socket)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn an_address_is_handed_over_and_followed_to_its_page() {
        let server = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", server.local_addr().unwrap());
        let folder = tempfile::tempdir().unwrap();
        let browser = Browser::listen(folder.path(), Manner::ByItself).unwrap();
        let arguments = [browser.program().to_str().unwrap().to_owned(), format!("{origin}/authorize?state=1")];
        hand_over(arguments.into_iter()).unwrap().unwrap();
        let mut seen = Vec::new();
        for answer in [
            format!("HTTP/1.1 302 Found\r\nLocation: {origin}/callback?code=2\r\n\r\n"),
            "HTTP/1.1 200 OK\r\n\r\n".into(),
        ] {
            let mut stream = server.accept().unwrap().0;
            let mut request = [0; 512];
            let read = stream.read(&mut request).unwrap();
            seen.push(String::from_utf8_lossy(&request[..read]).lines().next().unwrap().to_owned());
            stream.write_all(answer.as_bytes()).unwrap();
        }
        assert_eq!(seen, ["GET /authorize?state=1 HTTP/1.0", "GET /callback?code=2 HTTP/1.0"]);
    }

    #[test]
    fn other_names_are_no_browser() {
        assert!(hand_over(["target/debug/xtask", "test"].map(str::to_owned).into_iter()).is_none());
    }
}
