//! Signing: every published vector of the two signatures, those that were computed for this
//! operation by another implementation, and what a signature is made of.

mod endpoint;
mod method;
mod moment;
mod rpc;
mod timestamps;
mod v3;

fn twelve_ids() -> impl Iterator<Item = String> {
    (1..=12).map(|number| format!("i-bp67acfmxazb4p{number:04}"))
}
