//! Who and what appears with an entity, in a sentence and in an article.

use super::entities::{counts_of, entity_id};
use super::error::CorpusError;
use crate::corpus::Document;
use crate::entity::{Label, LinkedMention};
use crate::order;
use crate::span::Span;
use crate::store::CorpusFile;
use crate::token::{sentences, words};
use rustc_hash::FxHashMap;
use serde::Serialize;
use std::cmp::Reverse;

/// An entity that appears with another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Companion {
    pub id: String,
    pub label: &'static str,
    pub name: String,
    /// In how many sentences, or articles, both are named.
    pub together: usize,
    /// How many articles of the corpus name it.
    pub documents: usize,
}

/// Counts, article by article, those that appear with one entity: names, not dates and numbers.
pub(super) struct Companions<'a> {
    file: &'a CorpusFile,
    entity: u32,
    in_sentences: FxHashMap<u32, usize>,
    in_articles: FxHashMap<u32, usize>,
}

impl<'a> Companions<'a> {
    pub fn new(file: &'a CorpusFile, entity: u32) -> Self {
        Companions { file, entity, in_sentences: FxHashMap::default(), in_articles: FxHashMap::default() }
    }

    /// Takes in an article that names the entity, with its mentions in order.
    pub fn add(&mut self, document: &Document, mentions: &[LinkedMention]) {
        count(&mut self.in_articles, self.entity, mentions);
        let names_it =
            |mentions: &[LinkedMention]| mentions.iter().any(|linked| linked.entity == self.entity);
        each_sentence(document, mentions, names_it, |own| count(&mut self.in_sentences, self.entity, own));
    }

    /// Those in the same sentences, most first, at most so many.
    pub fn in_sentences(&self, most: usize) -> Result<Vec<Companion>, CorpusError> {
        self.most_frequent(&self.in_sentences, most)
    }

    /// Those in the same articles, most first, at most so many.
    pub fn in_articles(&self, most: usize) -> Result<Vec<Companion>, CorpusError> {
        self.most_frequent(&self.in_articles, most)
    }

    fn most_frequent(
        &self,
        counts: &FxHashMap<u32, usize>,
        most: usize,
    ) -> Result<Vec<Companion>, CorpusError> {
        let mut sorted: Vec<(Reverse<usize>, u32)> =
            counts.iter().map(|(&entity, &together)| (Reverse(together), entity)).collect();
        order::by(&mut sorted, Ord::cmp);
        let companion = |(Reverse(together), entity)| {
            let (label, name) =
                self.file.entities().get(entity).map_err(|_| CorpusError::malformed_entities())?;
            let documents = counts_of(self.file, entity)?.documents;
            let id = entity_id(label, name);
            Ok(Companion { id, label: label.code(), name: name.to_owned(), together, documents })
        };
        sorted.into_iter().take(most).map(companion).collect()
    }
}

/// Calls `visit` with the mentions in each sentence of which `is_wanted` is true, where they are several. Whole
/// paragraphs of which it is not true are passed over.
pub(super) fn each_sentence(
    document: &Document,
    mentions: &[LinkedMention],
    is_wanted: impl Fn(&[LinkedMention]) -> bool,
    mut visit: impl FnMut(&[LinkedMention]),
) {
    let is_wanted = |mentions: &[LinkedMention]| mentions.len() > 1 && is_wanted(mentions);
    let mut rest = mentions;
    for block in &document.blocks {
        let own = take_within(&mut rest, block.span);
        if !is_wanted(own) {
            continue;
        }
        let text = block.span.of(&document.text);
        let mut rest = own;
        for sentence in sentences(text, &words(text)) {
            let own = take_within(&mut rest, sentence.offset_by(block.span.start));
            if is_wanted(own) {
                visit(own);
            }
        }
    }
}

/// Counts once each entity of a name among `mentions`, but for `entity` itself.
fn count(counts: &mut FxHashMap<u32, usize>, entity: u32, mentions: &[LinkedMention]) {
    let is_other = |linked: &&LinkedMention| linked.entity != entity && Label::is_name(linked.mention.label);
    let mut others: Vec<u32> = mentions.iter().filter(is_other).map(|linked| linked.entity).collect();
    others.sort_unstable();
    others.dedup();
    others.into_iter().for_each(|other| *counts.entry(other).or_default() += 1);
}

/// Takes from the front of `rest` the mentions within `span`, after those that begin before it.
fn take_within<'m>(rest: &mut &'m [LinkedMention], span: Span) -> &'m [LinkedMention] {
    let from = rest.iter().take_while(|linked| linked.mention.span.start < span.start).count();
    let own = rest[from..].iter().take_while(|linked| linked.mention.span.start < span.end).count();
    let (before, after) = rest.split_at(from + own);
    *rest = after;
    &before[from..]
}
