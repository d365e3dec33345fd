//! The nouns and the pure rules of Callside: no I/O, no runtime, no clock.
