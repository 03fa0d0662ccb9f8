//! What the pages of articles and entities show beside their texts.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::store::CorpusFile;
use corpus_viewer::token::{sentences, words};
use corpus_viewer::view::{
    Article, EntityOptions, History, LikeArticle, LikeOptions, MentionOptions, Network, NetworkOptions,
    NewNote, RunPlace, Within, add_note, entities, like, mentions, network, read, read_at, read_up_to,
    search,
};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

fn corpus(lines: &[Value]) -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    for line in lines {
        builder.add_lines("articles", 0, line.to_string().as_bytes());
    }
    builder.finish().0
}

#[test]
fn articles_tell_how_long_they_are() {
    let told = |text: &str| {
        let article = read(&build_texts([("a", text)]), "a", "").expect("it is there");
        (article.words, article.reading_minutes)
    };
    assert_eq!(told("Rain."), (1, 1));
    assert_eq!(told(&"Rain on it. ".repeat(238 / 3 + 1)), (240, 2));
    assert_eq!(told(&"rain ".repeat(238)), (238, 1));
    assert_eq!(told(&"rain ".repeat(239)), (239, 2));
    assert_eq!(told(&"rain ".repeat(238 * 3)), (238 * 3, 3));
}

#[test]
fn the_beginning_of_an_article_is_that_of_the_whole() {
    let text =
        "The army left Quito.\n\nIt rained.\n\nIn Quito the army met Daniel Noboa.\n\nThe army stayed.";
    let file = corpus(&[json!({"id": "a", "title": "Army", "text": text})]);
    let whole = read(&file, "a", "army").expect("it is there");
    assert!(whole.is_whole);
    // The title and the paragraphs have 1, 2, 0, 3 and 1 hits and mentions.
    let ends = [1, 1, 2, 2, 4, 4, 4, 5, 5];
    for (marks, end) in ends.into_iter().enumerate() {
        let beginning = read_up_to(&file, "a", "army", "", marks).expect("it is there");
        let expected = Article {
            paragraphs: whole.paragraphs[..end].to_vec(),
            is_whole: end == 5,
            map: if end == 5 { whole.map.clone() } else { Vec::new() },
            ..whole.clone()
        };
        assert_eq!(beginning, expected, "{marks} marks");
    }
}

fn marks(article: &Article) -> Vec<(usize, &str, i64)> {
    article.map.iter().map(|mark| (mark.at, mark.what, mark.place)).collect()
}

#[test]
fn a_map_shows_what_begins_in_the_body() {
    let text = "Rain on Quito\n\nRain hit Quito.\n\nNoboa";
    let file = corpus(&[json!({"id": "a", "title": "Rain on Quito", "text": text})]);
    let article = read_at(&file, "a", "rain", "Rain *hit Quito").expect("it is there");
    let kinds: Vec<&str> = article.paragraphs.iter().map(|paragraph| paragraph.kind).collect();
    assert_eq!(kinds, ["title", "paragraph", "paragraph"]);
    // Of the body's 20 characters, "hit" begins behind 5, "Quito" behind 9, "Noboa" behind 15.
    assert_eq!(marks(&article), [(0, "hit", 1), (50, "passage", -1), (90, "LOC", 1), (150, "PER", 2)]);
    let many = corpus(&[json!({"id": "a", "text": "rain ".repeat(1000)})]);
    let article = read(&many, "a", "rain").expect("it is there");
    let expected: Vec<(usize, &str, i64)> = (0..200).map(|at| (at, "hit", at as i64 * 5)).collect();
    assert_eq!(marks(&article), expected, "each once, with the first of its place");
    assert_eq!(marks(&read(&many, "a", "").expect("it is there")), []);
}

