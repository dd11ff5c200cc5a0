//! The binary formats that the feature `serde` is tested with.

use serde::{Deserialize, Serialize};

/// In CBOR.
///
/// # Panics
///
/// If CBOR cannot carry it.
pub fn cbor(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = minicbor_serde::Serializer::new(Vec::new());
    // JSON's null is CBOR's, too.
    value.serialize(bytes.serialize_unit_as_null(true)).expect("CBOR carries it");
    bytes.into_encoder().into_writer()
}

/// From CBOR.
///
/// # Errors
///
/// In the format's words.
pub fn from_cbor<'d, T: Deserialize<'d>>(bytes: &'d [u8]) -> Result<T, String> {
    minicbor_serde::from_slice(bytes).map_err(|error| error.to_string())
}

/// In `MessagePack`, as maps.
///
/// # Panics
///
/// If `MessagePack` cannot carry it.
pub fn message_pack_by_name(value: &impl Serialize) -> Vec<u8> {
    rmp_serde::to_vec_named(value).expect("MessagePack carries it")
}

/// In `MessagePack`, as arrays.
///
/// # Panics
///
/// If `MessagePack` cannot carry it.
pub fn message_pack_by_position(value: &impl Serialize) -> Vec<u8> {
    rmp_serde::to_vec(value).expect("MessagePack carries it")
}

/// From either layout of `MessagePack`.
///
/// # Errors
///
/// In the format's words.
pub fn from_message_pack<'d, T: Deserialize<'d>>(bytes: &'d [u8]) -> Result<T, String> {
    rmp_serde::from_slice(bytes).map_err(|error| error.to_string())
}

/// In postcard.
///
/// # Panics
///
/// If postcard cannot carry it.
pub fn postcard(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).expect("postcard carries it")
}

/// From postcard.
///
/// # Errors
///
/// In the format's words.
pub fn from_postcard<'d, T: Deserialize<'d>>(bytes: &'d [u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|error| error.to_string())
}
