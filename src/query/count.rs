//! How often a query is found in each document, without a look at texts.

use super::leaves::LeafCursor;
use super::nodes::Cursor;
use super::occurrences::Occurrence;
use super::parse::Query;
use super::resolve::Source;
use crate::codec::Malformed;
use crate::corpus::DocId;
use crate::index::END;
use crate::normalize::Normalizer;

/// Calls `visit` with the documents of `source` that satisfy `query` and of which `is_wanted` is true,
/// ascending, and how many hits each has: those that overlap count as one, as they are marked. Where it is
/// not known where words stand, each counts.
///
/// ```
/// use corpus_viewer::{normalize::Normalizer, pipeline, query::{Query, Source, each_count}};
/// let file = pipeline::build_texts([("a", "The army, the armies!"), ("b", "Rain.")]);
/// let normalizer = Normalizer::default();
/// let query = Query::parse("army OR \"the army\"", &normalizer).unwrap();
/// let mut found = Vec::new();
/// for source in Source::all(&file) {
///     each_count(&query, source, &normalizer, |_| true, |doc, hits| found.push((doc, hits))).unwrap();
/// }
/// assert_eq!(found, [(0, 2)]);
/// ```
///
/// # Errors
/// The index makes no sense.
pub fn each_count(
    query: &Query,
    source: Source,
    normalizer: &Normalizer,
    is_wanted: impl Fn(DocId) -> bool,
    mut visit: impl FnMut(DocId, usize),
) -> Result<(), Malformed> {
    let mut cursor = Cursor::open(query, source, normalizer);
    let asked_for = query.leaves_asked_for().map(|leaf| &query.leaves[leaf]);
    let mut leaves: Vec<(u32, LeafCursor)> = asked_for
        .map(|leaf| (u32::from(leaf.ends_in_pair()), LeafCursor::open(leaf, source.segment, normalizer)))
        .collect();
    // Where the places of each word are apart, how many they are stands in the lists.
    let are_apart = !source.segment.has_places() || matches!(leaves[..], [(0, LeafCursor::Word { .. })]);
    let lengths = source.segment.lengths();
    let mut places = Vec::new();
    let mut doc = cursor.doc();
    while doc != END {
        if is_wanted(doc) {
            let here =
                leaves.iter_mut().filter_map(|(more, leaf)| (leaf.seek(doc) == doc).then_some((more, leaf)));
            let hits = if are_apart {
                here.map(|(_, leaf)| leaf.weight(lengths).term_freq as usize).sum()
            } else {
                places.clear();
                for (more, leaf) in here {
                    let own = places.len();
                    leaf.occurrences(&mut places);
                    places[own..].iter_mut().for_each(|place| place.words += *more);
                }
                joined(&mut places)
            };
            visit(doc, hits);
        }
        doc = cursor.advance();
    }
    let is_damaged = cursor.is_damaged() || leaves.iter().any(|(_, leaf)| leaf.is_damaged());
    if is_damaged { Err(Malformed) } else { Ok(()) }
}

/// How many places there are once those that overlap are joined.
fn joined(places: &mut [Occurrence]) -> usize {
    places.sort_unstable();
    let mut end = 0;
    let mut count = 0;
    for place in places {
        count += usize::from(place.start >= end);
        end = end.max(place.end());
    }
    count
}
