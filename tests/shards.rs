//! A corpus in shards answers as the whole one does, of no more shards than it takes.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[allow(dead_code)]
#[path = "fuzz/targets.rs"]
mod targets;

use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::publish::{Level, reduced};
use corpus_viewer::store::{CorpusFile, ShardedCorpus, StoreError};
use corpus_viewer::view::{
    self, CiteOptions, Cited, Concordance, EntityOptions, ExportOptions, Exported, KwicOptions, LikeOptions,
    MentionOptions, NetworkOptions, SearchOptions, SimilarOptions, Similarity, Sort, TimelineOptions, Within,
};
use std::cell::RefCell;
use std::fmt::Debug;
use std::sync::LazyLock;

/// Two parts of the five articles, many times over with a word of their own.
static CORPUS: LazyLock<CorpusFile> = LazyLock::new(|| {
    let part = |copies: std::ops::Range<usize>| {
        let mut builder = Builder::default();
        for copy in copies {
            for (name, bytes) in common::seed_texts() {
                let own = format!("\nOnly copy{copy} of {name} says so.");
                builder.add_source(&format!("{copy}/{name}"), &[bytes.as_slice(), own.as_bytes()].concat());
            }
        }
        builder.finish().0
    };
    CorpusFile::join(vec![part(0..20), part(20..50)]).expect("they were just built")
});

/// A corpus that is opened by its head, and its shards somewhere else.
struct Far {
    file: CorpusFile,
    shards: Vec<Vec<u8>>,
    loaded: usize,
    rounds: usize,
}

impl Far {
    fn new(file: &CorpusFile) -> Self {
        let ShardedCorpus { head, shards } = file.sharded().expect("it is whole");
        Far { file: CorpusFile::decode(head).expect("it was just written"), shards, loaded: 0, rounds: 0 }
    }

    /// What `answer` says once nothing is missing any more.
    fn ask<T>(&mut self, answer: impl Fn(&CorpusFile) -> T) -> T {
        (self.loaded, self.rounds) = (0, 0);
        loop {
            let answer = answer(&self.file);
            let missed = self.file.take_missed();
            if missed.is_empty() {
                return answer;
            }
            self.rounds += 1;
            self.loaded += missed.len();
            for number in missed {
                let shard = self.shards[number as usize].clone();
                self.file.put_shard(number, shard).expect("it is the shard of that number");
            }
        }
    }
}

fn assert_same<T: PartialEq + Debug>(file: &CorpusFile, answer: impl Fn(&CorpusFile) -> T) {
    assert_eq!(Far::new(file).ask(&answer), answer(file));
}

#[test]
fn every_view_is_the_same_from_shards() {
    let file = &*CORPUS;
    let queries =
        ["", "copy7", "\"Los Choneros\"", "deport*", "=US", "army NEAR/5 base", "entity:Noboa", "title:base"];
    for query in queries {
        for sort in [Sort::Relevance, Sort::Newest] {
            let options = SearchOptions { sort, facets: 5, ..SearchOptions::default() };
            assert_same(file, |file| view::search(file, query, &options));
        }
    }
    let filter = "date:2025 army NOT entity:Rubio".to_owned();
    let filtered = SearchOptions { filter, facets: 5, ..SearchOptions::default() };
    assert_same(file, |file| view::search(file, "Noboa", &filtered));
    let folded = SearchOptions { similar: Some(0.5), ..SearchOptions::default() };
    assert_same(file, |file| view::search(file, "army", &folded));
    for query in queries {
        let options = KwicOptions { sort: "1L,N,1R".to_owned(), ..KwicOptions::default() };
        assert_same(file, |file| view::kwic(file, query, &options));
        let entity = Some("PER:Daniel Noboa".to_owned());
        assert_same(file, |file| {
            view::kwic(file, query, &KwicOptions { entity: entity.clone(), ..options.clone() })
        });
    }
    let id = file.id(33).expect("there are more").to_owned();
    assert_same(file, |file| view::read(file, &id, "Noboa"));
    let similar =
        |file: &CorpusFile| view::similar(file, &Similarity::default(), &id, &SimilarOptions::default());
    assert_same(file, similar);
    for query in ["", "army", "\"Los Choneros\"", "deport*", "army base"] {
        assert_same(file, |file| view::timeline(file, query, &TimelineOptions::default()));
    }
    assert_same(file, |file| view::like(file, &id, LikeOptions::default()));
    assert_same(file, |file| view::entities(file, &EntityOptions::default()));
    for within in [Within::Article, Within::Sentence] {
        let options = NetworkOptions { within, ..NetworkOptions::default() };
        assert_same(file, |file| view::network(file, &options));
    }
    assert_same(file, |file| view::mentions(file, "PER:Daniel Noboa", MentionOptions::default()));
    assert_same(file, view::help);
    assert_same(file, view::provenance);
    let cited = Cited::Selection(common::selection(file, &id, "says so"));
    assert_same(file, |file| view::cite(file, &cited, &CiteOptions::default()));
    for what in [Exported::Articles, Exported::Facets, Exported::Copies, Exported::Alike, Exported::Forms] {
        let entity = Some("PER:Daniel Noboa".to_owned());
        let list = ExportOptions {
            what,
            query: "Noboa".to_owned(),
            document: id.clone(),
            entity,
            ..Default::default()
        };
        assert_same(file, |file| view::export(file, &[], &Similarity::default(), &list));
    }
    assert_same(file, |file| view::info(file, &[]));
}

