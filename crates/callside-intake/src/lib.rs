//! The HTTP front door on loopback: webhooks and connector pages.
