//! Who and what is named, how often, and where.

use super::error::CorpusError;
use crate::corpus::{DocId, Document};
use crate::entity::Entity;
use crate::normalize::Normalizer;
use crate::query::{Query, evaluate};
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
    /// Only those with this label.
    pub label: Option<String>,
    /// Only those with one of these labels, if there are any.
    pub labels: Vec<String>,
    pub limit: usize,
}

impl Default for EntityOptions {
    fn default() -> Self {
        EntityOptions { query: String::new(), label: None, labels: Vec::new(), limit: 1000 }
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
pub(super) fn entity_id(entity: &Entity) -> String {
    format!("{}:{}", entity.label.code(), entity.name)
}

/// The entities named in the corpus, or in the part of it that a query picks.
///
/// # Errors
/// A mistake in the query, with its place.
pub fn entities(file: &CorpusFile, options: &EntityOptions) -> Result<EntityList, CorpusError> {
    let query = Query::parse(&options.query, &Normalizer::default())
        .map_err(|error| CorpusError::query(error, &options.query))?;
    let links = &file.annotations.links;
    let mut counts = vec![(0, 0); links.entities.len()];
    let mut last_seen = vec![DocId::MAX; links.entities.len()];
    for doc in evaluate(&query, &file.index).documents {
        for &entity in &links.mentions[doc as usize] {
            let (mentions, documents) = &mut counts[entity as usize];
            *mentions += 1;
            *documents += usize::from(last_seen[entity as usize] != doc);
            last_seen[entity as usize] = doc;
        }
    }
    let wanted = |entity: &Entity| {
        let code = entity.label.code();
        let listed = options.labels.is_empty() || options.labels.iter().any(|label| label == code);
        listed && options.label.as_deref().is_none_or(|label| label == code)
    };
    let mut rows: Vec<(&Entity, (usize, usize))> =
        links.entities.iter().zip(counts).filter(|(entity, (n, _))| *n > 0 && wanted(entity)).collect();
    rows.sort_by(|(_, a), (_, b)| b.cmp(a));
    let total = rows.len();
    let entities = rows.into_iter().take(options.limit).map(|(entity, counts)| row(entity, counts));
    Ok(EntityList { total, entities: entities.collect() })
}

fn row(entity: &Entity, (mentions, documents): (usize, usize)) -> EntityRow {
    let (label, name) = (entity.label.code(), entity.name.clone());
    EntityRow { id: entity_id(entity), label, name, mentions, documents }
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
/// There is no such entity.
pub fn mentions(file: &CorpusFile, id: &str, options: MentionOptions) -> Result<MentionList, CorpusError> {
    let links = &file.annotations.links;
    let entity = links.entities.iter().position(|entity| entity_id(entity) == id);
    let entity = entity.ok_or_else(|| CorpusError::no_entity(id))?;
    let places: Vec<(usize, usize)> = (links.mentions.iter().enumerate())
        .flat_map(|(doc, entities)| {
            let of_entity = entities.iter().enumerate().filter(|(_, linked)| **linked as usize == entity);
            of_entity.map(move |(number, _)| (doc, number))
        })
        .collect();
    let documents = places.chunk_by(|a, b| a.0 == b.0).count();
    let mut forms: Vec<(String, usize)> = Vec::new();
    for &(doc, number) in &places {
        let form = file.annotations.mentions[doc][number].span.of(&file.corpus.documents[doc].text);
        match forms.iter_mut().find(|(known, _)| known == form) {
            Some((_, count)) => *count += 1,
            None => forms.push((form.to_owned(), 1)),
        }
    }
    forms.sort_by_key(|&(_, count)| Reverse(count));
    let page = places.iter().skip(options.offset).take(options.limit);
    Ok(MentionList {
        entity: row(&links.entities[entity], (places.len(), documents)),
        forms,
        lines: page.map(|&(doc, number)| line(file, doc, number)).collect(),
    })
}

fn line(file: &CorpusFile, doc: usize, number: usize) -> MentionLine {
    let document = &file.corpus.documents[doc];
    let span = file.annotations.mentions[doc][number].span;
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
