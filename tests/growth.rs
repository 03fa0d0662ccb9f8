//! Work grows with what there is to do, and no faster: told by counting the memory that is asked for,
//! which is the same on every machine. The tests of this file take turns.
#![cfg(not(target_arch = "wasm32"))]

#[path = "fuzz/targets.rs"]
#[allow(dead_code)]
mod targets;

use corpus_viewer::Span;
use corpus_viewer::analysis::duplicates::Sketches;
use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::ingest::Ingest;
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::query::{Query, Source};
use corpus_viewer::rank::Search;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::view::{
    Concordance, KwicOptions, MentionOptions, SearchOptions, kwic_with, mentions, read, search,
};
use std::alloc::{GlobalAlloc, Layout, System};
use std::hint::black_box;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, PoisonError};

/// Counts the bytes asked for, and how many are held at most.
struct Counting;

static ASKED: AtomicUsize = AtomicUsize::new(0);
static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: the system's allocator does the work; beside it, only counters change.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ASKED.fetch_add(layout.size(), Relaxed);
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(held, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

static TURN: Mutex<()> = Mutex::new(());

struct Memory {
    /// All bytes asked for.
    asked: usize,
    /// The most held at one time beyond what was held before.
    peak: usize,
}

fn memory<T>(work: impl FnOnce() -> T) -> Memory {
    let (asked, held) = (ASKED.load(Relaxed), HELD.load(Relaxed));
    PEAK.store(held, Relaxed);
    black_box(work());
    Memory { asked: ASKED.load(Relaxed) - asked, peak: PEAK.load(Relaxed) - held }
}

/// So many articles of a hundred words out of a thousand; every hundredth has the word "rare".
fn corpus(articles: usize) -> CorpusFile {
    let mut number = 1u32;
    let mut word = || {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let letter = |digit: u32| char::from(b"bcdfghjklm"[(number >> 16) as usize / digit as usize % 10]);
        format!("{}a{}o{} ", letter(1), letter(10), letter(100))
    };
    let text = |article: usize| {
        let words: String = std::iter::repeat_with(&mut word).take(100).collect();
        if article % 100 == 50 { words + "rare." } else { words + "usual." }
    };
    let texts: Vec<String> = (0..articles).map(text).collect();
    let ids: Vec<String> = (0..articles).map(|article| article.to_string()).collect();
    build_texts(ids.iter().map(String::as_str).zip(texts.iter().map(String::as_str)))
}

#[test]
fn four_times_the_text_takes_four_times_the_work_to_build_and_keep() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    corpus(10);
    let (one, four) = (memory(|| corpus(250)), memory(|| corpus(1000)));
    assert!(four.asked < 5 * one.asked, "{} to {}", one.asked, four.asked);
    assert!(four.peak < 5 * one.peak, "{} to {}", one.peak, four.peak);
    let (one, four) = (corpus(250).encode().unwrap(), corpus(1000).encode().unwrap());
    assert!(four.len() < 4 * one.len(), "{} to {}", one.len(), four.len());
    let opened = memory(|| CorpusFile::decode(four.clone()));
    assert!(opened.asked < 2 * four.len(), "{} for {}", opened.asked, four.len());
}

/// So many articles with the same text but for one word.
fn notices(articles: usize) -> CorpusFile {
    let text = |article: usize| {
        let days = "The northern road is closed near the bridge until noon, the ministry said. ".repeat(4);
        format!("{days} Notice {article}.")
    };
    let texts: Vec<String> = (0..articles).map(text).collect();
    let ids: Vec<String> = (0..articles).map(|article| article.to_string()).collect();
    build_texts(ids.iter().map(String::as_str).zip(texts.iter().map(String::as_str)))
}

#[test]
fn telling_copies_takes_four_times_the_memory_for_four_times_the_articles() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    for write in [corpus, notices] {
        let of = |file: CorpusFile| {
            memory(|| Sketches::of(&file).expect("it was just built").groups(0.3).iter().count())
        };
        let (one, four) = (of(write(100)), of(write(400)));
        assert!(four.asked < 5 * one.asked, "{} to {}", one.asked, four.asked);
        assert!(four.peak < 1_500 * 400, "{} bytes for an article", four.peak / 400);
    }
}

