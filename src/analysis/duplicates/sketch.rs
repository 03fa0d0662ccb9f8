//! The sketch of a text: some numbers, of which two texts have as large a share in common as
//! they have of their sequences of words.
//!
//! How alike two texts are is what they share of all the sequences that one or the other has
//! (A. Broder, "On the Resemblance and Containment of Documents", 1997). Every sequence falls by
//! its hash into one of the places of the sketch, and the least in each place is kept (P. Li,
//! A. Owen and C.-H. Zhang, "One Permutation Hashing", 2012). What a short text leaves empty
//! borrows from a place that is not (A. Shrivastava, "Optimal Densification for Fast and
//! Accurate Minwise Hashing", 2017).

use crate::entity::hash::mix;

/// How many places a sketch has. Of a likeness of 0.3 they tell 0.27 to 0.33 in two cases of
/// three: the square root of 0.3 · 0.7 / 256 to either side.
pub const PLACES: usize = 256;

/// For each place sixteen bits of the least hash: two that differ agree in one of 65,536 (P. Li
/// and C. König, "b-Bit Minwise Hashing", 2010).
pub type Sketch = [u16; PLACES];

const EMPTY: u64 = u64::MAX;

/// The sketch of a text with the words of these hashes; none if it has no words.
pub fn sketch(words: impl Iterator<Item = u64>) -> Option<Sketch> {
    let mut least = [EMPTY; PLACES];
    sequences(words, |hash| {
        // The highest bits tell the place, all of them the order, the lowest are kept.
        let place = &mut least[(hash >> (u64::BITS - PLACES.ilog2())) as usize];
        *place = hash.min(*place);
    });
    let mut sketch = [0; PLACES];
    for (place, value) in sketch.iter_mut().enumerate() {
        *value = lenders(place).map(|lender| least[lender]).find(|&hash| hash != EMPTY)? as u16;
    }
    Some(sketch)
}

/// Calls `visit` with the hash of each sequence of three words. The first two begin before the
/// text: so a single word is a sequence too.
pub(super) fn sequences(words: impl Iterator<Item = u64>, mut visit: impl FnMut(u64)) {
    let (mut before, mut pair) = (0, 0);
    for word in words {
        visit(mix(pair, word));
        pair = mix(before, word);
        before = word;
    }
}

/// The places that may lend to `place`, all in an order of its own, itself first.
fn lenders(place: usize) -> impl Iterator<Item = usize> {
    let stride = mix(PLACES as u64, place as u64) as usize | 1;
    (0..PLACES).map(move |nth| place.wrapping_add(nth.wrapping_mul(stride)) % PLACES)
}

/// In how many places two sketches agree.
#[inline]
pub fn agreements(a: &Sketch, b: &Sketch) -> u16 {
    // Sums of sixteen bits, so that eight are added at a time.
    a.iter().zip(b).map(|(a, b)| u16::from(a == b)).sum()
}
