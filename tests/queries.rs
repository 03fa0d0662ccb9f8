//! Queries: how they are read, what they find, in which order, and what is marked.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::corpus::Date;
use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::query::{
    Filter, GlobPart, Leaf, LeafKind, MAX_QUERY_BYTES, MAX_QUERY_DEPTH, Node, Pattern, Phrase, Query,
    QueryErrorKind, Source,
};
use corpus_viewer::rank::Search;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{CorpusError, Run, SearchOptions, SearchPage, Sort, read, search};

/// A query as `suites/queries.txt` writes what is meant.
fn shown(node: &Node, leaves: &[Leaf]) -> String {
    let all = |nodes: &[Node]| nodes.iter().map(|node| shown(node, leaves)).collect::<Vec<_>>().join(" ");
    match node {
        Node::All => "*".to_owned(),
        Node::Leaf(number) => shown_leaf(&leaves[*number]),
        Node::And(nodes) => format!("&({})", all(nodes)),
        Node::Or(nodes) => format!("|({})", all(nodes)),
        Node::Not(inner) => format!("-{}", shown(inner, leaves)),
    }
}

fn shown_leaf(leaf: &Leaf) -> String {
    let phrases = |phrases: &[Phrase]| phrases.iter().map(shown_phrase).collect::<Vec<_>>().join(" ");
    let shown = match &leaf.kind {
        LeafKind::Phrase(ways) if ways.len() == 1 => phrases(ways),
        LeafKind::Phrase(ways) => format!("[{}]", phrases(ways)),
        LeafKind::Near { operands, between } => format!("{between}{{{}}}", phrases(operands)),
        LeafKind::Filter(filter) => shown_filter(filter),
    };
    if leaf.in_title { format!("title:{shown}") } else { shown }
}

fn shown_phrase(phrase: &Phrase) -> String {
    let shown = |pattern: &Pattern| match pattern {
        Pattern::Word(term) | Pattern::Term(term) => term.clone(),
        Pattern::Form { form, .. } => format!("={form}"),
        Pattern::Glob(parts) => parts.iter().map(shown_part).collect(),
        Pattern::Fuzzy { term, distance } => format!("{term}~{distance}"),
        Pattern::Regex(regex) => format!("/{regex}/"),
    };
    let slots: Vec<String> =
        phrase.iter().map(|slot| slot.iter().map(shown).collect::<Vec<_>>().join("|")).collect();
    match phrase.as_slice() {
        [slot] if !matches!(slot[0], Pattern::Term(_)) => slots[0].clone(),
        _ => format!("\"{}\"", slots.join(" ")),
    }
}

fn shown_part(part: &GlobPart) -> &str {
    match part {
        GlobPart::Text(text) => text,
        GlobPart::One => "?",
        GlobPart::Many => "*",
    }
}

fn shown_filter(filter: &Filter) -> String {
    let day = |date: &Option<Date>| date.map_or(String::new(), |date| date.to_string());
    match filter {
        Filter::Date { from, to } => format!("date:{}..{}", day(from), day(to)),
        Filter::Field { name, words } => format!("{name}:\"{}\"", words.join(" ")),
        Filter::FieldIs { name, value } => format!("{name}={value}"),
        Filter::EntityIs { label, name } => format!("{}={name}", label.unwrap_or("entity")),
        Filter::Entity { label, words } => format!("{}:\"{}\"", label.unwrap_or("entity"), words.join(" ")),
    }
}

#[test]
fn queries_suite() {
    let normalizer = Normalizer::default();
    common::check(include_str!("suites/queries.txt"), |typed| match Query::parse(typed, &normalizer) {
        Ok(query) => shown(&query.root, &query.leaves),
        Err(error) => {
            let (before, rest) = typed.split_at(error.span.start as usize);
            let (at, after) = rest.split_at(error.span.len());
            format!("{before}⟦{at}⟧{after} {}", error.kind.code())
        }
    });
}

#[test]
fn an_empty_query_asks_for_everything() {
    let query = Query::parse(" \t ", &Normalizer::default()).expect("white space is no mistake");
    assert_eq!(query.root, Node::All);
}

#[test]
fn too_long_and_too_deep_queries_are_refused() {
    let kind = |text: &str| Query::parse(text, &Normalizer::default()).map_err(|error| error.kind);
    assert_eq!(kind(&"é".repeat(MAX_QUERY_BYTES)), Err(QueryErrorKind::TooLong));
    let nested = |depth: usize| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(kind(&nested(MAX_QUERY_DEPTH)).is_ok());
    assert_eq!(kind(&nested(MAX_QUERY_DEPTH + 1)), Err(QueryErrorKind::TooDeep));
    assert_eq!(kind(&"NOT ".repeat(1000)), Err(QueryErrorKind::TooDeep));
    let phrase = |words: usize| format!("\"{}\"", "a ".repeat(words));
    assert!(kind(&phrase(64)).is_ok());
    assert_eq!(kind(&phrase(65)), Err(QueryErrorKind::TooManyWords));
    assert!(kind(&(phrase(8) + "~5")).is_ok());
    assert_eq!(kind(&(phrase(9) + "~5")), Err(QueryErrorKind::TooManyWords));
    assert_eq!(kind(&format!("/{}/", "(a{1,99}){1,99}".repeat(9))), Err(QueryErrorKind::Regex));
}

