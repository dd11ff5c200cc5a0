//! Nothing that is shown of a value holds what signs a call.

mod echoes;
#[cfg(feature = "sign")]
mod signatures;

#[path = "../support/mod.rs"]
mod support;

mod values;
