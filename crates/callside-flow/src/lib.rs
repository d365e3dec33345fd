//! The verbs: intake, lookup, pop, wrap-up, dispatch, history.
