//! A place in a text as a few words, for a link: what stands before it, how it begins, how it ends.
//!
//! ```text
//! passage = before * start [ * end [ * nth [ * nth end ] ] ]
//! ```
//! `end` is empty where `start` is all of it. `nth` counts the places before it in the text that are written so too,
//! `nth end` the ends before its own, from 0. In words `_x` stands for `*`, and `__` for `_`, which addresses leave as
//! they are.

use crate::span::Span;

/// How many characters stand as they are; of more, the beginning and the end.
const SHORT: usize = 60;

/// About how many characters the beginning and the end of a longer place have.
const EDGE: usize = 24;

/// About how many characters before it are told.
const BEFORE: usize = 16;

/// The most bytes of a passage that is looked for, so that looking takes time in proportion to the text alone.
pub const MOST_BYTES: usize = 1000;

/// The passage for `span` of `text`.
///
/// ```
/// use corpus_viewer::Span;
/// use corpus_viewer::passage::{find, passage};
/// let text = "The army left. The navy left.";
/// assert_eq!(passage(text, Span::new(24, 28)), "The navy *left");
/// assert_eq!(find(text, "The navy *left"), Some(Span::new(24, 28)));
/// assert_eq!(find("A navy left.", "The navy *left"), Some(Span::new(7, 11)));
/// assert_eq!(find(text, "The navy *stayed"), None);
/// ```
///
/// # Panics
/// If the span was not made for the text.
pub fn passage(text: &str, span: Span) -> String {
    let exact = span.of(text);
    let is_short = exact.chars().nth(SHORT).is_none();
    let (start, end) = if is_short { (exact, "") } else { (first_words(exact), last_words(exact, EDGE)) };
    let line = text[..span.range().start].rsplit('\n').next().unwrap_or_default();
    let before = last_words(line, BEFORE);
    let first = span.range().start - before.len();
    let nth = places(text, &[before, start].concat()).take_while(|&at| at < first).count();
    let rest = &text[first + before.len() + start.len()..];
    let last = span.range().end - end.len() - (text.len() - rest.len());
    let nth_end = if is_short { 0 } else { places(rest, end).take_while(|&at| at < last).count() };
    let [nth, nth_end] = [nth, nth_end].map(|nth| if nth > 0 { nth.to_string() } else { String::new() });
    let fields = [escaped(before), escaped(start), escaped(end), nth, nth_end];
    fields.join("*").trim_end_matches('*').to_owned()
}

/// Where in `text` the place is that a passage tells, or what comes nearest to it in another version of the text; none
/// if its beginning is nowhere, or if it is no passage.
pub fn find(text: &str, passage: &str) -> Option<Span> {
    if passage.len() > MOST_BYTES {
        return None;
    }
    let mut fields = passage.split('*');
    let mut words = || unescaped(fields.next().unwrap_or_default());
    let (before, start, end) = (words()?, words()?, words()?);
    let mut number = || fields.next().and_then(|number| number.parse().ok()).unwrap_or(0);
    let (nth, nth_end) = (number(), number());
    let told = nth_or_last(text, &[&*before, &start].concat(), nth).map(|at| at + before.len());
    let from = told.or_else(|| places(text, &start).next())?;
    let to = from + start.len();
    let end = nth_or_last(&text[to..], &end, nth_end).map_or(to, |at| to + at + end.len());
    (from < to).then(|| Span::new(from, end))
}

fn nth_or_last(text: &str, words: &str, nth: usize) -> Option<usize> {
    places(text, words).take(nth.saturating_add(1)).last()
}

/// Where `words` are written in `text`, overlapping ones too; nowhere if they are empty.
fn places(text: &str, words: &str) -> impl Iterator<Item = usize> {
    let windows = text.as_bytes().windows(words.len().max(1)).enumerate();
    windows.filter(move |(_, window)| *window == words.as_bytes()).map(|(at, _)| at)
}

/// The first whole words of more than [`EDGE`] characters.
fn first_words(text: &str) -> &str {
    let cut = text.char_indices().nth(EDGE).map_or(text.len(), |(at, _)| at);
    let words = text[..cut].rfind(char::is_whitespace).map_or("", |space| text[..space].trim_end());
    if words.is_empty() { &text[..cut] } else { words }
}

/// The last whole words among the last `most` characters.
fn last_words(text: &str, most: usize) -> &str {
    let Some((cut, _)) = text.char_indices().rev().nth(most) else { return text };
    let words = text[cut..].split_once(char::is_whitespace).map_or("", |(_, words)| words.trim_start());
    if words.is_empty() { &text[cut..] } else { words }
}

fn escaped(words: &str) -> String {
    words.replace('_', "__").replace('*', "_x")
}

/// None if an escape is of no known form.
fn unescaped(field: &str) -> Option<String> {
    let mut words = String::with_capacity(field.len());
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        words.push(match c {
            '_' => match chars.next()? {
                '_' => '_',
                'x' => '*',
                _ => return None,
            },
            c => c,
        });
    }
    Some(words)
}
