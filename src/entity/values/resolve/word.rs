//! The words of a mention, as they are compared here.

use crate::token::each_word;

/// A word, and what stands before it in the mention.
pub(super) struct Word<'t> {
    /// In small letters, without a possessive 's, and without stops but in numbers.
    pub key: String,
    /// As it is written.
    pub text: &'t str,
    pub gap: &'t str,
}

/// Mentions have fewer words; a longer one has no value.
const MOST_WORDS: usize = 40;

/// The words of `mention`, if there are not too many.
pub(super) fn words(mention: &str) -> Option<Vec<Word<'_>>> {
    let mut found = Vec::new();
    let mut end = 0;
    each_word(mention, |span| {
        if found.len() <= MOST_WORDS {
            let text = span.of(mention);
            found.push(Word { key: key(text), text, gap: &mention[end..span.start as usize] });
            end = span.end as usize;
        }
    });
    (found.len() <= MOST_WORDS).then_some(found)
}

fn key(word: &str) -> String {
    let bare = ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let mut key = bare.to_lowercase();
    if !key.starts_with(|c: char| c.is_ascii_digit()) {
        key.retain(|c| c != '.');
    }
    key
}
