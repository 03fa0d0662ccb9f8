//! Numbers that stand for words and features, the same on every machine.

/// Folds `value` into `hash`. The multiplier is that of rustc-hash; the shift brings its high
/// bits, which are the good ones, to where the next step mixes them.
pub(crate) const fn mix(hash: u64, value: u64) -> u64 {
    let product = (hash.rotate_left(23) ^ value).wrapping_mul(0xf135_7aea_2e62_a9c5);
    product ^ (product >> 32)
}

pub(crate) fn hash_bytes(bytes: &[u8]) -> u64 {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let hash = chunks.iter().fold(bytes.len() as u64, |hash, &chunk| mix(hash, u64::from_le_bytes(chunk)));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(hash, u64::from_le_bytes(last))
}
