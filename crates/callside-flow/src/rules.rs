//! The rules of a wrap-up: what goes to which field, how calls end and what follows.

use crate::companion::{Companion, Inner};
use crate::error::FlowError;
use callside_core::config::Configuration;
use callside_core::disposition::{DispositionCode, DispositionTable, TableFault};
use callside_core::mapping::{Mapping, MappingFault};
use callside_core::plan::{WrapUpPlan, plan};
use callside_core::rehearsal::{Decided, Rules, Scenery, sample};
use callside_core::working_hours::WorkingHours;
use std::sync::Arc;

/// What a sample call would write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// The call that was taken: the last one that was wrapped up with this outcome, else one that is made up.
    pub decided: Decided,
    /// Whether it is made up.
    pub made_up: bool,
    /// The exact writes; `None` when the rules do not offer the outcome.
    pub plan: Option<WrapUpPlan>,
}

/// Among so many of the last wrap-ups one with the wanted outcome is looked for.
const LOOKED_THROUGH: u32 = 200;

impl Inner {
    /// What goes to which field: as the configuration says, else the usual.
    pub(crate) fn mapping(&self) -> Mapping {
        self.configuration().fields.clone().unwrap_or_default()
    }

    /// How calls end: as the configuration says, else the usual nine.
    pub(crate) fn dispositions(&self) -> DispositionTable {
        self.configuration().dispositions.clone().unwrap_or_default()
    }

    /// When the company works: as the configuration says, else the usual hours.
    pub(crate) fn working_hours(&self) -> WorkingHours {
        let chosen = self.configuration().dispositions.as_ref().map(|table| table.working_hours.clone());
        chosen.unwrap_or_default()
    }
}

impl Companion {
    /// What goes to which field.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        self.inner.mapping()
    }

    /// Replaces the mapping: a section of the configuration, so that it is in the next exported file.
    ///
    /// # Errors
    /// [`FlowError::Signed`], or when it could not be stored; the one before holds then.
    pub async fn save_mapping(&self, mapping: Mapping) -> Result<(), FlowError> {
        self.inner.configure(|next| next.fields = Some(mapping)).await
    }

    /// The dispositions.
    #[must_use]
    pub fn dispositions(&self) -> DispositionTable {
        self.inner.dispositions()
    }

    /// Replaces the dispositions, as [`Self::save_mapping`] the mapping.
    ///
    /// # Errors
    /// [`FlowError::Signed`], or when they could not be stored; those before hold then.
    pub async fn save_dispositions(&self, table: DispositionTable) -> Result<(), FlowError> {
        self.inner.configure(|next| next.dispositions = Some(table)).await
    }

    /// What is wrong with the dispositions in this org, with the values that the org has.
    #[must_use]
    pub fn org_faults(&self) -> Vec<TableFault> {
        self.inner.dispositions().faults(&self.inner.org().shape)
    }

    /// What is wrong with the mapping in this org, with the fields and values that the org has.
    #[must_use]
    pub fn mapping_faults(&self) -> Vec<MappingFault> {
        self.inner.mapping().faults(&self.inner.org().shape)
    }

    /// The rules that hold.
    #[must_use]
    pub fn rules(&self) -> Rules {
        self.rules_of(&self.inner.configuration())
    }

    /// The rules that would hold under a configuration.
    #[must_use]
    pub fn rules_of(&self, configuration: &Configuration) -> Rules {
        Rules {
            mapping: configuration.fields.clone().unwrap_or_default(),
            dispositions: configuration.dispositions.clone().unwrap_or_default(),
            matching: self.inner.match_rules_of(configuration),
            automations: Arc::new(configuration.automations.clone().unwrap_or_default().0),
        }
    }

    /// What both plans of a rehearsal have in common.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`] when nobody ever signed in.
    pub fn scenery(&self) -> Result<Scenery, FlowError> {
        let org = self.inner.org();
        let me = org.identity.clone().ok_or(FlowError::SignInNeeded)?;
        Ok(Scenery { me, zone: org.zone(), org: org.shape.clone() })
    }

    /// What a sample call with this outcome would write under these rules.
    ///
    /// # Errors
    /// [`FlowError::SignInNeeded`] when nobody ever signed in, or when the database fails.
    pub async fn sample(&self, rules: &Rules, outcome: &DispositionCode) -> Result<Sample, FlowError> {
        let scenery = self.scenery()?;
        let (last, _) = self.inner.store.last_decided(LOOKED_THROUGH).await?.read();
        let real = last.into_iter().find(|decided| decided.wrap_up.disposition == *outcome);
        let made_up = real.is_none();
        let decided = real.unwrap_or_else(|| sample(outcome, self.inner.now()));
        let row = rules.dispositions.for_call(&decided.call).get(outcome);
        let plan = row.map(|row| plan(&decided.wrap_up, row, &decided.call, rules.ground(&scenery)));
        Ok(Sample { decided, made_up, plan })
    }
}
