//! Where in a document a query's words and phrases stand.

use super::parse::{Leaf, Query};
use crate::corpus::{Document, Position};
use crate::index::content_terms;
use crate::normalize::Normalizer;
use crate::span::Span;

/// One place where a leaf of the query matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub span: Span,
    /// The leaf's number in [`Query::leaves`].
    pub leaf: usize,
}

/// The hits of `query` in the content of `document`, ascending by start. What the
/// query excludes is not a hit. Hits of different leaves may overlap.
///
/// ```
/// use corpus_viewer::{normalize::Normalizer, pipeline, query::{Query, hits}};
/// let file = pipeline::build_texts([("a", "The armies left, NATO said.")]);
/// let normalizer = Normalizer::default();
/// let query = Query::parse("army \"nato said\"", &normalizer)?;
/// let document = &file.corpus.documents[0];
/// let found: Vec<_> = hits(&query, document, &normalizer).iter().map(|h| h.span.of(&document.text)).collect();
/// assert_eq!(found, ["armies", "NATO said"]);
/// # Ok::<(), corpus_viewer::query::QueryError>(())
/// ```
pub fn hits(query: &Query, document: &Document, normalizer: &Normalizer) -> Vec<Hit> {
    let mut matchers: Vec<Matcher> = query
        .leaves_asked_for()
        .map(|leaf| Matcher { leaf, of: &query.leaves[leaf], next: 0, begun: Vec::new() })
        .collect();
    let mut found = Vec::new();
    if matchers.is_empty() {
        return found;
    }
    content_terms(document, normalizer, |position, span, term| {
        for matcher in &mut matchers {
            found.extend(matcher.feed(position, span, term, normalizer));
        }
    });
    found.sort_unstable();
    found
}

/// Watches the words of a document go by for one leaf.
struct Matcher<'a> {
    leaf: usize,
    of: &'a Leaf,
    /// Where the next word must stand to go on with what has begun.
    next: Position,
    /// Phrases begun, oldest first: the byte each starts at, and how many of its words have been seen.
    begun: Vec<(u32, usize)>,
}

impl Matcher<'_> {
    fn feed(&mut self, position: Position, span: Span, term: &str, normalizer: &Normalizer) -> Option<Hit> {
        let hit = |start: u32| Hit { span: Span { start, end: span.end }, leaf: self.leaf };
        match self.of {
            Leaf::Word { stem, .. } => (normalizer.stem(term) == *stem).then(|| hit(span.start)),
            Leaf::Phrase { terms } => {
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
