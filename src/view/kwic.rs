//! The concordance: every hit of a query, or every mention, with the words around it.

use super::entities::{each_naming, parse_id};
use super::error::CorpusError;
use super::matching::{matching, parse, satisfying};
use super::run::joined_hits;
use crate::analysis::concordance::{Order, OrderError, Place, Reading, on_one_line, sample, sort};
use crate::corpus::DocId;
use crate::entity::Label;
use crate::normalize::Normalizer;
use crate::order;
use crate::query::{Highlighter, Query};
use crate::said::said;
use crate::span::Span;
use crate::store::{CorpusFile, StoreError};
use serde::{Deserialize, Serialize};

/// Which lines are wanted, in which order, and how long they are.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default)]
pub struct KwicOptions {
    /// How many words stand on each side, at most [`MAX_WINDOW`].
    pub window: usize,
    /// Up to three columns, as "1R,2R": see [`Order`]. Nothing: as they stand in the corpus.
    pub sort: String,
    pub limit: usize,
    pub offset: usize,
    /// A query that the articles have to satisfy too; it has no lines.
    pub filter: String,
    /// The id of an entity: its mentions are the lines, in the articles that satisfy the query.
    pub entity: Option<String>,
    /// Or a label: the mentions of all entities with it.
    pub label: Option<String>,
    /// At most so many lines, drawn at random by `seed`.
    pub sample: Option<usize>,
    pub seed: u64,
}

impl Default for KwicOptions {
    fn default() -> Self {
        KwicOptions {
            window: 10,
            sort: String::new(),
            limit: 100,
            offset: 0,
            filter: String::new(),
            entity: None,
            label: None,
            sample: None,
            seed: 0,
        }
    }
}

/// The most words on each side of a node.
pub const MAX_WINDOW: usize = 100;

/// The most bytes on each side of a node, for words that are none.
const MAX_SIDE: usize = 4096;

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KwicPage {
    /// How many lines there are.
    pub total: usize,
    /// How many of them were drawn; all, if no sample was asked for.
    pub sampled: usize,
    pub lines: Vec<KwicLine>,
}

/// A node and what stands around it in its paragraph: as it is written, but for white space, and so that the three
/// joined are the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct KwicLine {
    /// The article's id.
    pub id: String,
    pub title: String,
    pub date: Option<String>,
    pub source: Option<String>,
    pub left: String,
    pub node: String,
    pub right: String,
    /// Which hit of the article it is, from 0, as in the runs of the article with the same query.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hit: Option<u32>,
    /// Or which mention, from 0, as in the runs of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mention: Option<u32>,
}

/// Where the lines are that were asked for last, in their order: kept for their other pages, 16 bytes for each. A
/// corpus that has changed needs a new one.
#[derive(Default)]
pub struct Concordance {
    asked: Option<Asked>,
    total: usize,
    places: Vec<Place>,
}

/// What decides which lines there are: the query, and the options but for those of a page.
type Asked = (String, KwicOptions);

/// A line for each hit of `query`; or for mentions, if an entity or a label is asked for.
///
/// ```
/// use corpus_viewer::{pipeline, view::{KwicOptions, kwic}};
/// let file = pipeline::build_texts([("a", "The army left the old base. An army came.")]);
/// let options = KwicOptions { window: 2, sort: "1L".to_owned(), ..KwicOptions::default() };
/// let page = kwic(&file, "army", &options)?;
/// let [first, second] = &page.lines[..] else { panic!("there are two") };
/// assert_eq!((&*first.left, &*first.node, &*first.right), ("base. An ", "army", " came."));
/// assert_eq!((&*second.left, &*second.right, second.hit), ("The ", " left the", Some(0)));
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// A mistake in a query, with its place; an order, label or window that there is not, or an entity; or a corpus that
/// makes no sense, or holds counts alone.
pub fn kwic(file: &CorpusFile, query: &str, options: &KwicOptions) -> Result<KwicPage, CorpusError> {
    kwic_with(file, &mut Concordance::default(), query, options)
}

/// The same, for whoever asks for other pages and keeps the order of the lines.
///
/// # Errors
/// As [`kwic`].
pub fn kwic_with(
    file: &CorpusFile,
    concordance: &mut Concordance,
    query: &str,
    options: &KwicOptions,
) -> Result<KwicPage, CorpusError> {
    if options.window > MAX_WINDOW {
        return Err(CorpusError::options(said!(
            "at most {0} words stand on each side of a line",
            MAX_WINDOW
        )));
    }
    let of_all_pages = KwicOptions { window: 0, limit: 0, offset: 0, ..options.clone() };
    let asked = Some((query.to_owned(), of_all_pages));
    if concordance.asked != asked {
        *concordance = Concordance::of(file, query, options)?;
        // What was worked out of half of the corpus is not kept.
        concordance.asked = asked.filter(|_| !file.has_missed());
    }
    let Concordance { total, places, .. } = concordance;
    let start = options.offset.min(places.len());
    let end = options.offset.saturating_add(options.limit).min(places.len());
    Ok(KwicPage { total: *total, sampled: places.len(), lines: lines(file, &places[start..end], options)? })
}

impl Concordance {
    fn of(file: &CorpusFile, query: &str, options: &KwicOptions) -> Result<Self, CorpusError> {
        let order: Order =
            options.sort.parse().map_err(|error: OrderError| CorpusError::options(error.said()))?;
        if !file.has_places() {
            return Err(StoreError::CountsOnly.into());
        }
        let mut places = places(file, query, options)?;
        let total = places.len();
        if let Some(most) = options.sample {
            sample(&mut places, most, options.seed);
        }
        sort(file, &mut places, &order)?;
        places.shrink_to_fit();
        Ok(Concordance { asked: None, total, places })
    }
}