#[test]
fn a_page_of_results_takes_few_shards_and_few_rounds() {
    let file = &*CORPUS;
    let mut far = Far::new(file);
    assert!(far.shards.len() > 8, "{} shards are too few to tell", far.shards.len());
    far.ask(|file| view::entities(file, &EntityOptions::default())).expect("it makes sense");
    assert_eq!(far.loaded, 0, "who is named is in the head");
    let page =
        far.ask(|file| view::search(file, "copy7", &SearchOptions::default())).expect("it makes sense");
    assert!(page.total > 0);
    assert!(far.rounds <= 2 && far.loaded <= 4, "{} shards in {} rounds", far.loaded, far.rounds);
    let id = page.hits[0].id.clone();
    far.ask(|file| view::read(file, &id, "copy7")).expect("it is there");
    assert!(far.rounds <= 4, "finding one by its id took {} rounds", far.rounds);
}

/// The order of lines is kept only once all it was worked out of is here; then further pages take nothing more.
#[test]
fn lines_take_the_articles_that_have_them() {
    let file = &*CORPUS;
    let mut far = Far::new(file);
    let kept = RefCell::new(Concordance::default());
    let ask = |file: &CorpusFile, offset: usize| {
        let options = KwicOptions { sort: "1R".to_owned(), limit: 1, offset, ..KwicOptions::default() };
        view::kwic_with(file, &mut kept.borrow_mut(), "copy7", &options)
    };
    let first = far.ask(|file| ask(file, 0)).expect("it makes sense");
    assert!(far.rounds <= 2 && far.loaded <= 4, "{} shards in {} rounds", far.loaded, far.rounds);
    assert_eq!(first, ask(file, 0).expect("it makes sense"));
    let next = far.ask(|file| ask(file, 1)).expect("it makes sense");
    assert_eq!((far.rounds, next.lines.len()), (0, 1));
    assert_eq!(next, ask(file, 1).expect("it makes sense"));
}

#[test]
fn all_of_it_can_be_had_again() {
    let file = &*CORPUS;
    let mut far = Far::new(file);
    assert_eq!(far.file.encode(), Err(StoreError::NotHere));
    assert_eq!(far.ask(CorpusFile::encode), file.encode());
    assert_eq!(far.rounds, 1);
    let taken = |file: &CorpusFile| file.without(|doc| doc == 3).and_then(|rest| rest.encode());
    assert_same(file, taken);
    assert_same(file, |file| file.sharded().map(|sharded| (sharded.head, sharded.shards)));
    assert_same(file, CorpusFile::pack);
}

#[test]
fn counts_and_small_corpora_are_sharded_too() {
    let counts = reduced(&CORPUS, &Level::Counts).expect("it has texts");
    assert_same(&counts, |file| view::search(file, "army", &SearchOptions::default()));
    assert_same(&counts, |file| file.encode());
    for file in [CorpusFile::default(), build_texts([("a", "")]), build_texts([("a", "Quito."), ("b", "")])] {
        assert_same(&file, |file| view::search(file, "", &SearchOptions::default()));
        assert_same(&file, CorpusFile::encode);
    }
}

#[test]
fn a_shard_of_another_corpus_is_refused() {
    let sharded = build_texts([("a", "The army left.")]).sharded().expect("it is whole");
    let other = build_texts([("a", "The navy left.")]).sharded().expect("it is whole");
    let file = CorpusFile::decode(sharded.head).expect("it was just written");
    for number in [0, 1, 99] {
        let shard = other.shards.first().cloned().unwrap_or_default();
        assert_eq!(file.put_shard(number, shard), Err(StoreError::Shard { number }));
    }
    file.put_shard(0, sharded.shards[0].clone()).expect("it is the first");
    assert!(file.document(0).is_ok());
}

#[test]
fn a_deceitful_head_gives_an_error_or_another_corpus_but_no_panic() {
    let ShardedCorpus { head, shards } =
        build_texts([("a", "The army left Quito."), ("b", "It rained.")]).sharded().expect("it is whole");
    for at in 24..head.len() {
        let mut changed = head.clone();
        changed[at] = [0, 1, 0x7F, 0x80, 0xFF, head[at].wrapping_add(1)][at % 6];
        let Ok(file) = CorpusFile::decode(targets::with_checksums_put_right(changed)) else { continue };
        for (number, shard) in (0..).zip(&shards) {
            let _ = file.put_shard(number, shard.clone());
        }
        let _ = view::search(&file, "army", &SearchOptions::default());
        let _ = view::read(&file, "b", "");
        let _ = file.encode();
    }
}
