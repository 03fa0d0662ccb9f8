//! Mentions to entities: which mentions, across all documents, name the same.
//!
//! Per document, a surname is the one full name in it that ends so, a given name
//! the one that begins so, and an acronym the name beside it in "Long Name (LN)";
//! a surname alone is the one person in the corpus who has it. Names that the
//! lists give several forms are one; all else is the same when it folds the same.

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
/// use corpus_viewer::entity::{Annotator, english, link};
/// let text = "Ada Lovelace left the U.S. for Turin. Lovelace never saw the United States again.";
/// let mentions = Annotator::new(english()).annotate(text, &[Span::new(0, text.len())]);
/// let links = link([(text, &mentions[..])].into_iter());
/// let names: Vec<_> = links.entities.iter().map(|entity| entity.name.as_str()).collect();
/// assert_eq!(names, ["Ada Lovelace", "Turin", "United States"]);
/// ```
pub fn link<'a>(documents: impl Iterator<Item = (impl AsRef<str>, &'a [Mention])> + Clone) -> Links {
    let mut keys = Keys::default();
    let read: Vec<Vec<u32>> = documents
        .clone()
        .map(|(text, mentions)| mentions.iter().map(|m| keys.of(text.as_ref(), m)).collect())
        .collect();

    let mut people = People::default();
    for &key in read.iter().flatten() {
        people.add(key, &keys);
    }
    let mut linked = Vec::with_capacity(read.len());
    for ((text, mentions), own) in documents.clone().zip(&read) {
        linked.push(link_document(text.as_ref(), mentions, own, &keys, &people));
    }
    name(documents, linked, &keys)
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
        if mention.label == Label::Per {
            drop_middle_initials(&mut self.joined);
        } else if let Some(usual) = GAZETTEER.usual_name(mention.label, &self.joined) {
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

/// "donald j trump" and "donald trump" are one.
fn drop_middle_initials(name: &mut String) {
    let last = name.split(' ').count() - 1;
    if last > 1 {
        let kept = name
            .split(' ')
            .enumerate()
            .filter(|&(at, word)| at == 0 || at == last || word.chars().count() > 1);
        *name = kept.map(|(_, word)| word).collect::<Vec<_>>().join(" ");
    }
}

/// Full names of people by what they end with and by what they begin with.
#[derive(Default)]
struct People {
    by_end: Map<String, Holder>,
    by_start: Map<String, Holder>,
}

#[derive(Clone, Copy, PartialEq)]
enum Holder {
    One(u32),
    Several,
}

impl Holder {
    fn note(holders: &mut Map<String, Holder>, part: &str, key: u32) {
        let holder = holders.entry(part.to_string()).or_insert(Holder::One(key));
        if *holder != Holder::One(key) {
            *holder = Holder::Several;
        }
    }
}

impl People {
    fn add(&mut self, key: u32, keys: &Keys) {
        if !keys.is_person(key) {
            return;
        }
        let name = keys.words(key);
        for (at, _) in name.match_indices(' ') {
            Holder::note(&mut self.by_end, &name[at + 1..], key);
            Holder::note(&mut self.by_start, &name[..at], key);
        }
    }
}

/// The entity key of each mention of one document.
fn link_document(text: &str, mentions: &[Mention], own: &[u32], keys: &Keys, corpus: &People) -> Vec<u32> {
    let mut people = People::default();
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

/// The one longer name that the name `key` stands for, if there is one and no other.
fn full_name(key: u32, keys: &Keys, document: &People, corpus: &People) -> u32 {
    let name = keys.words(key);
    let holder =
        document.by_end.get(name).or_else(|| document.by_start.get(name)).or_else(|| corpus.by_end.get(name));
    match holder {
        Some(&Holder::One(full)) => full,
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

/// Names every linked key: as the lists do, else by its form of the most words
/// but initials, of several the most frequent.
fn name<'a>(
    documents: impl Iterator<Item = (impl AsRef<str>, &'a [Mention])>,
    linked: Vec<Vec<u32>>,
    keys: &Keys,
) -> Links {
    let mut counts: Vec<Map<String, u32>> = Vec::new();
    counts.resize_with(keys.forms.len(), Map::default);
    for ((text, mentions), linked) in documents.zip(&linked) {
        for (mention, &key) in mentions.iter().zip(linked) {
            let counts = &mut counts[key as usize];
            let form = mention.span.of(text.as_ref());
            match counts.get_mut(form) {
                Some(count) => *count += 1,
                None => drop(counts.insert(form.to_owned(), 1)),
            }
        }
    }
    let most_telling = |counts: &Map<String, u32>| {
        counts.iter().map(|(form, &count)| (words(form), count, form.clone())).max()
    };
    let mut named: Vec<(Entity, usize)> = Vec::new();
    for (key, counts) in counts.iter().enumerate() {
        let Some((_, _, form)) = most_telling(counts) else { continue };
        let Form { label, folded } = &keys.forms[key];
        let name = GAZETTEER.usual_name(*label, folded).map_or(form, str::to_owned);
        named.push((Entity { label: *label, name }, key));
    }
    named.sort_unstable();

    let mut places = vec![0; keys.forms.len()];
    let mut entities: Vec<Entity> = Vec::with_capacity(named.len());
    for (entity, key) in named {
        if entities.last() != Some(&entity) {
            entities.push(entity);
        }
        places[key] = entities.len() as u32 - 1;
    }
    let mentions =
        linked.into_iter().map(|own| own.into_iter().map(|key| places[key as usize]).collect()).collect();
    Links { entities, mentions }
}

/// The number of words of a name, initials apart.
fn words(form: &str) -> usize {
    form.split(' ').filter(|word| word.len() > 2).count()
}
