//! Cleaning: the suite, the seed articles, and what never happens to a text.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::clean::Cleaner;
use corpus_viewer::corpus::{BlockKind, Document};
use corpus_viewer::ingest::RawDocument;
use corpus_viewer::origin::{Fact, Rule};
use proptest::prelude::*;
use std::fmt::Write;

fn cleaned(text: &str, title: Option<&str>) -> Document {
    Cleaner::default().clean(RawDocument {
        id: "x".to_owned(),
        title: title.map(str::to_owned),
        text: text.to_owned(),
        ..RawDocument::default()
    })
}

fn shown(document: &Document) -> String {
    let mut shown = String::new();
    let mark = if document.title_is_first_sentence { '?' } else { ':' };
    let _ = writeln!(shown, "title{mark} {}", document.title);
    let date = document.date.map(|date| date.to_string());
    let dateline =
        document.fields.iter().find(|(name, _)| name == "dateline").map(|(_, place)| place.clone());
    let facts = [
        ("date", &date),
        ("author", &document.author),
        ("dateline", &dateline),
        ("source", &document.source),
        ("url", &document.url),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            let _ = writeln!(shown, "{name}: {value}");
        }
    }
    for block in &document.blocks {
        let letter = match block.kind {
            BlockKind::Title => 'H',
            BlockKind::Meta => 'M',
            BlockKind::Paragraph => 'P',
            BlockKind::Furniture => 'F',
            BlockKind::Restored => 'R',
        };
        let _ = writeln!(shown, "{letter} {}", block.span.of(&document.text));
    }
    shown
}

