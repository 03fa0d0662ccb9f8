//! Words and sentences: the suites, Unicode's own tests, and twins that know no short cut.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::Span;
use corpus_viewer::token::{FAR, sentences, words};
use proptest::prelude::*;
use unicode_segmentation::{UNICODE_VERSION, UnicodeSegmentation};

fn unescaped(text: &str) -> String {
    text.replace("\\n", "\n")
}

fn joined(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join("|")
}

#[test]
fn words_suite() {
    common::check(include_str!("suites/words.txt"), |given| {
        let text = unescaped(given);
        joined(&text, &words(&text))
    });
}

#[test]
fn sentences_suite() {
    common::check(include_str!("suites/sentences.txt"), |given| {
        let text = unescaped(given);
        joined(&text, &sentences(&text, &words(&text)))
    });
}

const WORD_BREAKS: &str = include_str!("fixtures/unicode/WordBreakTest.txt");
const SENTENCE_BREAKS: &str = include_str!("fixtures/unicode/SentenceBreakTest.txt");

/// The cases of one of Unicode's files: each a text in the segments that Unicode divides it into.
fn unicode_cases(file: &str) -> Vec<Vec<String>> {
    let code = |code: &str| {
        let number = u32::from_str_radix(code, 16).expect("codes are hexadecimal");
        char::from_u32(number).expect("the files have no surrogates")
    };
    let segment = |segment: &str| segment.split('×').map(|c| code(c.trim())).collect();
    let lines = file.lines().filter(|line| line.starts_with('÷'));
    let cases: Vec<Vec<String>> =
        lines.map(|line| line.trim_matches([' ', '\t', '÷']).split('÷').map(segment).collect()).collect();
    let told = file.lines().find_map(|line| line.strip_prefix("# Lines: ")).expect("the file ends so");
    assert_eq!(cases.len().to_string(), told);
    cases
}

#[test]
fn the_tables_are_those_of_the_test_files() {
    let (major, minor, update) = UNICODE_VERSION;
    for (name, file) in [("WordBreakTest", WORD_BREAKS), ("SentenceBreakTest", SENTENCE_BREAKS)] {
        assert!(file.starts_with(&format!("# {name}-{major}.{minor}.{update}.txt\n")), "{name}");
    }
    for segments in unicode_cases(WORD_BREAKS) {
        assert_eq!(segments.concat().split_word_bounds().collect::<Vec<_>>(), segments);
    }
    for segments in unicode_cases(SENTENCE_BREAKS) {
        assert_eq!(segments.concat().split_sentence_bounds().collect::<Vec<_>>(), segments);
    }
}

/// The words of a text, given in Unicode's segments, after each of the deviations that `token` lists.
fn tailored_words(segments: &[&str]) -> Vec<String> {
    let has_letter = |piece: &String| piece.contains(char::is_alphanumeric);
    let pieces = segments.iter().flat_map(|segment| without_colons(segment));
    pieces.flat_map(without_lost_spaces).flat_map(with_characters_alone).filter(has_letter).collect()
}

/// The pieces between colons and white space, without the marks on those.
fn without_colons(segment: &str) -> impl Iterator<Item = &str> {
    let pieces = segment.split(|c: char| c.is_ascii_whitespace() || matches!(c, ':' | '：' | '︓' | '﹕'));
    pieces.enumerate().map(|(at, piece)| {
        let first = if at == 0 { None } else { piece.find(|c: char| c.is_alphanumeric() || c == '_') };
        &piece[first.unwrap_or(0)..]
    })
}

fn without_lost_spaces(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    let mut pieces = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        let lost = c == '.'
            && chars[..at].iter().rfind(|c| c.is_alphanumeric()).is_some_and(|before| before.is_lowercase())
            && chars.get(at + 1).is_some_and(|after| after.is_uppercase());
        if lost {
            pieces.push(String::new());
        } else {
            pieces.last_mut().expect("there is one from the start").push(c);
        }
    }
    pieces
}

fn with_characters_alone(word: String) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for c in word.chars() {
        match pieces.last_mut() {
            Some(piece) if !stands_alone(c) && (!piece.starts_with(stands_alone) || goes_on(c)) => {
                piece.push(c)
            }
            _ => pieces.push(c.into()),
        }
    }
    pieces.iter().map(|piece| piece.trim_end_matches(['\'', '.', ',', ';', '’', '‘']).to_string()).collect()
}

/// Some of the Han, Kana and Hangul characters: those in the texts of this file.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{1100}' | '가'..='힣' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | 'ｱ'..='ﾝ' | '一'..='鿿')
}

fn goes_on(c: char) -> bool {
    !c.is_alphanumeric() || matches!(c, '\u{1161}' | '\u{11A8}')
}

#[test]
fn words_are_unicodes_but_for_the_deviations() {
    let mut differ = 0;
    for segments in unicode_cases(WORD_BREAKS) {
        let text = segments.concat();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let found: Vec<&str> = words(&text).iter().map(|word| word.of(&text)).collect();
        assert_eq!(found, tailored_words(&segments), "{segments:?}");
        let plain: Vec<&str> =
            segments.into_iter().filter(|segment| segment.contains(char::is_alphanumeric)).collect();
        differ += usize::from(found != plain);
    }
    assert_eq!(differ, 20, "cases that the deviations change");
}

