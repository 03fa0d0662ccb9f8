//! The sketch of a text: some numbers, of which two texts have as large a share in common as
//! they have of their sequences of words.
//!
//! How alike two texts are is what they share of all the sequences that one or the other has
//! (A. Broder, "On the Resemblance and Containment of Documents", 1997). Every sequence falls by
//! its hash into one of the places of the sketch, and the least in each place is kept (P. Li,
//! A. Owen and C.-H. Zhang, "One Permutation Hashing", 2012). What a short text leaves empty
//! borrows from a place that is not (A. Shrivastava, "Optimal Densification for Fast and
//! Accurate Minwise Hashing", 2017); those that are not lend in turns, which is quick however
//! few they are (T. Mai and others, "On Densification for MinWise Hashing", 2019).

use crate::entity::hash::mix;

/// How many places a sketch has. Of a likeness of 0.3 they tell 0.27 to 0.33 in two cases of
/// three: the square root of 0.3 · 0.7 / 256 to either side.
pub const PLACES: usize = 256;

/// For each place sixteen bits that follow from the least hash: of two that differ they are the same
/// once in 65,536 (P. Li and C. König, "b-Bit Minwise Hashing", 2010). They differ from place to
/// place, so that this does not befall all places of a text of one word at once.
pub type Sketch = [u16; PLACES];

/// The least hash in each place.
type Least = [u64; PLACES];

const EMPTY: u64 = u64::MAX;

/// The sketch of a text with the words of these hashes; none if it has no words.
pub fn sketch(words: impl Iterator<Item = u64>) -> Option<Sketch> {
    let mut least = [EMPTY; PLACES];
    sequences(words, |hash| {
        // The highest bits tell the place.
        let place = &mut least[(hash >> (u64::BITS - PLACES.ilog2())) as usize];
        *place = hash.min(*place);
    });
    fill(&mut least);
    (least[0] != EMPTY).then(|| std::array::from_fn(|place| mix(least[place], place as u64) as u16))
}

/// Fills empty places from others, if there are any: each from the first that is not empty in an
/// order of its own.
fn fill(least: &mut Least) {
    let lenders: Vec<usize> = (0..PLACES).filter(|&place| least[place] != EMPTY).collect();
    let mut empty = PLACES - lenders.len();
    for turn in 1..PLACES {
        if empty == 0 {
            return;
        }
        // All the others by the last turn, since the factor is odd.
        let way = turn * 167 % PLACES;
        for &lender in &lenders {
            if least[lender ^ way] == EMPTY {
                least[lender ^ way] = least[lender];
                empty -= 1;
            }
        }
    }
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

/// In how many places two sketches agree.
#[inline]
pub fn agreements(a: &Sketch, b: &Sketch) -> u16 {
    // Sums of sixteen bits, so that eight are added at a time.
    a.iter().zip(b).map(|(a, b)| u16::from(a == b)).sum()
}