/// Reading takes memory for what a source holds, however it means harm: quotation marks left open, signs
/// that could belong together, elements in one another.
#[test]
fn reading_takes_four_times_the_memory_for_four_times_the_source() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let sources = [
        ("a.csv", "x,\"It rained, and \"\"stopped\"\".\"\n"),
        ("a.csv", "\"a\n"),
        ("a.csv", "b\",\"x\n"),
        ("a.json", "[{\"text\":\"Rain.\"},"),
        ("a.md", "[a](b) *c* **d** `e` <f> "),
        ("a.md", "![[*_~~`"),
        ("a.md", "> - # a\n"),
        ("a.xml", "<a>b<c/>"),
        ("a.xml", "<TEI><text><p>a</p>"),
        ("a.tei", "<TEI><teiHeader><title>"),
        ("a.warc", "WARC/1.0\r\nContent-Length: 1\r\n\r\n"),
        ("a.zip", "PK\u{5}\u{6}"),
    ];
    for (name, source) in sources {
        let read = |times: usize| {
            let bytes = source.repeat(times).into_bytes();
            memory(|| Ingest::default().read(name, &bytes, &mut |found| drop(black_box(found))))
        };
        let (one, four) = (read(500), read(2000));
        assert!(four.asked < 5 * one.asked + 100_000, "{name}, {source:?}: {} to {}", one.asked, four.asked);
        assert!(four.peak < 5 * one.peak + 100_000, "{name}, {source:?}: {} to {}", one.peak, four.peak);
    }
}

/// So many articles, each with people of its own who are called by surname too, and with one whom all name.
fn named(articles: usize) -> CorpusFile {
    let letter = |digit: usize| char::from(b"bcdfghjklm"[digit % 10]);
    let name =
        |number: usize| format!("B{}a{}o{}", letter(number), letter(number / 10), letter(number / 100));
    let text = |article: usize| {
        let surname = name(article);
        format!(
            "President Ada {surname} met Marco Rubio. Ada {surname} left Quito. {surname} slept, Rubio too."
        )
    };
    let texts: Vec<String> = (0..articles).map(text).collect();
    let ids: Vec<String> = (0..articles).map(|article| article.to_string()).collect();
    build_texts(ids.iter().map(String::as_str).zip(texts.iter().map(String::as_str)))
}

#[test]
fn linking_and_the_page_of_an_entity_take_four_times_the_work_for_four_times_the_names() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let (small, large) = (named(200), named(800));
    assert!(large.entities().len() > 800);
    let linked = |file: &CorpusFile| memory(|| CorpusFile::join(vec![file.clone()])).asked;
    let (one, four) = (linked(&small), linked(&large));
    assert!(four < 5 * one, "linking: {one} to {four}");
    let page = |file: &CorpusFile, id: &str| {
        memory(|| mentions(file, id, MentionOptions::default()).expect("it is named")).asked
    };
    let (one, four) = (page(&small, "PER:Marco Rubio"), page(&large, "PER:Marco Rubio"));
    assert!(four < 5 * one, "one whom all name: {one} to {four}");
    let (one, four) = (page(&small, "PER:Ada Bbabob"), page(&large, "PER:Ada Bbabob"));
    assert!(four < 2 * one, "one whom few name: {one} to {four}");
}

/// Finding names takes memory for what a text holds, however it is written: in lines or in one, in
/// capitals, in stretches that could be one long name.
#[test]
fn names_take_four_times_the_memory_for_four_times_the_text() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let annotate = |text: &str| {
        let mut annotator = Annotator::new(english());
        memory(|| annotator.annotate(text, &[Span::new(0, text.len())]))
    };
    let texts = [
        "President Ada Lovelace of the Bank of Peru left Turin for New York on 5 May. ",
        "President Ada Lovelace of the Bank of Peru left Turin for New York on 5 May.\n",
        "ALL LANES ARE CLOSED NEAR DENVER UNTIL NOON. ",
        "Bank of the ",
        "A's ",
        "🇪🇨 ",
    ];
    for text in texts {
        let (one, four) = (annotate(&text.repeat(4000)), annotate(&text.repeat(16_000)));
        assert!(four.asked < 5 * one.asked, "{text}: {} to {}", one.asked, four.asked);
        let (bytes, peak) = (16_000 * text.len(), four.peak);
        assert!(peak < 60 * bytes, "{text}: {peak} for {bytes}");
    }
}

