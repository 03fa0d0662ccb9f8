//! Words and sentences: the suites, and the twin that knows no short cut.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::Span;
use corpus_viewer::token::{sentences, words};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

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

/// The Unicode words of the whole text, without the tailoring, which these texts never call for.
fn plain_words(text: &str) -> Vec<Span> {
    text.unicode_word_indices().map(|(start, word)| Span::new(start, start + word.len())).collect()
}

proptest! {
    /// The quick way through ASCII finds what the Unicode rules find.
    #[test]
    fn words_are_the_unicode_words(text in "[ \n\ta-z0-9_'’.,;é&-]{0,60}") {
        prop_assert_eq!(words(&text), plain_words(&text));
    }

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
