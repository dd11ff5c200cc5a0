//! The words of the API, and the types that carry them: codes, statuses, formats, names of fields.

mod codes;
mod formats;
mod owned;
mod refusals;
mod statuses;
mod traits;
