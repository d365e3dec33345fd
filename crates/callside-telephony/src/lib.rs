//! What phone systems send, and how it becomes call events.
