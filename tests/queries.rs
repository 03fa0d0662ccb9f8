//! Queries: how they are read, what they find, and the twin that reads every word of every document.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::corpus::Document;
use corpus_viewer::language::Language;
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::query::{
    Highlighter, Leaf, MAX_QUERY_BYTES, MAX_QUERY_DEPTH, Node, Query, QueryErrorKind, evaluate,
};
use corpus_viewer::rank::rank;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::token::words;
use corpus_viewer::view::{SearchOptions, search};
use proptest::prelude::*;

fn shown(node: &Node, leaves: &[Leaf]) -> String {
    let all = |nodes: &[Node]| nodes.iter().map(|node| shown(node, leaves)).collect::<Vec<_>>().join(" ");
    match node {
        Node::All => "*".to_owned(),
        Node::Leaf(number) => match &leaves[*number] {
            Leaf::Word { term, .. } => term.clone(),
            Leaf::Phrase { terms } => format!("\"{}\"", terms.join(" ")),
        },
        Node::And(nodes) => format!("&({})", all(nodes)),
        Node::Or(nodes) => format!("|({})", all(nodes)),
        Node::Not(inner) => format!("-{}", shown(inner, leaves)),
    }
}

#[test]
fn queries_suite() {
    let normalizer = Normalizer::default();
    common::check(include_str!("suites/queries.txt"), |typed| match Query::parse(typed, &normalizer) {
        Ok(query) => shown(&query.root, &query.leaves),
        Err(error) => {
            let (start, end) = (error.span.start as usize, error.span.end as usize);
            format!("{}⟦{}⟧{} {}", &typed[..start], &typed[start..end], &typed[end..], error.kind.code())
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
}

const ARTICLES: [(&str, &str); 6] = [
    ("a", "The army left the old base."),
    ("b", "Two armies and a navy met; the U.S. army won."),
    ("c", "Rain, then sun, then rain again fell on the city."),
    (
        "d",
        "Mario Pazmiño saw no quid-pro-quo in what he called new.\nStart again, he told the other people there.",
    ),
    ("e", "The minister’s aides said said the “unilateral execution” was said to be wrong."),
    ("f", "On the long Straße in the old town Søren met no one."),
];

#[test]
fn search_suite() {
    let file = build_texts(ARTICLES);
    common::check(include_str!("suites/search.txt"), |query| {
        let query = Query::parse(query, &Normalizer::default()).expect("the suite has no mistakes");
        let found = evaluate(&query, &file.index).documents;
        found.iter().map(|&doc| ARTICLES[doc as usize].0).collect::<Vec<_>>().join(" ")
    });
}

fn seeds() -> CorpusFile {
    let mut builder = Builder::default();
    let mut paths: Vec<_> =
        std::fs::read_dir("seeds").expect("seeds/ is there").map(|e| e.unwrap().path()).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|extension| extension == "txt")) {
        let name = path.file_name().unwrap().to_string_lossy();
        builder.add_source(&name, &std::fs::read(path).unwrap());
    }
    builder.finish().0
}

#[test]
fn seeds_suite() {
    let file = seeds();
    common::check(include_str!("suites/seeds.txt"), |query| {
        let page = search(&file, query, SearchOptions::default()).expect("the suite has no mistakes");
        let mut ids: Vec<&str> =
            page.hits.iter().filter(|hit| !hit.partial).map(|hit| &hit.id[..3]).collect();
        ids.sort_unstable();
        assert_eq!(ids.len(), page.total);
        ids.join(" ")
    });
}

#[test]
fn snippets_show_the_sentence_with_every_hit_marked() {
    let page = search(&seeds(), "\"unilateral execution\" US", SearchOptions::default()).unwrap();
    let marked: Vec<&str> =
        page.hits[0].snippet.iter().filter(|run| run.hit.is_some()).map(|run| run.text.as_str()).collect();
    assert_eq!(marked, ["US", "unilateral execution", "US"]);
}

#[test]
fn articles_with_most_of_the_words_follow_uncounted() {
    let file = build_texts(ARTICLES);
    let page = search(&file, "old base rain", SearchOptions::default()).unwrap();
    let found: Vec<_> = page.hits.iter().map(|hit| (hit.id.as_str(), hit.partial)).collect();
    assert_eq!((page.total, found), (0, vec![("a", true)]));
    let half = search(&file, "old base rain sun", SearchOptions::default()).unwrap();
    assert!(half.hits.is_empty(), "half of the words is not most of them");
    let phrase = search(&file, "old \"base\" rain", SearchOptions::default()).unwrap();
    assert!(phrase.hits.is_empty());
}

/// BM25 by the formula in the paper, over texts small enough to follow by hand.
#[test]
fn scores_are_bm25() {
    let file =
        build_texts([("a", "one two two"), ("b", "two three four five six"), ("c", "seven eight nine ten")]);
    let query = Query::parse("two", &Normalizer::default()).unwrap();
    let ranked = rank(&evaluate(&query, &file.index), &file.index);
    let idf = f64::ln(1.0 + (3.0 - 2.0 + 0.5) / (2.0 + 0.5));
    let score = |tf: f64, length: f64| idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / 4.0));
    assert_eq!(ranked.iter().map(|scored| scored.doc).collect::<Vec<_>>(), [0, 1]);
    assert!((ranked[0].score - score(2.0, 3.0)).abs() < 1e-12);
    assert!((ranked[1].score - score(1.0, 5.0)).abs() < 1e-12);
}

