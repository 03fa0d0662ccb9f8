//! "Did you mean": the words of the corpus that are nearest to those that hardly occur.

use crate::normalize::Normalizer;
use crate::query::{LeafCursor, Query, Source, each_near};
use crate::store::CorpusFile;
use std::collections::HashMap;

/// A word in fewer documents than this hardly occurs.
const RARE: u32 = 3;

/// How many times more documents a word has to be in to be meant instead.
const MORE: u32 = 10;

/// Words of fewer characters are too near to too many others; from so many on, two edits are tried.
const SHORTEST: usize = 4;
const LONG: usize = 7;

/// `text` with other words in place of those that hardly occur, if there are any.
pub(super) fn suggestion(
    file: &CorpusFile,
    text: &str,
    query: &Query,
    normalizer: &Normalizer,
) -> Option<String> {
    let mut changed = text.to_owned();
    for (leaf, span) in query.leaves.iter().zip(&query.places).rev() {
        let Some(word) = leaf.plain_word() else { continue };
        let cursors = Source::all(file).map(|source| LeafCursor::open(leaf, source.segment, normalizer));
        let doc_freq: u32 = cursors.map(|cursor| cursor.most()).sum();
        if doc_freq >= RARE || word.chars().count() < SHORTEST {
            continue;
        }
        let distances = if word.chars().count() < LONG { 1..=1 } else { 1..=2 };
        let meant = distances.into_iter().find_map(|distance| nearest(file, word, distance, doc_freq));
        if let Some(meant) = meant {
            changed.replace_range(span.range(), &meant);
        }
    }
    (changed != text).then_some(changed)
}

/// The word in most documents within `distance` of `word`, which is in `doc_freq`, if it is in
/// many more, or in a small corpus in more.
fn nearest(file: &CorpusFile, word: &str, distance: u32, doc_freq: u32) -> Option<String> {
    let mut doc_freqs: HashMap<String, u32> = HashMap::new();
    for source in Source::all(file) {
        each_near(source.segment.terms(), word, distance, |entry, term| {
            if let Ok(term) = str::from_utf8(term)
                && term != word
            {
                let sum = doc_freqs.entry(term.to_owned()).or_default();
                *sum = sum.saturating_add(entry.doc_freq);
            }
        });
    }
    let least = (doc_freq.max(1) * MORE).min(file.documents() / 4).max(doc_freq + 1);
    let frequent = doc_freqs.into_iter().filter(|&(_, doc_freq)| doc_freq >= least);
    frequent.max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0))).map(|(term, _)| term)
}