#[test]
fn a_query_takes_memory_for_what_it_finds_not_for_what_there_is() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let normalizer = Normalizer::default();
    let asked = |file: &CorpusFile, query: &str| {
        let query = Query::parse(query, &normalizer).expect("it has no mistake");
        memory(|| Search::new(&query, Source::all(file), &normalizer).best(10)).asked
    };
    let (small, large) = (corpus(250), corpus(2000));
    // Most need no more for more articles; where places are compared, some for each that has the words.
    let queries = [
        ("usual", 2),
        ("usual bacob", 10),
        ("usual NOT bacob", 2),
        ("bacob OR badob", 2),
        ("\"bacob usual\"", 2),
        ("bacob NEAR/3 badob", 10),
        ("bac*", 10),
    ];
    for (query, most) in queries {
        let (one, eight) = (asked(&small, query), asked(&large, query));
        assert!(eight < most * one, "{query}: {one} to {eight}");
    }
    let page = |file: &CorpusFile| {
        let options = SearchOptions { limit: 3, ..SearchOptions::default() };
        memory(|| search(file, "rare", &options).expect("it has no mistake")).asked
    };
    let (one, eight) = (page(&small), page(&large));
    assert!(eight < 2 * one, "a page: {one} to {eight}");
    let article = |file: &CorpusFile| memory(|| read(file, "50", "rare").expect("it is there")).asked;
    let (one, eight) = (article(&small), article(&large));
    assert!(eight < 2 * one, "an article: {one} to {eight}");
}

#[test]
fn reading_takes_four_times_the_work_for_an_article_of_four_times_the_length() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let article = |sentences: usize| {
        let text = "He met Daniel Noboa on 4 May.\n\nIt cost the men $5m in Quito. ".repeat(sentences);
        let mut builder = Builder::new(Annotator::new(english()));
        builder.add_source("a", text.as_bytes());
        let file = builder.finish().0;
        memory(|| read(&file, "a", "the OR met").expect("it is there")).asked
    };
    let (one, four) = (article(250), article(1000));
    assert!(four < 5 * one, "{one} to {four}");
}

#[test]
fn lines_take_four_times_the_work_for_four_times_the_hits_and_another_page_no_more() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let page = |file: &CorpusFile, kept: &mut Concordance, offset: usize| {
        let options = KwicOptions { sort: "1L,2L,1R".to_owned(), limit: 5, offset, ..KwicOptions::default() };
        memory(|| kwic_with(file, kept, "b*", &options).expect("it has no mistake"))
    };
    let (small, large) = (corpus(250), corpus(1000));
    let (mut of_small, mut of_large) = (Concordance::default(), Concordance::default());
    page(&corpus(10), &mut Concordance::default(), 0);
    let (one, four) = (page(&small, &mut of_small, 0), page(&large, &mut of_large, 0));
    assert!(four.asked < 5 * one.asked, "{} to {}", one.asked, four.asked);
    // One word in ten begins so.
    assert!(four.peak < 100 * 10_000, "{} bytes for a line", four.peak / 10_000);
    let (one, four) = (page(&small, &mut of_small, 1000), page(&large, &mut of_large, 1000));
    assert!(four.asked < 2 * one.asked, "another page: {} to {}", one.asked, four.asked);
}

#[test]
fn a_file_that_lies_about_its_sizes_takes_little_memory() {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let bytes = targets::sample().encode().unwrap();
    targets::open(&bytes);
    for at in (24..bytes.len() - 4).step_by(97) {
        for lie in [u32::MAX, 0x7FFF_FFFF] {
            let mut lying = bytes.clone();
            lying[at..at + 4].copy_from_slice(&lie.to_le_bytes());
            let peak = memory(|| targets::open(&lying)).peak;
            assert!(peak < 32 << 20, "{peak} bytes for {lie} at {at}");
        }
    }
}
