//! What is known of the org and its user.

use crate::companion::{Companion, Inner};
use crate::draft::Draft;
use crate::error::FlowError;
use crate::notice::{Notice, Pause};
use crate::phones;
use crate::settings::{ORG_SHAPE, ORGS, OrgKnowledge, OrgName, PERMISSION_SETS};
use crate::stage_two;
use callside_core::crm::{Crm, CrmError, Identity};
use callside_core::role::Role;
use callside_core::shape::OrgShape;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Companion {
    /// Gives the engine a signed-in CRM, or takes it away. Sending goes on or stops; nothing is lost either way.
    pub fn set_crm(&self, crm: Option<Arc<dyn Crm>>) {
        let pause = if crm.is_some() { Pause::None } else { Pause::SignIn };
        self.inner.set_crm(crm);
        self.inner.set_pause(pause);
        self.inner.wake.notify_one();
        self.inner.progress.wake.notify_one();
    }

    /// Learns who is signed in and what the org looks like, and keeps it for times without Salesforce.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`], [`FlowError::Crm`], or when it could not be stored.
    pub async fn learn_org(&self) -> Result<Identity, FlowError> {
        let inner = &self.inner;
        let crm = inner.crm().ok_or(FlowError::SignInNeeded)?;
        let (identity, mut shape) = futures_util::try_join!(crm.identity(), crm.shape())?;
        inner.describe_for(&inner.configuration(), &mut shape).await;
        if inner
            .org()
            .identity
            .as_ref()
            .is_some_and(|known| (&known.org, &known.user) != (&identity.org, &identity.user))
        {
            inner.forget_descriptions().await?;
        }
        let moved = inner.store.save_identity(&identity).await?;
        self.remember_org(&identity).await?;
        inner.store.save_setting(ORG_SHAPE, &shape).await?;
        let permission_sets = self.permission_sets(crm.as_ref()).await?;
        let next = OrgKnowledge { identity: Some(identity.clone()), shape, permission_sets };
        inner.set_org(next);
        inner.say(Notice::Org);
        if moved {
            self.look_anew().await?;
        }
        inner.occurred.notify_one();
        inner.wake.notify_one();
        inner.progress.wake.notify_one();
        Ok(identity)
    }

    /// Orgs that somebody signed in to on this machine, by id: entries of the outbox name theirs.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn orgs(&self) -> Result<BTreeMap<String, OrgName>, FlowError> {
        Ok(self.inner.store.setting(ORGS).await?.unwrap_or_default())
    }

    async fn remember_org(&self, me: &Identity) -> Result<(), FlowError> {
        let mut orgs = self.orgs().await?;
        let name = OrgName { username: me.username.clone(), instance_url: me.instance_url.clone() };
        orgs.insert(me.org.to_string(), name);
        Ok(self.inner.store.save_setting(ORGS, &orgs).await?)
    }

    /// Another org than before: calls on the desk are looked up in it, and drafts lose the other one's records. Notes
    /// and dispositions stay.
    async fn look_anew(&self) -> Result<(), FlowError> {
        let inner = &self.inner;
        for call in self.calls().await? {
            if let Some(draft) = inner.store.draft::<Draft>(&call.key).await? {
                let draft = Draft { case: None, opportunity: None, ..draft };
                inner.store.save_draft(&call.key, &draft, inner.now()).await?;
            }
            let line = inner.line(&call);
            let known = inner.known(&line).await?;
            let mut pop = inner.first_stage(&call, line, known);
            pop.memory = phones::remembered(inner, &call.key).await?;
            inner.put_pop(pop, false).await?;
            stage_two::begin(inner, &call.key);
        }
        Ok(())
    }

    /// Users who may not read assignments of permission sets are agents.
    async fn permission_sets(&self, crm: &dyn Crm) -> Result<Vec<String>, FlowError> {
        let sets = match crm.permission_sets().await {
            Ok(sets) => sets,
            Err(CrmError::Refused(refusal)) => {
                tracing::warn!(code = refusal.code, "permission sets cannot be read; the role is agent");
                Vec::new()
            }
            Err(error) => return Err(error.into()),
        };
        self.inner.store.save_setting(PERMISSION_SETS, &sets).await?;
        Ok(sets)
    }

    /// What the person may do in Callside: what a policy or a setting says, else what Salesforce's permission sets give.
    #[must_use]
    pub fn role(&self) -> Role {
        self.inner.role()
    }

    /// Who signed in last, as far as this machine remembers.
    #[must_use]
    pub fn identity(&self) -> Option<Identity> {
        self.inner.org().identity.clone()
    }

    /// What the org looks like to its user, as far as this machine remembers.
    #[must_use]
    pub fn shape(&self) -> OrgShape {
        self.inner.org().shape.clone()
    }
}

impl Inner {
    pub(crate) fn role(&self) -> Role {
        let preferences = self.preferences();
        preferences.role.unwrap_or_else(|| Role::of(&self.org().permission_sets, &preferences.role_sets))
    }

    /// Keeps what the org looks like now.
    pub(crate) async fn keep_shape(&self, shape: OrgShape) -> Result<(), FlowError> {
        self.store.save_setting(ORG_SHAPE, &shape).await?;
        self.set_org(OrgKnowledge { shape, ..OrgKnowledge::clone(&self.org()) });
        self.say(Notice::Org);
        Ok(())
    }
}
