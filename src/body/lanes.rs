//! Which lanes a reader has. All but the careful one are there for speed alone: without
//! them, every input gives the same value, or the same error at the same byte.

/// A choice of lanes.
pub(super) trait Lanes {
    /// Whether a run of records alike is compared with a stencil.
    const STENCIL: bool;

    /// Whether what is plain is taken by comparing.
    const PLAIN: bool;
}

/// All three lanes: what users get.
#[derive(Clone, Copy)]
pub(super) struct All;

impl Lanes for All {
    const STENCIL: bool = true;
    const PLAIN: bool = true;
}

/// All lanes but the stencil.
#[cfg(any(test, feature = "__lanes"))]
#[derive(Clone, Copy)]
pub(super) struct NoStencil;

#[cfg(any(test, feature = "__lanes"))]
impl Lanes for NoStencil {
    const STENCIL: bool = false;
    const PLAIN: bool = true;
}

/// The careful lane alone.
#[cfg(any(test, feature = "__lanes"))]
#[derive(Clone, Copy)]
pub(super) struct Careful;

#[cfg(any(test, feature = "__lanes"))]
impl Lanes for Careful {
    const STENCIL: bool = false;
    const PLAIN: bool = false;
}
