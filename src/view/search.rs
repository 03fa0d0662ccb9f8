//! The list of articles a query finds.

use super::error::CorpusError;
use super::run::{Run, joined_hits, runs};
use crate::corpus::{BlockKind, DocId, Document};
use crate::normalize::Normalizer;
use crate::query::{Highlighter, Hit, Matches, Query, evaluate};
use crate::rank::{Scored, rank};
use crate::span::Span;
use crate::store::CorpusFile;
use crate::token::{sentences, words};
use rustc_hash::FxHashMap;
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

/// About how many bytes a snippet has.
const SNIPPET: usize = 240;

/// How far before the first hit, in bytes, a sentence may begin for the snippet to begin there.
const LEAD: usize = 120;

/// The stretch of the body that shows most different words and phrases of the
/// query, then most hits, then comes first. An ellipsis stands where text was cut.
fn snippet(document: &Document, hits: &[Hit]) -> Vec<Run> {
    let mut best: Option<((usize, usize), Span, u32)> = None;
    for block in document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph) {
        let first = hits.partition_point(|hit| hit.span.start < block.span.start);
        let last = hits.partition_point(|hit| hit.span.start < block.span.end);
        each_window(&hits[first..last], |worth, start| {
            if best.is_none_or(|(most, ..)| worth > most) {
                best = Some((worth, block.span, start));
            }
        });
    }
    let place = best.map(|(_, block, start)| (block, start)).or_else(|| opening(document));
    let Some((block, start)) = place else { return Vec::new() };
    let window = window(&document.text, block, start);
    let mut runs = runs(&document.text, window, &joined_hits(hits), &[]);
    let ellipsis = || Run { text: "…".to_owned(), ..Run::default() };
    if window.start > block.start && !starts_sentence(&document.text, block, window.start) {
        runs.insert(0, ellipsis());
    }
    if window.end < block.end {
        runs.push(ellipsis());
    }
    runs
}

/// For the window that begins at each hit: how many different leaves and how many
/// hits are in it. Each hit goes in and out once.
fn each_window(hits: &[Hit], mut visit: impl FnMut((usize, usize), u32)) {
    let mut in_window: FxHashMap<usize, usize> = FxHashMap::default();
    let mut end = 0;
    for (at, hit) in hits.iter().enumerate() {
        let reach = hit.span.start as usize + SNIPPET - LEAD;
        while end < hits.len() && (end <= at || hits[end].span.end as usize <= reach) {
            *in_window.entry(hits[end].leaf).or_default() += 1;
            end += 1;
        }
        visit((in_window.len(), end - at), hit.span.start);
        if let Some(1) = in_window.insert(hit.leaf, in_window[&hit.leaf] - 1) {
            in_window.remove(&hit.leaf);
        }
    }
}

/// Where a snippet without hits begins: at the first paragraph, or after its first
/// sentence if that already stands in for the title.
fn opening(document: &Document) -> Option<(Span, u32)> {
    let mut paragraphs = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
    let first = paragraphs.next()?.span;
    if !document.title_is_first_sentence {
        return Some((first, first.start));
    }
    let text = first.of(&document.text);
    match sentences(text, &words(text)).get(1) {
        Some(second) => {
            let start = first.start + second.start;
            Some((Span { start, ..first }, start))
        }
        None => paragraphs.next().map(|second| (second.span, second.span.start)),
    }
}

fn starts_sentence(text: &str, block: Span, at: u32) -> bool {
    let before = text[block.start as usize..at as usize].trim_end();
    before.len() < (at - block.start) as usize && before.ends_with(['.', '!', '?', '”', '"'])
}

/// About [`SNIPPET`] bytes of `block` that show `hit`: from the start of its sentence, or
/// from a word not far before it, to the end of a word.
fn window(text: &str, block: Span, hit: u32) -> Span {
    let paragraph = block.of(text);
    let hit = (hit - block.start) as usize;
    let nearest = paragraph.floor_char_boundary(hit.saturating_sub(LEAD));
    let lead = &paragraph[nearest..hit];
    let mut words = lead.match_indices([' ', '\u{A0}']).map(|(at, space)| nearest + at + space.len());
    let sentence = words.find(|&at| starts_sentence(text, block, block.start + at as u32));
    let word = || lead.find(' ').map_or(nearest, |at| nearest + at + 1);
    let start = if nearest == 0 { 0 } else { sentence.unwrap_or_else(word) };
    let furthest = paragraph.floor_char_boundary(start + SNIPPET);
    let end = match paragraph[start..furthest].rfind(char::is_whitespace) {
        Some(at) if furthest < paragraph.len() && start + at > hit => start + at,
        _ => furthest,
    };
    Span::new(block.start as usize + start, block.start as usize + end)
}
