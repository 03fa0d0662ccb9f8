//! Words and sentences. The only code that splits text.
//!
//! Words follow the Unicode word boundaries (UAX #29), tailored in three places:
//! a colon ends a word ("said:yes" is two), so does a full stop between a small
//! and a capital letter ("Ecuador.But", a lost space), and a Han, Kana or Hangul
//! character is a word of its own.

use crate::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Calls `visit` with the span of each word of `text`, in order.
///
/// ```
/// use corpus_viewer::token::each_word;
/// let text = "quid-pro-quo, Noboa’s $13.5m";
/// let mut words = Vec::new();
/// each_word(text, |span| words.push(span.of(text)));
/// assert_eq!(words, ["quid", "pro", "quo", "Noboa’s", "13.5m"]);
/// ```
pub fn each_word(text: &str, mut visit: impl FnMut(Span)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let start = at;
        let mut seen = 0;
        while at < bytes.len() && !bytes[at].is_ascii_whitespace() {
            seen |= bytes[at];
            at += 1;
        }
        if seen.is_ascii() {
            ascii_words(&bytes[start..at], start, &mut visit);
        } else {
            unicode_words(&text[start..at], start, &mut visit);
        }
    }
}

/// The spans of the words of `text`, in order and apart.
pub fn words(text: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 6);
    each_word(text, |span| spans.push(span));
    spans
}

/// The word boundaries of UAX #29 for a stretch of ASCII without white space,
/// where they come down to a look at three bytes.
fn ascii_words(chunk: &[u8], base: usize, visit: &mut impl FnMut(Span)) {
    let is_word = |b: u8| b.is_ascii_alphanumeric() || b == b'_';
    let mut at = 0;
    while at < chunk.len() {
        if !is_word(chunk[at]) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < chunk.len() {
            if is_word(chunk[at]) {
                at += 1;
            } else if at + 1 < chunk.len() && ascii_joins(chunk[at - 1], chunk[at], chunk[at + 1]) {
                at += 2;
            } else {
                break;
            }
        }
        if chunk[start..at].iter().any(u8::is_ascii_alphanumeric) {
            visit(Span::new(base + start, base + at));
        }
    }
}

/// Whether `mid` holds the letters or digits on its two sides together (WB6, WB7, WB11, WB12).
fn ascii_joins(before: u8, mid: u8, after: u8) -> bool {
    let letters = before.is_ascii_alphabetic() && after.is_ascii_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match mid {
        b'\'' => letters || digits,
        b'.' => digits || letters && !(before.is_ascii_lowercase() && after.is_ascii_uppercase()),
        b',' | b';' => digits,
        _ => false,
    }
}

fn unicode_words(chunk: &str, base: usize, visit: &mut impl FnMut(Span)) {
    for (start, word) in chunk.unicode_word_indices() {
        tailored(word, base + start, visit);
    }
}

/// Splits a word of UAX #29 where this module's rules differ.
fn tailored(word: &str, base: usize, visit: &mut impl FnMut(Span)) {
    let mut start = 0;
    let mut before: Option<char> = None;
    let mut chars = word.char_indices().peekable();
    let mut piece = |from: usize, to: usize| {
        if word[from..to].contains(char::is_alphanumeric) {
            visit(Span::new(base + from, base + to));
        }
    };
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map(|&(_, c)| c);
        let lost_space =
            c == '.' && before.is_some_and(char::is_lowercase) && after.is_some_and(char::is_uppercase);
        if matches!(c, ':' | '：') || lost_space {
            piece(start, at);
            start = at + c.len_utf8();
        } else if is_unspaced(c) || c.is_alphanumeric() && before.is_some_and(is_unspaced) {
            piece(start, at);
            start = at;
        }
        before = Some(c);
    }
    piece(start, word.len());
}

/// Han, Kana and Hangul: scripts whose words no space divides, or whose characters
/// are looked for one by one. Ranges of the Unicode blocks.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{3005}' | '\u{3007}' | '\u{3041}'..='\u{3096}'
        | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{3131}'..='\u{318E}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}' | '\u{FFA0}'..='\u{FFDC}' | '\u{20000}'..='\u{323AF}')
}

/// The sentences of `text`, in order and apart, without the white space around
/// them. `words` are the words of the same text. A line end always ends a
/// sentence: cleaned text has one only between paragraphs.
///
/// ```
/// use corpus_viewer::token::{sentences, words};
/// let text = "Dr. Lovelace left the U.S. in May. “Why?” he asked.";
/// let found: Vec<_> = sentences(text, &words(text)).iter().map(|s| s.of(text)).collect();
/// assert_eq!(found, ["Dr. Lovelace left the U.S. in May.", "“Why?” he asked."]);
/// ```
pub fn sentences(text: &str, words: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let Some(first) = words.first() else { return found };
    let mut start = leading_edge(text, 0, first.start as usize);
    for pair in words.windows(2) {
        let gap = Span { start: pair[0].end, end: pair[1].start };
        let Some(end) = sentence_end(text, pair[0], pair[1]) else { continue };
        found.push(Span::new(start, gap.start as usize + end));
        start = leading_edge(text, gap.start as usize + end, gap.end as usize);
    }
    found.push(Span::new(start, trailing_edge(text, words[words.len() - 1].end as usize)));
    found
}

