//! What leaves the house: of what was left out, nothing can be made again from the bytes.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use corpus_viewer::index::END;
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::{Builder, build_texts, join};
use corpus_viewer::publish::{self, Level, reduced};
use corpus_viewer::store::{CorpusFile, StoreError};
use corpus_viewer::token::words;
use corpus_viewer::view::{self, EntityOptions, History, NewNote, SearchOptions};
use std::collections::{HashMap, HashSet};

/// The five articles, three times over with other words at the end, so that most words are in three articles.
fn corpus() -> CorpusFile {
    let mut builder = Builder::default();
    for copy in ["alpha", "beta", "gamma"] {
        for (name, bytes) in common::seed_texts() {
            let text =
                [bytes.as_slice(), format!("\nOnly {copy}{} says so, he told us.", &name[..3]).as_bytes()]
                    .concat();
            builder.add_source(&format!("{copy}/{name}"), &text);
        }
    }
    builder.finish().0
}

fn snippets(query: &str, words: usize) -> Level {
    Level::Snippets { query: query.to_owned(), words }
}

fn is_in(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// Everything of a corpus that a page would hold, and what opening that makes of it.
fn all_bytes(file: &CorpusFile) -> Vec<u8> {
    let mut bytes = file.encode().unwrap();
    if file.has_places() {
        file.pack().expect("it makes sense").iter().for_each(|piece| bytes.extend_from_slice(piece));
        for doc in 0..file.documents() {
            bytes.extend_from_slice(file.document(doc).expect("it is there").text.as_bytes());
        }
    }
    bytes
}

#[test]
fn snippets_hold_the_words_around_hits_and_no_others() {
    let file = corpus();
    let cut = reduced(&file, &snippets("\"Los Choneros\"", 5)).expect("it is in the seeds");
    assert!(cut.documents() > 0 && cut.documents() < file.documents());
    let bytes = all_bytes(&cut);
    for doc in 0..cut.documents() {
        let short = cut.document(doc).expect("it is there");
        let whole = file.document(file.find(&short.id).expect("it has its id still")).expect("it is there");
        for block in &short.blocks {
            let stretch = block.span.of(&short.text).trim_start_matches("… ").trim_end_matches(" …");
            assert!(whole.text.contains(stretch), "{stretch}");
            assert!(stretch.contains("Choneros"), "{stretch}");
        }
        // Each sentence that is not near a hit: no four words of it in a row are left, in this article or another.
        let kept: HashSet<String> = fours(&short.text).collect();
        let mut removed = 0;
        for four in whole.content().flat_map(|block| fours(block.span.of(&whole.text)).collect::<Vec<_>>()) {
            if !kept.contains(&four) && !cut_holds(&cut, &four) {
                assert!(!is_in(&bytes, &four), "{four}");
                removed += 1;
            }
        }
        assert!(removed > 100, "much was left out of {}", short.id);
    }
    // Token ids and positions cover the snippets alone.
    for part in cut.parts() {
        for doc in 0..part.documents() {
            let text = cut.document(doc).expect("it is there").text;
            assert_eq!(part.segment().forward().tokens(doc).count(), words(&text).len());
        }
    }
}

fn fours(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = words(text);
    (3..words.len())
        .map(move |last| text[words[last - 3].start as usize..words[last].end as usize].to_owned())
}

fn cut_holds(cut: &CorpusFile, four: &str) -> bool {
    (0..cut.documents()).any(|doc| {
        let document = cut.document(doc).expect("it is there");
        document.text.contains(four) || document.title.contains(four)
    })
}

#[test]
fn names_are_those_of_the_snippets() {
    let file = build_texts([(
        "a",
        "Marco Rubio landed in Quito on Monday. Later it rained for hours. Then Rubio left.",
    )]);
    let cut = reduced(&file, &snippets("left", 2)).expect("it is there");
    let list = view::entities(&cut, &EntityOptions::default()).expect("it makes sense");
    let names: Vec<&str> = list.entities.iter().map(|row| &*row.name).collect();
    assert_eq!(names, ["Rubio"], "the given name is not told");
    assert!(!is_in(&all_bytes(&cut), "Marco"));
}

#[test]
fn counts_have_no_text_no_places_and_no_rare_words() {
    let file = corpus();
    let counts = reduced(&file, &Level::Counts).expect("it makes sense");
    let bytes = counts.encode().unwrap();
    let (normalizer, mut term) = (Normalizer::default(), String::new());
    let mut documents_with: HashMap<String, HashSet<u32>> = HashMap::new();
    for doc in 0..file.documents() {
        let document = file.document(doc).expect("it is there");
        let given = document.fields.iter().map(|(_, value)| value.as_str());
        let known: String =
            given.chain([&*document.title, &document.id]).collect::<Vec<_>>().join(" ").to_lowercase();
        for block in document.content() {
            for word in words(block.span.of(&document.text)) {
                normalizer.fold(word.of(block.span.of(&document.text)), &mut term);
                // Shorter ones are also what is left of "6am" and the like.
                if term.len() > 3 && !known.contains(&term) {
                    documents_with.entry(term.clone()).or_default().insert(doc);
                }
            }
        }
        for sentence in document
            .content()
            .skip(1)
            .flat_map(|block| fours(block.span.of(&document.text)).collect::<Vec<_>>())
        {
            assert!(document.title.contains(&sentence) || !is_in(&bytes, &sentence), "{sentence}");
        }
    }
    let rare: Vec<&String> =
        documents_with.iter().filter(|(_, docs)| docs.len() < 3).map(|(word, _)| word).collect();
    assert!(rare.contains(&&"beta001".to_owned()));
    for part in counts.parts() {
        for word in &rare {
            assert!(part.segment().term(word).is_none(), "{word}");
        }
        assert_eq!(part.segment().forward().documents(), 0);
        let entries = part.segment().terms().entries();
        for entry in entries {
            let mut postings = part.segment().postings(&entry);
            while postings.doc() != END {
                let mut positions = Vec::new();
                postings.positions(&mut positions);
                assert!(positions.is_empty());
                postings.advance();
            }
            assert!(!postings.is_damaged());
        }
    }
    assert!((0..counts.documents()).all(|doc| counts.document(doc).expect("it is there").text.is_empty()));
}

#[test]
fn counts_are_counted_alike_and_say_what_they_cannot_answer() {
    let file = corpus();
    let counts = reduced(&file, &Level::Counts).expect("it makes sense");
    assert_eq!(CorpusFile::decode(counts.encode().unwrap()).as_ref(), Ok(&counts));
    let options = SearchOptions { limit: 100, facets: 5, ..SearchOptions::default() };
    for query in
        ["army", "ecuador drug", "noboa OR rubio", "depor*", "per:\"Daniel Noboa\"", "military -police"]
    {
        let whole = view::search(&file, query, &options).expect("the query is right");
        let counted = view::search(&counts, query, &options).expect("the query is right");
        assert_eq!(counted.total, whole.total, "{query}");
        assert_eq!(
            counted.facets.iter().find(|facet| facet.field == "year"),
            whole.facets.iter().find(|facet| facet.field == "year")
        );
        assert!(counted.hits.iter().all(|hit| hit.snippet.is_empty()), "{query}");
    }
    for query in ["\"drug gangs\"", "=US", "title:army", "drug NEAR/5 gangs"] {
        let error = view::search(&counts, query, &options).expect_err("there are no places");
        assert_eq!(error.kind, "needs-places", "{query}");
    }
    let id = counts.id(0).expect("there is one");
    let article = view::read(&counts, id, "army").expect("it is there");
    assert!(article.paragraphs.is_empty() && article.hits == 0);
    let changed =
        [counts.pack().err(), counts.without(|_| true).err(), join(vec![(counts.clone(), vec![])]).err()];
    assert_eq!(changed, [Some(StoreError::CountsOnly); 3]);
    let names = |file| view::entities(file, &EntityOptions::default()).expect("it makes sense").entities;
    assert_eq!(names(&counts)[0], names(&file)[0]);
}

/// Not even where the words of the note are given away, and on an article that is.
#[test]
fn notes_are_given_away_with_all_of_a_corpus_alone() {
    let mut file = corpus();
    let (id, mut history) = (file.id(0).expect("there is one").to_owned(), History::default());
    let selection = common::selection(&file, &id, "Los Choneros");
    let (text, tags) = ("Remarkable xylophone".to_owned(), vec!["zugzwang".to_owned()]);
    let note = NewNote { selection, text, tags, now: "2031-07-09T11:22:33Z".to_owned() };
    view::add_note(&mut file, &mut history, &note).expect("it is right");
    let own = file.notes().get(1).expect("it was just made").place.clone();
    let around = format!("{}{}{}", own.prefix, own.exact, own.suffix);
    let held = |level: &Level, secret: &str| {
        let bytes = publish::pieces(&file, level).expect("it makes sense").concat();
        let opened = all_bytes(&reduced(&file, level).expect("it makes sense"));
        is_in(&bytes, secret) || is_in(&opened, secret)
    };
    for secret in ["xylophone", "zugzwang", "2031-07-09"] {
        assert!(held(&Level::Full, secret), "{secret}");
        for level in [snippets("\"Los Choneros\"", 2), snippets("army", 2), Level::Counts] {
            assert!(!held(&level, secret), "{secret} at {level:?}");
        }
    }
    for secret in [&own.prefix, &own.suffix, &around] {
        assert!(!held(&snippets("\"Los Choneros\"", 1), secret) && !held(&Level::Counts, secret), "{secret}");
    }
}

#[test]
fn snippets_need_a_query_that_finds_words() {
    let file = build_texts([("a", "It rained.")]);
    for query in ["", "snow", "date:2025"] {
        let error = reduced(&file, &snippets(query, 5)).expect_err("there is no hit");
        assert_eq!(error.kind, "options", "{query}");
    }
}
