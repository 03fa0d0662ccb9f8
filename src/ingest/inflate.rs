//! Unpacking, with a bound on what comes out.

use super::{IngestError, MAX_BYTES};
use std::io::Read;

/// The most bytes that all files of one source may unpack to, whatever it claims: 1 GiB.
pub(super) const MAX_UNPACKED: usize = 1 << 30;

/// What some packed bytes gave.
pub(super) struct Unpacked {
    pub bytes: Vec<u8>,
    /// They ended early or made no sense from there on.
    pub is_damaged: bool,
}

/// Packed texts unpack to some times their size, seldom to fifty times. What goes beyond this, and
/// beyond some size at all, is taken for a trap.
const MOST_TIMES: usize = 200;
const NO_TRAP: usize = 8 << 20;

/// Reads all of `unpacker`, which unpacks `packed` bytes. What comes out counts against `left`, also if it is
/// given up.
///
/// # Errors
/// It gives more than one file may have, more than is left, or far more than it takes.
pub(super) fn unpack(
    unpacker: &mut dyn Read,
    packed: usize,
    left: &mut usize,
) -> Result<Unpacked, IngestError> {
    let trap = packed.saturating_mul(MOST_TIMES).max(NO_TRAP);
    let limit = trap.min(MAX_BYTES).min(*left);
    let mut bytes = Vec::new();
    let is_damaged = unpacker.take(limit as u64 + 1).read_to_end(&mut bytes).is_err();
    let is_too_much = bytes.len() > *left;
    *left = left.saturating_sub(bytes.len());
    match bytes.len() > limit {
        true if is_too_much => Err(IngestError::TooMuch { bytes: MAX_UNPACKED as u64 }),
        true if trap < MAX_BYTES => Err(IngestError::Bomb { bytes: limit as u64 }),
        true => Err(IngestError::TooLarge { bytes: bytes.len() as u64 }),
        false => Ok(Unpacked { bytes, is_damaged }),
    }
}