fn places(file: &CorpusFile, query: &str, options: &KwicOptions) -> Result<Vec<Place>, CorpusError> {
    let normalizer = Normalizer::default();
    let query = parse(file, query, &normalizer)?;
    let searched = matching(file, &query, &normalizer)?.and(&satisfying(file, &options.filter)?);
    let is_searched = |doc: &DocId| searched.contains(*doc);
    match wanted_entities(file, options)? {
        None => hits(file, &query, (0..file.documents()).filter(is_searched).collect(), &normalizer),
        Some(entities) => mentions(file, &entities, is_searched),
    }
}

/// The hits of `query` in `docs`, in the order of the corpus.
fn hits(
    file: &CorpusFile,
    query: &Query,
    docs: Vec<DocId>,
    normalizer: &Normalizer,
) -> Result<Vec<Place>, CorpusError> {
    let mut places = Vec::new();
    if query.leaves_asked_for().next().is_none() {
        return Ok(places);
    }
    file.needs(docs.iter().copied())?;
    let mut highlighter = Highlighter::new(query, file, normalizer);
    for doc in docs {
        let hits = joined_hits(&highlighter.hits(doc));
        places.extend((0..).zip(hits).map(|(number, span)| Place { doc, span, number }));
    }
    Ok(places)
}

/// The entities whose mentions are the lines; none where hits are.
fn wanted_entities(file: &CorpusFile, options: &KwicOptions) -> Result<Option<Vec<u32>>, CorpusError> {
    match (&options.entity, &options.label) {
        (Some(id), _) => {
            let (label, name) = parse_id(id)?;
            let entity = file.entities().find(label, name).ok_or_else(|| CorpusError::no_entity(id))?;
            Ok(Some(vec![entity]))
        }
        (None, Some(code)) => {
            let no_label = || CorpusError::options(said!("there is no label \"{0}\"", code));
            let label = Label::from_code(code).ok_or_else(no_label)?;
            let entities =
                file.entities().with_label(label).map_err(|_| CorpusError::malformed_entities())?;
            Ok(Some(entities.collect()))
        }
        (None, None) => Ok(None),
    }
}

/// The mentions of `entities` in the documents that are searched, in the order of the corpus.
fn mentions(
    file: &CorpusFile,
    entities: &[u32],
    is_searched: impl Fn(&DocId) -> bool,
) -> Result<Vec<Place>, CorpusError> {
    let mut is_wanted = vec![false; file.entities().len() as usize];
    let mut docs = Vec::new();
    for &entity in entities {
        is_wanted[entity as usize] = true;
        each_naming(file, entity, |doc, _| docs.push(doc))?;
    }
    docs.retain(is_searched);
    docs.sort_unstable();
    docs.dedup();
    file.needs(docs.iter().copied())?;
    let mut reader = file.reader();
    let mut places = Vec::new();
    for doc in docs {
        let linked = file.mentions(doc, &reader.document(doc)?.text)?;
        let wanted = (0..).zip(linked).filter(|(_, linked)| is_wanted[linked.entity as usize]);
        places.extend(wanted.map(|(number, linked)| Place { doc, span: linked.mention.span, number }));
    }
    Ok(places)
}

/// The lines of a page, each document read once.
fn lines(file: &CorpusFile, places: &[Place], options: &KwicOptions) -> Result<Vec<KwicLine>, CorpusError> {
    let order = order::of(places.len(), &|a, b| places[a].cmp(&places[b]));
    let mut reader = file.reader();
    let mut lines = vec![None; places.len()];
    for of_document in order.chunk_by(|&a, &b| places[a].doc == places[b].doc) {
        let reading = Reading::of(file, &mut reader, places[of_document[0]].doc)?;
        for &nth in of_document {
            lines[nth] = Some(line(&reading, places[nth], options)?);
        }
    }
    Ok(lines.into_iter().flatten().collect())
}

fn line(reading: &Reading, place: Place, options: &KwicOptions) -> Result<KwicLine, CorpusError> {
    let document = &reading.document;
    let (left, right) = sides(reading, place.span, options.window)?;
    let is_mention = options.entity.is_some() || options.label.is_some();
    Ok(KwicLine {
        id: document.id.clone(),
        title: document.title.clone(),
        date: document.date.map(|date| date.to_string()),
        source: document.source.clone(),
        left: on_one_line(left).trim_start().to_owned(),
        node: on_one_line(place.span.of(&document.text)),
        right: on_one_line(right).trim_end().to_owned(),
        hit: (!is_mention).then_some(place.number),
        mention: is_mention.then_some(place.number),
    })
}

/// What stands before and behind `node`: so many words, or all up to the paragraph's beginning or end.
fn sides(reading: &Reading, node: Span, words: usize) -> Result<(&str, &str), StoreError> {
    let around = reading.around(node)?;
    let text = reading.document.text.as_str();
    let cut_left = around.before.len().checked_sub(words).filter(|&more| more > 0);
    let start = match cut_left {
        Some(more) => around.before.get(more).map_or(node.start, |word| word.start),
        None => around.paragraph.start,
    };
    let end = match around.behind.get(words) {
        Some(_) => words.checked_sub(1).map_or(node.end, |last| around.behind[last].end),
        None => around.paragraph.end,
    };
    let [start, from, to, end] = [start, node.start, node.end, end].map(|at| at as usize);
    let start = text.ceil_char_boundary(start.max(from.saturating_sub(MAX_SIDE)));
    let end = text.floor_char_boundary(end.min(to + MAX_SIDE));
    Ok((&text[start..from], &text[to..end]))
}
