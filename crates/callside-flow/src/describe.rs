//! What Salesforce says about objects: from this machine at once, asked for again behind the scenes.

use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::describe::ObjectDescribe;
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How long a description is believed before it is asked for again.
const FRESH: SignedDuration = SignedDuration::from_mins(15);

/// Descriptions as they stand on the disk, read once.
#[derive(Default)]
pub(crate) struct Described(Mutex<HashMap<String, (Arc<ObjectDescribe>, Timestamp)>>);

impl Described {
    fn held(&self) -> MutexGuard<'_, HashMap<String, (Arc<ObjectDescribe>, Timestamp)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn know(&self, object: &str, described: ObjectDescribe, at: Timestamp) -> Arc<ObjectDescribe> {
        let described = Arc::new(described);
        self.held().insert(object.to_owned(), (Arc::clone(&described), at));
        described
    }
}

impl Inner {
    /// The description of an object. One that is kept is given at once, and asked for again when it is old; one that is
    /// not kept is asked for. `None` when the org has no such object, or nobody can be asked.
    pub(crate) async fn describe(self: &Arc<Self>, object: &str) -> Result<Option<Arc<ObjectDescribe>>, FlowError> {
        if let Some((described, at)) = self.kept_description(object).await? {
            if self.now().duration_since(at) > FRESH {
                let (inner, object) = (Arc::clone(self), object.to_owned());
                tokio::spawn(async move {
                    if let Err(error) = inner.describe_anew(&object).await {
                        tracing::debug!(%error, "a description could not be asked for again");
                    }
                });
            }
            return Ok(Some(described));
        }
        match self.describe_anew(object).await {
            Ok(described) => Ok(described),
            // Without an answer a form is built from what the template says.
            Err(FlowError::SignInNeeded | FlowError::Crm(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn kept_description(&self, object: &str) -> Result<Option<(Arc<ObjectDescribe>, Timestamp)>, FlowError> {
        let known = self.described.held().get(object).cloned();
        if known.is_some() {
            return Ok(known);
        }
        let kept = self.store.describe(object).await?;
        Ok(kept.map(|(described, at)| (self.described.know(object, described, at), at)))
    }

    async fn describe_anew(&self, object: &str) -> Result<Option<Arc<ObjectDescribe>>, FlowError> {
        let crm = self.crm().ok_or(FlowError::SignInNeeded)?;
        let Some(described) = crm.describe(object).await? else { return Ok(None) };
        let now = self.now();
        self.store.save_describe(&described, now).await?;
        Ok(Some(self.described.know(object, described, now)))
    }

    /// Another person sees another org.
    pub(crate) async fn forget_descriptions(&self) -> Result<(), FlowError> {
        self.store.forget_describes().await?;
        self.described.held().clear();
        Ok(())
    }
}