/// The articles of `suites/articles.jsonl`.
fn articles() -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    builder.add_source("articles.jsonl", include_bytes!("suites/articles.jsonl"));
    let (file, skipped) = builder.finish();
    assert_eq!(skipped, []);
    file
}

fn all(filter: &str) -> SearchOptions {
    SearchOptions { limit: usize::MAX, filter: filter.to_owned(), ..SearchOptions::default() }
}

/// The ids of the articles that satisfy the query, in the order given.
fn ids(page: &SearchPage) -> Vec<&str> {
    let whole: Vec<&str> = page.hits.iter().filter(|hit| !hit.partial).map(|hit| hit.id.as_str()).collect();
    assert_eq!(whole.len(), page.total);
    whole
}

fn sorted_ids(page: Result<SearchPage, CorpusError>, length: usize) -> String {
    match page {
        Ok(page) => {
            let mut ids: Vec<&str> = ids(&page).into_iter().map(|id| &id[..length]).collect();
            ids.sort_unstable();
            ids.join(" ")
        }
        Err(error) => {
            let place = error.place.expect("a mistake in a query has a place");
            format!("{}⟦{}⟧{} {}", place.before, place.at, place.after, error.kind)
        }
    }
}

#[test]
fn search_suite() {
    let file = articles();
    common::check(include_str!("suites/search.txt"), |query| {
        let page = search(&file, query, &all(""));
        let filtered = search(&file, "", &all(query));
        let found = sorted_ids(page, 1);
        assert_eq!(found, sorted_ids(filtered, 1), "as a filter: {query}");
        found
    });
}

#[test]
fn marks_suite() {
    common::check(include_str!("suites/marks.txt"), |given| {
        let (query, text) = given.split_once(" :: ").expect("a query and a text");
        let file = build_texts([("a", text)]);
        let article = read(&file, "a", query).expect("the suite has no mistakes");
        let mut shown = String::new();
        for run in article.paragraphs.iter().flat_map(|paragraph| &paragraph.runs) {
            match run.hit {
                Some(_) => shown += &format!("⟦{}⟧", run.text),
                None => shown += &run.text,
            }
        }
        shown.replace("⟧⟦", "")
    });
}

/// The corpus of the articles in `seeds/`.
fn seeds() -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    for (name, bytes) in common::seed_texts() {
        builder.add_source(&name, &bytes);
    }
    builder.finish().0
}

#[test]
fn seeds_suite() {
    let file = seeds();
    common::check(include_str!("suites/seeds.txt"), |query| sorted_ids(search(&file, query, &all("")), 3));
}

fn marked(runs: &[Run]) -> Vec<&str> {
    runs.iter().filter(|run| run.hit.is_some()).map(|run| run.text.as_str()).collect()
}

#[test]
fn snippets_show_the_sentence_with_every_hit_marked() {
    let page = search(&seeds(), "\"unilateral execution\" US", &SearchOptions::default()).unwrap();
    assert_eq!(marked(&page.hits[0].snippet), ["US", "unilateral execution", "US"]);
    let page = search(&articles(), "gang* members", &SearchOptions::default()).unwrap();
    assert_eq!(marked(&page.hits[0].heading), ["gang", "members"]);
}

#[test]
fn snippets_are_whole_sentences_where_these_are_short() {
    let plain = |text: &str, query: &str| {
        let file = build_texts([("a", text)]);
        let page = search(&file, query, &SearchOptions::default()).unwrap();
        page.hits[0].snippet.iter().map(|run| run.text.as_str()).collect::<String>()
    };
    let filler = "Nothing of note was said about it in all of that long week. ".repeat(9);
    let text = format!("Title\n\n{filler}The army left. {filler}");
    assert_eq!(
        plain(&text, "army"),
        "Nothing of note was said about it in all of that long week. The army left. Nothing of note was said \
         about it in all of that long week. Nothing of note was said about it in all of that long week."
    );
    let words = "river ".repeat(60);
    let shown = plain(&format!("Title\n\n{words}army {words}"), "army");
    assert!(
        shown.starts_with("…river ") && shown.ends_with(" river…") && shown.contains(" army "),
        "{shown}"
    );
    assert!(shown.len() <= 250, "{shown}");
    assert_eq!(plain("Title\n\nThe army left. It rained.", "army"), "The army left. It rained.");
}

