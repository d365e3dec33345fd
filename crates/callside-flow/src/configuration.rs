//! The running configuration: what an admin set up, as one value that is replaced whole.

use crate::companion::{Companion, Inner, read};
use crate::error::FlowError;
use crate::notice::Notice;
use crate::signature::{SignatureFault, verify};
use callside_core::action::{Actions, catalogue};
use callside_core::audit::Deed;
use callside_core::automation::Trigger;
use callside_core::config::{Configuration, Fault, Noun};
use callside_core::parents::Led;
use callside_core::shape::OrgShape;
use callside_core::soql::parse;
use callside_store::Decisions;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Name under which the store keeps it, as the text of a file.
pub(crate) const CONFIGURATION: &str = "configuration";

/// Why a configuration was not taken. What runs is untouched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotTaken {
    /// Its signature is missing or wrong, and the policy asks for one.
    Signature(SignatureFault),
    /// What is wrong with it.
    Faults(Vec<Fault>),
}

impl Companion {
    /// What runs.
    #[must_use]
    pub fn configuration(&self) -> Arc<Configuration> {
        self.inner.configuration()
    }

    /// What a file would make of what runs; nothing is changed.
    ///
    /// # Errors
    /// When the database fails, or Salesforce cannot say what an object looks like that is not known here.
    pub async fn read_configuration(
        &self,
        name: &str,
        text: &str,
    ) -> Result<Result<Configuration, NotTaken>, FlowError> {
        let mut shape = self.inner.org().shape.clone();
        let running = self.inner.configuration();
        if let Ok(next) = running.load(name, text) {
            self.inner.describe_for(&next, &mut shape).await;
        }
        Ok(running.read(name, text, &shape, self.inner.offers()).map_err(NotTaken::Faults))
    }

    /// Takes a file over what runs: sections that it lacks stay. `signature` is the detached Ed25519 signature over the
    /// file's bytes, in base64; it must be right where the policy names a key.
    ///
    /// # Errors
    /// When it could not be stored.
    pub async fn import_configuration(
        &self,
        name: &str,
        text: &str,
        signature: Option<&str>,
    ) -> Result<Result<(), NotTaken>, FlowError> {
        if let Some(key) = &self.inner.preferences().configuration_key
            && let Err(fault) = verify(key, text, signature)
        {
            return Ok(Err(NotTaken::Signature(fault)));
        }
        let _turn = self.inner.configuring.lock().await;
        match self.read_configuration(name, text).await? {
            Err(not_taken) => Ok(Err(not_taken)),
            Ok(next) => {
                self.inner.take(next).await?;
                Ok(Ok(()))
            }
        }
    }

    /// Adds what an object looks like, where Salesforce can tell just now.
    pub async fn describe_object(&self, object: &str, shape: &mut OrgShape) {
        self.inner.describe_more(&BTreeSet::from([object.to_owned()]), shape).await;
    }

    /// Adds every object through which a path leads from another one, where Salesforce can tell just now.
    pub async fn describe_path(&self, object: &str, path: &str, shape: &mut OrgShape) {
        self.inner.describe_path(object, path, shape).await;
    }

    /// Whether the policy asks for signed files; then nothing can be changed by hand.
    #[must_use]
    pub fn configuration_is_signed(&self) -> bool {
        self.inner.preferences().configuration_key.is_some()
    }
}

impl Inner {
    pub(crate) fn configuration(&self) -> Arc<Configuration> {
        Arc::clone(&read(&self.configuration))
    }

    /// Names that sections may refer to beside those of the file.
    fn offers(&self) -> Vec<(Noun, String)> {
        let dispositions = self.dispositions().rows.into_iter().map(|row| (Noun::Disposition, row.code.0));
        let actions = catalogue::ids().map(|id| (Noun::Action, id.to_owned()));
        dispositions.chain(actions).collect()
    }

    /// Changes what runs by hand, where the policy lets anybody.
    pub(crate) async fn configure(&self, change: impl FnOnce(&mut Configuration) + Send) -> Result<(), FlowError> {
        if self.preferences().configuration_key.is_some() {
            return Err(FlowError::Signed);
        }
        let _turn = self.configuring.lock().await;
        let mut next = Configuration::clone(&self.configuration());
        change(&mut next);
        self.take(next).await
    }