/// The map of an article, by what stands on each of its characters.
fn map_by_reading(article: &Article) -> BTreeMap<(usize, &str), i64> {
    let mut firsts: BTreeMap<(&str, i64), usize> = BTreeMap::new();
    let mut all = 0;
    for paragraph in
        article.paragraphs.iter().filter(|paragraph| ["paragraph", "restored"].contains(&paragraph.kind))
    {
        for run in &paragraph.runs {
            let hit = run.hit.map(|hit| ("hit", hit as i64));
            let mention = run.entity.iter().map(|mention| (mention.label, mention.mention as i64));
            let notes = run.notes.iter().map(|&note| ("note", i64::from(note)));
            let passage = run.marks.iter().filter(|mark| **mark == "passage").map(|mark| (*mark, 0));
            for here in hit.into_iter().chain(mention).chain(notes).chain(passage) {
                firsts.entry(here).or_insert(all);
            }
            all += run.text.chars().count();
        }
    }
    let mut map = BTreeMap::new();
    for ((what, number), first) in firsts {
        let place = if ["note", "passage"].contains(&what) { -1 } else { number };
        map.entry((first * 200 / all, what)).or_insert(place);
    }
    map
}

#[test]
fn maps_are_those_of_reading_every_character() {
    let mut builder = Builder::new(Annotator::new(english()));
    for (name, bytes) in common::seed_texts() {
        builder.add_source(&name, &bytes);
    }
    let (mut file, mut history) = (builder.finish().0, History::default());
    let ids: Vec<String> =
        (0..file.documents()).map(|doc| file.id(doc).expect("it is there").to_owned()).collect();
    let mut kinds = BTreeSet::new();
    for id in &ids {
        for (more, words) in [(0, "the"), (1, "of"), (2, "a")] {
            let mut selection = common::selection(&file, id, words);
            if more > 0 {
                selection.to = RunPlace { paragraph: selection.from.paragraph + more, run: 0, unit: 1 };
            }
            let note = NewNote {
                selection,
                text: "Why?".to_owned(),
                now: "2026-02-01".to_owned(),
                ..NewNote::default()
            };
            add_note(&mut file, &mut history, &note).expect("it is there");
        }
        for query in ["", "the", "\"Los Choneros\" OR of", "a*"] {
            let article = read_at(&file, id, query, "*the").expect("it is there");
            let own = article.map.iter().map(|mark| ((mark.at, mark.what), mark.place));
            assert_eq!(own.collect::<BTreeMap<_, _>>(), map_by_reading(&article), "{id}: {query}");
            let once: BTreeSet<(usize, &str)> = article.map.iter().map(|mark| (mark.at, mark.what)).collect();
            assert_eq!(once.len(), article.map.len());
            assert!(
                article.map.is_sorted_by_key(|mark| mark.at) && article.map.iter().all(|mark| mark.at < 200)
            );
            kinds.extend(article.map.iter().map(|mark| mark.what));
        }
    }
    assert!(
        ["hit", "note", "passage", "PER", "ORG", "DATE"].iter().all(|kind| kinds.contains(kind)),
        "{kinds:?}"
    );
}

/// The quotes near Daniel Noboa: which mention, and the sentence around.
fn quotes(text: &str) -> Vec<String> {
    let file = corpus(&[json!({"id": "a", "title": "The rain", "date": "2025-01-02", "text": text})]);
    let page = mentions(&file, "PER:Daniel Noboa", MentionOptions::default()).expect("it is there");
    let shown = |quote: &corpus_viewer::view::QuoteRow| {
        assert_eq!((quote.document.as_str(), quote.date.as_deref()), ("a", Some("2025-01-02")));
        format!("{} {}[{}]{}", quote.mention, quote.left, quote.quote, quote.right)
    };
    page.quotes.iter().map(shown).collect()
}

#[test]
fn quotes_stand_near_the_entity() {
    let said = "“We will not give up,” said Daniel Noboa.";
    assert_eq!(quotes(said), ["0 “[We will not give up,]” said Daniel Noboa."]);
    let next = "Daniel Noboa spoke. “We will not give up.” Nobody laughed.";
    assert_eq!(quotes(next), ["0 “[We will not give up.]”"]);
    let before = "It was late. “We will not give up.” Then Daniel Noboa left.";
    assert_eq!(quotes(before), ["0 “[We will not give up.]”"]);
    let inside = "Daniel Noboa came.\n\nShe said: “We saw Daniel Noboa in Quito. He slept.” Nobody laughed.";
    assert_eq!(quotes(inside), ["1 She said: “[We saw Daniel Noboa in Quito. He slept.]”"]);
}

