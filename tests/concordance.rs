//! Concordances: against a twin that reads every word of every document, and line by line.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::Span;
use corpus_viewer::corpus::Document;
use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::query::{Highlighter, Query};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::token::words;
use corpus_viewer::view::{
    Concordance, KwicLine, KwicOptions, KwicPage, MAX_WINDOW, MentionOptions, kwic, kwic_with, mentions, read,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::test_runner::Config;
use std::collections::BTreeSet;

/// A line of the twin: what it shows, and the words that lines are ordered by.
struct Plain {
    shown: [String; 3],
    columns: [(&'static str, String); 7],
}

/// The lines of a document for `nodes`, in their order.
fn plain_lines(document: &Document, nodes: &[Span], window: usize) -> Vec<Plain> {
    let spaced = |text: &str| {
        let inner = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let before = if text.starts_with(char::is_whitespace) { " " } else { "" };
        let behind = if text.ends_with(char::is_whitespace) && !inner.is_empty() { " " } else { "" };
        format!("{before}{inner}{behind}")
    };
    let mut lines = Vec::new();
    for node in nodes {
        let holds = |span: Span| span.start <= node.start && node.end <= span.end;
        let block = document.blocks.iter().find(|block| holds(block.span)).expect("it is in a paragraph");
        let text = document.text.as_str();
        let all: Vec<Span> =
            words(block.span.of(text)).iter().map(|word| word.offset_by(block.span.start)).collect();
        let before: Vec<Span> = all.iter().copied().filter(|word| word.end <= node.start).rev().collect();
        let behind: Vec<Span> = all.iter().copied().filter(|word| word.start >= node.end).collect();
        let start = match before.len() > window {
            true => before[..window].last().map_or(node.start, |word| word.start),
            false => block.span.start,
        };
        let end = match behind.len() > window {
            true => behind[..window].last().map_or(node.end, |word| word.end),
            false => block.span.end,
        };
        let cut = |start: u32, end: u32| spaced(Span { start, end }.of(text));
        let word = |words: &[Span], nth: usize| words.get(nth).map_or("", |word| word.of(text)).to_owned();
        lines.push(Plain {
            shown: [
                cut(start, node.start).trim_start().to_owned(),
                cut(node.start, node.end),
                cut(node.end, end).trim_end().to_owned(),
            ],
            columns: [
                ("1L", word(&before, 0)),
                ("2L", word(&before, 1)),
                ("3L", word(&before, 2)),
                ("N", cut(node.start, node.end)),
                ("1R", word(&behind, 0)),
                ("2R", word(&behind, 1)),
                ("3R", word(&behind, 2)),
            ],
        });
    }
    lines
}

/// The letters of a word of [`WORDS`], then whatever tells it from another with the same.
fn compared(word: &str) -> (String, String) {
    let place = WORDS.iter().position(|known| *known == word).map_or(0, |place| place + 1);
    let mut letters = String::new();
    Normalizer::default().fold(word, &mut letters);
    (letters, format!("{place:02}"))
}

/// In the order of the root collation; those with the same letters stand together.
const WORDS: &[&str] =
    &["army", "Army", "ARMY", "bank", "Bank", "left", "nino", "Nino", "niño", "Niño", "ñandú", "rain", "zoo"];

const NODES: &[&str] = &[
    "army",
    "=Army",
    "bank OR rain",
    "\"army bank\"",
    "n*",
    "zoo NEAR/1 rain",
    "army -zoo",
    "\"rain zoo\"~2 nino",
];

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        9 => select(WORDS).prop_map(String::from),
        1 => select(&["…  ", "“", "\t", ".", ","][..]).prop_map(String::from),
    ];
    let paragraph = prop::collection::vec(word, 1..14).prop_map(|words| words.join(" "));
    prop::collection::vec(paragraph, 1..4)
        .prop_map(|paragraphs| format!("The opening.\n{}", paragraphs.join("\n")))
}

fn corpus(texts: &[String]) -> CorpusFile {
    let names: Vec<String> = (0..texts.len()).map(|number| format!("d{number}")).collect();
    build_texts(names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)))
}