#[test]
fn cleaning_suite() {
    let suite = include_str!("suites/cleaning.txt");
    let mut failures = String::new();
    let cases: Vec<&str> = suite.split("\n=== ").skip(1).collect();
    assert!(!cases.is_empty());
    for case in cases {
        let (name, case) = case.split_once('\n').expect("a case has a name");
        let (raw, expected) = case.split_once("\n---\n").expect("a case has a raw and a clean part");
        let found = shown(&cleaned(&raw.replace("\\r", "\r"), None));
        if found.trim_end() != expected.trim_end() {
            let _ = writeln!(failures, "=== {name}\nexpected\n{expected}\nfound\n{found}");
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn where_a_fact_was_found_is_told() {
    let text = "Base reopens\nPor Ana Pérez\n19 de febrero de 2025\nGUAYAQUIL, Ecuador (EFE) — El ejército volvió \
        a la base del puerto, dijo el gobierno.";
    let document = cleaned(text, None);
    let shown: Vec<(&str, &str, &str)> = document
        .origins
        .iter()
        .map(|origin| {
            let line = origin.span.map_or("", |span| span.of(&document.text));
            (origin.fact.code(), origin.rule.text(), line)
        })
        .collect();
    let lead = text.lines().last().expect("it has lines");
    let expected = [
        ("title", Rule::Headline, "Base reopens"),
        ("date", Rule::DateLine, "19 de febrero de 2025"),
        ("author", Rule::Byline, "Por Ana Pérez"),
        ("dateline", Rule::Dateline, lead),
        ("source", Rule::Agency, lead),
        ("language", Rule::Words, ""),
    ];
    assert_eq!(shown, expected.each_ref().map(|(fact, rule, line)| (*fact, rule.text(), *line)));

    let raw = RawDocument {
        id: "x".to_owned(),
        text: text.to_owned(),
        date: Some("2025-02-20".to_owned()),
        source: Some("El Universo".to_owned()),
        origins: vec![("date".to_owned(), "meta article:published_time".to_owned())],
        ..RawDocument::default()
    };
    let document = Cleaner::default().clean(raw);
    let rule =
        |fact| document.origins.iter().find(|origin| origin.fact == fact).map(|origin| origin.rule.text());
    assert_eq!(rule(Fact::Date), Some("meta article:published_time"));
    assert_eq!(rule(Fact::Source), Some("given with the text"));
}

fn seed(name: &str) -> Document {
    let text = std::fs::read_to_string(format!("seeds/{name}.txt")).expect("the seeds are there");
    cleaned(&text, None)
}

#[test]
fn the_seeds_keep_their_titles_and_lose_their_menus() {
    let facts = |name| {
        let document = seed(name);
        (document.title.clone(), document.title_is_first_sentence, document.date.map(|date| date.to_string()))
    };
    let expected = [
        (
            "000_7d08ab192de5d08a",
            "United States engages in negotiations with Ecuador to facilitate the transfer of asylum seekers to their territory",
            false,
            None,
        ),
        (
            "001_1b5b004863749788",
            "Ecuadorian President Daniel Noboa on Wednesday took another step in his effort to enlist…",
            true,
            Some("2025-02-19"),
        ),
        (
            "002_b38a602ca8b4ba14",
            "During a high-profile diplomatic visit, El Salvador agreed to an extraordinary migration…",
            true,
            None,
        ),
        (
            "003_882768402ad0a57c",
            "Alejandro Mayorkas is Secretary of Homeland Security of the United States Government.",
            true,
            None,
        ),
        (
            "004_293bf5882dd1b62d",
            "Rubio says US will ‘blow up’ foreign crime groups if needed",
            false,
            Some("2025-09-05"),
        ),
    ];
    for (name, title, is_first_sentence, date) in expected {
        assert_eq!(facts(name), (title.to_owned(), is_first_sentence, date.map(str::to_owned)));
    }
    let kinds = |name, kind| seed(name).blocks.iter().filter(|block| block.kind == kind).count();
    assert_eq!(kinds("000_7d08ab192de5d08a", BlockKind::Furniture), 5);
    assert_eq!(kinds("001_1b5b004863749788", BlockKind::Furniture), 1);
    assert_eq!(kinds("002_b38a602ca8b4ba14", BlockKind::Furniture), 0);
    assert_eq!(kinds("004_293bf5882dd1b62d", BlockKind::Paragraph), 24);
}

#[test]
fn a_given_title_is_the_headline_and_not_repeated() {
    let text = "The crane\n\nThe harbour board has sold the old crane to a museum in the north.";
    let document = cleaned(text, Some("The  crane"));
    assert_eq!(document.text, text);
    assert_eq!(document.blocks[0].kind, BlockKind::Title);

    let document = cleaned("Home.", Some("Menu"));
    assert_eq!(document.text, "Menu\n\nHome.");
    assert_eq!(document.title, "Menu");
}

proptest! {
    /// Nothing but white space is lost, whatever the text: blocks are apart, in order, and hold all the rest.
    #[test]
    fn nothing_is_lost(text in "(\\PC{0,12}|Read also:|Menu|By Ada|date 2025-01-01|A b c d e f g h\\.|\r\n|\n|\t| ){0,12}") {
        let document = cleaned(&text, None);
        let mut end = 0;
        for block in &document.blocks {
            prop_assert!(block.span.start >= end && !block.span.is_empty());
            prop_assert!(document.text[end as usize..block.span.start as usize].trim().is_empty());
            end = block.span.end;
        }
        prop_assert!(document.text[end as usize..].trim().is_empty());
        prop_assert!(document.blocks.is_empty() || document.content().next().is_some());
        let composed = icu_normalizer::ComposingNormalizer::new_nfc().normalize(&text).into_owned();
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        prop_assert_eq!(letters(&document.text), letters(&composed));
    }

    /// Cleaning a cleaned text changes nothing in it.
    #[test]
    fn cleaning_is_done_once(text in "([A-Za-z ,.]{0,80}|\\PC{0,5}|\n|\r\n){0,10}") {
        let once = cleaned(&text, None).text;
        prop_assert_eq!(&cleaned(&once, None).text, &once);
    }
}

/// Ten times the lines take about ten times the work: each is looked at a fixed number of times.
/// Quadratic work on this many lines would not end within the patience of anyone.
#[test]
fn a_list_without_a_sentence_is_cleaned_line_by_line() {
    let text = "word list\n".repeat(300_000);
    assert_eq!(cleaned(&text, None).blocks.len(), 300_000);
}

#[test]
fn a_page_of_a_headline_and_furniture_keeps_its_lines() {
    let raw = RawDocument {
        id: "x".to_owned(),
        title: Some("Army returns".to_owned()),
        text: "The army returned.".to_owned(),
        kinds: Some(vec![BlockKind::Furniture]),
        ..RawDocument::default()
    };
    assert_eq!(Cleaner::default().clean(raw).content().count(), 2);
}
