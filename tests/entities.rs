//! Mentions and entities against sentences that a reader can check.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::Span;
use corpus_viewer::entity::{Mention, link, tag};
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

fn suite() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/entities")
}

/// The cases of a suite: its lines but the first, which says what they show.
fn cases(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("the suite is there");
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_string).collect()
}

/// The text under brackets: `[PER Ada] left` is "Ada left".
fn bare(marked: &str) -> String {
    let mut pieces = marked.split('[');
    let mut text = pieces.next().unwrap_or_default().to_string();
    for piece in pieces {
        let (_, name) = piece.split_once(' ').expect("a label and a space follow a bracket");
        text.extend(name.chars().filter(|&c| c != ']'));
    }
    text
}

fn marked(text: &str, mentions: &[Mention]) -> String {
    let mut shown = String::new();
    let mut from = 0;
    for mention in mentions {
        let span = mention.span.range();
        shown += &format!("{}[{} {}]", &text[from..span.start], mention.label.code(), &text[span.clone()]);
        from = span.end;
    }
    shown + &text[from..]
}

fn tag_all(text: &str) -> Vec<Mention> {
    tag(text, &[Span::new(0, text.len())])
}

#[test]
fn mentions() {
    let mut paths: Vec<_> =
        fs::read_dir(suite()).expect("the folder is there").flatten().map(|f| f.path()).collect();
    paths.sort();
    let mut failed = String::new();
    for path in paths.iter().filter(|path| !path.ends_with("linking.txt") && !path.ends_with("values.txt")) {
        for expected in cases(path) {
            let text = bare(&expected);
            let found = marked(&text, &tag_all(&text));
            if found != expected {
                failed += &format!("\nexpected {expected}\n   found {found}\n");
            }
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

#[test]
fn entities() {
    let mut failed = String::new();
    for case in cases(&suite().join("linking.txt")) {
        let (texts, expected) = case.split_once(" => ").expect("an arrow divides texts and entities");
        let texts: Vec<_> = texts.split(" / ").map(|text| (text, tag_all(text))).collect();
        let found = listed(&texts);
        if found != expected {
            failed += &format!("\nexpected {expected}\n   found {found}\n");
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

fn listed(documents: &[(&str, Vec<Mention>)]) -> String {
    let links = link(documents.iter().map(|(text, mentions)| (*text, &mentions[..])));
    let mut counts = vec![0; links.entities.len()];
    links.mentions.iter().flatten().for_each(|&entity| counts[entity as usize] += 1);
    let shown = links.entities.iter().zip(counts);
    let shown: Vec<_> = shown.map(|(e, count)| format!("{}: {} ({count})", e.label.code(), e.name)).collect();
    shown.join("; ")
}

/// Pieces that the rules look for, in any order.
fn newslike() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("President "),
        Just("John"),
        Just("’s "),
        Just("'s"),
        Just("’s."),
        Just("Corp"),
        Just("of the "),
        Just("U.S."),
        Just(" "),
        Just("\n"),
        Just("$"),
        Just("5.5m"),
        Just(" million "),
        Just("%"),
        Just("€"),
        Just("5"),
        Just("p.m"),
        Just("."),
        Just("May "),
        Just("Thursday, "),
        Just("8:30"),
        Just(" p.m. "),
        Just("19th century"),
        Just("al-"),
        Just("“The "),
        Just("Ministry of "),
        Just("and "),
        Just("("),
        Just(") "),
        Just("-"),
        Just("Ü"),
        Just("東京"),
        Just("ی"),
        Just("2009"),
        Just("e\u{301}"),
        Just("Los "),
        Just("last two "),
        Just("years ago"),
        Just("per cent"),
        Just("/"),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check_spans(text: &str, blocks: &[Span]) {
    let mentions = tag(text, blocks);
    for pair in mentions.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "{pair:?} overlap in {text:?}");
    }
    for mention in &mentions {
        assert!(
            !mention.span.is_empty() && text.get(mention.span.range()).is_some(),
            "{mention:?} in {text:?}"
        );
        assert!(blocks.iter().any(|block| block.contains(mention.span)), "{mention:?} in {text:?}");
        assert!(!mention.span.of(text).contains('\n'), "{mention:?} in {text:?}");
    }
    let links = link([(text, &mentions[..])].into_iter());
    assert!(links.entities.is_sorted() && links.mentions[0].len() == mentions.len());
}

proptest! {
    #[test]
    fn spans_are_sound_in_any_text(text in any::<String>(), at in any::<prop::sample::Index>()) {
        check_spans(&text, &[Span::new(0, text.len())]);
        let ends: Vec<_> = text.char_indices().map(|(end, _)| end).chain([text.len()]).collect();
        let middle = *at.get(&ends);
        check_spans(&text, &[Span::new(0, middle), Span::new(middle, text.len())]);
    }

    #[test]
    fn spans_are_sound_in_newslike_text(text in newslike()) {
        check_spans(&text, &[Span::new(0, text.len())]);
    }
}