#[test]
fn articles_with_most_of_the_words_follow_uncounted() {
    let file = articles();
    let found = |query: &str, filter: &str| {
        let page = search(&file, query, &all(filter)).unwrap();
        assert_eq!(page.total, 0);
        page.hits.iter().map(|hit| (hit.id.clone(), hit.partial)).collect::<Vec<_>>()
    };
    assert_eq!(found("army navy rain", ""), [("b".to_owned(), true)]);
    assert_eq!(found("army navy rain", "base"), [], "the filter holds for them too");
    assert_eq!(found("army navy rain sun", ""), [], "half of the words is not most of them");
    assert_eq!(found("army \"navy\" rain", ""), [], "who writes a phrase means all of it");
}

#[test]
fn articles_come_in_the_order_asked_for() {
    let file = articles();
    let sorted = |sort: Sort, offset: usize, limit: usize| {
        let options = SearchOptions { sort, offset, limit, ..SearchOptions::default() };
        let page = search(&file, "gang OR gatos OR rain", &options).unwrap();
        assert_eq!(page.total, 5);
        page.hits.into_iter().map(|hit| hit.id).collect::<String>()
    };
    assert_eq!(sorted(Sort::Newest, 0, 9), "hgjic");
    assert_eq!(sorted(Sort::Oldest, 0, 9), "ijghc");
    assert_eq!(sorted(Sort::Oldest, 1, 2), "jg");
    assert_eq!(sorted(Sort::Newest, 9, 9), "");
}

#[test]
fn filters_are_neither_scored_nor_marked() {
    let file = articles();
    let plain = search(&file, "gang", &all("")).unwrap();
    let filtered = search(&file, "gang", &all("rubio date:2025")).unwrap();
    assert_eq!(ids(&filtered), ["g"]);
    let of_g = plain.hits.into_iter().find(|hit| hit.id == "g");
    assert_eq!(filtered.hits.into_iter().next(), of_g);
    let error = search(&file, "gang", &all("rubio (")).unwrap_err();
    assert_eq!(error.kind, "unclosed-parenthesis");
}

#[test]
fn facets_count_what_was_found() {
    let options = SearchOptions { facets: 2, ..SearchOptions::default() };
    let page = search(&articles(), "gang OR choneros OR army", &options).unwrap();
    let shown = |facet: &corpus_viewer::view::Facet| {
        let values = facet.values.iter().map(|value| format!(" {}={}", value.value, value.documents));
        facet.field.clone() + ":" + &values.collect::<String>()
    };
    let shown: Vec<String> = page.facets.iter().map(shown).collect();
    assert_eq!(shown[..2], ["year: 2024=1 2025=2", "month: 2024-12=1 2025-02=1 2025-03=1"]);
    assert!(shown.contains(&"source: Post=1 Reuters=1".to_owned()), "{shown:?}");
    assert!(shown.contains(&"desk: World news=1 crime=1".to_owned()), "{shown:?}");
    assert!(shown.contains(&"ORG: MS-13=2 Los Choneros=1".to_owned()), "{shown:?}");
    let none = search(&articles(), "gang", &SearchOptions::default()).unwrap();
    assert_eq!(none.facets, []);
}

#[test]
fn words_that_hardly_occur_are_spelt_anew() {
    let suggestion = |query: &str| {
        let options = SearchOptions { limit: 1, ..SearchOptions::default() };
        search(&seeds(), query, &options).unwrap().suggestion
    };
    assert_eq!(suggestion("rubbio"), Some("rubio".to_owned()));
    assert_eq!(suggestion("(rubbio OR noboa) NOT ecuadro"), Some("(rubio OR noboa) NOT ecuador".to_owned()));
    assert_eq!(suggestion("rubio"), None, "it is frequent");
    assert_eq!(suggestion("ub"), None, "it is too short");
    assert_eq!(suggestion("rubbio~1"), None, "it says itself what is near");
}

/// BM25 by the formula in the paper, over texts small enough to follow by hand.
#[test]
fn scores_are_bm25() {
    let texts = ["one two two", "two three four five six", "seven eight nine ten"];
    let file = build_texts(["a", "b", "c"].into_iter().zip(texts));
    let normalizer = Normalizer::default();
    let ranked = |query: &str| {
        let query = Query::parse(query, &normalizer).unwrap();
        Search::new(&query, Source::all(&file), &normalizer).best(10)
    };
    let idf = |doc_freq: f32| f32::ln(1.0 + (3.0 - doc_freq + 0.5) / (doc_freq + 0.5));
    let score = |idf: f32, tf: f32, length: f32| idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / 4.0));
    let check = |query: &str, expected: &[(u32, f32)]| {
        let ranked = ranked(query);
        assert_eq!(ranked.len(), expected.len());
        for (found, (doc, score)) in ranked.iter().zip(expected) {
            assert!(found.doc == *doc && (found.score - score).abs() < 1e-6, "{query}: {ranked:?}");
        }
    };
    check("two", &[(0, score(idf(2.0), 2.0, 3.0)), (1, score(idf(2.0), 1.0, 5.0))]);
    check("\"two three\"", &[(1, score(idf(2.0) + idf(1.0), 1.0, 5.0))]);
    check("two NOT six", &[(0, score(idf(2.0), 2.0, 3.0))]);
}
