//! Nothing that is shown of a value holds what signs a call.

mod attacks;
mod echoes;
mod signatures;

mod values;
