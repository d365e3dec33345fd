//! The pops on the desk. A pop is changed and told of in one step, so that the last that is told is how it stands, in
//! whatever order Salesforce, the phone, the service that remembers callers and the agent's keys come.

use crate::companion::Inner;
use crate::error::FlowError;
use crate::notice::Notice;
use callside_core::ids::CallKey;
use callside_core::pop::ScreenPop;
use std::sync::Arc;

impl Inner {
    /// Puts a pop on the desk in place of any other of its call, and tells of it.
    pub(crate) async fn put_pop(&self, pop: ScreenPop, first: bool) -> Result<(), FlowError> {
        {
            let mut pops = self.pops();
            pops.insert(pop.call.clone(), pop.clone());
            self.say_pop(&pop, first);
        }
        self.keep_pop(&pop).await
    }

    /// Lays a pop on the desk unless there is one of its call; tells nobody.
    pub(crate) fn lay_pop(&self, pop: ScreenPop) {
        self.pops().entry(pop.call.clone()).or_insert(pop);
    }

    /// Changes the pop of a call as it stands now and tells of it; nothing when none is on the desk.
    pub(crate) async fn change_pop(
        &self,
        call: &CallKey,
        change: impl FnOnce(&mut ScreenPop),
    ) -> Result<Option<ScreenPop>, FlowError> {
        let pop = {
            let mut pops = self.pops();
            let Some(pop) = pops.get_mut(call) else { return Ok(None) };
            change(pop);
            self.say_pop(pop, false);
            pop.clone()
        };
        self.keep_pop(&pop).await?;
        Ok(Some(pop))
    }

    /// The caller holds the pops, so that nobody tells of an older state after this.
    fn say_pop(&self, pop: &ScreenPop, first: bool) {
        self.say(Notice::Pop { pop: Arc::new(pop.clone()), first });
    }

    async fn keep_pop(&self, pop: &ScreenPop) -> Result<(), FlowError> {
        let at = self.now();
        // Automations need the pop as it stands, not as it is kept.
        self.occurred.notify_one();
        Ok(self.store.save_pop(pop, at).await?)
    }
}
