//! The articles of a corpus over time, against reading each of them.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::pipeline::Builder;
use corpus_viewer::publish::{Level, reduced};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{
    By, Counted, EntityOptions, MentionOptions, Period, SearchOptions, Timeline, TimelineOptions, entities,
    mentions, read, search, timeline,
};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use serde_json::{Value, json};

fn corpus(lines: &[Value]) -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    for line in lines {
        builder.add_lines("articles", 0, line.to_string().as_bytes());
    }
    builder.finish().0
}

fn dated(dates: &[&str]) -> CorpusFile {
    let line = |(id, date): (usize, &&str)| json!({"id": id.to_string(), "text": "Rain.", "date": date});
    corpus(&dates.iter().enumerate().map(line).collect::<Vec<_>>())
}

fn by(by: By) -> TimelineOptions {
    TimelineOptions { by, ..TimelineOptions::default() }
}

/// The unit, the first and the last period, and how many there are.
fn shown(dates: &[&str], wanted: By) -> String {
    let Timeline { by, periods, .. } = timeline(&dated(dates), "", &by(wanted)).expect("there is no query");
    let (first, last) = (periods.first().expect("there is one"), periods.last().expect("there is one"));
    format!("{by:?} {} {} {}", first.period, last.period, periods.len())
}

#[test]
fn periods_follow_from_the_dates() {
    assert_eq!(shown(&["2025-02-27", "2025-03-01"], By::Span), "Day 2025-02-27 2025-03-01 3");
    assert_eq!(shown(&["2025-01-01", "2025-03-01"], By::Span), "Day 2025-01-01 2025-03-01 60");
    assert_eq!(shown(&["2025-01-01", "2025-03-02"], By::Span), "Month 2025-01 2025-03 3");
    assert_eq!(shown(&["2017-02-01", "2025-01-02"], By::Span), "Month 2017-02 2025-01 96");
    assert_eq!(shown(&["2017-01-01", "2025-01-02"], By::Span), "Year 2017 2025 9");
    assert_eq!(shown(&["2025-01", "2025-01", "2025-01-02"], By::Span), "Month 2025-01 2025-01 1");
    assert_eq!(shown(&["2024", "2025", "2025-01-02"], By::Span), "Year 2024 2025 2");
    assert_eq!(shown(&["2025-01-01", "2025-03-02"], By::Day), "Day 2025-01-01 2025-03-02 61");
    assert_eq!(shown(&["2020-01-01", "2025-06-22"], By::Day), "Day 2020-01-01 2025-06-22 2000");
    assert_eq!(shown(&["2020-01-01", "2025-06-23"], By::Day), "Month 2020-01 2025-06 66");
    assert_eq!(shown(&["0001-01-01", "2025-06-23"], By::Day), "Year 0001 2025 2025");
    assert_eq!(shown(&["9999-12-30", "9999-12-31"], By::Day), "Day 9999-12-30 9999-12-31 2");
    let nothing = timeline(&dated(&[]), "rain", &by(By::Span)).expect("the query is right");
    assert_eq!((nothing.by, nothing.periods), (By::Day, Vec::new()));
}

#[test]
fn what_is_known_less_exactly_is_told() {
    let file = dated(&["2025-01-01", "2025-01", "2025", "2025-01-03", ""]);
    let line = timeline(&file, "rain", &by(By::Day)).expect("the query is right");
    assert_eq!(line.periods.iter().map(|day| day.hits).collect::<Vec<_>>(), [1, 0, 1]);
    let counted = |documents| Counted { documents, hits: documents };
    assert_eq!((line.coarse, line.undated), (counted(2), counted(1)));
    let line = timeline(&file, "rain", &by(By::Month)).expect("the query is right");
    assert_eq!((line.periods[0].hits, line.coarse), (3, counted(1)));
}

fn noboa() -> CorpusFile {
    corpus(&[
        json!({"id": "a", "date": "2025-01-30", "text": "Daniel Noboa spoke. Noboa left Quito."}),
        json!({"id": "b", "date": "2025-02-01", "text": "Rain on Quito, and rain."}),
        json!({"id": "c", "date": "2025-02-01", "text": "Daniel Noboa slept."}),
    ])
}

/// What is counted of an entity is what its page lists.
#[test]
fn an_entity_over_time() {
    let file = noboa();
    let of = |query: &str| {
        let options =
            TimelineOptions { entity: Some("PER:Daniel Noboa".to_owned()), ..TimelineOptions::default() };
        let line = timeline(&file, query, &options).expect("the query is right");
        line.periods.iter().map(|day| (day.documents, day.hits)).collect::<Vec<_>>()
    };
    assert_eq!(of(""), [(1, 2), (0, 0), (1, 1)]);
    assert_eq!(of("quito"), [(1, 2), (0, 0), (0, 0)]);
    let page = mentions(&file, "PER:Daniel Noboa", MentionOptions::default()).expect("it is there");
    assert_eq!((page.entity.documents, page.entity.mentions), (2, 3));
    let unknown = TimelineOptions { entity: Some("PER:Nobody".to_owned()), ..TimelineOptions::default() };
    assert_eq!(timeline(&file, "", &unknown).expect_err("there is none").kind, "no-entity");
}