fn shown(line: &KwicLine) -> [String; 3] {
    [line.left.clone(), line.node.clone(), line.right.clone()]
}

fn all() -> KwicOptions {
    KwicOptions { limit: usize::MAX, ..KwicOptions::default() }
}

proptest! {
    #![proptest_config(Config::with_cases(300))]

    #[test]
    fn lines_are_those_of_reading_everything(
        texts in prop::collection::vec(text(), 1..5),
        node in select(NODES),
        window in 0usize..5,
        columns in subsequence(vec!["1L", "2L", "3L", "N", "1R", "2R", "3R"], 0..=3).prop_shuffle(),
        length in 1usize..4,
    ) {
        let whole = corpus(&texts);
        let parts = CorpusFile::join(texts.chunks(length).enumerate().map(|(chunk, texts)| {
            let names: Vec<String> = (0..texts.len()).map(|number| format!("p{chunk}-{number}")).collect();
            build_texts(names.iter().map(String::as_str).zip(texts.iter().map(String::as_str)))
        }).collect()).expect("the parts are whole");
        let options = KwicOptions { window, sort: columns.join(","), ..all() };
        for file in [&whole, &parts] {
            let normalizer = Normalizer::default();
            let query = Query::parse(node, &normalizer).expect("it has no mistake");
            let found = corpus_viewer::view::search(file, node, &corpus_viewer::view::SearchOptions {
                limit: 100,
                ..Default::default()
            }).expect("it has no mistake");
            let mut expected = Vec::new();
            for doc in 0..file.documents() {
                let document = file.document(doc).expect("it is whole");
                if !found.hits.iter().any(|hit| hit.id == document.id && !hit.partial) {
                    continue;
                }
                let mut nodes: Vec<Span> = Vec::new();
                for hit in Highlighter::new(&query, file, &normalizer).hits(doc) {
                    match nodes.last_mut().filter(|last| hit.span.start < last.end) {
                        Some(last) => last.end = last.end.max(hit.span.end),
                        None => nodes.push(hit.span),
                    }
                }
                expected.extend(plain_lines(&document, &nodes, window));
            }
            expected.sort_by_cached_key(|line| {
                let of = |column: &&str| &line.columns.iter().find(|(name, _)| name == column).expect("it is one").1;
                let words: Vec<_> = columns.iter().map(|column| node_compared(of(column))).collect();
                let letters: Vec<_> = words.iter().map(|word| word.0.clone()).collect();
                (letters, words.into_iter().map(|word| word.1).collect::<Vec<_>>())
            });
            let page = kwic(file, node, &options).expect("it has no mistake");
            prop_assert_eq!((page.total, page.sampled), (expected.len(), expected.len()));
            let expected: Vec<_> = expected.into_iter().map(|line| line.shown).collect();
            prop_assert_eq!(page.lines.iter().map(shown).collect::<Vec<_>>(), expected);
        }
    }

    /// However the pages are cut, and whether the order is kept or not.
    #[test]
    fn pages_are_parts_of_one_list(
        texts in prop::collection::vec(text(), 1..5),
        sort in select(vec!["", "1R", "1L,N"]),
        sample in prop::option::of(0usize..12),
        limit in 1usize..5,
    ) {
        let file = corpus(&texts);
        let whole = KwicOptions { sort: sort.to_owned(), sample, seed: 7, ..all() };
        let one = kwic(&file, "army OR n*", &whole).expect("it has no mistake");
        let mut kept = Concordance::default();
        let mut lines = Vec::new();
        for offset in (0..one.sampled + limit).step_by(limit) {
            let options = KwicOptions { limit, offset, ..whole.clone() };
            let page = kwic_with(&file, &mut kept, "army OR n*", &options).expect("it has no mistake");
            prop_assert_eq!((page.total, page.sampled), (one.total, one.sampled));
            prop_assert_eq!(&page, &kwic(&file, "army OR n*", &options).expect("it has no mistake"));
            lines.extend(page.lines);
        }
        prop_assert_eq!(lines, one.lines);
    }

    #[test]
    fn a_sample_is_of_different_lines_in_their_order(
        texts in prop::collection::vec(text(), 1..5),
        most in 0usize..20,
        seed in any::<u64>(),
    ) {
        let file = corpus(&texts);
        let whole = kwic(&file, "army OR n*", &all()).expect("it has no mistake");
        let options = KwicOptions { sample: Some(most), seed, ..all() };
        let page = kwic(&file, "army OR n*", &options).expect("it has no mistake");
        prop_assert_eq!((page.total, page.sampled), (whole.total, most.min(whole.total)));
        prop_assert_eq!(page.lines.len(), page.sampled);
        let place = |line: &KwicLine| whole.lines.iter().position(|other| other == line);
        let places: Option<Vec<usize>> = page.lines.iter().map(place).collect();
        let places = places.expect("each is one of them");
        prop_assert!(places.is_sorted_by(|a, b| a < b));
        prop_assert_eq!(kwic(&file, "army OR n*", &options).expect("it has no mistake"), page);
    }
}

