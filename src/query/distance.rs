//! How near one another the leaves of a query stand in a document.

use super::leaves::LeafCursor;
use super::nodes::Cursor;
use super::occurrences::Occurrence;
use crate::corpus::DocId;

/// Between no more leaves than this, the rarest, are distances looked for.
const MOST: usize = 8;

/// Goes after the query's own cursor through those documents of which the places are wanted.
pub struct Distances<'a> {
    leaves: Vec<LeafCursor<'a>>,
    /// The places of each leaf in a document.
    places: Vec<Vec<Occurrence>>,
}

impl<'a> Distances<'a> {
    /// Between those leaves that a document has to have and whose places cost little to read;
    /// nothing if they are not several. The cursor stands on its first document.
    pub fn of(cursor: &Cursor<'a>) -> Option<Self> {
        let Cursor::And { wanted, .. } = cursor else { return None };
        let at_hand = wanted.iter().filter_map(|cursor| match cursor {
            Cursor::Leaf { cursor, .. } if cursor.has_places_at_hand() => Some(cursor),
            _ => None,
        });
        let leaves: Vec<LeafCursor> = at_hand.take(MOST).cloned().collect();
        let places = vec![Vec::new(); leaves.len()];
        (leaves.len() > 1).then_some(Distances { leaves, places })
    }

    /// How many positions apart the nearest two of several leaves are: 1 where they stand side by
    /// side. `doc` satisfies the query and is none before the last that was asked for.
    pub fn least(&mut self, doc: DocId) -> Option<u32> {
        let mut least = None;
        for nth in 0..self.leaves.len() {
            let (before, rest) = self.places.split_at_mut(nth);
            let (leaf, places) = (&mut self.leaves[nth], &mut rest[0]);
            leaf.seek(doc);
            places.clear();
            leaf.occurrences(places);
            let between = before.iter().filter_map(|other| least_between(other, places)).min();
            least = least.into_iter().chain(between).min();
        }
        least
    }
}

/// The least distance of a place of the one and a place of the other; both ascend.
#[inline(never)]
fn least_between(one: &[Occurrence], other: &[Occurrence]) -> Option<u32> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut least = None;
    while let (Some(&&a), Some(&&b)) = (one.peek(), other.peek()) {
        let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
        let distance = (second.start + 1).saturating_sub(first.end()).max(1);
        least = Some(least.map_or(distance, |least: u32| least.min(distance)));
        if a.start <= b.start {
            one.next()
        } else {
            other.next()
        };
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_nearest_two_of_all(
            one in prop::collection::btree_set(0u32..60, 0..8),
            other in prop::collection::btree_set(0u32..60, 0..8),
            words in 1u32..4,
        ) {
            let places = |starts: std::collections::BTreeSet<u32>, words: u32| -> Vec<Occurrence> {
                starts.into_iter().map(|start| Occurrence { start, words }).collect()
            };
            let (one, other) = (places(one, words), places(other, 1));
            let apart = |a: &Occurrence, b: &Occurrence| {
                let (first, second) = if a.start <= b.start { (a, b) } else { (b, a) };
                (i64::from(second.start) + 1 - i64::from(first.end())).max(1) as u32
            };
            let all = one.iter().flat_map(|a| other.iter().map(move |b| apart(a, b))).min();
            prop_assert_eq!(least_between(&one, &other), all);
            prop_assert_eq!(least_between(&other, &one), all);
        }
    }
}
