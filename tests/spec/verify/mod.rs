//! Verifying: requests that official SDKs sent verify, nothing can be changed about them, and each
//! reason to refuse one is told.

mod body;
mod canonical;
mod format;
mod messages;
mod mismatch;
mod nonces;
mod properties;
mod rules;
mod sealed;