/// A node may have several words.
fn node_compared(text: &str) -> (String, String) {
    let words = text.split(' ').map(compared);
    words
        .reduce(|(letters, rest), word| (format!("{letters} {}", word.0), format!("{rest} {}", word.1)))
        .unwrap_or_default()
}

/// Every line is drawn about as often as any other, and other seeds draw others.
#[test]
fn samples_are_fair() {
    let text = (0..20).map(|number| format!("army w{number}.")).collect::<Vec<_>>().join(" ");
    let file = build_texts([("a", text.as_str())]);
    let mut drawn = [0; 20];
    for seed in 0..600 {
        let options = KwicOptions { sample: Some(5), seed, ..all() };
        let page = kwic(&file, "army", &options).expect("it has no mistake");
        page.lines.iter().for_each(|line| drawn[line.hit.expect("it is a hit") as usize] += 1);
    }
    // 150 of each are to be expected, give or take 11.
    assert!(drawn.iter().all(|count| (100..200).contains(count)), "{drawn:?}");
}

/// The lines of a concordance, each as "left|node|right".
fn written(page: &KwicPage) -> Vec<String> {
    page.lines.iter().map(|line| shown(line).join("|")).collect()
}

fn lines(texts: &[&str], query: &str, window: usize, sort: &str) -> Vec<String> {
    let texts: Vec<String> = texts.iter().map(|text| format!("{text}\n")).collect();
    let options = KwicOptions { window, sort: sort.to_owned(), ..all() };
    written(&kwic(&corpus(&texts), query, &options).expect("it has no mistake"))
}

#[test]
fn contexts_are_the_text_as_it_is_written() {
    let text = "He said:  “The army\tleft,” and went.";
    assert_eq!(lines(&[text], "army", 2, ""), ["said: “The |army| left,” and"]);
    assert_eq!(lines(&[text], "army", 0, ""), ["|army|"]);
    assert_eq!(lines(&[text], "army", 9, ""), ["He said: “The |army| left,” and went."]);
    assert_eq!(lines(&["It saw the army’s base."], "base", 2, ""), ["the army’s |base|."]);
}

#[test]
fn contexts_stay_inside_their_paragraph() {
    let text = "Peace was near.\nPeace came at last.\nIt was peace";
    assert_eq!(
        lines(&[text], "peace", 9, ""),
        ["|Peace| was near.", "|Peace| came at last.", "It was |peace|"]
    );
    assert_eq!(
        lines(&[text], "peace", 9, "1R"),
        ["It was |peace|", "|Peace| came at last.", "|Peace| was near."],
        "nothing comes first"
    );
    assert_eq!(
        lines(&[text], "peace", 9, "1L"),
        ["|Peace| was near.", "|Peace| came at last.", "It was |peace|"],
        "what is the same stays as it stands in the corpus"
    );
}

