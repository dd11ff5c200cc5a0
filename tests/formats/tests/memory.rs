//! What reading the binary formats takes from the heap, counted.

#[path = "../../support/counting.rs"]
mod counting;

use aliyun_instance_status::Page;
use counting::count;
use formats_check::{from_message_pack, from_postcard};

/// A list may say that it is longer than any memory.
#[test]
fn serde_believes_no_length() {
    // A page whose list holds 2^32 - 1 records in MessagePack, and as many in postcard.
    let message_pack = [0x95, 0xA1, b'R', 1, 2, 3, 0x91, 0xDD, 0xFF, 0xFF, 0xFF, 0xFF];
    let (read, tally) = count(|| from_message_pack::<Page<'_>>(&message_pack));
    assert!(read.is_err() && tally.peak <= 2 << 20, "{} bytes", tally.peak);
    let postcard = [1, b'R', 1, 2, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F];
    let (read, tally) = count(|| from_postcard::<Page<'_>>(&postcard));
    assert!(read.is_err() && tally.peak <= 2 << 20, "{} bytes", tally.peak);
}
