//! Text cut into runs: stretches with the same marks from end to end.

use super::entities::{Counts, counts_of, entity_id};
use super::error::CorpusError;
use crate::corpus::{DocId, Document};
use crate::entity::{LinkedMention, Reason, value};
use crate::query::{Highlighter, Hit};
use crate::span::Span;
use crate::store::{CorpusFile, Section, StoreError};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::collections::hash_map::Entry;

/// A stretch of text with uniform marks. Runs are flat and in order; their texts joined are the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Run {
    pub text: String,
    /// "hit": a word or phrase of the query stands here. "passage": it is of the passage that was asked for.
    /// "note": a reader's note is on it.
    pub marks: Vec<&'static str>,
    /// Which hit of the document this run is part of, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hit: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<EntityMark>,
    /// The ids of the notes on it, ascending.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<u32>,
}

/// The entity a run is part of a mention of.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityMark {
    pub label: &'static str,
    pub name: String,
    pub id: String,
    /// Which mention of the document this run is part of, from 0.
    pub mention: usize,
    /// Why it is taken to be of the entity.
    pub reason: Reason,
    /// How many mentions of the entity the corpus has, and in how many articles.
    pub mentions: usize,
    pub documents: usize,
    /// What it is worth, where that is more than what is written: "2025-09-04" of "Thursday".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A mention of a document, ready to be marked.
pub(super) struct MarkedMention {
    pub span: Span,
    pub mark: EntityMark,
}

/// The first mentions of `document`, all or some.
pub(super) fn marked_mentions(
    file: &CorpusFile,
    document: &Document,
    mentions: &[LinkedMention],
) -> Result<Vec<MarkedMention>, CorpusError> {
    let Document { text, date, .. } = document;
    let mentions = mentions.iter().enumerate();
    let mut known: FxHashMap<u32, Counts> = FxHashMap::default();
    mentions
        .map(|(number, linked)| {
            let entity = file.entities().get(linked.entity);
            let (label, name) = entity.map_err(|_| CorpusError::malformed_entities())?;
            let Counts { mentions, documents } = match known.entry(linked.entity) {
                Entry::Occupied(counts) => *counts.get(),
                Entry::Vacant(place) => *place.insert(counts_of(file, linked.entity)?),
            };
            let mark = EntityMark {
                label: label.code(),
                name: name.to_owned(),
                id: entity_id(label, name),
                mention: number,
                reason: linked.reason,
                mentions,
                documents,
                value: value(text, linked.mention, *date)
                    .map(|value| value.to_string())
                    .filter(|value| value != linked.mention.span.of(text)),
            };
            Ok(MarkedMention { span: linked.mention.span, mark })
        })
        .collect()
}

/// The hits in document `doc`, whose text is `text`; a damaged index may have some outside of it.
pub(crate) fn hits_in(highlighter: &mut Highlighter, doc: DocId, text: &str) -> Result<Vec<Hit>, StoreError> {
    let hits = highlighter.hits(doc);
    let is_inside = |hit: &Hit| text.get(hit.span.range()).is_some_and(|hit| !hit.is_empty());
    if hits.iter().all(is_inside) {
        Ok(hits)
    } else {
        Err(StoreError::Malformed { section: Section::Forward })
    }
}

/// Hits that overlap made one, in order.
pub(super) fn joined_hits(hits: &[Hit]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(hits.len());
    for hit in hits {
        match joined.last_mut() {
            Some(last) if hit.span.start < last.end => last.end = last.end.max(hit.span.end),
            _ => joined.push(hit.span),
        }
    }
    joined
}

/// Cuts `text` under `window` into runs. `hits` and `mentions` ascend and are apart, each among themselves.
pub(super) fn runs(text: &str, window: Span, hits: &[Span], mentions: &[MarkedMention]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut hit = hits.partition_point(|hit| hit.end <= window.start);
    let mut mention = mentions.partition_point(|mention| mention.span.end <= window.start);
    let mut at = window.start;
    while at < window.end {
        let next_hit = hits.get(hit).copied();
        let next_mention = mentions.get(mention);
        let edges = [next_hit, next_mention.map(|mention| mention.span)];
        let edges = edges.into_iter().flatten().flat_map(|span| [span.start, span.end]);
        let end = edges.filter(|&edge| edge > at).min().map_or(window.end, |edge| edge.min(window.end));
        let in_hit = next_hit.is_some_and(|span| span.start <= at);
        let in_mention = next_mention.filter(|mention| mention.span.start <= at);
        runs.push(Run {
            text: text[at as usize..end as usize].to_owned(),
            marks: if in_hit { vec!["hit"] } else { Vec::new() },
            hit: in_hit.then_some(hit),
            entity: in_mention.map(|mention| mention.mark.clone()),
            notes: Vec::new(),
        });
        hit += usize::from(next_hit.is_some_and(|span| span.end <= end));
        mention += usize::from(next_mention.is_some_and(|mention| mention.span.end <= end));
        at = end;
    }
    runs
}