    /// Keeps a configuration and lets it run. Events of calls count from the moment on in which somebody reacts to them.
    async fn take(&self, next: Configuration) -> Result<(), FlowError> {
        let before = self.configuration();
        if listens(&next) && !listens(&before) {
            let cursor = Some(self.store.last_event_row().await?);
            self.store.decide(&Decisions { cursor, ..Decisions::default() }, self.now()).await?;
            self.decided_upto.forget();
        }
        self.store.save_setting(CONFIGURATION, &next.write()).await?;
        let mut shape = self.org().shape.clone();
        self.describe_for(&next, &mut shape).await;
        self.keep_shape(shape).await?;
        let rules = (&next.fields, &next.dispositions) != (&before.fields, &before.dispositions);
        let rest = without_rules(&next) != without_rules(&before);
        self.set_configuration(next);
        if rules || rest {
            self.record_quietly(Deed::SetupChanged, None).await;
        }
        if rules {
            self.say(Notice::Org);
        }
        if rest {
            self.say(Notice::Configuration);
            self.occurred.notify_one();
        }
        Ok(())
    }

    /// Adds what a configuration speaks of: objects, and the parents to whose fields its automations lead.
    pub(crate) async fn describe_for(&self, configuration: &Configuration, shape: &mut OrgShape) {
        self.describe_more(&objects(configuration), shape).await;
        for (object, path) in paths(configuration) {
            self.describe_path(&object, &path, shape).await;
        }
    }

    async fn describe_path(&self, object: &str, path: &str, shape: &mut OrgShape) {
        let mut asked = BTreeSet::new();
        while let Led::Undescribed { object } = shape.led(object, path) {
            let object = BTreeSet::from([object.to_owned()]);
            if object.is_subset(&asked) {
                break;
            }
            self.describe_more(&object, shape).await;
            asked.extend(object);
        }
    }

    /// Adds objects that only the configuration needs. Those that Salesforce cannot tell of just now stay unknown.
    pub(crate) async fn describe_more(&self, objects: &BTreeSet<String>, shape: &mut OrgShape) {
        let Some(crm) = self.crm() else { return };
        for object in objects.iter().filter(|object| !shape.objects.contains_key(*object)).collect::<Vec<_>>() {
            match crm.object(object).await {
                Ok(Some(described)) => drop(shape.objects.insert(object.clone(), described)),
                Ok(None) => {}
                Err(error) => tracing::warn!(object, %error, "an object could not be described"),
            }
        }
    }
}

/// Fields of parents that automations on records ask for: the object, and the path from it.
fn paths(configuration: &Configuration) -> BTreeSet<(String, String)> {
    let automations = configuration.automations.iter().flat_map(|list| &list.0);
    let watching = automations.filter_map(|automation| Some((automation, automation.on.watches()?.0)));
    let named = watching
        .flat_map(|(automation, object)| automation.fields().into_iter().map(move |path| (object.to_owned(), path)));
    named.filter(|(_, path)| path.contains('.')).collect()
}

/// Objects of Salesforce that a configuration speaks of.
fn objects(configuration: &Configuration) -> BTreeSet<String> {
    let automations = configuration.automations.iter().flat_map(|list| &list.0);
    let watched = automations.filter_map(|automation| automation.on.object().map(str::to_owned));
    let look_ups = configuration.look_ups.iter().flat_map(|list| &list.0);
    let asked = look_ups.filter_map(|look_up| parse(&look_up.soql).ok()).flat_map(|query| query.select.objects());
    let rated = configuration.satisfaction.iter().filter_map(|section| parse(&section.soql).ok());
    let rated = rated.flat_map(|query| query.select.objects());
    let done = configuration.actions.iter().flat_map(Actions::objects);
    watched.chain(asked).chain(rated).chain(done).collect()
}

/// What runs beside the rules of wrap-ups: when only those changed, no look-up is asked again.
fn without_rules(configuration: &Configuration) -> Configuration {
    Configuration { fields: None, dispositions: None, ..configuration.clone() }
}

fn listens(configuration: &Configuration) -> bool {
    let mut automations = configuration.automations.iter().flat_map(|list| &list.0);
    automations.any(|automation| automation.enabled && matches!(automation.on, Trigger::Call { .. }))
}