#[test]
fn quotes_too_short_too_far_or_in_another_paragraph_are_left_out() {
    assert_eq!(quotes("“We will not,” said Daniel Noboa."), [""; 0]);
    assert_eq!(quotes("Daniel Noboa spoke. It rained. It was late. “We will not give up.”"), [""; 0]);
    assert_eq!(quotes("Daniel Noboa spoke of the rain.\n\n“We will not give up at all,” she said."), [""; 0]);
    assert_eq!(quotes("“We will not give up, said Daniel Noboa."), [""; 0]);
}

#[test]
fn the_first_quotes_are_given() {
    let file = corpus(&[json!({"id": "a", "text": "“We will not give up,” said Daniel Noboa. ".repeat(60)})]);
    let page = mentions(&file, "PER:Daniel Noboa", MentionOptions::default()).expect("it is there");
    assert_eq!((page.entity.mentions, page.quotes.len()), (60, 50));
    assert_eq!(page.quotes[49].mention, 49, "that of its own sentence");
}

fn alike(file: &CorpusFile, id: &str) -> Vec<LikeArticle> {
    like(file, id, LikeOptions::default()).expect("it is there").articles
}

#[test]
fn articles_about_the_same_things() {
    let file = corpus(&[
        json!({"id": "cocoa", "source": "Post", "text": "Growers of cocoa expect a good harvest this year, they said."}),
        json!({"id": "vote", "text": "Daniel Noboa won the vote in Guayaquil, they said."}),
        json!({"id": "prices", "date": "2025-01-02", "text": "The harvest of cocoa was good, and prices fell."}),
        json!({"id": "recount", "text": "Noboa asked for no recount, Daniel Noboa said in Quito."}),
        json!({"id": "fog", "text": "Fog on the hills, 2025."}),
        json!({"id": "alone", "text": "Zyx wvu 2025."}),
    ]);
    let shown = |id: &str| {
        let rows = alike(&file, id).into_iter().map(|article| (article.id, article.shared.join(", ")));
        rows.map(|(id, shared)| format!("{id}: {shared}")).collect::<Vec<_>>()
    };
    assert_eq!(shown("cocoa")[0], "prices: cocoa, good, harvest, of");
    assert_eq!(shown("vote")[0], "recount: Daniel Noboa, in, said");
    assert_eq!(shown("recount")[0], "vote: Daniel Noboa, in, said");
    assert_eq!(shown("alone"), [""; 0], "numbers tell nothing");
    let prices = &alike(&file, "cocoa")[0];
    assert_eq!((prices.date.as_deref(), prices.source.as_deref()), (Some("2025-01-02"), None));
    assert_eq!(like(&file, "nobody", LikeOptions::default()).expect_err("there is none").kind, "no-document");
}

#[test]
fn names_count_as_well_as_words() {
    let file = corpus(&[
        json!({"id": "a", "text": "Marco Rubio met Daniel Noboa, who was glad of the rain."}),
        json!({"id": "b", "text": "The rain was heavy, and who was glad?"}),
        json!({"id": "c", "text": "President Noboa slept. Daniel Noboa met Marco Rubio."}),
        json!({"id": "d", "text": "Nothing."}),
    ]);
    let found = alike(&file, "a");
    assert_eq!(found.iter().map(|article| article.id.as_str()).collect::<Vec<_>>(), ["c", "b"]);
    assert_eq!(found[0].shared[..2], ["Daniel Noboa", "Marco Rubio"]);
}

/// The names of the nodes, and the links between them.
fn drawn(network: &Network) -> (Vec<&str>, Vec<String>) {
    let names: Vec<&str> = network.nodes.iter().map(|node| node.entity.name.as_str()).collect();
    let edge = |edge: &corpus_viewer::view::NetworkEdge| {
        format!("{} + {}: {}", names[edge.from], names[edge.to], edge.together)
    };
    let edges = network.edges.iter().map(edge).collect();
    (names, edges)
}

fn meetings() -> CorpusFile {
    corpus(&[
        json!({"id": "a", "text": "Daniel Noboa met Marco Rubio in Quito. It rained on Guayaquil."}),
        json!({"id": "b", "text": "Daniel Noboa slept. Marco Rubio left on 4 September 2025."}),
        json!({"id": "c", "text": "Rain on Quito and on Guayaquil."}),
        json!({"id": "d", "text": "Daniel Noboa spoke of Los Choneros, and Noboa left."}),
    ])
}

