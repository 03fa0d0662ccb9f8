//! Mentions to entities: which mentions, across all documents, name the same.
//!
//! Per document, a surname is the one full name in it that ends so, and an
//! acronym is the name before it in "Long Name (LN)"; names known under several
//! forms are one; all else is the same when it folds the same.

use super::gazetteer::GAZETTEER;
use super::{Label, Map, Mention};
use crate::normalize::Normalizer;
use crate::token::each_word;

/// Who or what is named, under the form shown for all its mentions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct Entity {
    pub label: Label,
    pub name: String,
}

/// The entities of a corpus, and which of them each mention names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Distinct, sorted by label, then name.
    pub entities: Vec<Entity>,
    /// For each document, for each of its mentions: the index into `entities`.
    pub mentions: Vec<Vec<u32>>,
}

/// Links the mentions of all documents, each given as its text and the sorted
/// mentions in it. The same documents in the same order give the same links.
///
/// ```
/// use corpus_viewer::Span;
/// use corpus_viewer::entity::{link, tag};
/// let text = "Ada Lovelace left the U.S. for Turin. Lovelace never saw the United States again.";
/// let mentions = tag(text, &[Span::new(0, text.len())]);
/// let links = link([(text, &mentions[..])].into_iter());
/// let names: Vec<_> = links.entities.iter().map(|entity| entity.name.as_str()).collect();
/// assert_eq!(names, ["Ada Lovelace", "Turin", "United States"]);
/// ```
pub fn link<'a>(documents: impl Iterator<Item = (&'a str, &'a [Mention])> + Clone) -> Links {
    let mut keys = Keys::default();
    let read: Vec<Vec<u32>> = documents
        .clone()
        .map(|(text, mentions)| mentions.iter().map(|m| keys.of(text, m)).collect())
        .collect();

    let mut people = Surnames::default();
    for &key in read.iter().flatten() {
        people.add(key, &keys);
    }
    let mut linked = Vec::with_capacity(read.len());
    for ((text, mentions), own) in documents.clone().zip(&read) {
        linked.push(link_document(text, mentions, own, &keys, &people));
    }
    name(documents, linked, keys.forms.len())
}

/// What mentions are compared by: the label and the folded words, numbered as met.
#[derive(Default)]
struct Keys {
    numbers: Map<(Label, String), u32>,
    forms: Vec<Form>,
    normalizer: Normalizer,
    joined: String,
    term: String,
}

struct Form {
    label: Label,
    folded: String,
}

impl Keys {
    fn of(&mut self, text: &str, mention: &Mention) -> u32 {
        self.fold(mention.span.of(text));
        if let Some(usual) = GAZETTEER.usual_name(mention.label, &self.joined) {
            self.fold(usual);
        }
        let folded = std::mem::take(&mut self.joined);
        let next = self.forms.len() as u32;
        let forms = &mut self.forms;
        *self.numbers.entry((mention.label, folded)).or_insert_with_key(|(label, folded)| {
            forms.push(Form { label: *label, folded: folded.clone() });
            next
        })
    }

    /// Leaves the folded words of `name`, with spaces between, in `joined`. A name
    /// without any word keeps its characters.
    fn fold(&mut self, name: &str) {
        self.joined.clear();
        each_word(name, |word| {
            self.normalizer.fold(word.of(name), &mut self.term);
            if !self.joined.is_empty() {
                self.joined.push(' ');
            }
            self.joined.push_str(&self.term);
        });
        if self.joined.is_empty() {
            self.joined.push_str(name);
        }
    }

    fn words(&self, key: u32) -> &str {
        &self.forms[key as usize].folded
    }

    fn is_person(&self, key: u32) -> bool {
        self.forms[key as usize].label == Label::Per
    }
}

/// Full names of people by what they end with.
#[derive(Default)]
struct Surnames {
    by_last: Map<String, Holder>,
}

#[derive(Clone, Copy, PartialEq)]
enum Holder {
    One(u32),
    Several,
}

impl Surnames {
    fn add(&mut self, key: u32, keys: &Keys) {
        if !keys.is_person(key) {
            return;
        }
        let words = keys.words(key);
        for (at, _) in words.match_indices(' ') {
            let holder = self.by_last.entry(words[at + 1..].to_string()).or_insert(Holder::One(key));
            if *holder != Holder::One(key) {
                *holder = Holder::Several;
            }
        }
    }

