//! Where in a document a query's words and phrases stand.

use super::parse::{Leaf, Query};
use crate::corpus::{Document, Position};
use crate::index::{Index, content_terms};
use crate::normalize::Normalizer;
use crate::span::Span;

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
/// let document = &file.corpus.documents[0];
/// let hits = Highlighter::new(&query, &file.index).hits(document, &normalizer);
/// let found: Vec<_> = hits.iter().map(|hit| hit.span.of(&document.text)).collect();
/// assert_eq!(found, ["armies", "NATO said"]);
/// # Ok::<(), corpus_viewer::query::QueryError>(())
/// ```
pub struct Highlighter<'a> {
    wanted: Vec<(usize, Wanted<'a>)>,
}

/// What a leaf asks for, in terms of the index.
enum Wanted<'a> {
    AnyOf(Vec<String>),
    InARow(&'a [String]),
}

impl<'a> Highlighter<'a> {
    /// For the words and phrases of `query` that are not under a NOT. `index` is of the documents to come.
    pub fn new(query: &'a Query, index: &Index) -> Self {
        let wanted = query.leaves_asked_for().map(|leaf| {
            let wanted = match &query.leaves[leaf] {
                Leaf::Phrase { terms } => Wanted::InARow(terms),
                Leaf::Word { term, stem } => {
                    let terms = index.terms_of_stem(stem, term).into_iter();
                    Wanted::AnyOf(terms.filter_map(|term| index.spelling(term)).collect())
                }
            };
            (leaf, wanted)
        });
        Highlighter { wanted: wanted.collect() }
    }

    /// The hits in the content of `document`, ascending by start. Those of different leaves may overlap.
    pub fn hits(&self, document: &Document, normalizer: &Normalizer) -> Vec<Hit> {
        let matcher = |(leaf, of)| Matcher { leaf, of, next: 0, begun: Vec::new() };
        let mut matchers: Vec<Matcher> = self.wanted.iter().map(|(leaf, of)| matcher((*leaf, of))).collect();
        let mut found = Vec::new();
        if matchers.is_empty() {
            return found;
        }
        content_terms(document, normalizer, |position, span, term| {
            found.extend(matchers.iter_mut().filter_map(|matcher| matcher.feed(position, span, term)));
        });
        found.sort_unstable();
        found
    }
}

/// Watches the words of a document go by for one leaf.
struct Matcher<'a> {
    leaf: usize,
    of: &'a Wanted<'a>,
    /// Where the next word must stand to go on with what has begun.
    next: Position,
    /// Phrases begun, oldest first: the byte each starts at, and how many of its words have been seen.
    begun: Vec<(u32, usize)>,
}

impl Matcher<'_> {
    fn feed(&mut self, position: Position, span: Span, term: &str) -> Option<Hit> {
        let hit = |start: u32| Hit { span: Span { start, end: span.end }, leaf: self.leaf };
        match self.of {
            Wanted::AnyOf(terms) => terms.iter().any(|wanted| wanted == term).then(|| hit(span.start)),
            Wanted::InARow(terms) => {
                if position != self.next {
                    self.begun.clear();
                }
                self.next = position + 1;
                self.begun.push((span.start, 0));
                self.begun.retain_mut(|(_, seen)| {
                    *seen += 1;
                    terms[*seen - 1] == term
                });
                let whole = self.begun.first().is_some_and(|&(_, seen)| seen == terms.len());
                whole.then(|| hit(self.begun.remove(0).0))
            }
        }
    }
}
