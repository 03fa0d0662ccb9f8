//! Facets: what is counted, and filters that pick just what was counted.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::corpus::Date;
use corpus_viewer::entity::{Annotator, Label, english};
use corpus_viewer::pipeline::Builder;
use corpus_viewer::query::{Filter, MAX_QUERY_BYTES, term};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{Facet, SearchOptions, SearchPage, search};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use serde_json::json;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

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
fn names_narrow_and_other_fields_do_not() {
    let file = corpus(&[
        json!({"id": "a", "text": "Marco Rubio met Daniel Noboa.", "source": "Post", "date": "2024"}),
        json!({"id": "b", "text": "Marco Rubio left.", "source": "Times", "date": "2025"}),
        json!({"id": "c", "text": "Daniel Noboa left.", "source": "Times", "date": "2025"}),
    ]);
    let shown = |filter: &str, field: &str| {
        let values = values(&counted(&file, "", filter).facets, field).into_iter();
        values.map(|(value, documents, _)| format!("{value} {documents}")).collect::<Vec<_>>()
    };
    assert_eq!(shown("source:=Post", "source"), ["Times 2", "Post 1"]);
    assert_eq!(shown("source:=Post", "year"), ["2024 1"]);
    assert_eq!(shown("source:=Post date:2025", "source"), ["Times 2"]);
    assert_eq!(shown("source:=Post date:2025", "year"), ["2024 1"]);
    assert_eq!(shown("source:=Times per:=\"Marco Rubio\"", "source"), ["Post 1", "Times 1"]);
    assert_eq!(shown("per:=\"Marco Rubio\"", "PER"), ["Marco Rubio 2", "Daniel Noboa 1"]);
    let folded = SearchOptions {
        filter: "source:=Post".to_owned(),
        facets: 9,
        similar: Some(1.0),
        ..SearchOptions::default()
    };
    let file = corpus(&[
        json!({"id": "a", "text": "Rain on Quito, he said.", "source": "Post", "date": "2025-01-02"}),
        json!({"id": "b", "text": "Rain on Quito, he said.", "source": "Times", "date": "2025-01-01"}),
        json!({"id": "c", "text": "Fog on the hills, he said.", "source": "Post", "date": "2025-01-01"}),
    ]);
    let page = search(&file, "", &folded).expect("it is well formed");
    assert_eq!((page.total, page.total_articles), (2, 2));
    let sources: Vec<(String, usize)> =
        values(&page.facets, "source").into_iter().map(|(value, documents, _)| (value, documents)).collect();
    assert_eq!(
        sources,
        [("Post".to_owned(), 1), ("Times".to_owned(), 1)],
        "alike ones count once, as the first"
    );
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

/// A condition of a filter: it wants, or does not want, articles with any of these, each a field and a value; the
/// field "" has words of the text.
#[derive(Clone, Debug)]
struct Condition {
    any: Vec<(&'static str, &'static str)>,
    is_unwanted: bool,
}

impl Condition {
    fn written(&self) -> String {
        let term = |&(field, value): &(&str, &str)| match field {
            "" => value.to_owned(),
            "date" => format!("date:{value}"),
            _ => format!("{field}:=\"{value}\""),
        };
        let any: Vec<String> = self.any.iter().map(term).collect();
        format!("{}({})", if self.is_unwanted { "NOT " } else { "" }, any.join(" OR "))
    }

    fn holds(&self, line: &serde_json::Value) -> bool {
        let has = |&(field, value): &(&str, &str)| match field {
            "" => line["text"].as_str().is_some_and(|text| text.to_lowercase().contains(value)),
            "date" => line["date"].as_str().is_some_and(|date| date.starts_with(value)),
            _ => line[field] == value,
        };
        self.any.iter().any(has) != self.is_unwanted
    }

    fn is_about(&self, field: &str) -> bool {
        self.any.iter().all(|(own, _)| *own == field)
    }
}

fn condition() -> impl Strategy<Value = Condition> {
    let asked = |field: &'static str, values: &'static [&'static str]| {
        prop::collection::vec(select(values).prop_map(move |value| (field, value)), 1..3)
    };
    let about_one = prop_oneof![
        asked("source", &["Post", "The Post", "Times"]),
        asked("desk", &["Post", "a:b"]),
        asked("date", &["2025", "2025-02", "2024"]),
        asked("", &["rain", "quito"]),
    ];
    let about_two =
        (asked("source", &["Post", "Times"]), asked("desk", &["Post"])).prop_map(|(a, b)| [a, b].concat());
    (prop_oneof![4 => about_one, 1 => about_two], prop::bool::weighted(0.2))
        .prop_map(|(any, is_unwanted)| Condition { any, is_unwanted })
}

/// How many of `lines` have each value of `field`, "year" among them.
fn counted_by_reading<'a>(
    lines: impl Iterator<Item = &'a serde_json::Value>,
    field: &str,
) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for line in lines {
        let value = match field {
            "year" => line["date"].as_str().and_then(|date| date.get(..4)),
            _ => line[field].as_str(),
        };
        value.into_iter().for_each(|value| *counts.entry(value.to_owned()).or_default() += 1);
    }
    counts
}

