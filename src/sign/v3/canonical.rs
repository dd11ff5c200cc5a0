//! A canonical request, as it is kept of a request that was received.

use alloc::string::String;

use sha2::{Digest, Sha256};

use crate::sign::hex::Hex;
use crate::sign::{MAX_ECHO, prefix};

/// The hash of a canonical request, which is what V3 signs, and as much of its text as is shown.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(in crate::sign) struct CanonicalRequest {
    /// The first [`MAX_ECHO`] bytes.
    pub(in crate::sign) text: String,
    /// Whether that is all of it.
    pub(in crate::sign) is_whole: bool,
    pub(in crate::sign) hash: Hex,
}

impl CanonicalRequest {
    /// Reads it from its pieces. Its length is about `expected` bytes.
    pub(super) fn read(expected: usize, for_each_piece: impl FnOnce(&mut dyn FnMut(&str))) -> Self {
        let mut hash = Sha256::new();
        let mut text = String::with_capacity(expected.min(MAX_ECHO));
        let mut is_whole = true;
        for_each_piece(&mut |piece| {
            hash.update(piece);
            if is_whole {
                let kept = prefix(piece, MAX_ECHO.saturating_sub(text.len()));
                text.push_str(kept);
                is_whole = kept.len() == piece.len();
            }
        });
        Self { text, is_whole, hash: Hex::encode(&hash.finalize()) }
    }
}
