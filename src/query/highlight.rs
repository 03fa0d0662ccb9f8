//! Where in a document a query's words and phrases stand.

use super::parse::{Leaf, Query};
use crate::corpus::{Document, Position};
use crate::index::{Index, content_terms};
use crate::normalize::Normalizer;
use crate::span::Span;
use rustc_hash::FxHashMap;

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
    /// The leaf that each term of a word matches.
    words: FxHashMap<String, Vec<usize>>,
    phrases: Vec<(usize, &'a [String])>,
}

impl<'a> Highlighter<'a> {
    /// For the words and phrases of `query` that are not under a NOT. `index` is of the documents to come.
    pub fn new(query: &'a Query, index: &Index) -> Self {
        let mut highlighter = Highlighter { words: FxHashMap::default(), phrases: Vec::new() };
        for leaf in query.leaves_asked_for() {
            match &query.leaves[leaf] {
                Leaf::Phrase { terms } => highlighter.phrases.push((leaf, terms)),
                Leaf::Word { term, stem } => {
                    for spelling in
                        index.terms_of_stem(stem, term).into_iter().filter_map(|term| index.spelling(term))
                    {
                        highlighter.words.entry(spelling).or_default().push(leaf);
                    }
                }
            }
        }
        highlighter
    }

    /// The hits in the content of `document`, ascending by start. Those of different leaves may overlap.
    pub fn hits(&self, document: &Document, normalizer: &Normalizer) -> Vec<Hit> {
        let mut found = Vec::new();
        if self.words.is_empty() && self.phrases.is_empty() {
            return found;
        }
        let matcher = |&(leaf, terms)| PhraseMatcher { leaf, terms, next: 0, begun: Vec::new() };
        let mut phrases: Vec<PhraseMatcher> = self.phrases.iter().map(matcher).collect();
        content_terms(document, normalizer, |position, span, term| {
            let leaves = self.words.get(term).into_iter().flatten();
            found.extend(leaves.map(|&leaf| Hit { span, leaf }));
            found.extend(phrases.iter_mut().filter_map(|phrase| phrase.feed(position, span, term)));
        });
        found.sort_unstable();
        found
    }
}

/// Watches the words of a document go by for one phrase.
struct PhraseMatcher<'a> {
    leaf: usize,
    terms: &'a [String],
    /// Where the next word must stand to go on with what has begun.
    next: Position,
    /// Phrases begun, oldest first: the byte each starts at, and how many of its words have been seen.
    begun: Vec<(u32, usize)>,
}

impl PhraseMatcher<'_> {
    fn feed(&mut self, position: Position, span: Span, term: &str) -> Option<Hit> {
        if position != self.next {
            self.begun.clear();
        }
        self.next = position + 1;
        self.begun.push((span.start, 0));
        self.begun.retain_mut(|(_, seen)| {
            *seen += 1;
            self.terms[*seen - 1] == term
        });
        let whole = self.begun.first().is_some_and(|&(_, seen)| seen == self.terms.len());
        whole.then(|| {
            let (start, _) = self.begun.remove(0);
            Hit { span: Span { start, end: span.end }, leaf: self.leaf }
        })
    }
}
