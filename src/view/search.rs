//! The list of articles a query finds.

use super::error::CorpusError;
use super::facets::{Facet, facets};
use super::matching::{Documents, matching, parse};
use super::run::{Run, hits_in, joined_hits, runs};
use super::similar::{Folded, Similarity};
use super::snippet::snippet;
use super::suggest::suggestion;
use crate::corpus::{BlockKind, Date, DocId, Document};
use crate::normalize::Normalizer;
use crate::order;
use crate::query::{Highlighter, Hit, Node, Query, Source};
use crate::rank::{Scored, Search};
use crate::store::{CorpusFile, Section, StoreError};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Which articles are wanted, in which order, and what is to be counted.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct SearchOptions {
    pub limit: usize,
    pub offset: usize,
    pub sort: Sort,
    /// A query that the articles have to satisfy too; it is neither scored nor marked.
    pub filter: String,
    /// How many values to count for each field; 0: nothing is counted.
    pub facets: usize,
    /// From 0.2 to 1: articles at least so similar are listed and counted as one, the earliest of
    /// those that are found. None: each by itself.
    pub similar: Option<f32>,
}

impl Default for SearchOptions {
    fn default() -> Self {
        SearchOptions {
            limit: 20,
            offset: 0,
            sort: Sort::Relevance,
            filter: String::new(),
            facets: 0,
            similar: None,
        }
    }
}

