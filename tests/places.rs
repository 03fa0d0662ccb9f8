//! Places in articles: selected in runs, found again in another version of the text, and opened by a link.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::Span;
use corpus_viewer::corpus::Document;
use corpus_viewer::passage::{MOST_BYTES, find, passage};
use corpus_viewer::pipeline::build_texts;
use corpus_viewer::place::{Place, SIDE};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{
    Article, CorpusError, History, NewNote, Run, RunPlace, Selection, add_note, read, read_at,
};
use proptest::prelude::*;

/// Texts of many scripts, with characters of one to four bytes, and of one and two UTF-16 code units.
const TEXTS: [&str; 6] = [
    "The army left Quito on Monday, said Daniel Noboa.\nThe army stayed.",
    "Fine 🙂🙂, he said; 👨‍👩‍👧 and 🇪🇨 too. Fine 🙂.",
    "Pazmin\u{303}o saw e\u{301}e\u{301} and z\u{301}\u{323}, of Quito.",
    "שלום עולם, אמר דניאל. שלום.",
    "東京に雨が降る。雨、雨だ。大阪では降らない。",
    "A*b_c, **bold** and __this__ 50% & more; a*b_c.",
];

fn selected(file: &CorpusFile, selection: Selection) -> Result<String, CorpusError> {
    let note = NewNote { selection, now: "2026-02-01".to_owned(), ..NewNote::default() };
    add_note(&mut file.clone(), &mut History::default(), &note).map(|row| row.quote)
}

/// Every place in a paragraph that a browser could tell, and how many UTF-16 code units stand before it.
fn places(paragraph: usize, runs: &[Run]) -> Vec<(RunPlace, usize)> {
    let mut places = Vec::new();
    let mut before = 0;
    for (run, text) in runs.iter().map(|run| &run.text).enumerate() {
        let units = text.encode_utf16().count();
        places.extend((0..=units).map(|unit| (RunPlace { paragraph, run, unit }, before + unit)));
        before += units;
    }
    places
}

/// The text between two UTF-16 code units, and the whole of a character that one of them is inside of.
fn between(text: &str, from: usize, to: usize) -> String {
    let mut unit = 0;
    let units = text.chars().map(|c| {
        unit += c.len_utf16();
        (c, unit - c.len_utf16(), unit)
    });
    let inside = units.filter(|&(_, start, end)| start < to && end > from);
    inside.map(|(c, ..)| c).collect::<String>().trim().to_owned()
}

#[test]
fn what_is_selected_in_runs_is_what_is_read_there() {
    for text in TEXTS {
        let file = build_texts([("a", text)]);
        for query in ["", "Quito OR Fine OR שלום OR 雨"] {
            let article = read(&file, "a", query).expect("it is there");
            let runs = &article.paragraphs[0].runs;
            let whole: String = runs.iter().map(|run| run.text.as_str()).collect();
            let all = places(0, runs);
            for (nth, &(from, before)) in all.iter().enumerate() {
                for &(to, after) in all[nth..].iter().step_by(3) {
                    let (document, query) = ("a".to_owned(), query.to_owned());
                    let selection = Selection { document, query, from: to, to: from, ..Selection::default() };
                    let expected = between(&whole, before, after);
                    match selected(&file, selection) {
                        Ok(quote) => assert_eq!(quote, expected),
                        Err(error) => assert_eq!((error.kind, &*expected), ("selection", "")),
                    }
                }
            }
        }
    }
}

#[test]
fn a_selection_may_span_paragraphs_and_none_lies_outside() {
    let file = build_texts([("a", TEXTS[0])]);
    let from = RunPlace { unit: 4, ..RunPlace::default() };
    let select = |to: RunPlace| {
        let document = "a".to_owned();
        selected(&file, Selection { document, from, to, ..Selection::default() })
    };
    let last = RunPlace { paragraph: 1, run: 0, unit: 8 };
    assert_eq!(select(last).unwrap(), "army left Quito on Monday, said Daniel Noboa.\nThe army");
    let outside = [
        RunPlace { paragraph: 2, ..last },
        RunPlace { run: 99, ..last },
        RunPlace { unit: 99, ..last },
        RunPlace { paragraph: usize::MAX, run: usize::MAX, unit: usize::MAX },
    ];
    for place in outside {
        assert_eq!(select(place).unwrap_err().kind, "selection", "{place:?}");
    }
    let selection = Selection { document: "b".to_owned(), ..Selection::default() };
    assert_eq!(selected(&file, selection).unwrap_err().kind, "no-document");
}

fn bracketed(text: &str) -> (String, Span) {
    let text = text.replace('¶', "\n");
    let (start, end) = (text.find('[').expect("a ["), text.find(']').expect("a ]") - 1);
    (text.replace(['[', ']'], ""), Span::new(start, end))
}

fn document(text: &str) -> Document {
    let mut document = build_texts([("a", "x")]).document(0).expect("it is there");
    document.text = text.to_owned();
    document
}

#[test]
fn places_are_found_in_other_versions_of_a_text() {
    for (given, versions) in common::cases(include_str!("suites/places.txt")) {
        let (text, span) = bracketed(given);
        let place = Place::new(&document(&text), span);
        let (version, expected) = match versions.split_once(" => ") {
            Some((version, _)) => (version.to_owned(), None),
            None => {
                let (version, span) = bracketed(versions);
                (version, Some(span))
            }
        };
        assert_eq!(place.find(&version), expected, "{given} => {versions}");
    }
}

