//! Articles that tell the same story, listed and counted as one.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::pipeline::Builder;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{
    EntityOptions, FacetValue, SearchOptions, SearchPage, SimilarOptions, Similarity, Sort, entities,
    entities_with, search, search_with, similar,
};

/// Three stories: the base in four articles of four days, the harvest in two, the vote in one.
fn articles() -> CorpusFile {
    let base = "The army left the old base near the port of Manta on Monday, after residents had blocked its \
        gates for three weeks. A spokesman for Daniel Noboa said that the last trucks went at dawn and that \
        the keys were handed to the mayor. She has promised a park there with a pool, two fields and a library.";
    let harvest = "Growers of cocoa in the province of Los Ríos expect the best harvest of the decade, they told \
        an assembly in Quevedo. Rain came early and in good measure, and a fungus that had taken half of the \
        pods two years ago was seen in only a few plots along the river. Prices have fallen since the spring.";
    let vote = "Daniel Noboa won the second round with a margin that no poll had foreseen. In Manta and in the \
        port of Guayaquil people danced until morning, while the losing side asked for a recount of ninety boxes.";
    let rows = [
        ("base-wire", "2025-03-02", "Agency", base.to_owned()),
        ("base-late", "2025-03-05", "Evening", base.replace("on Monday", "this week") + " Nobody was hurt."),
        ("harvest", "2025-03-03", "Agency", harvest.to_owned()),
        ("vote", "2025-03-04", "Agency", vote.to_owned()),
        ("base-first", "2025-03-01", "Agency", base.replace("and a library", "and a theatre")),
        ("base-capitals", "2025-03-04", "Morning", base.to_uppercase()),
        ("harvest-again", "2025-03-06", "Morning", harvest.replace("the decade", "ten years")),
    ];
    let mut builder = Builder::new(Annotator::new(english()));
    for (id, date, source, text) in rows {
        let line = format!(r#"{{"id":"{id}","date":"{date}","source":"{source}","text":"{text}"}}"#);
        builder.add_lines("articles", 0, line.as_bytes());
    }
    builder.finish().0
}

fn folded() -> SearchOptions {
    SearchOptions { similar: Some(0.4), ..SearchOptions::default() }
}

fn shown(page: &SearchPage) -> Vec<(&str, usize)> {
    page.hits.iter().map(|hit| (hit.id.as_str(), hit.similar)).collect()
}

fn found(query: &str, options: &SearchOptions) -> SearchPage {
    search(&articles(), query, options).expect("the query has no mistake")
}

#[test]
fn totals_count_stories_and_articles() {
    let each = found("", &SearchOptions::default());
    assert_eq!((each.total, each.total_articles, each.hits.len()), (7, 7, 7));
    assert!(each.hits.iter().all(|hit| hit.similar == 0));
    let page = found("", &folded());
    assert_eq!((page.total, page.total_articles), (3, 7));
    assert_eq!(shown(&page), [("harvest", 1), ("vote", 0), ("base-first", 3)]);
}

/// The earliest of those that satisfy the query, though the earliest of all may not.
#[test]
fn the_earliest_that_is_found_stands_for_the_others() {
    assert_eq!(shown(&found("base library", &folded())), [("base-wire", 2)]);
    assert_eq!(shown(&found("theatre", &folded())), [("base-first", 0)]);
    let evening = SearchOptions { filter: "source:Evening OR source:Morning".to_owned(), ..folded() };
    let page = found("base", &evening);
    assert_eq!((shown(&page), page.total_articles), (vec![("base-capitals", 1)], 2));
}

#[test]
fn the_threshold_decides() {
    let strict = SearchOptions { similar: Some(1.0), ..SearchOptions::default() };
    let page = found("base", &strict);
    assert_eq!((page.total, page.total_articles), (3, 4), "only capitals differ in two of them");
}

#[test]
fn pages_are_parts_of_one_list() {
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let all = found("port OR harvest", &SearchOptions { sort, ..folded() });
        assert_eq!((all.total, all.hits.len()), (3, 3));
        for limit in 1..3 {
            let mut hits = Vec::new();
            for offset in (0..4).step_by(limit) {
                let page = found("port OR harvest", &SearchOptions { sort, offset, limit, ..folded() });
                assert_eq!((page.total, page.total_articles), (3, 7));
                hits.extend(page.hits);
            }
            assert_eq!(hits, all.hits);
        }
    }
    let newest = found("", &SearchOptions { sort: Sort::Newest, ..folded() });
    assert_eq!(shown(&newest), [("vote", 0), ("harvest", 1), ("base-first", 3)]);
}

