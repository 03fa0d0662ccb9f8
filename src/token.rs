//! Words and sentences. The only code that splits text.
//!
//! Both follow Unicode's rules (UAX #29, tables of [`unicode_segmentation::UNICODE_VERSION`]), which
//! `tests/tokens.rs` holds against Unicode's own test files. Where this module differs, and why:
//!
//! **Words** are the segments that hold a letter or a digit.
//!
//! 1. A colon, in any of its forms, ends a word, and like white space belongs to none. Unicode keeps
//!    `EU:n` together for Swedish; news writes `said:yes` and `10:30`.
//! 2. A full stop between a small and a capital letter ends a word: in `Ecuador.But` a space was lost.
//! 3. A Han, Kana or Hangul character is a word of its own, with the marks on it and, where it is spelt
//!    in jamo, with the rest of its syllable. No space divides the words of Han and Kana, and only a
//!    dictionary could; in Hangul, particles grow onto words. Neighbours can be looked for together. An
//!    apostrophe or stop beside one belongs to no word.
//!
//! **Sentences** are the segments that hold a word, without the white space around them.
//!
//! 1. No sentence ends inside a word: `ש.ש` is one.
//! 2. None ends after the stop of an abbreviation that stands before what it belongs to (`Dr. Lovelace`,
//!    `No. 5`), nor after one that may end a sentence (`Inc.`, `U.S.`) unless a usual first word follows.
//!    Unicode knows no abbreviations.
//! 3. One ends at the stop of `ended.Then`, where a space was lost.
//! 4. `!` and `?` before a small letter end none, as a full stop there does not: `“Why?” he asked.`
//! 5. What follows a stop is judged by the first character of the next word. Unicode looks past digits
//!    for a small letter, and finds one sentence in `It rained. 25 people came.`
//! 6. `…` is read as `...` is. Unicode takes it for no stop.
//! 7. Words more than [`FAR`] bytes apart are in two, since looking further would cost the square of
//!    the distance.

use crate::span::Span;
use std::borrow::Cow;
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
        let end = ascii_run_end(bytes, at);
        if is_surely_end(bytes, end) {
            if end > at {
                visit(Span::new(at, end));
            }
            at = end + 1;
            continue;
        }
        match quick_word_end(text, at) {
            Some(end) if end == at => at += first_char(text, at).len_utf8(),
            Some(end) => {
                if bytes[at] != b'_' || text[at..end].contains(char::is_alphanumeric) {
                    visit(Span::new(at, end));
                }
                at = end;
            }
            None => at = unicode_words(text, at, &mut visit),
        }
    }
}

/// The spans of the words of `text`, in order and apart.
pub fn words(text: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 6);
    each_word(text, |span| spans.push(span));
    spans
}

/// What a character is to the quick way through text. Its letters, punctuation marks and digits are
/// those of European news, with no marks that belong to the character before.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Ends a word, whatever follows.
    Gap,
    /// Holds letters or digits on its two sides together.
    Mid,
    /// A letter, a digit, or `_`.
    Word,
    /// Only Unicode's tables tell. Of a byte: it begins a longer character.
    Other,
}

impl Kind {
    const fn of_ascii(byte: u8) -> Kind {
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' => Kind::Word,
            b'\'' | b'.' | b',' | b';' => Kind::Mid,
            0x80.. => Kind::Other,
            _ => Kind::Gap,
        }
    }

    fn of(c: char) -> Kind {
        match c {
            '\0'..='\x7F' => Kind::of_ascii(c as u8),
            '×' | '÷' => Kind::Gap,
            'ª' | 'µ' | 'º' | 'À'..='ɏ' | 'Ѐ'..='ѿ' => Kind::Word,
            '‘' | '’' => Kind::Mid,
            '\u{A0}'..='©' | '«' | '¬' | '®'..='±' | '´' | '¶' | '»' | '¿' => Kind::Gap,
            '‐'..='―' | '“'..='„' | '†'..='•' | '…' | '‹' | '›' | '€' => Kind::Gap,
            _ if is_colon(c) => Kind::Gap,
            _ => Kind::Other,
        }
    }
}

/// The kinds of all bytes, so that the quick way takes one look at each.
const BYTES: [Kind; 256] = {
    let mut kinds = [Kind::Gap; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = Kind::of_ascii(byte as u8);
        byte += 1;
    }
    kinds
};

/// The end of the ASCII letters and digits from `at` on, read eight at a time.
#[inline]
fn ascii_run_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(eight) = bytes[at..].first_chunk() {
        let run = leading_alphanumeric(u64::from_le_bytes(*eight));
        at += run;
        if run < size_of::<u64>() {
            return at;
        }
    }
    while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
        at += 1;
    }
    at
}

