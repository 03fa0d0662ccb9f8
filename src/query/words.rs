//! A stretch of a query to the words it asks for, as they stand in an index.

use super::pattern::{GlobPart, Pattern, Phrase, Slot};
use crate::index::each_form;
use crate::normalize::Normalizer;
use crate::span::Span;
use crate::token::is_unspaced;

/// How a word that is typed without any sign is meant.
#[derive(Clone, Copy, PartialEq)]
pub enum Meaning {
    /// With its inflections.
    Inflected,
    /// As a term.
    Term,
    /// Exactly as written.
    Exact,
}

pub fn fold(normalizer: &Normalizer, word: &str) -> String {
    let mut term = String::new();
    normalizer.fold(word, &mut term);
    term
}

/// The folded words of `text`, those of scripts without spaces by single characters.
pub fn folded(normalizer: &Normalizer, text: &str) -> Vec<String> {
    let words = crate::token::words(text).into_iter().map(|word| fold(normalizer, word.of(text)));
    words.filter(|term| !term.is_empty()).collect()
}

/// The slots of `text`, in order. A piece between spaces with `*` or `?` in it is one slot.
pub fn slots(text: &str, meaning: Meaning, normalizer: &Normalizer) -> Phrase {
    let mut phrase = Vec::new();
    let mut is_told = false;
    for piece in text.split_whitespace() {
        match glob(piece, normalizer).filter(|_| meaning != Meaning::Exact) {
            Some(glob) => {
                phrase.push(vec![glob]);
                is_told = false;
            }
            None => word_slots(piece, meaning, normalizer, &mut phrase, &mut is_told),
        }
    }
    if is_told {
        phrase.pop();
    }
    phrase
}

/// Appends the slots of `piece`; `is_told` becomes whether the last of them is a character that the
/// pair before it has told already.
fn word_slots(
    piece: &str,
    meaning: Meaning,
    normalizer: &Normalizer,
    phrase: &mut Phrase,
    is_told: &mut bool,
) {
    let mut last: Option<(Span, bool)> = None;
    each_form(piece, |token, form| {
        let is_pair = form != token;
        let form = form.of(piece);
        let term = fold(normalizer, form);
        if term.is_empty() {
            return;
        }
        let unspaced = form.starts_with(is_unspaced);
        let follows_pair = last.is_some_and(|(before, was_pair)| was_pair && before.end == token.start);
        last = Some((token, is_pair));
        *is_told = follows_pair && !is_pair;
        if unspaced && !is_pair {
            // The last character of a run: in a text another may follow it.
            phrase.push(vec![Pattern::Glob(vec![GlobPart::Text(term), GlobPart::Many])]);
            return;
        }
        phrase.push(vec![match meaning {
            Meaning::Exact => Pattern::Form { term, form: form.to_owned() },
            Meaning::Inflected if !unspaced => Pattern::Word(term),
            _ => Pattern::Term(term),
        }]);
    });
}

/// The phrase with the last character of the run it ends in, if it does, as a slot of its own: so that it
/// has as many slots as it is long in a text.
pub fn with_last_character(mut phrase: Phrase) -> Phrase {
    if let Some([Pattern::Term(term) | Pattern::Form { term, .. }]) = phrase.last().map(Vec::as_slice)
        && term.starts_with(is_unspaced)
        && let Some((at, _)) = term.char_indices().rfind(|&(at, c)| at > 0 && is_unspaced(c))
    {
        let last = term[at..].to_owned();
        phrase.push(vec![Pattern::Glob(vec![GlobPart::Text(last), GlobPart::Many])]);
    }
    phrase
}

/// A piece with `*`, or with `?` before its end (there it is a question mark), as a pattern.
fn glob(piece: &str, normalizer: &Normalizer) -> Option<Pattern> {
    let piece = piece.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '*' | '?'));
    let stem = piece.trim_end_matches('?');
    if !stem.contains(['*', '?']) {
        return None;
    }
    let piece = if stem.contains('?') || piece.contains('*') { piece } else { stem };
    let mut parts = Vec::new();
    let mut text = String::new();
    for c in piece.chars() {
        match c {
            '*' | '?' => {
                push_text(&mut parts, &mut text, normalizer);
                let part = if c == '*' { GlobPart::Many } else { GlobPart::One };
                if !(part == GlobPart::Many && parts.last() == Some(&GlobPart::Many)) {
                    parts.push(part);
                }
            }
            _ => text.push(c),
        }
    }
    push_text(&mut parts, &mut text, normalizer);
    Some(Pattern::Glob(parts))
}

fn push_text(parts: &mut Vec<GlobPart>, text: &mut String, normalizer: &Normalizer) {
    let folded = fold(normalizer, &std::mem::take(text));
    if !folded.is_empty() {
        parts.push(GlobPart::Text(folded));
    }
}

/// The phrases that count as `phrase` written otherwise: letters and digits that meet may
/// be written as one word ("MS-13", "MS 13", "MS13"), or apart.
pub fn ways_of_writing(phrase: Phrase) -> Vec<Phrase> {
    let mut ways = vec![phrase.clone()];
    let mut joined = Phrase::new();
    let mut at = 0;
    while at < phrase.len() {
        match phrase.get(at + 1).and_then(|next| join(&phrase[at], next)) {
            Some(slot) => {
                joined.push(slot);
                at += 2;
            }
            None => {
                joined.push(phrase[at].clone());
                at += 1;
            }
        }
    }
    let apart: Phrase = phrase.iter().flat_map(split).collect();
    for way in [joined, apart] {
        if !ways.contains(&way) {
            ways.push(way);
        }
    }
    ways
}

/// Letters and digits as one word.
pub fn join(letters: &Slot, digits: &Slot) -> Option<Slot> {
    let (letters, digits) = (plain(letters)?, plain(digits)?);
    let fits = letters.chars().all(char::is_alphabetic) && digits.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| vec![Pattern::Term(format!("{letters}{digits}"))])
}

/// A word of letters and then digits as two.
fn split(slot: &Slot) -> Phrase {
    let parts = plain(slot).and_then(|word| {
        let digits = word.find(|c: char| c.is_ascii_digit())?;
        let (letters, digits) = word.split_at(digits);
        let is_code = !letters.is_empty()
            && letters.chars().all(char::is_alphabetic)
            && digits.bytes().all(|byte| byte.is_ascii_digit());
        is_code.then(|| [letters, digits].map(|part| vec![Pattern::Term(part.to_owned())]).to_vec())
    });
    parts.unwrap_or_else(|| vec![slot.clone()])
}

fn plain(slot: &Slot) -> Option<&str> {
    match slot.as_slice() {
        [Pattern::Word(word) | Pattern::Term(word)] => Some(word),
        _ => None,
    }
}