#[test]
fn articles_with_most_of_the_words_are_folded_too() {
    let page = found("port army theatre gates", &folded());
    let partial = |page: &SearchPage| page.hits.iter().filter(|hit| hit.partial).count();
    assert_eq!((page.total, partial(&page)), (1, 0), "the others are like the one that has all words");
    let page = found("port army recount gates", &folded());
    assert_eq!((page.total, partial(&page)), (0, 1));
}

#[test]
fn facets_and_entities_count_stories() {
    let sources = |similar: Option<f32>| {
        let page = found("", &SearchOptions { facets: 9, similar, ..SearchOptions::default() });
        let facet = page.facets.into_iter().find(|facet| facet.field == "source").expect("all have one");
        let count = |value: FacetValue| format!("{} {}", value.value, value.documents);
        facet.values.into_iter().map(count).collect::<Vec<_>>()
    };
    assert_eq!(sources(None), ["Agency 4", "Morning 2", "Evening 1"]);
    assert_eq!(sources(Some(0.4)), ["Agency 3"]);
    let naming = |similar: Option<f32>| {
        let options = EntityOptions { similar, ..EntityOptions::default() };
        let list = entities(&articles(), &options).expect("the options are right");
        list.entities.iter().find(|row| row.name == "Daniel Noboa").map_or(0, |row| row.documents)
    };
    assert!(naming(None) >= 4);
    assert_eq!(naming(Some(0.4)), 2);
}

#[test]
fn what_is_kept_gives_the_same_answers() {
    let (file, kept) = (articles(), Similarity::default());
    for similar in [None, Some(0.4), Some(0.9), Some(0.4)] {
        let options = SearchOptions { similar, facets: 3, ..SearchOptions::default() };
        assert_eq!(search_with(&file, &kept, "port", &options), search(&file, "port", &options));
        let options = EntityOptions { similar, ..EntityOptions::default() };
        assert_eq!(entities_with(&file, &kept, &options), entities(&file, &options));
    }
}

#[test]
fn the_articles_like_one_are_listed() {
    let (file, kept) = (articles(), Similarity::default());
    let options = SimilarOptions { threshold: 0.4, ..SimilarOptions::default() };
    let list = similar(&file, &kept, "base-wire", &options).expect("it is there");
    let rows = list.articles.iter().map(|row| (row.id.as_str(), row.date.as_deref(), row.source.as_deref()));
    let expected = [
        ("base-first", Some("2025-03-01"), Some("Agency")),
        ("base-capitals", Some("2025-03-04"), Some("Morning")),
        ("base-late", Some("2025-03-05"), Some("Evening")),
    ];
    assert_eq!(rows.collect::<Vec<_>>(), expected);
    assert_eq!(list.articles[1].similarity, 1.0);
    assert!((0.6..1.0).contains(&list.articles[2].similarity));
    let few = SimilarOptions { limit: 1, ..options.clone() };
    let few = similar(&file, &kept, "base-wire", &few).expect("it is there");
    assert_eq!((few.total, &few.articles[..]), (3, &list.articles[..1]));
    let none = similar(&file, &kept, "vote", &options).expect("it is there");
    assert_eq!((none.total, none.articles.len()), (0, 0));
    assert_eq!(similar(&file, &kept, "nowhere", &options).expect_err("it is not").kind, "no-document");
}

/// As many as the search says that finds them by the same query.
#[test]
fn the_articles_like_one_that_a_query_finds_are_listed() {
    let (file, kept) = (articles(), Similarity::default());
    let like = |query: &str| SimilarOptions { threshold: 0.4, query: query.to_owned(), limit: 100 };
    for (query, id, expected) in [
        ("base", "base-first", 3),
        ("base library", "base-wire", 2),
        ("source:Morning OR source:Evening", "base-capitals", 1),
        ("theatre", "base-first", 0),
    ] {
        let page = search(&file, query, &folded()).expect("the query has no mistake");
        let hit = page.hits.iter().find(|hit| hit.id == id).expect("it is found");
        let list = similar(&file, &kept, id, &like(query)).expect("it is there");
        assert_eq!((hit.similar, list.total), (expected, expected), "{query}");
    }
    let error = similar(&file, &kept, "vote", &like("(base")).expect_err("it has a mistake");
    assert!(error.place.is_some());
}

#[test]
fn counts_alone_do_not_tell_copies() {
    let counts = articles().counts_only().expect("it makes sense");
    assert_eq!(search(&counts, "", &folded()).expect_err("it has no texts").kind, "counts-only");
}

#[test]
fn thresholds_have_bounds() {
    for threshold in [0.1, 1.1, f32::NAN] {
        let options = SearchOptions { similar: Some(threshold), ..SearchOptions::default() };
        let error = search(&articles(), "", &options).expect_err("it is out of bounds");
        assert_eq!(error.kind, "options");
        assert_eq!(error.message, "how similar articles have to be is a number from 0.2 to 1");
    }
}