#[test]
fn the_left_is_read_from_the_node_outward() {
    let texts = ["an old red house", "a new red house", "one small blue house"];
    assert_eq!(
        lines(&texts, "house", 2, "1L,2L"),
        ["small blue |house|", "new red |house|", "old red |house|"]
    );
    assert_eq!(lines(&texts, "house", 2, "2L"), ["new red |house|", "old red |house|", "small blue |house|"]);
}

#[test]
fn letters_come_before_accents_and_case() {
    let texts = ["el Ómnibus", "el niño", "el nube", "el nino", "el Niño", "el ñandú", "el oso", "el zoo"];
    assert_eq!(
        lines(&texts, "el", 1, "1R"),
        [
            "|el| ñandú",
            "|el| nino",
            "|el| niño",
            "|el| Niño",
            "|el| nube",
            "|el| Ómnibus",
            "|el| oso",
            "|el| zoo"
        ]
    );
    let texts = ["el Niño duerme", "el niño canta", "el niño duerme"];
    assert_eq!(
        lines(&texts, "el", 2, "1R,2R"),
        ["|el| niño canta", "|el| niño duerme", "|el| Niño duerme"],
        "the second word decides before capitals of the first"
    );
    assert_eq!(
        lines(&["the Army", "the army", "the ARMY"], "army", 1, "N"),
        ["the |army|", "the |Army|", "the |ARMY|"]
    );
}

#[test]
fn characters_of_scripts_without_spaces_are_words() {
    let texts = ["我在东京住。", "他去东京玩。", "东京很大。"];
    assert_eq!(lines(&texts, "东京", 1, ""), ["在|东京|住。", "去|东京|玩。", "|东京|很"]);
    assert_eq!(lines(&texts, "东京", 1, "1L")[0], "|东京|很");
}

/// Overlapping hits are one line, and lines open the runs of the article.
#[test]
fn lines_have_the_numbers_of_runs() {
    let file =
        build_texts([("a", "The old army base. Marco Rubio saw the army."), ("b", "The base. Rubio left.")]);
    let query = "\"old army\" OR \"army base\" OR army OR base";
    let page = kwic(&file, query, &all()).expect("it has no mistake");
    assert_eq!(page.lines[0].node, "old army base");
    let of_runs = |id: &str, is_hit: bool, number: u32| {
        let article = read(&file, id, query).expect("it is there");
        let runs = article.paragraphs.into_iter().flat_map(|paragraph| paragraph.runs);
        let number = number as usize;
        let is_own = |run: &corpus_viewer::view::Run| match is_hit {
            true => run.hit == Some(number),
            false => run.entity.as_ref().is_some_and(|mark| mark.mention == number),
        };
        runs.filter(is_own).map(|run| run.text).collect::<String>()
    };
    assert_eq!(page.total, 3);
    for line in &page.lines {
        assert_eq!(
            (of_runs(&line.id, true, line.hit.expect("it is one")), line.mention),
            (line.node.clone(), None)
        );
    }
    let of_label = KwicOptions { label: Some("PER".to_owned()), ..all() };
    let page = kwic(&file, "", &of_label).expect("there is such a label");
    assert_eq!(written(&page), ["The old army base. |Marco Rubio| saw the army.", "The base. |Rubio| left."]);
    for line in &page.lines {
        let number = line.mention.expect("it is one");
        assert_eq!((of_runs(&line.id, false, number), line.hit), (line.node.clone(), None));
    }
}

