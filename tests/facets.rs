//! Facets: what is counted, and filters that pick just what was counted.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::pipeline::Builder;
use corpus_viewer::query::{Filter, MAX_QUERY_BYTES, term};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{Facet, SearchOptions, SearchPage, search};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use serde_json::json;

fn corpus(lines: &[serde_json::Value]) -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    for line in lines {
        builder.add_lines("articles", 0, line.to_string().as_bytes());
    }
    builder.finish().0
}

fn counted(file: &CorpusFile, query: &str, filter: &str) -> SearchPage {
    let options = SearchOptions { facets: 100, filter: filter.to_owned(), ..SearchOptions::default() };
    search(file, query, &options).unwrap_or_else(|error| panic!("{query} with {filter}: {error:?}"))
}

fn values(facets: &[Facet], field: &str) -> Vec<(String, usize, Option<String>)> {
    let of_field = facets.iter().filter(|facet| facet.field == field).flat_map(|facet| &facet.values);
    of_field.map(|value| (value.value.clone(), value.documents, value.filter.clone())).collect()
}

#[test]
fn names_are_counted_by_label() {
    let file = corpus(&[
        json!({"id": "a", "text": "Marco Rubio met Daniel Noboa in Quito."}),
        json!({"id": "b", "text": "Daniel Noboa left Quito on 4 September 2025 with $5m."}),
        json!({"id": "c", "text": "Daniel Noboa spoke of Los Choneros."}),
    ]);
    let facets = counted(&file, "", "").facets;
    let noboa = ("Daniel Noboa".to_owned(), 3, Some("per:=\"Daniel Noboa\"".to_owned()));
    let rubio = ("Marco Rubio".to_owned(), 1, Some("per:=\"Marco Rubio\"".to_owned()));
    assert_eq!(values(&facets, "PER"), [noboa, rubio.clone()]);
    assert_eq!(values(&facets, "LOC"), [("Quito".to_owned(), 2, Some("loc:=\"Quito\"".to_owned()))]);
    let fields: Vec<&str> = facets.iter().map(|facet| facet.field.as_str()).collect();
    assert_eq!(fields, ["PER", "ORG", "LOC"], "no dates and sums");
    assert_eq!(values(&counted(&file, "met", "loc:=Quito").facets, "PER")[1], rubio);
}

#[test]
fn what_no_query_can_say_has_no_filter() {
    let long = "word ".repeat(MAX_QUERY_BYTES / 5);
    let file = corpus(&[
        json!({"id": "a", "text": "Rain.", "two words": "x", "org": "x", "beat": long, "desk": "«a» \"b\" ”"}),
    ]);
    let facets = counted(&file, "", "").facets;
    for field in ["two words", "org", "beat"] {
        assert_eq!(values(&facets, field)[0].2, None, "{field}");
    }
    assert_eq!(values(&facets, "desk")[0].2.as_deref(), Some("desk:=\"««a»» \"\"b\"\" ””\""));
}

/// Values that resemble one another, and the language.
const VALUES: &[&str] = &[
    "Post",
    "The Post",
    "post",
    "The \"Post\"",
    "“Post”",
    "The ““Post",
    "Post”",
    "a:b",
    "=Post",
    "-",
    "*",
    "(Post)",
    "OR",
    "NOT a",
    "/a/",
    "Post~1",
    "..",
    "\\",
    "\"",
    "«»",
    "2025",
    "//x",
    "Póst",
    "Post ",
    "東京",
];
const FIELDS: &[&str] =
    &["source", "author", "desk", "Desk", "two words", "title:", "per", "x.y", "e-mail", "señal"];
const TEXTS: &[&str] = &[
    "Marco Rubio met Daniel Noboa.",
    "Rubio slept in Quito.",
    "Rain on Quito, Noboa said.",
    "Los Choneros left.",
];
const DATES: &[&str] = &["2025", "2025-02", "2025-02-28", "2024-12-31", "2024-12", "0987"];

fn document() -> impl Strategy<Value = serde_json::Value> {
    let fields = prop::collection::btree_map(select(FIELDS), select(VALUES), 0..4);
    (select(TEXTS), select(TEXTS), prop::option::of(select(DATES)), fields).prop_map(
        |(one, other, date, fields)| {
            let mut line = json!({"text": format!("{one} {other}"), "date": date});
            let object = line.as_object_mut().expect("it is one");
            object.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value.into())));
            object.retain(|_, value| !value.is_null());
            line
        },
    )
}

proptest! {
    #![proptest_config(Config::with_cases(200))]

    #[test]
    fn each_filter_picks_what_was_counted(
        documents in prop::collection::vec(document(), 1..7),
        query in select(&["", "rubio", "noboa quito", "per:noboa", "-rain"][..]),
        filter in select(&["", "quito", "date:2025"][..]),
    ) {
        let numbered = documents.into_iter().enumerate().map(|(id, mut line)| {
            line["id"] = json!(id.to_string());
            line
        });
        let numbered: Vec<serde_json::Value> = numbered.collect();
        let middle = numbered.len() / 2;
        let parts = [&numbered[..middle], &numbered[middle..]].map(corpus).into();
        let file = CorpusFile::join(parts).expect("the parts are whole");
        for facet in counted(&file, query, filter).facets {
            for value in facet.values {
                let Some(term) = value.filter else {
                    prop_assert!(["two words", "title:", "per"].contains(&facet.field.as_str()), "{}", facet.field);
                    continue;
                };
                let page = counted(&file, query, &format!("{term} {filter}"));
                prop_assert_eq!(page.total, value.documents, "{} of {}", term, facet.field);
            }
        }
    }

    #[test]
    fn any_value_can_be_written(value in "\\PC{0,20}") {
        let filter = Filter::FieldIs { name: "source".to_owned(), value: value.clone() };
        prop_assert!(term(&filter).is_some(), "{}", value);
        let filter = Filter::EntityIs { label: Some("PER"), name: value };
        prop_assert!(term(&filter).is_some());
    }
}
