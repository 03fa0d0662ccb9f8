//! Where in the text of a document a query is found.

use super::leaves::LeafCursor;
use super::occurrences::Occurrence;
use super::parse::Query;
use crate::corpus::{DocId, Position};
use crate::index::{Segment, Token};
use crate::normalize::Normalizer;
use crate::order;
use crate::span::Span;
use crate::store::{CorpusFile, Part};

/// One place where a leaf of the query matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub span: Span,
    /// The leaf's number in [`Query::leaves`].
    pub leaf: usize,
}

/// Finds the hits of one query in one document after another.
///
/// ```
/// use corpus_viewer::{normalize::Normalizer, pipeline, query::{Highlighter, Query}};
/// let file = pipeline::build_texts([("a", "The armies left, NATO said.")]);
/// let normalizer = Normalizer::default();
/// let query = Query::parse("army \"nato said\"", &normalizer)?;
/// let text = file.document(0).unwrap().text;
/// let hits = Highlighter::new(&query, &file, &normalizer).hits(0);
/// let found: Vec<_> = hits.iter().map(|hit| hit.span.of(&text)).collect();
/// assert_eq!(found, ["armies", "NATO said"]);
/// # Ok::<(), corpus_viewer::query::QueryError>(())
/// ```
pub struct Highlighter<'a> {
    query: &'a Query,
    file: &'a CorpusFile,
    normalizer: &'a Normalizer,
    open: Option<OpenPart<'a>>,
}

/// The leaves in one part; they only go forward.
struct OpenPart<'a> {
    part: &'a Part,
    leaves: Vec<(usize, LeafCursor<'a>)>,
    last: DocId,
}

impl<'a> Highlighter<'a> {
    /// For the leaves of `query` that are not under a NOT.
    pub fn new(query: &'a Query, file: &'a CorpusFile, normalizer: &'a Normalizer) -> Self {
        Highlighter { query, file, normalizer, open: None }
    }

    /// The hits in `doc`, ascending by start; those of different leaves may overlap. Quickest
    /// where documents are asked for in their order.
    pub fn hits(&mut self, doc: DocId) -> Vec<Hit> {
        let Some((part, doc)) = self.file.part_of(doc) else { return Vec::new() };
        let is_open =
            self.open.as_ref().is_some_and(|open| std::ptr::eq(open.part, part) && open.last <= doc);
        if !is_open {
            let open = |leaf: usize| {
                (leaf, LeafCursor::open(&self.query.leaves[leaf], part.segment(), self.normalizer))
            };
            let leaves = self.query.leaves_asked_for().map(open).collect();
            self.open = Some(OpenPart { part, leaves, last: doc });
        }
        let Some(open) = &mut self.open else { return Vec::new() };
        open.last = doc;
        let mut found: Vec<(Occurrence, usize)> = Vec::new();
        let mut places = Vec::new();
        for (leaf, cursor) in &mut open.leaves {
            if cursor.seek(doc) == doc {
                places.clear();
                cursor.occurrences(&mut places);
                let more = u32::from(self.query.leaves[*leaf].ends_in_pair());
                let whole = |place: &Occurrence| Occurrence { words: place.words + more, ..*place };
                found.extend(places.iter().map(|place| (whole(place), *leaf)));
            }
        }
        spans(&found, part.segment(), doc)
    }
}

fn spans(found: &[(Occurrence, usize)], segment: &Segment, doc: DocId) -> Vec<Hit> {
    if found.is_empty() {
        return Vec::new();
    }
    let tokens: Vec<Token> = segment.forward().tokens(doc).collect();
    let at = |position: Position| {
        let place = tokens.binary_search_by_key(&position, |token| token.position).ok()?;
        Some(tokens[place].span)
    };
    let hit = |&(place, leaf): &(Occurrence, usize)| {
        let (first, last) = (at(place.start)?, at(place.start + place.words - 1)?);
        Some(Hit { span: Span { start: first.start, end: last.end }, leaf })
    };
    let mut hits: Vec<Hit> = found.iter().filter_map(hit).collect();
    order::by(&mut hits, Ord::cmp);
    hits
}