/// How many of eight bytes, the lowest first, are ASCII letters or digits before one that is not.
#[inline]
fn leading_alphanumeric(bytes: u64) -> usize {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = EACH * 0x80;
    // Sets the high bit of each byte, of which the high bit is clear, that is at least `low`.
    let at_least = |bytes: u64, low: u8| bytes + EACH * u64::from(0x80 - low);
    let within = |bytes: u64, low: u8, high: u8| at_least(bytes, low) & !at_least(bytes, high + 1);
    let ascii = bytes & !HIGH;
    let letters = within(ascii | (EACH * 0x20), b'a', b'z');
    let others = !((letters | within(ascii, b'0', b'9')) & !bytes) & HIGH;
    (others.trailing_zeros() / u8::BITS) as usize
}

/// Whether no word goes on at `at`, behind letters and digits, as is seen from the next two bytes.
#[inline]
fn is_surely_end(bytes: &[u8], at: usize) -> bool {
    let kind = |at: usize| bytes.get(at).map_or(Kind::Gap, |&byte| BYTES[usize::from(byte)]);
    kind(at) == Kind::Gap || kind(at) == Kind::Mid && kind(at + 1) == Kind::Gap
}

/// The end of the word that begins at `start`, where it needs no table: `start` itself if none begins
/// there, nothing if a character that the quick way does not know stands in the word or right after.
fn quick_word_end(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = start;
    loop {
        at = ascii_run_end(bytes, at);
        if at == bytes.len() || BYTES[bytes[at] as usize] == Kind::Gap {
            return Some(at);
        }
        let mid = first_char(text, at);
        match Kind::of(mid) {
            Kind::Word => at += mid.len_utf8(),
            Kind::Gap => return Some(at),
            Kind::Other => return None,
            Kind::Mid => {
                let before = text[start..at].chars().next_back();
                let after = text[at + mid.len_utf8()..].chars().next();
                let (Some(before), Some(after)) = (before, after) else { return Some(at) };
                if Kind::of(after) == Kind::Other {
                    return None;
                }
                if !joins(before, mid, after) {
                    return Some(at);
                }
                at += mid.len_utf8() + after.len_utf8();
            }
        }
    }
}

fn first_char(text: &str, at: usize) -> char {
    text[at..].chars().next().expect("the place is before the end")
}

/// Whether `mid` holds its neighbours together (WB6, WB7, WB11, WB12).
fn joins(before: char, mid: char, after: char) -> bool {
    let letters = before.is_alphabetic() && after.is_alphabetic();
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match mid {
        ',' | ';' => digits,
        '.' => digits || letters && !is_lost_space(before, after),
        _ => digits || letters,
    }
}

/// Whether a full stop between these two stands where a sentence ended and a space was lost.
fn is_lost_space(before: char, after: char) -> bool {
    before.is_lowercase() && after.is_uppercase()
}

/// Visits the words of the stretch without white space and colons that the word or mark at `at` is in,
/// from there on, by Unicode's tables. The end of the stretch.
fn unicode_words(text: &str, at: usize, visit: &mut impl FnMut(Span)) -> usize {
    let divides = |c: char| c.is_ascii_whitespace() || is_colon(c);
    // A mark belongs to the character before it, which the quick way took for a gap.
    let start = match text[..at].chars().next_back() {
        Some(before) if !divides(before) => at - before.len_utf8(),
        _ => at,
    };
    let end = text[at..].find(divides).map_or(text.len(), |length| at + length);
    for (offset, word) in text[start..end].unicode_word_indices() {
        tailored(word, start + offset, visit);
    }
    end
}

/// Splits a word of UAX #29 where a space was lost and around characters that are words.
fn tailored(word: &str, base: usize, visit: &mut impl FnMut(Span)) {
    let mut start = 0;
    // The last letter or digit, whatever marks it bears.
    let mut before = None;
    let mut alone = false;
    let mut piece = |from: usize, to: usize| {
        let piece = word[from..to].trim_end_matches(|c| Kind::of(c) == Kind::Mid);
        if piece.contains(char::is_alphanumeric) {
            visit(Span::new(base + from, base + from + piece.len()));
        }
    };
    for (at, c) in word.char_indices() {
        let after = word[at + c.len_utf8()..].chars().next();
        if c == '.' && before.zip(after).is_some_and(|(before, after)| is_lost_space(before, after)) {
            piece(start, at);
            start = at + 1;
            alone = false;
        } else if is_unspaced(c) || alone && c.is_alphanumeric() && !completes(c) {
            piece(start, at);
            start = at;
            alone = is_unspaced(c);
        }
        if c.is_alphanumeric() {
            before = Some(c);
        }
    }
    piece(start, word.len());
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '︓' | '﹕')
}

/// Whether `c` is a word by itself: Han, Kana and Hangul, whose words no space divides or which are
/// looked for character by character. Such words that stand side by side may be parts of one, so an
/// index may want their pairs. Ranges of the Unicode blocks.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{115F}' | '\u{3005}' | '\u{3007}' | '\u{3041}'..='\u{3096}'
        | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{3131}'..='\u{318E}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF66}'..='\u{FF9D}' | '\u{FFA0}'..='\u{FFDC}' | '\u{20000}'..='\u{323AF}')
}