#[test]
fn mistakes_are_told_and_the_highest_figures() {
    let file = noboa();
    assert_eq!(timeline(&file, "(", &by(By::Day)).expect_err("it is open").kind, "unclosed-parenthesis");
    let line = timeline(&file, "rain", &by(By::Month)).expect("the query is right");
    let most = line.most;
    assert_eq!((most.documents, most.hits, most.total_documents), (1, 2, 2));
    assert_eq!(most.per_million, 2e6 / 8.0);
}

#[test]
fn counts_alone_have_a_timeline() {
    // Of a counted word no fewer articles than these may say it.
    let file = corpus(
        &["a", "b", "c", "d", "e", "f"]
            .map(|id| json!({"id": id, "date": "2025-02-01", "text": "Rain on Quito, and rain."})),
    );
    let counts = reduced(&file, &Level::Counts).expect("it is whole");
    assert_eq!(timeline(&counts, "rain", &by(By::Day)).expect("the query is right").periods[0].hits, 12);
    for query in ["", "rain", "rain quito"] {
        assert_eq!(timeline(&counts, query, &by(By::Day)), timeline(&file, query, &by(By::Day)), "{query}");
    }
}

const TEXTS: &[&str] = &[
    "Marco Rubio met Daniel Noboa.",
    "Rubio slept in Quito.",
    "Rain, rains and rain on Quito, Noboa said.",
    "Los Choneros left.",
    "東京都 rained on 東京.",
    "The rain the rain the rain the.",
];
const DATES: &[&str] =
    &["2025", "2025-02", "2025-02-28", "2025-01-31", "2024-12-31", "2024-12", "2017-03-04"];
const QUERIES: &[&str] = &[
    "",
    "rain",
    "rain rains",
    "rain OR \"the rain\" OR \"rain the\"",
    "\"the rain the\"",
    "quito -noboa",
    "ra?n*",
    "=Rain",
    "東京",
    "東京都",
    "東京 OR 京都",
    "rain NEAR/3 quito",
    "per:noboa",
    "title:rain OR noboa",
    "\"rain rain\"~2",
    "NOT rain",
];

fn document() -> impl Strategy<Value = Value> {
    let texts = prop::collection::vec(select(TEXTS), 1..5);
    (texts, prop::option::of(select(DATES)))
        .prop_map(|(texts, date)| json!({"text": texts.join(" "), "date": date.unwrap_or_default()}))
}

/// How many articles a search finds, and how many hits are marked in them.
fn by_reading(file: &CorpusFile, query: &str, filter: &str) -> Counted {
    let options = SearchOptions { limit: 100, filter: filter.to_owned(), ..SearchOptions::default() };
    let page = search(file, query, &options).expect("the query is right");
    let found = &page.hits[..page.total];
    let hits = found.iter().map(|hit| read(file, &hit.id, query).expect("it is there").hits);
    Counted { documents: page.total, hits: hits.sum() }
}

proptest! {
    #![proptest_config(Config::with_cases(150))]

    #[test]
    fn agrees_with_reading(
        documents in prop::collection::vec(document(), 1..8),
        query in select(QUERIES),
        filter in select(&["", "quito", "date:2025"][..]),
        unit in select(&[By::Span, By::Day, By::Month, By::Year][..]),
    ) {
        let numbered = documents.into_iter().enumerate().map(|(id, mut line)| {
            line["id"] = json!(id.to_string());
            line
        });
        let numbered: Vec<Value> = numbered.collect();
        let middle = numbered.len() / 2;
        let file = CorpusFile::join([&numbered[..middle], &numbered[middle..]].map(corpus).into());
        let file = file.expect("the parts are whole");
        let options = TimelineOptions { by: unit, filter: filter.to_owned(), entity: None };
        let line = timeline(&file, query, &options).expect("the query is right");
        let (mut sum, mut all) = (Counted::default(), 0);
        for Period { filter: own, documents, hits, total_documents, .. } in &line.periods {
            let found = by_reading(&file, query, &format!("{own} {filter}"));
            prop_assert_eq!(Counted { documents: *documents, hits: *hits }, found, "{} {}", query, own);
            prop_assert_eq!(*total_documents, by_reading(&file, filter, own).documents);
            sum = Counted { documents: sum.documents + documents, hits: sum.hits + hits };
            all += documents;
        }
        for rest in [line.coarse, line.undated] {
            sum = Counted { documents: sum.documents + rest.documents, hits: sum.hits + rest.hits };
        }
        prop_assert_eq!(sum, by_reading(&file, query, filter));
        if let Some((first, last)) = line.periods.first().zip(line.periods.last()) {
            let range = format!("{}{} {filter}", first.from, last.to);
            let most = by_reading(&file, query, &range).documents;
            prop_assert!((all..=all + line.coarse.documents).contains(&most), "{}", range);
        }
    }

    #[test]
    fn an_entity_agrees_with_reading(documents in prop::collection::vec(document(), 1..8)) {
        let numbered = documents.into_iter().enumerate().map(|(id, mut line)| {
            line["id"] = json!(id.to_string());
            line
        });
        let file = corpus(&numbered.collect::<Vec<_>>());
        for row in entities(&file, &EntityOptions::default()).expect("it is whole").entities {
            let options = TimelineOptions { entity: Some(row.id.clone()), ..TimelineOptions::default() };
            let line = timeline(&file, "", &options).expect("it is there");
            let periods = line.periods.iter().map(|period| period.hits).sum::<usize>();
            prop_assert_eq!(periods + line.coarse.hits + line.undated.hits, row.mentions, "{}", row.id);
        }
    }
}