#[test]
fn a_network_of_articles_and_of_sentences() {
    let file = meetings();
    let of = |options: NetworkOptions| network(&file, &options).expect("the query is right");
    let whole = of(NetworkOptions { limit: 4, ..NetworkOptions::default() });
    let (names, edges) = drawn(&whole);
    assert_eq!(names, ["Daniel Noboa", "Marco Rubio", "Guayaquil", "Quito"]);
    assert_eq!(edges[..2], ["Daniel Noboa + Marco Rubio: 2", "Guayaquil + Quito: 2"]);
    assert_eq!(edges.len(), 6, "all are named in the first");
    let noboa = &whole.nodes[0].entity;
    assert_eq!(
        (noboa.mentions, noboa.documents, noboa.label, noboa.id.as_str()),
        (4, 3, "PER", "PER:Daniel Noboa")
    );

    let sentences = of(NetworkOptions { within: Within::Sentence, limit: 4, ..NetworkOptions::default() });
    let (_, edges) = drawn(&sentences);
    let expected = ["Daniel Noboa + Marco Rubio: 1", "Daniel Noboa + Quito: 1", "Marco Rubio + Quito: 1"];
    assert_eq!(edges[..3], expected);
    assert_eq!(edges[3..], ["Guayaquil + Quito: 1"]);
}

#[test]
fn a_network_of_what_was_asked_for() {
    let file = meetings();
    let of = |options: NetworkOptions| network(&file, &options).expect("the query is right");
    let entity = Some("LOC:Quito".to_owned());
    let around = of(NetworkOptions { entity: entity.clone(), ..NetworkOptions::default() });
    assert_eq!(drawn(&around).0, ["Quito", "Guayaquil", "Daniel Noboa", "Marco Rubio"]);
    assert_eq!(around.nodes[2].entity.documents, 1, "of those that name Quito");
    let people = of(NetworkOptions { entity, labels: vec!["PER".to_owned()], ..NetworkOptions::default() });
    assert_eq!(drawn(&people).0, ["Quito", "Daniel Noboa", "Marco Rubio"]);
    let query = of(NetworkOptions {
        query: "rain".to_owned(),
        filter: "-noboa".to_owned(),
        ..NetworkOptions::default()
    });
    assert_eq!(drawn(&query), (vec!["Guayaquil", "Quito"], vec!["Guayaquil + Quito: 1".to_owned()]));
    let none = of(NetworkOptions { query: "zyx".to_owned(), ..NetworkOptions::default() });
    assert_eq!(none, Network { nodes: Vec::new(), edges: Vec::new() });
    assert_eq!(of(NetworkOptions { limit: 0, ..NetworkOptions::default() }), none);
    let unknown = NetworkOptions { entity: Some("PER:Nobody".to_owned()), ..NetworkOptions::default() };
    assert_eq!(network(&file, &unknown).expect_err("there is none").kind, "no-entity");
}

const TEXTS: &[&str] = &[
    "Marco Rubio met Daniel Noboa.",
    "Rubio slept in Quito.",
    "Rain on Quito, the rain, Noboa said.",
    "Los Choneros left Quito for Guayaquil.",
    "東京都 rained on 東京.",
    "The old base was left by the army.",
];

fn documents() -> impl Strategy<Value = Vec<Value>> {
    let texts = prop::collection::vec(select(TEXTS), 1..4);
    prop::collection::vec(texts, 1..9).prop_map(|documents| {
        let line = |(id, texts): (usize, Vec<&str>)| json!({"id": id.to_string(), "text": texts.join(" ")});
        documents.into_iter().enumerate().map(line).collect()
    })
}

fn in_parts(lines: &[Value]) -> CorpusFile {
    let (one, other) = lines.split_at(lines.len() / 2);
    CorpusFile::join(vec![corpus(one), corpus(other)]).expect("the parts are whole")
}