/// The first byte after white space in `text[from..word]`, skipping lines that hold no word.
fn leading_edge(text: &str, from: usize, word: usize) -> usize {
    let gap = &text[from..word];
    let line = gap.rfind('\n').map_or(0, |at| at + 1);
    word - gap[line..].trim_start().len()
}

/// Where the sentence whose last word ends at `from` ends, at the end of the text.
fn trailing_edge(text: &str, from: usize) -> usize {
    let line = text[from..].lines().next().unwrap_or("");
    from + line.trim_end().len()
}

/// If a sentence ends between two neighbouring words: how many bytes of the gap belong to it.
fn sentence_end(text: &str, before: Span, after: Span) -> Option<usize> {
    let gap = &text[before.end as usize..after.start as usize];
    if matches!(gap, " " | "-" | ", ") {
        return None;
    }
    if let Some(line) = gap.find('\n') {
        return Some(gap[..line].trim_end().len());
    }
    let stop_at = gap.find(is_stop)?;
    let stop = gap[stop_at..].chars().next()?;
    let ended = gap[stop_at..].trim_start_matches(|c| is_stop(c) || is_closer(c));
    let end = gap.len() - ended.len();
    let next = after.of(text).chars().next()?;
    if is_full_width_stop(stop) {
        return Some(end);
    }
    let spaced = ended.starts_with(char::is_whitespace);
    let lost_space = stop == '.' && next.is_uppercase();
    if next.is_lowercase() || !(spaced || lost_space) {
        return None;
    }
    let bare_stop = stop == '.' && stop_at == 0 && !gap[1..].starts_with(['.', '!', '?']);
    if bare_stop && is_abbreviated(text, before, after) {
        return None;
    }
    Some(end)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '‽' | '؟' | '۔' | '।') || is_full_width_stop(c)
}

fn is_full_width_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡')
}

fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | ')' | ']' | '»' | '›' | '」' | '』' | '）')
}

/// Whether the full stop after `before` belongs to an abbreviation and ends nothing.
fn is_abbreviated(text: &str, before: Span, after: Span) -> bool {
    let word = before.of(text);
    let next = after.of(text);
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    if single || in_list(TITLES, word) {
        return true;
    }
    if in_list(BEFORE_NUMBER, word) {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    let dotted = word.split('.').count() > 1 && word.split('.').all(|part| part.chars().count() == 1);
    (dotted || in_list(MAY_END, word)) && !STARTERS.contains(&next)
}

fn in_list(list: &[&str], word: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Abbreviations that stand before what they belong to, so that no sentence ends there.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "cpl", "capt",
    "maj", "cmdr", "adm", "brig", "hon", "rev", "fr", "st", "ste", "mt", "ft", "pres", "supt", "insp", "det",
    "atty", "vs", "cf", "e.g", "i.e", "viz", "approx", "sra", "srta",
];

/// Abbreviations that end no sentence before a number: months, and what is numbered.
const BEFORE_NUMBER: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nos", "vol",
    "fig", "figs", "p", "pp", "art", "sec", "ch", "ca", "c",
];

/// Abbreviations that may end a sentence: they do where a usual first word follows.
const MAY_END: &[&str] = &["jr", "sr", "inc", "corp", "ltd", "co", "etc", "al", "bros", "dept", "est"];

/// Words that, with a capital after such an abbreviation, begin a sentence.
const STARTERS: &[&str] = &[
    "A",
    "After",
    "All",
    "Although",
    "An",
    "And",
    "As",
    "At",
    "Because",
    "Before",
    "But",
    "By",
    "Critics",
    "During",
    "For",
    "From",
    "He",
    "Her",
    "His",
    "How",
    "However",
    "I",
    "If",
    "In",
    "It",
    "Its",
    "Many",
    "Meanwhile",
    "More",
    "Most",
    "No",
    "Officials",
    "On",
    "One",
    "Or",
    "Other",
    "Our",
    "She",
    "Since",
    "So",
    "Some",
    "Such",
    "That",
    "The",
    "Their",
    "There",
    "These",
    "They",
    "This",
    "Those",
    "To",
    "Under",
    "Until",
    "We",
    "What",
    "When",
    "Where",
    "While",
    "Who",
    "Why",
    "With",
    "You",
];
