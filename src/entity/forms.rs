//! Words as they are written, each read once: what depends on the word alone is
//! worked out when it is first met and kept, across documents.

use super::Map;
use super::gazetteer::{Classes, GAZETTEER};
use crate::normalize::Normalizer;
use std::ops::Range;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// "asylum", and scripts without case.
    Small,
    /// "Quito", "McDonald".
    Capital,
    /// "NATO", "U.S": at least two letters, all capital.
    Capitals,
    /// "J".
    Initial,
    /// "2009", "13.5m".
    Digits,
}

/// The number of a form.
pub(super) type FormId = u32;

/// A word as it is written, without a closing 's.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    key: (u32, u32),
    written: (u32, u32),
    /// The bytes of an 's that was cut off.
    pub ending: u8,
    pub shape: Shape,
    /// Whether there is a capital letter in it.
    pub capital: bool,
    pub classes: Classes,
    /// The first form with the same folded word.
    pub word: FormId,
}

/// Forms by the number they were met in.
#[derive(Default)]
pub(super) struct Forms {
    numbers: Map<Box<str>, FormId>,
    words: Map<Box<str>, FormId>,
    forms: Vec<Form>,
    texts: String,
    normalizer: Normalizer,
    term: String,
}

impl Forms {
    /// The number of a word, 's included.
    pub fn intern(&mut self, word: &str) -> FormId {
        match self.numbers.get(word) {
            Some(&id) => id,
            None => self.add(word),
        }
    }

    fn add(&mut self, word: &str) -> FormId {
        let id = self.forms.len() as FormId;
        let bare = without_possessive(word);
        self.normalizer.fold(word, &mut self.term);
        let first = match self.words.get(self.term.as_str()) {
            Some(&first) => first,
            None => {
                self.words.insert(self.term.as_str().into(), id);
                id
            }
        };
        let key = push(&mut self.texts, &self.term);
        let written = push(&mut self.texts, bare);
        let ending = (word.len() - bare.len()) as u8;
        let classes = GAZETTEER.classes(&self.term);
        let (shape, capital) = (shape(bare), bare.contains(char::is_uppercase));
        self.forms.push(Form { key, written, ending, shape, capital, classes, word: first });
        self.numbers.insert(word.into(), id);
        id
    }

    pub fn get(&self, id: FormId) -> &Form {
        &self.forms[id as usize]
    }

    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// The folded word.
    pub fn key(&self, id: FormId) -> &str {
        &self.texts[range(self.get(id).key)]
    }

    /// The word as written, without an 's.
    pub fn written(&self, id: FormId) -> &str {
        &self.texts[range(self.get(id).written)]
    }
}

fn push(texts: &mut String, text: &str) -> (u32, u32) {
    let start = texts.len() as u32;
    texts.push_str(text);
    (start, texts.len() as u32)
}

fn range((start, end): (u32, u32)) -> Range<usize> {
    start as usize..end as usize
}

const POSSESSIVES: [&str; 4] = ["'s", "’s", "'S", "’S"];

fn without_possessive(word: &str) -> &str {
    let cut = POSSESSIVES.iter().find_map(|ending| word.strip_suffix(ending));
    cut.filter(|bare| !bare.is_empty()).unwrap_or(word)
}

/// What follows an 's that `gap` begins with, or all of it.
pub(super) fn without_ending(gap: &str) -> &str {
    POSSESSIVES.iter().find_map(|ending| gap.strip_prefix(ending)).unwrap_or(gap)
}

fn shape(word: &str) -> Shape {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Shape::Small };
    if first.is_ascii_digit() {
        return Shape::Digits;
    }
    if !first.is_uppercase() {
        return Shape::Small;
    }
    let rest = chars.as_str();
    if !rest.contains(char::is_alphanumeric) {
        return Shape::Initial;
    }
    let capitals = !rest.strip_suffix('s').unwrap_or(rest).contains(char::is_lowercase) && rest != "s";
    if capitals { Shape::Capitals } else { Shape::Capital }
}
