//! Who and what is named, and how often.

use super::error::CorpusError;
use super::matching::{Documents, satisfying};
use super::similar::{Folded, Similarity};
use crate::corpus::DocId;
use crate::entity::Label;
use crate::order;
use crate::store::CorpusFile;
use serde::{Deserialize, Serialize};
use std::ops::Range;

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
    /// Articles at least so similar count as one, as in [`SearchOptions`](super::SearchOptions).
    pub similar: Option<f32>,
    pub limit: usize,
    pub offset: usize,
}

impl Default for EntityOptions {
    fn default() -> Self {
        EntityOptions {
            query: String::new(),
            filter: String::new(),
            label: None,
            labels: Vec::new(),
            similar: None,
            limit: 1000,
            offset: 0,
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

/// The counts of each of `entities` over `documents`.
pub(super) fn counts(
    file: &CorpusFile,
    documents: &Documents,
    entities: Range<u32>,
) -> Result<Vec<Counts>, CorpusError> {
    let mut counts = vec![Counts::default(); entities.len()];
    let mut base = 0;
    for part in file.parts() {
        for (entity, counts) in entities.clone().zip(&mut counts) {
            let named = part.each_naming(entity, |doc, mentions| {
                // Without a branch, which nobody could foretell.
                let is_in = usize::from(documents.contains(base + doc));
                counts.mentions += is_in * mentions as usize;
                counts.documents += is_in;
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
/// A mistake in the query, with its place; a threshold out of its bounds; or a corpus that makes no sense.
pub fn entities(file: &CorpusFile, options: &EntityOptions) -> Result<EntityList, CorpusError> {
    entities_with(file, &Similarity::default(), options)
}

/// The same, for whoever asks again and keeps how alike the articles are.
///
/// # Errors
/// As [`entities`].
pub fn entities_with(
    file: &CorpusFile,
    similarity: &Similarity,
    options: &EntityOptions,
) -> Result<EntityList, CorpusError> {
    let mut documents = satisfying(file, &options.query)?.and(&satisfying(file, &options.filter)?);
    if let Some(threshold) = options.similar {
        documents = Folded::new(file, similarity, documents, threshold)?.into_shown();
    }
    let is_wanted = |label: &Label| {
        let code = label.code();
        let listed = options.labels.is_empty() || options.labels.iter().any(|label| label == code);
        listed && options.label.as_deref().is_none_or(|label| label == code)
    };
    let named = named(file, &documents, Label::ALL.into_iter().filter(is_wanted))?;
    let places = options.offset..options.offset.saturating_add(options.limit);
    let page = order::page(named.len(), places, &|a, b| named[b].1.cmp(&named[a].1)).into_iter();
    let entities = page.map(|nth| row_of(file, named[nth].0, named[nth].1)).collect::<Result<_, _>>()?;
    Ok(EntityList { total: named.len(), entities })
}

/// The entities with one of `labels`, which ascend, that are named in `documents`, and their counts over these:
/// by label, then name.
pub(super) fn named(
    file: &CorpusFile,
    documents: &Documents,
    labels: impl IntoIterator<Item = Label>,
) -> Result<Vec<(u32, Counts)>, CorpusError> {
    let mut named = Vec::new();
    for label in labels {
        let entities = file.entities().with_label(label).map_err(|_| CorpusError::malformed_entities())?;
        let counts = counts(file, documents, entities.clone())?;
        named.extend(entities.zip(counts).filter(|(_, counts)| counts.documents > 0));
    }
    Ok(named)
}

/// An entity and its counts.
pub(super) fn row(label: Label, name: &str, counts: Counts) -> EntityRow {
    let Counts { mentions, documents } = counts;
    EntityRow { id: entity_id(label, name), label: label.code(), name: name.to_owned(), mentions, documents }
}

/// The same, by its number.
pub(super) fn row_of(file: &CorpusFile, entity: u32, counts: Counts) -> Result<EntityRow, CorpusError> {
    let (label, name) = file.entities().get(entity).map_err(|_| CorpusError::malformed_entities())?;
    Ok(row(label, name, counts))
}

/// The label and the name of the entity called `id`, whether it is named or not.
pub(super) fn parse_id(id: &str) -> Result<(Label, &str), CorpusError> {
    let parts = id.split_once(':').and_then(|(code, name)| Some((Label::from_code(code)?, name)));
    parts.ok_or_else(|| CorpusError::no_entity(id))
}

/// Calls `visit` with the documents that mention `entity`, ascending, and how often each does.
pub(super) fn each_naming(
    file: &CorpusFile,
    entity: u32,
    mut visit: impl FnMut(DocId, u32),
) -> Result<(), CorpusError> {
    let mut base = 0;
    for part in file.parts() {
        let named = part.each_naming(entity, |doc, mentions| visit(base + doc, mentions));
        named.map_err(|_| CorpusError::malformed_entities())?;
        base += part.documents();
    }
    Ok(())
}

/// How often `entity` is mentioned in the whole corpus.
pub(super) fn counts_of(file: &CorpusFile, entity: u32) -> Result<Counts, CorpusError> {
    let mut counts = Counts::default();
    each_naming(file, entity, |_, mentions| {
        counts.mentions += mentions as usize;
        counts.documents += 1;
    })?;
    Ok(counts)
}
