//! Where secrets rest: the OS keychain, and the fall-backs that a person must agree to.