/// The engine's twin: reads every word of every document, paragraph by paragraph.
mod twin {
    use super::*;

    /// The folded words of each block of content.
    fn blocks(document: &Document, normalizer: &Normalizer) -> Vec<Vec<String>> {
        let folded = |text: &str| {
            let fold = |span: corpus_viewer::Span| {
                let mut term = String::new();
                normalizer.fold(span.of(text), &mut term);
                term
            };
            words(text).into_iter().map(fold).collect()
        };
        document.content().map(|block| folded(block.span.of(&document.text))).collect()
    }

    fn leaf_count(leaf: &Leaf, blocks: &[Vec<String>], normalizer: &Normalizer) -> usize {
        let count = |block: &Vec<String>| match leaf {
            Leaf::Word { stem, .. } => {
                block.iter().filter(|term| normalizer.stem(term, Language::English) == *stem).count()
            }
            Leaf::Phrase { terms } => block.windows(terms.len()).filter(|window| window == terms).count(),
        };
        blocks.iter().map(count).sum()
    }

    fn holds(node: &Node, query: &Query, blocks: &[Vec<String>], normalizer: &Normalizer) -> bool {
        let holds = |node: &Node| holds(node, query, blocks, normalizer);
        match node {
            Node::All => true,
            Node::Leaf(number) => leaf_count(&query.leaves[*number], blocks, normalizer) > 0,
            Node::And(nodes) => nodes.iter().all(holds),
            Node::Or(nodes) => nodes.iter().any(holds),
            Node::Not(inner) => !holds(inner),
        }
    }

    pub fn check(file: &CorpusFile, typed: &str) -> Result<(), TestCaseError> {
        let normalizer = Normalizer::default();
        let Ok(query) = Query::parse(typed, &normalizer) else { return Ok(()) };
        let matches = evaluate(&query, &file.index);
        let highlighter = Highlighter::new(&query, &file.index);
        for (doc, document) in (0..).zip(&file.corpus.documents) {
            let blocks = blocks(document, &normalizer);
            let expected = holds(&query.root, &query, &blocks, &normalizer);
            prop_assert_eq!(matches.documents.contains(&doc), expected, "{} in {:?}", typed, document.text);
            let found = highlighter.hits(document, &normalizer);
            for (leaf, postings) in query.leaves_asked_for().zip(&matches.leaves) {
                let expected = leaf_count(&query.leaves[leaf], &blocks, &normalizer);
                let posting = postings.iter().find(|posting| posting.doc == doc);
                prop_assert_eq!(posting.map_or(0, |posting| posting.term_freq as usize), expected);
                prop_assert_eq!(found.iter().filter(|hit| hit.leaf == leaf).count(), expected);
            }
        }
        prop_assert!(matches.documents.is_sorted());
        Ok(())
    }

    #[test]
    fn agrees_on_the_seeds() {
        let file = seeds();
        for query in [
            "us",
            "\"the us\"",
            "noboa OR rubio",
            "drug trafficking NOT trump",
            "\"los lobos and los choneros\"",
        ] {
            check(&file, query).unwrap();
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]
        #[test]
        fn agrees_on_any_texts_and_queries(
            texts in prop::collection::vec(spaced(&["a", "b", "bs", "c", "ça", "a-b", ".", "\n"], 0..12), 1..6),
            query in spaced(&["a", "b", "bs", "\"a b\"", "\"b a b\"", "\"a\"", "a-b", "AND", "OR", "NOT", "(", ")"], 1..7),
        ) {
            let ids = ["0", "1", "2", "3", "4", "5"];
            let file = build_texts(ids.into_iter().zip(texts.iter().map(String::as_str)));
            check(&file, &query)?;
        }
    }

    fn spaced(
        words: &'static [&'static str],
        length: std::ops::Range<usize>,
    ) -> impl Strategy<Value = String> {
        prop::collection::vec(prop::sample::select(words), length).prop_map(|words| words.join(" "))
    }
}
