//! The forms that things are written in, each read once, and the keys they are compared by.

use super::known;
use crate::entity::{Label, Map};
use crate::normalize::Normalizer;
use crate::token::words;

/// One way of writing, under one label.
pub struct Form {
    pub label: Label,
    pub text: String,
    /// Its place in [`Forms::keys`].
    pub key: u32,
    /// The lists have it as another name of the same.
    pub is_alias: bool,
    /// Its words are those of the key, nothing left out, and no bracket or quotation mark between them.
    pub is_plain: bool,
    /// How many mentions are written so.
    pub count: u32,
}

/// What forms are compared by: those of one key are one name.
pub struct Key {
    pub label: Label,
    /// The folded words with single spaces between.
    pub words: String,
    /// What the lists call it.
    pub usual: Option<&'static str>,
    /// How many mentions its forms have.
    pub count: u32,
}

/// All forms and keys, numbered as they are met.
#[derive(Default)]
pub struct Forms {
    pub forms: Vec<Form>,
    pub keys: Vec<Key>,
    by_text: [Map<String, u32>; Label::ALL.len()],
    by_letters: [Map<String, u32>; Label::ALL.len()],
    normalizer: Normalizer,
}

impl Forms {
    /// The number of the form that a mention is written in, counted once more.
    pub fn add(&mut self, label: Label, text: &str) -> u32 {
        let number = match self.find(label, text) {
            Some(number) => number,
            None => self.read(label, text),
        };
        let form = &mut self.forms[number as usize];
        form.count += 1;
        self.keys[form.key as usize].count += 1;
        number
    }

    /// The number of a form that has been added.
    pub fn find(&self, label: Label, text: &str) -> Option<u32> {
        self.by_text[usize::from(label.index())].get(text).copied()
    }

    /// The key with these folded words, if some form has it.
    pub fn find_key(&self, label: Label, words: &str) -> Option<u32> {
        self.by_letters[usize::from(label.index())].get(&*letters(label, words)).copied()
    }

    /// The key that a form has or would have, if some form has it.
    pub fn key_of(&self, label: Label, text: &str) -> Option<u32> {
        self.find_key(label, &self.key_words(label, text).words)
    }

    fn read(&mut self, label: Label, text: &str) -> u32 {
        let KeyWords { words, usual, is_alias, is_plain } = self.key_words(label, text);
        let next = self.keys.len() as u32;
        let by_letters = &mut self.by_letters[usize::from(label.index())];
        let key = *by_letters.entry(letters(label, &words)).or_insert(next);
        if key == next {
            self.keys.push(Key { label, words, usual: None, count: 0 });
        }
        let known = &mut self.keys[key as usize].usual;
        *known = known.or(usual);
        let number = self.forms.len() as u32;
        self.by_text[usize::from(label.index())].insert(text.to_owned(), number);
        self.forms.push(Form { label, text: text.to_owned(), key, is_alias, is_plain, count: 0 });
        number
    }

    fn key_words(&self, label: Label, text: &str) -> KeyWords {
        let mut folded = folded_words(text, &self.normalizer);
        if label == Label::Money {
            folded.insert_str(0, &text.matches(is_currency_sign).collect::<String>());
        }
        let bare = match label {
            _ if !label.is_name() => &*folded,
            Label::Per => known::without_title(&folded),
            _ => folded.strip_prefix("the ").unwrap_or(&folded),
        };
        let own = if label == Label::Norp { singular(bare) } else { bare.to_owned() };
        let usual = known::usual_name(label, bare).or_else(|| known::usual_name(label, &own));
        let words = match usual.map(|usual| folded_words(usual, &self.normalizer)) {
            Some(usual) if label == Label::Norp => singular(&usual),
            Some(usual) => usual,
            None => own.clone(),
        };
        let is_alias = letters(label, &own) != letters(label, &words);
        let is_plain = letters(label, &folded) == letters(label, &words)
            && !text.contains(['(', ')', '[', ']', '"', '“', '”']);
        KeyWords { words, usual, is_alias, is_plain }
    }
}

struct KeyWords {
    words: String,
    usual: Option<&'static str>,
    is_alias: bool,
    is_plain: bool,
}

/// The folded words of `name`, with single spaces between. A name without any word keeps its characters.
fn folded_words(name: &str, normalizer: &Normalizer) -> String {
    let (mut joined, mut term) = (String::new(), String::new());
    for word in words(name) {
        normalizer.fold(word.of(name), &mut term);
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&term);
    }
    if joined.is_empty() { name.to_owned() } else { joined }
}

/// The signs that stand for currencies, which belong to no word.
fn is_currency_sign(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{20A0}'..='\u{20CF}')
}

/// The words of a name without the spaces, which some write and others leave out; those of a number as they are.
fn letters(label: Label, words: &str) -> String {
    if label.is_name() { words.split(' ').collect() } else { words.to_owned() }
}

/// The name of one of a people, by that of several: "frenchmen" are each a "frenchman".
fn singular(people: &str) -> String {
    if let Some(start) = people.strip_suffix("men") {
        return format!("{start}man");
    }
    match people.strip_suffix('s').filter(|one| one.len() > 2 && !one.ends_with('s')) {
        Some(one) => match one.strip_suffix("ie") {
            Some(start) if start.len() > 1 => format!("{start}y"),
            _ => one.to_owned(),
        },
        None => people.to_owned(),
    }
}
