//! How near one another the leaves of a query stand in a document.

use super::leaves::LeafCursor;
use super::nodes::Cursor;
use super::occurrences::Occurrence;
use crate::corpus::DocId;

/// Goes after the query's own cursor through those documents of which the places are wanted.
pub struct Distances<'a> {
    leaves: Vec<LeafCursor<'a>>,
    found: Vec<Occurrence>,
    /// With the number of the leaf.
    places: Vec<(Occurrence, usize)>,
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
        let leaves: Vec<LeafCursor> = at_hand.cloned().collect();
        (leaves.len() > 1).then(|| Distances { leaves, found: Vec::new(), places: Vec::new() })
    }

    /// How many positions apart the nearest two of several leaves are: 1 where they stand side by
    /// side. `doc` satisfies the query and is none before the last that was asked for.
    pub fn least(&mut self, doc: DocId) -> Option<u32> {
        self.places.clear();
        for (nth, leaf) in self.leaves.iter_mut().enumerate() {
            leaf.seek(doc);
            self.found.clear();
            leaf.occurrences(&mut self.found);
            self.places.extend(self.found.iter().map(|&place| (place, nth)));
        }
        self.places.sort();
        let distance = |pair: &[(Occurrence, usize)]| match pair {
            [(a, one), (b, other)] if one != other => Some((b.start + 1).saturating_sub(a.end()).max(1)),
            _ => None,
        };
        self.places.windows(2).filter_map(distance).min()
    }
}