proptest! {
    #![proptest_config(Config::with_cases(100))]

    /// What two articles are said to share is in both, and nothing is found twice.
    #[test]
    fn what_is_shared_is_in_both(lines in documents(), limit in 0usize..4) {
        let file = in_parts(&lines);
        for doc in 0..file.documents() {
            let text = |id: &str| file.document(file.find(id).expect("it is there")).expect("it is whole").text;
            let named = |id: &str| {
                let own = file.find(id).expect("it is there");
                let mentions = file.mentions(own, &text(id)).expect("they are whole");
                let name = |entity| file.entities().get(entity).expect("it is there").1.to_owned();
                mentions.into_iter().map(|linked| name(linked.entity)).collect::<Vec<_>>()
            };
            let id = file.id(doc).expect("it is there").to_owned();
            let found = like(&file, &id, LikeOptions { limit }).expect("it is there").articles;
            prop_assert!(found.len() <= limit);
            for (nth, article) in found.iter().enumerate() {
                prop_assert!(article.id != id && found[..nth].iter().all(|other| other.id != article.id));
                prop_assert!((1..=4).contains(&article.shared.len()) || text(&id) == text(&article.id));
                for thing in &article.shared {
                    for id in [&id, &article.id] {
                        let is_in = text(id).to_lowercase().contains(&thing.to_lowercase());
                        prop_assert!(is_in || named(id).contains(thing), "{} in {}", thing, text(id));
                    }
                }
            }
        }
    }

    /// Nodes are counted as in the list of entities, and links as by reading every article.
    #[test]
    fn a_network_agrees_with_reading(
        lines in documents(),
        query in select(&["", "quito", "rain"][..]),
        within in select(&[Within::Article, Within::Sentence][..]),
        limit in 1usize..7,
    ) {
        let file = in_parts(&lines);
        let options = NetworkOptions { query: query.to_owned(), within, limit, ..NetworkOptions::default() };
        let drawn = network(&file, &options).expect("the query is right");
        let labels = ["PER", "ORG", "LOC", "NORP", "EVENT", "MISC"].map(String::from).into();
        let listed = EntityOptions { query: query.to_owned(), labels, limit, ..EntityOptions::default() };
        let listed = entities(&file, &listed).expect("the query is right").entities;
        prop_assert_eq!(drawn.nodes.iter().map(|node| &node.entity).collect::<Vec<_>>(), listed.iter().collect::<Vec<_>>());

        let found = search(&file, query, &Default::default()).expect("the query is right").hits;
        let groups: Vec<BTreeSet<String>> = found.iter().flat_map(|hit| groups(&file, &hit.id, within)).collect();
        let together = |from: usize, to: usize| {
            let ids = [from, to].map(|node| &drawn.nodes[node].entity.id);
            groups.iter().filter(|group| ids.iter().all(|id| group.contains(*id))).count()
        };
        let nodes = drawn.nodes.len();
        let all = (0..nodes).flat_map(|to| (0..to).map(move |from| (from, to)));
        let linked: Vec<(usize, usize)> = all.filter(|&(from, to)| together(from, to) > 0).collect();
        for edge in &drawn.edges {
            prop_assert!(edge.from < edge.to && edge.together == together(edge.from, edge.to), "{:?}", edge);
        }
        prop_assert_eq!(drawn.edges.len(), linked.len().min(3 * nodes));
        for (from, to) in linked {
            let own = |node: usize| drawn.edges.iter().filter(move |edge| edge.from == node || edge.to == node);
            for node in [from, to] {
                let strongest = own(node).map(|edge| edge.together).max();
                prop_assert!(strongest >= Some(together(from, to)), "each keeps its strongest link");
            }
        }
    }
}

/// The ids of those named together in an article: in all of it, or in each sentence.
fn groups(file: &CorpusFile, id: &str, within: Within) -> Vec<BTreeSet<String>> {
    let doc = file.find(id).expect("it is there");
    let document = file.document(doc).expect("it is whole");
    let mentions = file.mentions(doc, &document.text).expect("they are whole");
    let blocks = document.content().flat_map(|block| {
        let text = block.span.of(&document.text);
        sentences(text, &words(text)).into_iter().map(move |sentence| sentence.offset_by(block.span.start))
    });
    let stretches = match within {
        Within::Article => vec![corpus_viewer::Span::new(0, document.text.len())],
        Within::Sentence => blocks.collect(),
    };
    let named = |stretch: corpus_viewer::Span| {
        let inside = mentions.iter().filter(move |linked| stretch.contains(linked.mention.span));
        inside.map(|linked| {
            let (label, name) = file.entities().get(linked.entity).expect("it is there");
            format!("{}:{name}", label.code())
        })
    };
    stretches.into_iter().map(|stretch| named(stretch).collect()).collect()
}
