//! Looks for newer versions and fetches them: one at a time, and never by itself.

use crate::Trouble;
use crate::download::download;
use crate::memory::Memory;
use crate::source::{LIST, SIGNATURE, Source};
use callside_core::update::{Artefact, LARGEST, Lot, Machine, Mode, Place, Rule, Verdict, Version, judge, read};
use callside_flow::verify_signature;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{Mutex, watch};

/// Folder of fetched packages, in the folder of Callside's own files.
pub const FOLDER: &str = "updates";

/// A signature is 88 letters; some space for line ends.
const LARGEST_SIGNATURE: usize = 256;

/// What is known of newer versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct News {
    /// When it was last looked.
    pub checked: Option<Timestamp>,
    /// What came of it.
    pub state: State,
}

/// What came of the last look.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum State {
    /// Nobody looked since Callside started.
    #[default]
    Unknown,
    /// There is nothing newer.
    Current,
    /// There is something newer, and other machines get it first.
    Later {
        /// The version.
        version: Version,
    },
    /// There is something newer for this machine.
    Newer {
        /// The version.
        version: Version,
        /// Its package; `None`: there is none for a machine like this.
        artefact: Option<Artefact>,
        /// The person wants to hear of it later.
        put_off: bool,
    },
    /// Its package is being fetched.
    Fetching {
        /// The version.
        version: Version,
        /// So much is there.
        percent: u8,
    },
    /// Its package is here, whole and as it was signed.
    Ready {
        /// The version.
        version: Version,
        /// Its package.
        artefact: Artefact,
        /// Where.
        file: PathBuf,
    },
    /// Something went wrong.
    Failed {
        /// What.
        trouble: Trouble,
    },
}

/// Looks and fetches. Clones share one.
#[derive(Debug, Clone)]
pub struct Updater(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    rule: Rule,
    version: Version,
    platform: Option<String>,
    folder: PathBuf,
    news: watch::Sender<News>,
    /// Held by whoever looks or fetches.
    at_work: Mutex<()>,
}

impl Updater {
    /// An updater of a machine that runs `version` and takes packages for `platform`; its files are in `folder`.
    #[must_use]
    pub fn new(rule: Rule, version: Version, platform: Option<String>, folder: PathBuf) -> Self {
        let news = watch::Sender::default();
        Self(Arc::new(Inner { rule, version, platform, folder, news, at_work: Mutex::default() }))
    }

    /// What holds on this machine.
    #[must_use]
    pub fn rule(&self) -> &Rule {
        &self.0.rule
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_off(&self) -> bool {
        matches!(self.0.rule, Rule::Off(_))
    }

    /// The version that runs.
    #[must_use]
    pub fn version(&self) -> Version {
        self.0.version
    }

    /// What is known.
    #[must_use]
    pub fn news(&self) -> News {
        self.0.news.borrow().clone()
    }

    /// Tells of changes.
    #[must_use]
    pub fn subscribe(&self) -> watch::Receiver<News> {
        self.0.news.subscribe()
    }

    /// Asks the server, unless the rule says not to. Who cannot reach it goes on knowing what an earlier look found.
    pub async fn check(&self, now: Timestamp) -> News {
        if let Rule::On { place, .. } = &self.0.rule {
            let _at_work = self.0.at_work.lock().await;
            let found = self.look(place, now).await;
            let before = self.news().state;
            let state = match found {
                Ok(State::Newer { version, artefact: Some(artefact), .. }) if is_ready(&before, version, &artefact) => {
                    before
                }
                Ok(state) => state,
                Err(Trouble::Unreachable) if matches!(before, State::Newer { .. } | State::Ready { .. }) => before,
                Err(trouble) => {
                    tracing::warn!(%trouble, "no news of updates");
                    State::Failed { trouble }
                }
            };
            self.0.news.send_replace(News { checked: Some(now), state });
        }
        self.news()
    }

    async fn look(&self, place: &Place, now: Timestamp) -> Result<State, Trouble> {
        let source = Source::new(&place.address)?;
        let text = source.text(LIST, LARGEST).await?;
        let signed = match source.text(SIGNATURE, LARGEST_SIGNATURE).await {
            Ok(signed) => Some(signed),
            Err(Trouble::NoList) => None,
            Err(trouble) => return Err(trouble),
        };
        verify_signature(&place.key, &text, signed.as_deref()).map_err(|_| Trouble::Forged)?;
        let list = read(&text).map_err(|fault| {
            tracing::warn!(%fault, "a signed list of updates cannot be read");
            Trouble::NoList
        })?;
        let mut memory = Memory::load(&self.0.folder);
        let lot = Lot::of(Sha256::digest(Lot::text(&memory.installation, list.version)).into());
        let platform = self.0.platform.as_deref();
        let machine = Machine { version: self.0.version, platform, lot, seen: memory.seen };
        let verdict = judge(&list, &machine, now)?;
        // A list that cannot be remembered could be followed by an older one.
        memory.seen = Some(list.published);
        memory.save(&self.0.folder)?;
        let version = list.version;
        Ok(match verdict {
            Verdict::Current => State::Current,
            Verdict::Later => State::Later { version },
            Verdict::Newer { artefact } => State::Newer { version, artefact, put_off: memory.put_off == Some(version) },
        })
    }

    /// Fetches the package of the newer version, where the rule lets the person install it. What is here already is
    /// looked at again: it must still be what was signed.
    pub async fn fetch(&self) -> News {
        if let Rule::On { mode: Mode::Offer, place } = &self.0.rule {
            let _at_work = self.0.at_work.lock().await;
            if let State::Newer { version, artefact: Some(artefact), .. } | State::Ready { version, artefact, .. } =
                self.news().state
            {
                let state = match self.bring(place, version, &artefact).await {
                    Ok(file) => State::Ready { version, artefact, file },
                    Err(trouble) => {
                        tracing::warn!(%trouble, "a package was not fetched");
                        State::Failed { trouble }
                    }
                };
                self.become_state(state);
            }
        }
        self.news()
    }

    async fn bring(&self, place: &Place, version: Version, artefact: &Artefact) -> Result<PathBuf, Trouble> {
        self.become_state(State::Fetching { version, percent: 0 });
        let folder = self.0.folder.join(FOLDER);
        let progress = |percent| self.become_state(State::Fetching { version, percent });
        match download(&Source::new(&place.address)?, artefact, &folder, progress).await {
            // The list was right; the package is not there (yet).
            Err(Trouble::NoList) => Err(Trouble::Unreachable),
            brought => brought,
        }
    }

    fn become_state(&self, state: State) {
        self.0.news.send_modify(|news| news.state = state);
    }

    /// The person wants to hear of this version later: it is still said, but calls for nothing.
    ///
    /// # Errors
    /// When it cannot be kept.
    pub async fn put_off(&self) -> Result<News, Trouble> {
        let _at_work = self.0.at_work.lock().await;
        if let State::Newer { version, artefact, .. } = self.news().state {
            let memory = Memory { put_off: Some(version), ..Memory::load(&self.0.folder) };
            memory.save(&self.0.folder)?;
            self.become_state(State::Newer { version, artefact, put_off: true });
        }
        Ok(self.news())
    }
}

/// Whether this very package was fetched before.
fn is_ready(state: &State, wanted: Version, package: &Artefact) -> bool {
    matches!(state, State::Ready { version, artefact, .. } if *version == wanted && artefact == package)
}
