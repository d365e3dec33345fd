//! What Salesforce says about objects: from this machine at once, asked for again behind the scenes.

use crate::companion::Inner;
use crate::error::FlowError;
use callside_core::describe::ObjectDescribe;
use jiff::SignedDuration;
use std::sync::Arc;

/// How long a description is believed before it is asked for again.
const FRESH: SignedDuration = SignedDuration::from_mins(15);

impl Inner {
    /// The description of an object. One that is kept is given at once, and asked for again when it is old; one that is
    /// not kept is asked for. `None` when the org has no such object, or nobody can be asked.
    pub(crate) async fn describe(self: &Arc<Self>, object: &str) -> Result<Option<ObjectDescribe>, FlowError> {
        if let Some((described, at)) = self.store.describe(object).await? {
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

    async fn describe_anew(&self, object: &str) -> Result<Option<ObjectDescribe>, FlowError> {
        let crm = self.crm().ok_or(FlowError::SignInNeeded)?;
        let described = crm.describe(object).await?;
        if let Some(described) = &described {
            self.store.save_describe(described, self.now()).await?;
        }
        Ok(described)
    }
}
