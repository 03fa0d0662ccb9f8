//! The list of articles a query finds.

use super::error::CorpusError;
use super::run::{Run, joined_hits, runs};
use super::snippet::snippet;
use crate::corpus::{BlockKind, DocId, Document};
use crate::normalize::Normalizer;
use crate::query::{Highlighter, Hit, Matches, Query, evaluate};
use crate::rank::{Scored, rank};
use crate::store::CorpusFile;
use serde::{Deserialize, Serialize};

/// Which part of the list is wanted.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub struct SearchOptions {
    pub limit: usize,
    pub offset: usize,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions { limit: 20, offset: 0 }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SearchPage {
    /// How many articles satisfy the query.
    pub total: usize,
    /// Best first; after those that satisfy the query, those with most of its words.
    pub hits: Vec<SearchHit>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    pub id: String,
    pub title: String,
    /// The title, with hits marked.
    pub heading: Vec<Run>,
    pub title_is_first_sentence: bool,
    pub date: Option<String>,
    pub source: Option<String>,
    pub score: f64,
    /// Has most of the words, not all: not counted in `total`.
    pub partial: bool,
    /// The part of the body with most of the query's words, every hit in it marked.
    pub snippet: Vec<Run>,
}

/// Below this many articles with all words, those with most of the words follow.
const FEW: usize = 10;

/// The articles that satisfy `query`, best first, or all in their order if it is empty.
///
/// ```
/// use corpus_viewer::{pipeline, view::{SearchOptions, search}};
/// let file = pipeline::build_texts([("a", "The army left the old base."), ("b", "It rained.")]);
/// let page = search(&file, "\"old base\"", SearchOptions::default())?;
/// assert_eq!((page.total, page.hits[0].id.as_str()), (1, "a"));
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// A mistake in the query, with its place.
pub fn search(file: &CorpusFile, query: &str, options: SearchOptions) -> Result<SearchPage, CorpusError> {
    let normalizer = Normalizer::default();
    let parsed = Query::parse(query, &normalizer).map_err(|error| CorpusError::query(error, query))?;
    let matches = evaluate(&parsed, &file.index);
    let mut ranked = rank(&matches, &file.index);
    let total = ranked.len();
    if parsed.is_plain && total < FEW {
        ranked.extend(most_words(matches, file));
    }
    let page = ranked.iter().enumerate().skip(options.offset).take(options.limit);
    let highlighter = Highlighter::new(&parsed, &file.index);
    let hits = page.map(|(place, scored)| {
        let document = &file.corpus.documents[scored.doc as usize];
        let hits = highlighter.hits(document, &normalizer);
        search_hit(document, &hits, scored.score, place >= total)
    });
    Ok(SearchPage { total, hits: hits.collect() })
}

/// The documents with more than half of the words but not all of them, best first.
fn most_words(matches: Matches, file: &CorpusFile) -> Vec<Scored> {
    let leaves = matches.leaves.len();
    let mut docs: Vec<DocId> = matches.leaves.iter().flatten().map(|posting| posting.doc).collect();
    docs.sort_unstable();
    let some = docs.chunk_by(|a, b| a == b);
    let most = some.filter(|same| same.len() * 2 > leaves && same.len() < leaves);
    let documents = most.map(|same| same[0]).collect();
    rank(&Matches { documents, leaves: matches.leaves }, &file.index)
}

fn search_hit(document: &Document, hits: &[Hit], score: f64, partial: bool) -> SearchHit {
    SearchHit {
        id: document.id.clone(),
        title: document.title.clone(),
        heading: heading(document, hits),
        title_is_first_sentence: document.title_is_first_sentence,
        date: document.date.map(|date| date.to_string()),
        source: document.source.clone(),
        score,
        partial,
        snippet: snippet(document, hits),
    }
}

fn heading(document: &Document, hits: &[Hit]) -> Vec<Run> {
    match document.blocks.iter().find(|block| block.kind == BlockKind::Title) {
        Some(title) => runs(&document.text, title.span, &joined_hits(hits), &[]),
        None => vec![Run { text: document.title.clone(), ..Run::default() }],
    }
}
