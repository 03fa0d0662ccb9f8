//! Who and what is named, how often, and where.

use super::error::CorpusError;
use super::matching::{Documents, matching, parse};
use crate::corpus::{DocId, Document};
use crate::entity::Label;
use crate::normalize::Normalizer;
use crate::span::Span;
use crate::store::CorpusFile;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Which entities are wanted.
#[derive(Clone, Debug, Deserialize)]
#[serde(default)]
pub struct EntityOptions {
    /// Only those named in the articles that satisfy this query.
    pub query: String,
    /// And this one too.
    pub filter: String,
    /// Only those with this label.
    pub label: Option<String>,
    /// Only those with one of these labels, if there are any.
    pub labels: Vec<String>,
    pub limit: usize,
}

impl Default for EntityOptions {
    fn default() -> Self {
        EntityOptions {
            query: String::new(),
            filter: String::new(),
            label: None,
            labels: Vec::new(),
            limit: 1000,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityList {
    /// How many entities there are.
    pub total: usize,
    /// Those mentioned most often first.
    pub entities: Vec<EntityRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityRow {
    pub id: String,
    pub label: &'static str,
    pub name: String,
    pub mentions: usize,
    /// How many articles mention it.
    pub documents: usize,
}

/// What an entity is called in an address: its label and its name.
pub(super) fn entity_id(label: Label, name: &str) -> String {
    format!("{}:{name}", label.code())
}

/// How often an entity is mentioned, and in how many documents.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Counts {
    pub mentions: usize,
    pub documents: usize,
}

/// For each entity, its counts over `documents`.
pub(super) fn counts(file: &CorpusFile, documents: &Documents) -> Result<Vec<Counts>, CorpusError> {
    let mut counts = vec![Counts::default(); file.entities().len() as usize];
    let all = documents.is_all();
    let mut base = 0;
    for part in file.parts() {
        for (entity, counts) in (0..).zip(&mut counts) {
            let named = part.each_naming(entity, |doc, mentions| {
                if all || documents.contains(base + doc) {
                    counts.mentions += mentions as usize;
                    counts.documents += 1;
                }
            });
            named.map_err(|_| CorpusError::malformed_entities())?;
        }
        base += part.documents();
    }
    Ok(counts)
}

/// The entities named in the corpus, or in the part of it that a query picks.
///
/// # Errors
/// A mistake in the query, with its place; or a corpus that makes no sense.
pub fn entities(file: &CorpusFile, options: &EntityOptions) -> Result<EntityList, CorpusError> {
    let normalizer = Normalizer::default();
    let satisfying = |query: &str| matching(file, &parse(file, query, &normalizer)?, &normalizer);
    let mut documents = satisfying(&options.query)?;
    if !options.filter.trim().is_empty() {
        let filter = satisfying(&options.filter)?;
        documents = Documents::of(
            file,
            (0..file.documents()).filter(|&doc| documents.contains(doc) && filter.contains(doc)),
        );
    }
    let wanted = |label: Label| {
        let code = label.code();
        let listed = options.labels.is_empty() || options.labels.iter().any(|label| label == code);
        listed && options.label.as_deref().is_none_or(|label| label == code)
    };
    let mut rows = Vec::new();
    for (entity, counts) in (0..).zip(counts(file, &documents)?) {
        let (label, name) = file.entities().get(entity).map_err(|_| CorpusError::malformed_entities())?;
        if counts.documents > 0 && wanted(label) {
            rows.push((counts, label, name));
        }
    }
    rows.sort_by(|(a, ..), (b, ..)| b.cmp(a));
    let total = rows.len();
    let entities = rows.into_iter().take(options.limit).map(|(counts, label, name)| row(label, name, counts));
    Ok(EntityList { total, entities: entities.collect() })
}

fn row(label: Label, name: &str, counts: Counts) -> EntityRow {
    let Counts { mentions, documents } = counts;
    EntityRow { id: entity_id(label, name), label: label.code(), name: name.to_owned(), mentions, documents }
}

/// Which part of the list of mentions is wanted.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(default)]
pub struct MentionOptions {
    pub limit: usize,
    pub offset: usize,
}

impl Default for MentionOptions {
    fn default() -> Self {
        MentionOptions { limit: 200, offset: 0 }
    }
}

/// Every mention of one entity, in the order of the corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MentionList {
    pub entity: EntityRow,
    /// The words it is mentioned by, and how often, most often first.
    pub forms: Vec<(String, usize)>,
    pub lines: Vec<MentionLine>,
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

/// The mentions of the entity called `id`.
///
/// # Errors
/// There is no such entity, or the corpus makes no sense.
pub fn mentions(file: &CorpusFile, id: &str, options: MentionOptions) -> Result<MentionList, CorpusError> {
    let (label, name) = id
        .split_once(':')
        .and_then(|(code, name)| Some((Label::from_code(code)?, name)))
        .ok_or_else(|| CorpusError::no_entity(id))?;
    let entity = file.entities().find(label, name).ok_or_else(|| CorpusError::no_entity(id))?;
    let mut reader = file.reader();
    let mut counts = Counts::default();
    let mut forms: Vec<(String, usize)> = Vec::new();
    let mut lines = Vec::new();
    for doc in naming(file, entity)? {
        let document = reader.document(doc)?;
        let linked = file.mentions(doc, &document.text)?;
        counts.documents += 1;
        for (number, linked) in linked.iter().enumerate().filter(|(_, linked)| linked.entity == entity) {
            let span = linked.mention.span;
            let form = span.of(&document.text);
            match forms.iter_mut().find(|(known, _)| known == form) {
                Some((_, count)) => *count += 1,
                None => forms.push((form.to_owned(), 1)),
            }
            if counts.mentions >= options.offset && lines.len() < options.limit {
                lines.push(line(&document, span, number));
            }
            counts.mentions += 1;
        }
    }
    forms.sort_by_key(|&(_, count)| Reverse(count));
    Ok(MentionList { entity: row(label, name, counts), forms, lines })
}

/// The documents that mention `entity`.
fn naming(file: &CorpusFile, entity: u32) -> Result<Vec<DocId>, CorpusError> {
    let mut docs = Vec::new();
    let mut base = 0;
    for part in file.parts() {
        let named = part.each_naming(entity, |doc, _| docs.push(base + doc));
        named.map_err(|_| CorpusError::malformed_entities())?;
        base += part.documents();
    }
    Ok(docs)
}

fn line(document: &Document, span: Span, number: usize) -> MentionLine {
    let (left, right) = surroundings(document, span);
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
    let text = &document.text;
    let block = document.blocks.iter().find(|block| block.span.contains(span));
    let block = block.map_or(span, |block| block.span);
    let before = &text[block.start as usize..span.start as usize];
    let after = &text[span.end as usize..block.end as usize];
    let from = before.floor_char_boundary(before.len().saturating_sub(SIDE));
    let to = after.floor_char_boundary(SIDE.min(after.len()));
    let left = match before[from..].find(' ') {
        Some(space) if from > 0 => format!("…{}", &before[from + space..]),
        _ => before[from..].to_owned(),
    };
    let right = match after[..to].rfind(' ') {
        Some(space) if to < after.len() => format!("{} …", &after[..space]),
        _ => after[..to].to_owned(),
    };
    (left, right)
}