    fn holder(&self, surname: &str) -> Option<Holder> {
        self.by_last.get(surname).copied()
    }
}

/// The entity key of each mention of one document.
fn link_document(text: &str, mentions: &[Mention], own: &[u32], keys: &Keys, corpus: &Surnames) -> Vec<u32> {
    let mut people = Surnames::default();
    for &key in own {
        people.add(key, keys);
    }
    let acronyms = acronyms(text, mentions, own, keys);
    own.iter()
        .map(|&key| {
            if keys.is_person(key) {
                full_name(key, keys, &people, corpus)
            } else {
                acronyms.get(keys.words(key)).copied().unwrap_or(key)
            }
        })
        .collect()
}

/// The longest known name that ends as the name `key` does, if it is one and no other.
fn full_name(key: u32, keys: &Keys, document: &Surnames, corpus: &Surnames) -> u32 {
    let name = keys.words(key);
    match document.holder(name).or_else(|| corpus.holder(name)) {
        Some(Holder::One(full)) => full,
        _ => key,
    }
}

/// The acronyms that a document explains: "Long Name (LN)" and "LN (Long Name)".
fn acronyms<'k>(text: &str, mentions: &[Mention], own: &[u32], keys: &'k Keys) -> Map<&'k str, u32> {
    let mut found = Map::default();
    for (at, pair) in mentions.windows(2).enumerate() {
        let gap = &text[pair[0].span.end as usize..pair[1].span.start as usize];
        if !matches!(gap, " (" | " (the ") || !text[pair[1].span.end as usize..].starts_with(')') {
            continue;
        }
        let (before, inside) = (own[at], own[at + 1]);
        if abbreviates(keys.words(inside), keys.words(before)) {
            found.entry(keys.words(inside)).or_insert(before);
        } else if abbreviates(keys.words(before), keys.words(inside)) {
            found.entry(keys.words(before)).or_insert(inside);
        }
    }
    found
}

/// Whether `short` is one word whose letters stand in order in `long`, from its
/// first letter, and `long` has several words.
fn abbreviates(short: &str, long: &str) -> bool {
    if short.contains(' ') || !long.contains(' ') || short.chars().next() != long.chars().next() {
        return false;
    }
    let mut letters = long.chars();
    short.chars().all(|c| letters.any(|letter| letter == c))
}

/// Names every linked key: by its usual name, else by its most frequent form, of
/// two as frequent the longer.
fn name<'a>(
    documents: impl Iterator<Item = (&'a str, &'a [Mention])>,
    linked: Vec<Vec<u32>>,
    keys: usize,
) -> Links {
    let mut counts: Map<(u32, Label, &'a str), u32> = Map::default();
    for ((text, mentions), linked) in documents.zip(&linked) {
        for (mention, &key) in mentions.iter().zip(linked) {
            *counts.entry((key, mention.label, mention.span.of(text))).or_default() += 1;
        }
    }
    let mut best: Vec<Option<(u32, &str, Label)>> = vec![None; keys];
    for ((key, label, form), count) in counts {
        let better = |&(held_count, held, _): &(u32, &str, Label)| {
            (words(form), count, form.len(), form) > (words(held), held_count, held.len(), held)
        };
        let place = &mut best[key as usize];
        if place.as_ref().is_none_or(better) {
            *place = Some((count, form, label));
        }
    }
    let mut entities: Vec<(Entity, usize)> = best
        .into_iter()
        .enumerate()
        .filter_map(|(key, form)| {
            let (_, form, label) = form?;
            Some((Entity { label, name: form.to_string() }, key))
        })
        .collect();
    entities.sort_unstable();
    let mut places = vec![0; keys];
    let mut distinct: Vec<Entity> = Vec::with_capacity(entities.len());
    for (entity, key) in entities {
        if distinct.last() != Some(&entity) {
            distinct.push(entity);
        }
        places[key] = distinct.len() as u32 - 1;
    }
    let mentions =
        linked.into_iter().map(|own| own.into_iter().map(|key| places[key as usize]).collect()).collect();
    Links { entities: distinct, mentions }
}

fn words(form: &str) -> usize {
    form.split(' ').count()
}