fn twin_words(text: &str) -> Vec<String> {
    tailored_words(&text.split_word_bounds().collect::<Vec<_>>())
}

/// The quick way knows some characters without looking at the tables: every character between letters,
/// between digits, under a mark and by itself.
#[test]
fn every_character_has_a_twin() {
    for c in ('\0'..'\u{10FF}').chain('\u{1200}'..='\u{3000}').chain('\u{FE10}'..'\u{FF66}') {
        for text in [format!("a{c}b 1{c}2 {c}"), format!("a{c}\u{301}b"), format!("“{c}”")] {
            let found: Vec<&str> = words(&text).iter().map(|word| word.of(&text)).collect();
            assert_eq!(found, twin_words(&text), "{c:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// The quick way through text finds what the Unicode rules find.
    #[test]
    fn words_of_ascii_have_a_twin(text in "[ -~\n\t]{0,60}") {
        let found: Vec<String> = words(&text).iter().map(|word| word.of(&text).into()).collect();
        prop_assert_eq!(found, twin_words(&text));
    }

    #[test]
    fn words_of_joining_characters_have_a_twin(
        text in "[ aBéñЯ0_'’‘.,;:：\"“”—–…\u{a0}·\u{ad}\u{301}\u{200d}אβ١가\u{1100}\u{1161}\u{11A8}カｶか漢©-]{0,24}",
    ) {
        let found: Vec<String> = words(&text).iter().map(|word| word.of(&text).into()).collect();
        prop_assert_eq!(found, twin_words(&text));
    }
}

proptest! {
    #[test]
    fn words_of_any_text_are_apart_and_in_order(text in "\\PC{0,80}") {
        let words = words(&text);
        for pair in words.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start);
        }
        for word in words {
            prop_assert!(word.of(&text).contains(char::is_alphanumeric));
        }
    }

    /// Every word lies in one sentence, and sentences have no white space around them.
    #[test]
    fn sentences_hold_all_words(text in "[A-Za-z .!?\"”\n。5]{0,80}") {
        let words = words(&text);
        let sentences = sentences(&text, &words);
        for word in &words {
            prop_assert_eq!(sentences.iter().filter(|sentence| sentence.contains(*word)).count(), 1);
        }
        for sentence in sentences {
            prop_assert_eq!(sentence.of(&text).trim(), sentence.of(&text));
        }
    }
}

/// The sentences of a text that Unicode ends at `bounds`, after each of the deviations that `token` lists
/// but for the abbreviations, which the suite has.
fn tailored_sentences(text: &str, bounds: &[usize]) -> Vec<String> {
    let words = words(text);
    let mut found: Vec<String> = Vec::new();
    let mut start = 0;
    for pair in words.windows(2) {
        let (from, to) = (pair[0].end as usize, pair[1].start as usize);
        let gap = &text[from..to];
        let next = text[to..].chars().next().expect("a word begins here");
        let known = next.is_alphabetic() && !gap.contains('…');
        let bounds = if known { bounds.to_vec() } else { bounds_of(&text[..to + next.len_utf8()]) };
        let mut end = bounds.into_iter().find(|&bound| from < bound && bound <= to);
        let last = text[..from].chars().rfind(|c| c.is_alphanumeric()).expect("a word ends here");
        if gap == "." && last.is_lowercase() && next.is_uppercase() {
            end = Some(to);
        }
        if gap.contains(['!', '?']) && next.is_lowercase() {
            end = None;
        }
        if gap.len() > FAR {
            end = Some(to);
        }
        if let Some(line) = gap.find(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
            end = Some(from + line);
        }
        if let Some(end) = end {
            found.push(text[start..end].into());
            start = end;
        }
    }
    found.push(text[start..].into());
    found
}

fn bounds_of(text: &str) -> Vec<usize> {
    let read = text.replace('…', "...");
    read.split_sentence_bound_indices().map(|(at, _)| at).collect()
}

/// A sentence without the white space around it, and without the lines around it that hold no word.
fn trimmed(sentence: &str) -> &str {
    let lines = sentence.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']);
    lines.map(str::trim).find(|line| line.contains(char::is_alphanumeric)).unwrap_or("")
}

fn assert_sentences(text: &str, bounds: &[usize]) {
    let expected = tailored_sentences(text, bounds);
    let expected: Vec<&str> = expected.iter().map(|s| trimmed(s)).filter(|s| !s.is_empty()).collect();
    let found: Vec<&str> = sentences(text, &words(text)).iter().map(|s| s.of(text)).collect();
    assert_eq!(found, expected, "{text:?}");
}

#[test]
fn sentences_are_unicodes_but_for_the_deviations() {
    for segments in unicode_cases(SENTENCE_BREAKS) {
        let mut ends = 0;
        let bounds: Vec<usize> = segments
            .iter()
            .map(|segment| {
                ends += segment.len();
                ends
            })
            .collect();
        assert_sentences(&segments.concat(), &bounds);
    }
}

proptest! {
    #[test]
    fn sentences_have_a_twin(text in "([w-z]{2}|[W-Z][w-z]{2}|[0-9]{1,2}|[ .]|[!?…,\"”“)\n।。漢ש\u{301}\u{ad}\u{a0}–-]| {257}){0,16}") {
        assert_sentences(&text, &bounds_of(&text));
    }
}