/// The fields with their values and counts, shown as a page shows them, by reading the articles called `ids`.
fn facets_by_reading(
    file: &CorpusFile,
    ids: &BTreeSet<String>,
    most: usize,
) -> Vec<(String, Vec<(String, usize)>)> {
    let mut dates: [BTreeMap<String, usize>; 2] = Default::default();
    let mut fields: BTreeMap<String, BTreeMap<String, usize>> = BTreeMap::new();
    let mut labels: BTreeMap<Label, BTreeMap<String, usize>> = BTreeMap::new();
    for doc in 0..file.documents() {
        let document = file.document(doc).expect("it is whole");
        if !ids.contains(&document.id) {
            continue;
        }
        for (counts, date) in
            dates.iter_mut().zip([document.date.map(Date::to_year), document.date.and_then(Date::to_month)])
        {
            date.into_iter().for_each(|date| *counts.entry(date.to_string()).or_default() += 1);
        }
        let own = [("source", document.source.clone()), ("author", document.author.clone())];
        let own = own.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        let mut told = BTreeSet::new();
        for (name, value) in own.chain(document.fields.clone()) {
            // Of two fields with one name the first counts.
            if told.insert(name.to_lowercase()) {
                *fields.entry(name.to_lowercase()).or_default().entry(value).or_default() += 1;
            }
        }
        let mentions = file.mentions(doc, &document.text).expect("they are whole");
        for entity in mentions.iter().map(|linked| linked.entity).collect::<BTreeSet<u32>>() {
            let (label, name) = file.entities().get(entity).expect("it is whole");
            if label.is_name() {
                *labels.entry(label).or_default().entry(name.to_owned()).or_default() += 1;
            }
        }
    }
    let by_count = |counts: BTreeMap<String, usize>| {
        let mut values: Vec<(String, usize)> = counts.into_iter().collect();
        values.sort_by_key(|value| Reverse(value.1));
        values.truncate(most);
        values
    };
    let dates = ["year", "month"].into_iter().zip(dates);
    let dates = dates.map(|(field, counts)| (field.to_owned(), counts.into_iter().collect::<Vec<_>>()));
    let fields = fields.into_iter().map(|(field, counts)| (field, by_count(counts)));
    let labels = labels.into_iter().map(|(label, counts)| (label.code().to_owned(), by_count(counts)));
    dates.chain(fields).chain(labels).filter(|(_, values)| !values.is_empty()).collect()
}

proptest! {
    #![proptest_config(Config::with_cases(200))]

    #[test]
    fn values_are_counted_as_by_reading(
        documents in prop::collection::vec(document(), 1..12),
        query in select(&["", "rubio", "noboa quito", "per:noboa", "-rain"][..]),
        filter in select(&["", "quito", "loc:=Quito"][..]),
        most in 1..5usize,
    ) {
        let numbered = (0..).zip(documents).map(|(id, mut line): (u32, _)| {
            line["id"] = json!(id.to_string());
            line
        });
        let numbered: Vec<serde_json::Value> = numbered.collect();
        let parts = numbered.chunks(5).map(corpus).collect();
        let file = CorpusFile::join(parts).expect("the parts are whole");
        let options = SearchOptions { facets: most, filter: filter.to_owned(), limit: 99, ..SearchOptions::default() };
        let page = search(&file, query, &options).expect("it has no mistake");
        let ids = page.hits.into_iter().filter(|hit| !hit.partial).map(|hit| hit.id).collect();
        let counts = |facet: Facet| {
            let values = facet.values.into_iter().map(|value| (value.value, value.documents));
            (facet.field, values.collect::<Vec<_>>())
        };
        let shown: Vec<_> = page.facets.into_iter().map(counts).collect();
        prop_assert_eq!(shown, facets_by_reading(&file, &ids, most));
    }

    /// What else could be wanted is counted of each field, whatever of it is wanted already.
    #[test]
    fn values_are_counted_beside_those_that_are_wanted(
        told in prop::collection::vec(
            (
                select(TEXTS),
                prop::option::of(select(DATES)),
                prop::option::of(select(&["Post", "The Post", "Times"][..])),
                prop::option::of(select(&["Post", "a:b"][..])),
            ),
            1..9,
        ),
        conditions in prop::collection::vec(condition(), 0..4),
        query in select(&["", "rain", "quito"][..]),
    ) {
        // A field that no article has cannot be asked for.
        let mut lines = vec![json!({"id": "first", "text": "Fog.", "desk": "News"})];
        lines.extend((0..).zip(told).map(|(id, (text, date, source, desk))| {
            let mut line = json!({"id": id.to_string(), "text": text, "date": date, "source": source, "desk": desk});
            line.as_object_mut().expect("it is one").retain(|_, value| !value.is_null());
            line
        }));
        let parts = lines.chunks(3).map(corpus).collect();
        let file = CorpusFile::join(parts).expect("the parts are whole");
        let filter: Vec<String> = conditions.iter().map(Condition::written).collect();
        let facets = counted(&file, query, &filter.join(" ")).facets;
        let asked = Condition { any: vec![("", query)], is_unwanted: false };
        for (shown, field) in [("year", "date"), ("source", "source"), ("desk", "desk")] {
            let found = lines.iter().filter(|line| {
                let mut others = conditions.iter().filter(|condition| !condition.is_about(field));
                asked.holds(line) && others.all(|condition| condition.holds(line))
            });
            let own: BTreeMap<String, usize> =
                values(&facets, shown).into_iter().map(|(value, documents, _)| (value, documents)).collect();
            prop_assert_eq!(own, counted_by_reading(found, shown), "{} with {:?}", shown, filter);
        }
    }

    #[test]
    fn each_filter_picks_what_was_counted(
        documents in prop::collection::vec(document(), 1..7),
        query in select(&["", "rubio", "noboa quito", "per:noboa", "-rain"][..]),
        filter in select(&["", "quito", "loc:=Quito"][..]),
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
