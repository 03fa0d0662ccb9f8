//! Names by the model: sentences of news, texts of every kind, and models that are none.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/brackets.rs"]
mod brackets;

use brackets::{bare, marked};
use corpus_viewer::Span;
use corpus_viewer::entity::{Annotator, Label, Mention, Model, ModelError, english};
use proptest::prelude::*;
use std::path::{Path, PathBuf};
use std::{env, fs};

const MODEL: &[u8] = include_bytes!("../models/english.names");

fn annotate(text: &str) -> Vec<Mention> {
    Annotator::new(english()).annotate(text, &[Span::new(0, text.len())])
}

fn suites() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/names");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").flatten().map(|file| file.path()).collect();
    paths.sort();
    paths
}

/// What stands before a sentence that is not yet read right.
const MISSED: &str = "~ ";

/// Every sentence is read as it is marked, each mention with its span and label, but for those
/// that are told to be missed; and those are. After the model was learned anew,
/// `MARK_MISSED=1 cargo test --test names` tells them anew.
#[test]
fn sentences_of_news() {
    let (mut all, mut missed, mut failed) = (0, 0, String::new());
    for path in suites() {
        let suite = fs::read_to_string(&path).expect("it is a text");
        let mut told = String::new();
        for line in suite.lines() {
            let expected = line.strip_prefix(MISSED).unwrap_or(line);
            let text = bare(expected);
            let found = if line.starts_with('#') { line.to_owned() } else { marked(&text, &annotate(&text)) };
            let is_missed = found != expected;
            if is_missed != line.starts_with(MISSED) {
                failed += &format!("\nexpected {line}\n   found {found}\n");
            }
            all += usize::from(!line.starts_with('#'));
            missed += usize::from(is_missed);
            told += &format!("{}{expected}\n", if is_missed { MISSED } else { "" });
        }
        if env::var_os("MARK_MISSED").is_some() {
            fs::write(&path, told).expect("the suite can be written");
        }
    }
    assert!(all > 400, "{all} sentences");
    assert!(missed * 5 < all, "{missed} of {all} are missed");
    assert!(failed.is_empty() || env::var_os("MARK_MISSED").is_some(), "{failed}");
}

/// In a text without names hardly any are invented.
fn names_in(text: &str) -> usize {
    annotate(text).iter().filter(|mention| mention.label.is_name()).count()
}

#[test]
fn odd_texts_have_no_names() {
    let capitals =
        "PLEASE READ ALL OF THESE INSTRUCTIONS BEFORE YOU PLUG IN AND USE THE MACHINE. ".repeat(300);
    assert!(names_in(&capitals) < 20, "{}", names_in(&capitals));
    let chinese = "东京都位于日本关东地区，是日本的首都，也是世界上人口最多的都市之一。".repeat(300);
    assert_eq!(names_in(&chinese), 0);
    assert_eq!(names_in(&"😀🎉👩‍👩‍👧‍👦🇪🇨 ".repeat(3000)), 0);
    assert_eq!(names_in(&"\u{0}\u{1}\u{7f}\u{200b}\u{feff}\u{202e}".repeat(3000)), 0);
}

#[test]
fn other_languages_have_values_and_names_of_lists() {
    let text = "El Presidente Juan Carlos Morales Ayala llegó a Ecuador el jueves con 13 ministros. \
                Según la Agencia Nacional de Noticias, los acuerdos valen $5 millones y se firman en Quito. ";
    let found = annotate(&text.repeat(20));
    let count = |label: Label| found.iter().filter(|mention| mention.label == label).count();
    assert_eq!(count(Label::Per), 0, "no name is made up");
    assert_eq!((count(Label::Loc), count(Label::Cardinal)), (40, 20), "Ecuador and Quito; 13");
    assert!(count(Label::Money) > 0);
}

/// A document is read in the same way whatever was read before it.
#[test]
fn what_was_read_before_changes_nothing() {
    let sentences: Vec<String> = suites()
        .iter()
        .flat_map(|path| {
            fs::read_to_string(path).expect("it is a text").lines().map(bare).collect::<Vec<_>>()
        })
        .collect();
    let mut annotator = Annotator::new(english());
    for text in sentences.iter().chain(sentences.iter().rev()) {
        assert_eq!(annotator.annotate(text, &[Span::new(0, text.len())]), annotate(text), "{text}");
    }
}

#[test]
fn without_a_model_lists_are_marked() {
    let text = "Ada Lovelace saw Ecuador in 1843.";
    let found = Annotator::default().annotate(text, &[Span::new(0, text.len())]);
    assert_eq!(marked(text, &found), "Ada Lovelace saw [LOC Ecuador] in [DATE 1843].");
}

#[test]
fn what_is_no_model_is_told() {
    assert_eq!(Model::decode(b"").err(), Some(ModelError::NotAModel));
    assert_eq!(Model::decode(b"a text").err(), Some(ModelError::NotAModel));
    let mut other = MODEL.to_vec();
    other[7] += 1;
    assert_eq!(Model::decode(&other).err(), Some(ModelError::Version { found: other[7] }));
    assert_eq!(Model::decode(&MODEL[..MODEL.len() - 1]).err(), Some(ModelError::Damaged));
    assert_eq!(Model::decode(&[MODEL, b"x"].concat()).err(), Some(ModelError::Damaged));
    for at in (8..MODEL.len()).step_by(MODEL.len() / 300) {
        let mut damaged = MODEL.to_vec();
        damaged[at] ^= 0x10;
        assert_eq!(Model::decode(&damaged).err(), Some(ModelError::Damaged), "byte {at}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A checksum that fits hides nothing: what is behind it may be anything.
    #[test]
    fn damage_behind_a_right_checksum_gives_an_error_or_a_model(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        let mut bytes = MODEL.to_vec();
        for (at, byte) in cuts {
            let at = 12 + at.index(bytes.len() - 12);
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(12 + end.index(bytes.len() - 12));
        }
        let checksum = crc32fast::hash(&bytes[12..]);
        bytes[8..12].copy_from_slice(&checksum.to_le_bytes());
        if let Ok(model) = Model::decode(&bytes) {
            let text = "President Ada Lovelace of the Bank of Peru left Turin for New York.";
            Annotator::new(model.into()).annotate(text, &[Span::new(0, text.len())]);
        }
    }
}