/// The order of a list of articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// By date, the latest first; those without a date at the end.
    Newest,
    /// By date, the earliest first; those without a date at the end.
    Oldest,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchPage {
    /// How many articles satisfy the query, similar ones counted as one if that was asked for.
    pub total: usize,
    /// How many satisfy it, each counted.
    pub total_articles: usize,
    /// In the order asked for; after those that satisfy the query, those with most of its words.
    pub hits: Vec<SearchHit>,
    /// The query with words of the corpus in place of such as hardly occur.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// Counts of the articles that satisfy the query and the filter, if they were asked for. Of a field of which an
    /// article has one value (date, source, author, metadata), all values are counted that can be wanted beside
    /// those of the filter: what of it asks about that field alone, in conditions joined by AND, is left out.
    pub facets: Vec<Facet>,
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
    pub score: f32,
    /// Has most of the words, not all: not counted in `total`.
    pub partial: bool,
    /// How many more articles satisfy the query that are listed as one with this.
    pub similar: usize,
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
/// let page = search(&file, "\"old base\"", &SearchOptions::default())?;
/// assert_eq!((page.total, page.hits[0].id.as_str()), (1, "a"));
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// A mistake in the query, with its place; a threshold out of its bounds; or an index that makes no sense.
pub fn search(file: &CorpusFile, query: &str, options: &SearchOptions) -> Result<SearchPage, CorpusError> {
    search_with(file, &Similarity::default(), query, options)
}

/// The same, for whoever asks again and keeps how alike the articles are.
///
/// # Errors
/// As [`search`].
pub fn search_with(
    file: &CorpusFile,
    similarity: &Similarity,
    query: &str,
    options: &SearchOptions,
) -> Result<SearchPage, CorpusError> {
    let normalizer = Normalizer::default();
    let parsed = parse(file, query, &normalizer)?;
    let found = find(file, similarity, &parsed, &normalizer, options)?;
    let total = found.scored.len();
    let facets = match options.facets {
        0 => Vec::new(),
        most => {
            let without = |field: &str| found.without(file, &normalizer, field);
            facets(file, &documents(file, &found.scored), without, most)?
        }
    };
    let Found { scored, total_articles, wanted, folded, .. } = found;
    let mut page = on_page(file, &scored, options);
    let complete = page.len();
    if parsed.is_plain && parsed.leaves.len() > 1 && total < FEW {
        let mut partial = most_words(file, &parsed, &normalizer);
        partial.retain(|scored| wanted.contains(scored.doc));
        if let Some(folded) = &folded {
            let mut told: FxHashSet<DocId> = scored.iter().map(|scored| folded.story(scored.doc)).collect();
            partial.retain(|scored| told.insert(folded.story(scored.doc)));
        }
        let before = options.offset.saturating_sub(total);
        page.extend(partial.into_iter().skip(before).take(options.limit - complete));
    }
    let mut hits = marked(file, &parsed, &normalizer, &page)?;
    hits.iter_mut().skip(complete).for_each(|hit| hit.partial = true);
    if let Some(folded) = &folded {
        hits.iter_mut().zip(&page).for_each(|(hit, scored)| hit.similar = folded.others(scored.doc));
    }
    let suggestion = (total < FEW).then(|| suggestion(file, query, &parsed, &normalizer)).flatten();
    Ok(SearchPage { total, total_articles, hits, suggestion, facets })
}

/// The documents that a page of [`search_with`] lists, but for those with only most of the words.
pub(super) fn listed(
    file: &CorpusFile,
    similarity: &Similarity,
    query: &str,
    options: &SearchOptions,
) -> Result<Vec<DocId>, CorpusError> {
    let normalizer = Normalizer::default();
    let parsed = parse(file, query, &normalizer)?;
    let found = find(file, similarity, &parsed, &normalizer, options)?;
    Ok(on_page(file, &found.scored, options).iter().map(|scored| scored.doc).collect())
}

/// What a query finds, before it is put in order.
struct Found {
    /// What satisfies query and filter; of articles alike one.
    scored: Vec<Scored>,
    /// How many satisfy both.
    total_articles: usize,
    /// What satisfies the query.
    satisfying: Documents,
    filter: Query,
    /// What satisfies the filter.
    wanted: Documents,
    folded: Option<Folded>,
}

impl Found {
    /// What would be found if the filter did not ask about `field`; none if it does not.
    fn without(
        &self,
        file: &CorpusFile,
        normalizer: &Normalizer,
        field: &str,
    ) -> Result<Option<Documents>, CorpusError> {
        let Some(filter) = self.filter.without(field) else { return Ok(None) };
        let found = matching(file, &filter, normalizer)?.and(&self.satisfying);
        Ok(Some(match &self.folded {
            Some(folded) => folded.fold(file, &found),
            None => found,
        }))
    }
}

fn find(
    file: &CorpusFile,
    similarity: &Similarity,
    query: &Query,
    normalizer: &Normalizer,
    options: &SearchOptions,
) -> Result<Found, CorpusError> {
    let filter = parse(file, &options.filter, normalizer)?;
    let wanted = matching(file, &filter, normalizer)?;
    let mut scored = Vec::new();
    let mut search = Search::new(query, Source::all(file), normalizer);
    search.each(|found| scored.push(found));
    let satisfying = documents(file, &scored);
    scored.retain(|scored| wanted.contains(scored.doc));
    let total_articles = scored.len();
    let folded = match options.similar {
        Some(threshold) => Some(Folded::new(file, similarity, documents(file, &scored), threshold)?),
        None => None,
    };
    if let Some(folded) = &folded {
        scored.retain(|scored| folded.shows(scored.doc));
    }
    if options.sort == Sort::Relevance {
        search.draw_near(options.offset.saturating_add(options.limit), &mut scored);
    }
    if search.is_damaged() {
        return Err(StoreError::Malformed { section: Section::Lists }.into());
    }
    Ok(Found { scored, total_articles, satisfying, filter, wanted, folded })
}

fn documents(file: &CorpusFile, scored: &[Scored]) -> Documents {
    Documents::of(file, scored.iter().map(|scored| scored.doc))
}

/// What of `found` is on the page, in the order asked for.
fn on_page(file: &CorpusFile, found: &[Scored], options: &SearchOptions) -> Vec<Scored> {
    let day = |scored: &Scored| date_of(file, scored.doc).map(Date::first_day);
    let days: Vec<_> = match options.sort {
        Sort::Relevance => Vec::new(),
        Sort::Newest | Sort::Oldest => found.iter().map(day).collect(),
    };
    let by_day = |a: usize, b: usize| match options.sort {
        Sort::Relevance => Ordering::Equal,
        Sort::Newest => days[b].cmp(&days[a]),
        Sort::Oldest => days[a].is_none().cmp(&days[b].is_none()).then(days[a].cmp(&days[b])),
    };
    let places = options.offset..options.offset.saturating_add(options.limit);
    let compare = |a: usize, b: usize| by_day(a, b).then_with(|| found[a].cmp(&found[b]));
    order::page(found.len(), places, &compare).into_iter().map(|nth| found[nth]).collect()
}

fn date_of(file: &CorpusFile, doc: DocId) -> Option<Date> {
    let (part, doc) = file.part_of(doc)?;
    part.columns().date(doc)
}

/// The documents with more than half of the words but not all of them, best first.
fn most_words(file: &CorpusFile, query: &Query, normalizer: &Normalizer) -> Vec<Scored> {
    let leaves = query.leaves.len();
    let any = Query { root: Node::Or((0..leaves).map(Node::Leaf).collect()), ..query.clone() };
    let mut found = Vec::new();
    Search::new(&any, Source::all(file), normalizer).each_counted(|scored, count| {
        if count * 2 > leaves && count < leaves {
            found.push(scored);
        }
    });
    found.sort_unstable();
    found
}

/// The hits of a page, each with its title and snippet.
fn marked(
    file: &CorpusFile,
    query: &Query,
    normalizer: &Normalizer,
    page: &[Scored],
) -> Result<Vec<SearchHit>, CorpusError> {
    let order = order::of(page.len(), &|a, b| page[a].doc.cmp(&page[b].doc));
    file.needs(page.iter().map(|scored| scored.doc))?;
    let mut highlighter = Highlighter::new(query, file, normalizer);
    let mut reader = file.reader();
    let mut hits: Vec<Option<SearchHit>> = vec![None; page.len()];
    for nth in order {
        let scored = page[nth];
        let document = reader.document(scored.doc)?;
        let found = hits_in(&mut highlighter, scored.doc, &document.text)?;
        hits[nth] = Some(search_hit(&document, &found, scored.score));
    }
    Ok(hits.into_iter().flatten().collect())
}

fn search_hit(document: &Document, hits: &[Hit], score: f32) -> SearchHit {
    SearchHit {
        id: document.id.clone(),
        title: document.title.clone(),
        heading: heading(document, hits),
        title_is_first_sentence: document.title_is_first_sentence,
        date: document.date.map(|date| date.to_string()),
        source: document.source.clone(),
        score,
        partial: false,
        similar: 0,
        snippet: snippet(document, hits),
    }
}

fn heading(document: &Document, hits: &[Hit]) -> Vec<Run> {
    match document.blocks.iter().find(|block| block.kind == BlockKind::Title) {
        Some(title) => runs(&document.text, title.span, &joined_hits(hits), &[]),
        None => vec![Run { text: document.title.clone(), ..Run::default() }],
    }
}