#[test]
fn a_passage_is_short_and_can_be_read() {
    let long = "The army left Quito on Monday, said Daniel Noboa, who had told reporters of it on Sunday.";
    let whole = Span::new(0, long.len());
    assert_eq!(passage(long, whole), "*The army left Quito on*of it on Sunday.");
    let twice = "Yes. It rained. Yes. It rained.";
    assert_eq!(passage(twice, Span::new(0, 4)), "*Yes.");
    assert_eq!(passage(twice, Span::new(24, 30)), "rained. Yes. It *rained");
    let again = "It rained.\nIt rained.\nIt rained.";
    assert_eq!(passage(again, Span::new(25, 31)), "It *rained**2");
    assert_eq!(passage(TEXTS[5], Span::new(0, 5)), "*A_xb__c");
    assert_eq!(find(again, "It *rained**99"), Some(Span::new(25, 31)), "the last there is");
    assert_eq!(find("Then it rained in Peru.", "It *rained**2"), Some(Span::new(8, 14)));
}

#[test]
fn hostile_passages_are_bounded() {
    let text = "a".repeat(100_000);
    let huge = format!("*{}", "a".repeat(MOST_BYTES));
    let cases =
        ["", "*", "**", "****", "_", "*_", "*_q", "a*", "*b", "**b", "*\u{0}*\u{0}*-1*x", &huge, "b**0*0"];
    for passage in cases {
        assert_eq!(find(&text, passage), None, "{passage:?}");
    }
    let numbers = format!("a*a*a*{}*99999999999999999999999", u64::MAX);
    assert_eq!(find(&text, &numbers).map(|span| span.end), Some(100_000));
    assert_eq!(find("", "*a"), None);
}

fn passages_of(article: &Article) -> String {
    let runs = article.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
    runs.filter(|run| run.marks.contains(&"passage")).map(|run| run.text.as_str()).collect()
}

#[test]
fn an_article_is_read_with_its_passage_marked_and_else_unchanged() {
    for text in TEXTS {
        let file = build_texts([("a", text)]);
        let document = file.document(0).expect("it is there");
        let plain = read(&file, "a", "army").expect("it is there");
        let boundaries: Vec<usize> =
            document.text.char_indices().map(|(at, _)| at).chain([document.text.len()]).collect();
        for (nth, &start) in boundaries.iter().enumerate() {
            for &end in boundaries[nth + 1..].iter().step_by(5) {
                let span = Span::new(start, end);
                let article =
                    read_at(&file, "a", "army", &passage(&document.text, span)).expect("it is there");
                assert!(!article.lacks_passage);
                assert_eq!(passages_of(&article), span.of(&document.text).replace('\n', ""));
                for (paragraph, plain) in article.paragraphs.iter().zip(&plain.paragraphs) {
                    let joined = |runs: &[Run]| runs.iter().map(|run| run.text.as_str()).collect::<String>();
                    assert_eq!(joined(&paragraph.runs), joined(&plain.runs));
                    assert!(paragraph.runs.iter().all(|run| !run.text.is_empty()));
                    let hits = |runs: &[Run]| {
                        let hits = runs.iter().filter(|run| run.marks.contains(&"hit"));
                        hits.map(|run| run.text.as_str()).collect::<String>()
                    };
                    assert_eq!(hits(&paragraph.runs), hits(&plain.runs));
                }
            }
        }
    }
}

proptest! {
    /// A link opens just there, however often the same is written.
    #[test]
    fn every_place_has_a_passage_of_its_own(
        text in "[ab *_\n🙂é雨]{1,200}",
        (start, end) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let chars: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (start, end) = (chars[start.index(chars.len())], chars[end.index(chars.len())]);
        prop_assume!(start != end);
        let span = Span::new(start.min(end), start.max(end));
        let link = passage(&text, span);
        prop_assert!(link.len() <= MOST_BYTES);
        prop_assert_eq!(find(&text, &link), Some(span), "{}", link);
    }

    #[test]
    fn any_passage_finds_a_stretch_or_nothing(text in any::<String>(), passage in "[ -~é🙂]{0,30}") {
        if let Some(span) = find(&text, &passage) {
            prop_assert!(text.get(span.range()).is_some_and(|found| !found.is_empty()));
        }
    }

    /// Against a twin that looks everywhere and compares everything.
    #[test]
    fn a_place_is_found_where_most_around_it_is_alike(
        old in "[ab é🙂]{1,30}",
        new in "[ab é🙂]{0,60}",
        (start, length) in (any::<prop::sample::Index>(), 1usize..4),
    ) {
        let chars: Vec<usize> = old.char_indices().map(|(at, _)| at).chain([old.len()]).collect();
        let first = start.index(chars.len() - 1);
        let span = Span::new(chars[first], chars[(first + length).min(chars.len() - 1)]);
        let place = Place::new(&document(&old), span);
        let found = place.find(&new);
        let exact = span.of(&old);
        prop_assert_eq!(found.is_some(), new.contains(exact));
        if let Some(found) = found {
            prop_assert_eq!(found.of(&new), exact);
            let alike = |start: usize| {
                let (before, after) = (&old[..span.range().start], &old[span.range().end..]);
                let same = |pairs: &mut dyn Iterator<Item = (char, char)>| {
                    pairs.take(SIDE).take_while(|(a, b)| a == b).count()
                };
                same(&mut new[..start].chars().rev().zip(before.chars().rev()))
                    + same(&mut new[start + exact.len()..].chars().zip(after.chars()))
            };
            let best = new.match_indices(exact).map(|(start, _)| alike(start)).max();
            let stayed = new.get(span.range()) == Some(exact);
            prop_assert!(stayed && found == span || Some(alike(found.range().start)) == best);
        }
    }
}
