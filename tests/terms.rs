//! When words are the same: the suite, and what must hold for any text.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::language::Language;
use corpus_viewer::normalize::{Normalizer, VERSION};
use corpus_viewer::token::each_word;
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use proptest::prelude::*;

fn folded(normalizer: &Normalizer, word: &str) -> String {
    let mut term = String::new();
    normalizer.fold(word, &mut term);
    term
}

fn terms(text: &str) -> Vec<String> {
    let normalizer = Normalizer::default();
    let mut terms = Vec::new();
    each_word(text, |word| terms.push(folded(&normalizer, word.of(text))));
    terms
}

#[test]
fn terms_suite() {
    let normalizer = Normalizer::default();
    common::check(include_str!("suites/terms.txt"), |word| folded(&normalizer, word));
}

#[test]
fn spellings_in_the_suite_do_not_matter() {
    for (word, _) in common::cases(include_str!("suites/terms.txt")) {
        assert_spellings_agree(word);
    }
}

fn assert_spellings_agree(text: &str) {
    let composed = ComposingNormalizer::new_nfc().normalize(text);
    let decomposed = DecomposingNormalizer::new_nfd().normalize(text);
    assert_eq!(terms(&composed), terms(&decomposed), "{text:?}");
}

/// A mark sends a word the long way, and is then left out.
#[test]
fn the_quick_way_folds_letters_as_the_long_way_does() {
    let normalizer = Normalizer::default();
    for c in ('\0'..='\u{24FF}').chain('\u{3000}'..='\u{FFFF}') {
        let word = format!("{c}b");
        assert_eq!(folded(&normalizer, &word), folded(&normalizer, &format!("{word}\u{301}")), "{c:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn the_term_of_a_term_is_itself(text in "\\PC{0,20}|[a-zA-Z.'’ßİʼéŉ가ｶﾞ\u{300}-\u{345}]{0,12}") {
        let normalizer = Normalizer::default();
        let term = folded(&normalizer, &text);
        prop_assert_eq!(folded(&normalizer, &term), term);
    }

    #[test]
    fn composed_or_not_is_one_text(text in "\\PC{0,20}|[a-zñéüçΆ-ώа-яёйїāḍ각한ガぱשׁآ'.0-9 ]{0,30}") {
        assert_spellings_agree(&text);
    }

    #[test]
    fn case_does_not_matter(text in "[a-zß-öø-ÿāčěłœα-ωά-ώа-яё' ]{0,30}") {
        prop_assert_eq!(terms(&text.to_uppercase()), terms(&text.to_lowercase()));
        prop_assert_eq!(terms(&text.to_uppercase()), terms(&text));
    }
}

/// Indexes that were made by other rules must not be searched by these.
#[test]
fn the_version_stands_for_these_terms_and_stems() {
    let normalizer = Normalizer::default();
    let mut digest = crc32fast::Hasher::new();
    let suites = [
        include_str!("suites/words.txt"),
        include_str!("suites/sentences.txt"),
        include_str!("suites/terms.txt"),
    ];
    for term in suites.into_iter().flat_map(terms) {
        digest.update(term.as_bytes());
        for language in Language::ALL {
            digest.update(b"\0");
            digest.update(normalizer.stem(&term, language).as_bytes());
        }
        digest.update(b"\n");
    }
    assert_eq!(
        (VERSION, digest.finalize()),
        (1, 2816201751),
        "words, terms or stems of the suites come out differently. If only cases were added to a suite, record \
         the new digest; if a rule changed, raise normalize::VERSION too"
    );
}