/// Whether `c` goes on the character before, though it counts as a letter: the vowels and final
/// consonants of a syllable in jamo, half-width voicing marks.
fn completes(c: char) -> bool {
    matches!(c, '\u{1160}'..='\u{11FF}' | '\u{FF9E}' | '\u{FF9F}')
}

/// Words more than this many bytes apart are never in one sentence.
pub const FAR: usize = 256;

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
        let Some(end) = sentence_end(text, pair[0], pair[1]) else { continue };
        found.push(Span::new(start, end));
        start = leading_edge(text, end, pair[1].start as usize);
    }
    found.push(Span::new(start, trailing_edge(text, words[words.len() - 1].end as usize)));
    found
}

/// The first byte after white space in `text[from..word]`, skipping lines that hold no word.
fn leading_edge(text: &str, from: usize, word: usize) -> usize {
    let gap = &text[from..word];
    let line = gap.rfind(LINE_ENDS).map_or(gap, |at| &gap[at..]);
    word - line.trim_start().len()
}

/// Where the sentence whose last word ends at `from` ends, at the end of the text.
fn trailing_edge(text: &str, from: usize) -> usize {
    let line = text[from..].split(LINE_ENDS).next().unwrap_or("");
    from + line.trim_end().len()
}

/// What ends a line (SB4).
const LINE_ENDS: [char; 5] = ['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}'];

/// Where a sentence ends between two neighbouring words, if one does.
fn sentence_end(text: &str, before: Span, after: Span) -> Option<usize> {
    let gap = &text[before.end as usize..after.start as usize];
    if gap.len() <= FAR
        && !gap.bytes().any(|byte| matches!(byte, b'.' | b'!' | b'?' | b'\n' | b'\r' | 0x80..))
    {
        return None;
    }
    let (word, following) = (before.of(text), after.of(text));
    let next = first_char(following, 0);
    let length = if let Some(line) = gap.find(LINE_ENDS) {
        line
    } else if gap.len() > FAR {
        gap.len()
    } else if gap.contains(['!', '?']) && next.is_lowercase() || is_abbreviated(word, gap, following) {
        return None;
    } else if gap == "."
        && word.chars().rfind(|c| c.is_alphanumeric()).is_some_and(|last| is_lost_space(last, next))
    {
        gap.len()
    } else {
        let window = &text[before.start as usize..after.start as usize + next.len_utf8()];
        unicode_end(window, word.len(), gap.len())?
    };
    Some(before.end as usize + gap[..length].trim_end().len())
}

/// How many bytes of a gap belong to the sentence before it, if one ends there by Unicode's tables.
/// `window` is the word before, the gap, and the first character after.
fn unicode_end(window: &str, word: usize, gap: usize) -> Option<usize> {
    let read =
        if window.contains('…') { Cow::from(window.replace('…', "...")) } else { Cow::from(window) };
    let mut bounds = read.split_sentence_bound_indices().map(|(at, _)| at);
    Some(bounds.find(|&at| word < at && at <= word + gap)? - word)
}

/// Whether the gap begins with a full stop, and only one, that belongs to an abbreviation and ends nothing.
fn is_abbreviated(word: &str, gap: &str, next: &str) -> bool {
    if !gap.starts_with('.') || gap[1..].starts_with(['.', '!', '?', '…']) {
        return false;
    }
    let mut letters = word.chars();
    let single = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    if single || in_list(TITLES, word) || in_list(LEADING, word) {
        return true;
    }
    if in_list(BEFORE_NUMBER, word) {
        return next.starts_with(char::is_numeric);
    }
    let dotted = word.split('.').count() > 1 && word.split('.').all(|part| part.chars().count() == 1);
    let may_go_on = next.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    (dotted || in_list(MAY_END, word)) && may_go_on && !STARTERS.contains(&next)
}

fn in_list(list: &[&str], word: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}

/// Abbreviations that stand before a name, in the name of a person or place.
pub(crate) const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "dra", "prof", "sen", "rep", "gov", "gen", "lt", "col", "sgt", "cpl",
    "capt", "maj", "cmdr", "adm", "brig", "hon", "rev", "fr", "st", "ste", "mt", "ft", "pres", "supt",
    "insp", "det", "atty", "sra", "srta", "mme", "mlle", "hr",
];

/// Other abbreviations that stand before what they belong to.
const LEADING: &[&str] = &["vs", "cf", "e.g", "i.e", "viz", "approx", "bzw"];

/// Abbreviations that end no sentence before a number: months, and what is numbered.
const BEFORE_NUMBER: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nos", "nr",
    "núm", "vol", "fig", "figs", "p", "pp", "art", "sec", "ch", "ca", "c",
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