#[test]
fn mentions_of_an_entity_are_lines_too() {
    let file = articles();
    let of = |query: &str, filter: &str| {
        let options = KwicOptions {
            window: 2,
            entity: Some("PER:Marco Rubio".to_owned()),
            filter: filter.to_owned(),
            ..all()
        };
        kwic(&file, query, &options).expect("he is named")
    };
    let page = of("", "");
    let list = mentions(&file, "PER:Marco Rubio", MentionOptions::default()).expect("he is named");
    let place = |line: &KwicLine| (line.id.clone(), line.node.clone(), line.mention);
    let expected =
        list.lines.iter().map(|line| (line.document.clone(), line.node.clone(), Some(line.mention as u32)));
    assert_eq!(page.lines.iter().map(place).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    assert_eq!(
        written(&page),
        ["|Marco Rubio| left Quito", "the plane, |Rubio| spoke.", "|Rubio|’s plane landed"]
    );
    assert_eq!(written(&of("landed", "")), ["|Rubio|’s plane landed"]);
    assert_eq!(of("", "source:Post").total, 2);
    assert_eq!(of("", "source:Post").lines[0].source.as_deref(), Some("Post"));
}

fn articles() -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    let rows = [
        r#"{"id":"a","source":"Post","date":"2025-01-02","text":"Marco Rubio left Quito today. In the plane, Rubio spoke."}"#,
        r#"{"id":"b","source":"Times","text":"Rubio’s plane landed late. It rained."}"#,
    ];
    builder.add_source("articles.jsonl", rows.join("\n").as_bytes());
    builder.finish().0
}

#[test]
fn a_filter_has_no_lines() {
    let file = articles();
    let found = |query: &str, filter: &str| {
        let options = KwicOptions { filter: filter.to_owned(), ..all() };
        kwic(&file, query, &options)
            .expect("it has no mistake")
            .lines
            .into_iter()
            .map(|line| line.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(found("plane", ""), ["a", "b"]);
    assert_eq!(found("plane", "rained"), ["b"]);
    assert_eq!(found("", "rained"), [""; 0]);
    assert_eq!(found("source:Post", ""), [""; 0]);
}

#[test]
fn furniture_is_not_searched() {
    let text = "The army left the base on Monday, and residents came to the gates.\n\nRead also:\n- The army is back";
    let file = build_texts([("a", text)]);
    assert_eq!(kwic(&file, "army", &all()).expect("it has no mistake").total, 1);
}

/// What is kept is of one question and no other.
#[test]
fn another_question_has_other_lines() {
    let file = articles();
    let mut kept = Concordance::default();
    let entity = |id: &str| Some(id.to_owned());
    let asked = [
        ("plane", all()),
        ("plane", KwicOptions { sort: "1R".to_owned(), ..all() }),
        ("plane", KwicOptions { window: 1, ..all() }),
        ("plane", KwicOptions { filter: "rained".to_owned(), ..all() }),
        ("plane", KwicOptions { sample: Some(1), seed: 3, ..all() }),
        ("plane", KwicOptions { sample: Some(1), seed: 4, ..all() }),
        ("", KwicOptions { entity: entity("PER:Marco Rubio"), ..all() }),
        ("", KwicOptions { label: entity("LOC"), ..all() }),
        ("(", all()),
        ("rained", all()),
    ];
    let mut answers = BTreeSet::new();
    for (query, options) in asked {
        let answer = kwic_with(&file, &mut kept, query, &options);
        assert_eq!(answer, kwic(&file, query, &options));
        answers.insert(format!("{answer:?}"));
    }
    assert!(answers.len() >= 7, "{answers:?}");
}

#[test]
fn what_cannot_be_asked_is_told() {
    let file = articles();
    let kind =
        |query: &str, options: KwicOptions| kwic(&file, query, &options).expect_err("it is a mistake").kind;
    for sort in ["4R", "R1", "1r", "1R,2R,3R,1L", "1R,", "N N"] {
        assert_eq!(kind("army", KwicOptions { sort: sort.to_owned(), ..all() }), "options", "{sort}");
    }
    assert_eq!(kind("army", KwicOptions { window: MAX_WINDOW + 1, ..all() }), "options");
    assert_eq!(kind("", KwicOptions { label: Some("XYZ".to_owned()), ..all() }), "options");
    assert_eq!(kind("", KwicOptions { entity: Some("PER:Nobody".to_owned()), ..all() }), "no-entity");
    assert!(kwic(&file, "(army", &all()).expect_err("it is not closed").place.is_some());
    let counts = file.counts_only().expect("it makes sense");
    assert_eq!(kwic(&counts, "army", &all()).expect_err("it has no texts").kind, "counts-only");
}
