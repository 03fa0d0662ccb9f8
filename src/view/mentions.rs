//! One entity: what it is called and why, where it is named, and with whom.

use super::apart::{ApartRow, apart_rows};
use super::around::cut_between;
use super::companions::{Companion, Companions};
use super::entities::{Counts, EntityRow, each_naming, parse_id, row};
use super::error::CorpusError;
use super::quotes::{QuoteRow, add_quotes};
use crate::corpus::Document;
use crate::entity::Reason;
use crate::order;
use crate::span::Span;
use crate::store::CorpusFile;
use crate::token::{sentences, words};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Which part of the list of mentions is wanted, and how many companions and quotes.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub struct MentionOptions {
    pub limit: usize,
    pub offset: usize,
    /// The most entities of each list of those it appears with; 0: they are not counted.
    pub companions: usize,
    /// The most quotes.
    pub quotes: usize,
}

impl Default for MentionOptions {
    fn default() -> Self {
        MentionOptions { limit: 200, offset: 0, companions: 20, quotes: 50 }
    }
}

/// An entity, and its mentions in the order of the corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MentionList {
    pub entity: EntityRow,
    /// The ways it is written, most frequent first, then in the order of the corpus.
    pub names: Vec<NameRow>,
    /// Its links that have been taken apart, and those that made it an entity of its own.
    pub apart: Vec<ApartRow>,
    /// Its first mention, between the beginning and the end of its sentence.
    pub first: Option<MentionLine>,
    /// Who and what is named in the same sentences, and in how many of them: most first.
    pub in_sentences: Vec<Companion>,
    /// Who and what is named in the same articles, and in how many of them: most first.
    pub in_articles: Vec<Companion>,
    pub lines: Vec<MentionLine>,
    /// Direct speech near its mentions, in the order of the corpus.
    pub quotes: Vec<QuoteRow>,
}

/// One way in which an entity is written.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NameRow {
    pub form: String,
    pub mentions: usize,
    /// Why it is taken to be of the entity.
    pub reason: Reason,
    /// Whether the link can be taken apart: not where it is the very name of the entity.
    pub can_unlink: bool,
}

/// One mention in its surroundings.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MentionLine {
    /// The article's id.
    pub document: String,
    pub title: String,
    pub date: Option<String>,
    /// Which mention of the article it is, from 0, as in the runs of the article.
    pub mention: usize,
    pub left: String,
    pub node: String,
    pub right: String,
}

/// The entity called `id` and its mentions. Takes time for the articles that mention it, not for all.
///
/// ```
/// use corpus_viewer::{pipeline, view::{MentionOptions, mentions}};
/// let file = pipeline::build_texts([("a", "Marco Rubio left Quito. Rubio slept.")]);
/// let page = mentions(&file, "PER:Marco Rubio", MentionOptions::default())?;
/// assert_eq!((page.names[0].form.as_str(), page.names[0].reason.code()), ("Marco Rubio", "same name"));
/// assert_eq!((page.names[1].form.as_str(), page.names[1].reason.code()), ("Rubio", "surname of"));
/// assert_eq!((page.in_sentences[0].name.as_str(), page.in_sentences[0].together), ("Quito", 1));
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// There is no such entity, or the corpus makes no sense.
pub fn mentions(file: &CorpusFile, id: &str, options: MentionOptions) -> Result<MentionList, CorpusError> {
    let (label, name) = parse_id(id)?;
    let entity = file.entities().find(label, name).ok_or_else(|| CorpusError::no_entity(id))?;
    let mut docs = Vec::new();
    each_naming(file, entity, |doc, _| docs.push(doc))?;
    file.needs(docs.iter().copied())?;
    let mut reader = file.reader();
    let mut counts = Counts::default();
    let mut names: Vec<NameRow> = Vec::new();
    let mut places: FxHashMap<String, usize> = FxHashMap::default();
    let mut companions = Companions::new(file, entity);
    let mut first = None;
    let mut lines = Vec::new();
    let mut quotes = Vec::new();
    for doc in docs {
        let document = reader.document(doc)?;
        let linked = file.mentions(doc, &document.text)?;
        counts.documents += 1;
        for (number, linked) in linked.iter().enumerate().filter(|(_, linked)| linked.entity == entity) {
            let span = linked.mention.span;
            let form = span.of(&document.text);
            match places.get(form) {
                Some(&place) => names[place].mentions += 1,
                None => {
                    places.insert(form.to_owned(), names.len());
                    names.push(name_row(form, linked.reason, name));
                }
            }
            if counts.mentions >= options.offset && lines.len() < options.limit {
                lines.push(line(&document, span, number, surroundings(&document, span)));
            }
            if counts.mentions == 0 {
                first = Some(line(&document, span, number, sentence_around(&document, span)));
            }
            counts.mentions += 1;
        }
        if options.companions > 0 {
            companions.add(&document, &linked);
        }
        add_quotes(&document, &linked, entity, options.quotes, &mut quotes);
    }
    order::by_key(&mut names, |row| Reverse(row.mentions));
    Ok(MentionList {
        entity: row(label, name, counts),
        names,
        apart: apart_rows(file, label, name)?,
        first,
        in_sentences: companions.in_sentences(options.companions)?,
        in_articles: companions.in_articles(options.companions)?,
        lines,
        quotes,
    })
}

fn name_row(form: &str, reason: Reason, name: &str) -> NameRow {
    NameRow { form: form.to_owned(), mentions: 1, reason, can_unlink: form != name }
}

fn line(document: &Document, span: Span, number: usize, (left, right): (String, String)) -> MentionLine {
    MentionLine {
        document: document.id.clone(),
        title: document.title.clone(),
        date: document.date.map(|date| date.to_string()),
        mention: number,
        left,
        node: span.of(&document.text).to_owned(),
        right,
    }
}

/// About how many bytes stand on each side of a mention.
const SIDE: usize = 80;

/// The text of the same paragraph before and after `span`, cut at words, with an ellipsis where cut.
fn surroundings(document: &Document, span: Span) -> (String, String) {
    cut_between(&document.text, paragraph(document, span), span, SIDE)
}

/// The most bytes of a sentence that stand on each side of a mention.
const SENTENCE_SIDE: usize = 300;

/// The text of the same sentence before and after `span`; of a very long one, what is near.
fn sentence_around(document: &Document, span: Span) -> (String, String) {
    let paragraph = paragraph(document, span);
    let text = paragraph.of(&document.text);
    let sentences = sentences(text, &words(text));
    let own = sentences.into_iter().map(|sentence| sentence.offset_by(paragraph.start));
    let sentence = own.into_iter().find(|sentence| sentence.contains(span)).unwrap_or(span);
    cut_between(&document.text, sentence, span, SENTENCE_SIDE)
}

fn paragraph(document: &Document, span: Span) -> Span {
    let block = document.blocks.iter().find(|block| block.span.contains(span));
    block.map_or(span, |block| block.span)
}
