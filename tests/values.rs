//! What dates, sums and numbers are worth, against cases that a reader can check.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::Span;
use corpus_viewer::corpus::Date;
use corpus_viewer::entity::{Annotator, Label, Mention, Value, english, value};
use corpus_viewer::pipeline::Builder;
use corpus_viewer::view;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

/// The text under brackets, and the spans that were in them.
fn bare(marked: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => start = text.len(),
            ']' => spans.push(Span::new(start, text.len())),
            _ => text.push(c),
        }
    }
    (text, spans)
}

fn mentions_of(text: &str) -> Vec<Mention> {
    Annotator::new(english()).annotate(text, &[Span::new(0, text.len())])
}

/// What the value of the mention under `span` is shown as.
fn shown(text: &str, mentions: &[Mention], span: Span, reference: Option<Date>) -> String {
    match mentions.iter().find(|mention| mention.span == span) {
        None => "no mention".to_string(),
        Some(&mention) => value(text, mention, reference).map_or("-".to_string(), |value| value.to_string()),
    }
}

#[test]
fn values() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites/entities/values.txt");
    let suite = fs::read_to_string(path).expect("the suite is there");
    let mut failed = String::new();
    for case in suite.lines().filter(|line| !line.starts_with('#')) {
        let (date, rest) = case.split_once(" | ").expect("a bar divides date and text");
        let (marked, expected) = rest.rsplit_once(" => ").expect("an arrow divides text and values");
        let (text, spans) = bare(marked);
        let reference = Date::parse_iso(date);
        assert!(reference.is_some() || date == "-", "{date} is no date");
        let mentions = mentions_of(&text);
        let found: Vec<_> = spans.iter().map(|&span| shown(&text, &mentions, span, reference)).collect();
        let found = found.join("; ");
        if found != expected {
            failed += &format!("\n         {case}\n   found {found}\n");
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

/// Pieces of dates, sums and numbers.
const PIECES: &[&str] = &[
    "last ",
    "past ",
    "next ",
    "this ",
    "first ",
    "four ",
    "99",
    "9999",
    "0",
    "year",
    "years ",
    "weeks",
    "day",
    " ago",
    " from now",
    "Monday",
    "Feb. ",
    "29",
    "30, ",
    "2024",
    "-",
    "–",
    "/",
    " to ",
    " and ",
    "19th ",
    "century",
    "99999th ",
    "1990s",
    "'80s",
    "Q3 ",
    "end of ",
    "early ",
    "rest of the ",
    "earlier ",
    "summer ",
    "weekend",
    "quarter of ",
    "half ",
    "a ",
    "million ",
    "trillion ",
    "crore ",
    "$",
    "R$",
    "€",
    "Rs ",
    "USD",
    "pesos",
    " Mexican ",
    "50p",
    "1.5",
    "1,000,000,000,000,000",
    "bn",
    "minus ",
    "%",
    "two",
    "hundred ",
    "and a half ",
    "½",
    "Christmas ",
    "night ",
    "9/11",
    "º",
    "東",
    "e\u{301}",
    "\u{a0}",
];

/// Pieces in any order.
fn valuelike() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..12).prop_map(|pieces| pieces.concat())
}

fn reference() -> impl Strategy<Value = Option<Date>> {
    (0_u16..10_000, 0_u8..13, 0_u8..32).prop_map(|(year, month, day)| Date::new(year, month, day))
}

/// Whatever is asked is answered, and dates are in order and known to the day.
fn check(text: &str, span: Span, reference: Option<Date>) {
    for label in Label::ALL {
        let Some(found) = value(text, Mention { span, label }, reference) else { continue };
        assert!(!found.to_string().is_empty());
        if let Value::Dates { from, to } = found {
            assert!(from <= to && from.day() > 0 && to.day() > 0, "{from} – {to} for {text:?}");
        }
    }
}

proptest! {
    #[test]
    fn any_text_has_a_value_or_none(text in any::<String>(), other in any::<String>(), reference in reference()) {
        check(&text, Span::new(0, text.len()), reference);
        // The span of a mention of another text.
        check(&text, Span::new(other.len() / 2, other.len()), reference);
    }

    #[test]
    fn texts_of_values_have_a_value_or_none(text in valuelike(), reference in reference()) {
        check(&text, Span::new(0, text.len()), reference);
    }

    #[test]
    fn mentions_have_a_value_or_none(text in valuelike(), reference in reference()) {
        for mention in mentions_of(&text) {
            check(&text, mention.span, reference);
        }
    }
}

#[test]
fn an_article_shows_what_its_dates_are() {
    let mut builder = Builder::default();
    builder.add_source(
        "a.txt",
        "2025-09-05\n\nThe fair opened on Thursday, five days after the vote of 2025-08-30.".as_bytes(),
    );
    let article = view::read(&builder.finish().0, "a", "").expect("the article is there");
    assert_eq!(article.date.as_deref(), Some("2025-09-05"));
    let runs = article.paragraphs.iter().flat_map(|paragraph| &paragraph.runs);
    let shown: Vec<_> =
        runs.filter_map(|run| Some((&run.text[..], run.entity.as_ref()?.value.as_deref()))).collect();
    assert_eq!(shown, [("Thursday", Some("2025-09-04")), ("five days", None), ("2025-08-30", None)]);
}
