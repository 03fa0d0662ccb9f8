//! What is tried with any bytes, by `tests/fuzz.rs` on every run and by `fuzz/` for as long as one
//! likes. Each of these panics where a promise is broken.

use corpus_viewer::corpus::{Block, BlockKind, Document};
use corpus_viewer::entity::{Decision, Entity, Label};
use corpus_viewer::index::SegmentBuilder;
use corpus_viewer::ingest::{Found, Ingest, RawDocument};
use corpus_viewer::language::Language;
use corpus_viewer::normalize::Normalizer;
use corpus_viewer::pipeline::Builder;
use corpus_viewer::query::{Query, Source};
use corpus_viewer::rank::Search;
use corpus_viewer::store::CorpusFile;
use corpus_viewer::token::{sentences, words};
use corpus_viewer::view::{
    self, EntityOptions, KwicOptions, LikeOptions, MentionOptions, NetworkOptions, SearchOptions, SearchPage,
    SimilarOptions, Similarity, Sort, TimelineOptions, Within,
};
use corpus_viewer::{Span, index};
use std::cell::LazyCell;

/// A query for every operator, of words in the articles of [`sample`] and in others.
const QUERIES: [&str; 15] = [
    "",
    "noboa army",
    "\"daniel noboa\" OR \"the army\"",
    "army -quito",
    "a* *t ?rmy",
    "nobao~2 quito~",
    "/[a-n].*/",
    "=Noboa OR =US",
    "\"noboa quito\"~9",
    "president NEAR/5 noboa",
    "title:army OR title:\"the army\"",
    "date:2025 OR source:post OR author:ada",
    "entity:noboa OR per:noboa OR loc:quito",
    "source:=Post OR per:=\"Daniel Noboa\" OR entity:=US",
    "東 OR 東京 OR \"東京 2025\" OR 13",
];

/// Two small articles with something of everything, a link between them taken apart, and a name added.
pub fn sample() -> CorpusFile {
    let mut builder = Builder::default();
    builder.add(
        "a",
        RawDocument {
            id: "a".to_owned(),
            title: Some("Army returns".to_owned()),
            text: "President Daniel Noboa spoke in Quito on 5 May 2025.\n\nRead also:\n- Rain".to_owned(),
            date: Some("2025-05".to_owned()),
            author: Some("Ada Lovelace".to_owned()),
            source: Some("Post".to_owned()),
            url: Some("https://example.org/a".to_owned()),
            fields: vec![("desk".to_owned(), "world".to_owned())],
            ..RawDocument::default()
        },
    );
    builder.add_source(
        "b.txt",
        "Noboa’s armies left Quito, the US and 東京 2025; the army of MS-13.".as_bytes(),
    );
    let entity = Entity { label: Label::Per, name: "Daniel Noboa".to_owned() };
    let split = Decision::Split { entity, form: "Noboa".to_owned() };
    let add = Decision::Add { form: "the army".to_owned(), label: Label::Org, into: None };
    builder.finish().0.decided(vec![split, add]).expect("it was just built").0
}

/// Any bytes are a corpus or are told not to be one; and all that is asked of a corpus is answered,
/// or told not to make sense. With the checksums as they are, and put right.
pub fn open(bytes: &[u8]) {
    use_all(bytes.to_vec());
    use_all(with_checksums_put_right(bytes.to_vec()));
}

fn use_all(bytes: Vec<u8>) {
    let Ok(file) = CorpusFile::decode(bytes) else { return };
    ask_everything(&file);
    ask_for_copies(&file);
    let again = CorpusFile::decode(file.encode().unwrap());
    assert!(again.as_ref() == Ok(&file), "what is written is read again");
    for other in [CorpusFile::join(vec![file.clone(), sample()]), file.without(|doc| doc == 0)] {
        other.iter().for_each(ask_everything);
    }
    if let Ok((label, name)) = file.entities().get(0) {
        let entity = Entity { label, name: name.to_owned() };
        let reject = Decision::Reject { entity, form: None };
        let _ = file.decided(vec![reject]).and_then(|(changed, _)| changed.curated(file.curation().clone()));
    }
}

fn ask_everything(file: &CorpusFile) {
    let _ = view::info(file, &[]);
    for doc in 0..file.documents().min(8) {
        let _ = file.id(doc).map(|id| file.find(id));
        let _ = file.document(doc).and_then(|document| file.mentions(doc, &document.text));
    }
    let normalizer = Normalizer::default();
    for (number, text) in QUERIES.into_iter().enumerate() {
        let sort = [Sort::Relevance, Sort::Newest, Sort::Oldest][number % 3];
        let options = SearchOptions { facets: number % 2, sort, limit: 8, ..SearchOptions::default() };
        if let Ok(page) = view::search(file, text, &options) {
            check_page(&page);
            if let Some(hit) = page.hits.first() {
                let _ = view::read(file, &hit.id, text);
                let _ = view::like(file, &hit.id, LikeOptions::default());
            }
        }
        let options = KwicOptions { sort: "1R,N,2L".to_owned(), ..KwicOptions::default() };
        if let Ok(page) = view::kwic(file, text, &options) {
            assert!(page.lines.len() == page.total.min(options.limit));
        }
        if number % 5 == 2 {
            let _ = view::timeline(file, text, &TimelineOptions::default());
        }
        let query = Query::parse(text, &normalizer).expect("the query has no mistake");
        assert!(Search::new(&query, Source::all(file), &normalizer).best(3).len() <= 3);
    }
    if let Ok(list) = view::entities(file, &EntityOptions { query: "noboa".to_owned(), ..Default::default() })
    {
        for row in list.entities.iter().take(8) {
            let _ = view::mentions(file, &row.id, MentionOptions::default());
            let _ =
                view::kwic(file, "", &KwicOptions { entity: Some(row.id.clone()), ..KwicOptions::default() });
        }
    }
    let options = NetworkOptions { within: Within::Sentence, limit: 8, ..NetworkOptions::default() };
    let nodes = view::network(file, &options).map_or(Vec::new(), |drawn| drawn.nodes);
    let is_inside = |at: f64| (0.0..=1.0).contains(&at);
    assert!(nodes.iter().all(|node| is_inside(node.x) && is_inside(node.y)));
}

fn ask_for_copies(file: &CorpusFile) {
    let similarity = Similarity::default();
    let options = SearchOptions { similar: Some(0.2), limit: 8, ..SearchOptions::default() };
    let Ok(page) = view::search_with(file, &similarity, "", &options) else { return };
    check_page(&page);
    for hit in &page.hits {
        let list = view::similar(file, &similarity, &hit.id, &SimilarOptions::default());
        assert!(list.map_or(0, |list| list.total) < file.documents() as usize);
    }
}

fn check_page(page: &SearchPage) {
    let whole = page.hits.iter().filter(|hit| !hit.partial).count();
    assert!(whole <= page.total && page.total <= page.total_articles);
    assert!(page.hits.iter().all(|hit| hit.score.is_finite()));
}

/// Puts right the checksums of a file whose bytes were changed, as somebody who means harm would.
pub fn with_checksums_put_right(mut bytes: Vec<u8>) -> Vec<u8> {
    const HEADER: usize = 24;
    const ROW: usize = 24;
    const PAGE: usize = 64 * 1024;
    let put = |bytes: &mut [u8], at: usize, range: std::ops::Range<usize>| {
        let checksum = crc32fast::hash(&bytes[range]);
        bytes[at..at + 4].copy_from_slice(&checksum.to_le_bytes());
    };
    if bytes.len() < HEADER {
        return bytes;
    }
    let length = bytes.len();
    bytes[16..24].copy_from_slice(&(length as u64).to_le_bytes());
    let number =
        |bytes: &[u8], at: usize| bytes[at..].first_chunk().map_or(0, |n| u32::from_le_bytes(*n) as usize);
    let rows = HEADER + ROW * number(&bytes, 12).min(1 << 16);
    if number(&bytes, 8) == 1 && rows + 4 <= length {
        for row in (HEADER..rows).step_by(ROW) {
            let (from, to) = (number(&bytes, row + 8), number(&bytes, row + 8) + number(&bytes, row + 16));
            if from <= to && to <= length {
                put(&mut bytes, row + 4, from..to);
            }
        }
        put(&mut bytes, rows, 0..rows);
    } else if rows + 8 <= length {
        let start = number(&bytes, HEADER + 8);
        let pages = length.saturating_sub(start).div_ceil(PAGE);
        if start <= length && start >= rows + 4 * pages + 4 {
            for page in 0..pages {
                let from = start + PAGE * page;
                put(&mut bytes, rows + 4 * page, from..length.min(from + PAGE));
            }
            put(&mut bytes, start - 4, 0..start - 4);
        }
    }
    bytes
}

/// Words and sentences of any text are in order, apart, and on the boundaries of characters; the
/// forward file of an index has the same words.
pub fn tokenize(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let words = words(&text);
    let sentences = sentences(&text, &words);
    for spans in [&words, &sentences] {
        assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "in order and apart");
        assert!(spans.iter().all(|span| !span.is_empty() && text.get(span.range()).is_some()));
    }
    assert!(words.iter().all(|word| word.of(&text).contains(char::is_alphanumeric)));
    let is_in_one = |word: &Span| sentences.iter().filter(|sentence| sentence.contains(*word)).count() == 1;
    assert!(words.iter().take(100).all(is_in_one), "every word is in one sentence");

    let normalizer = Normalizer::default();
    let mut term = String::new();
    let mut again = String::new();
    for word in &words {
        normalizer.fold(word.of(&text), &mut term);
        normalizer.fold(&term, &mut again);
        assert_eq!(term, again, "the term of a term is itself");
    }
    assert_eq!(forward_spans(&text), words);
}

/// The spans of the words of a text of one block, as an index keeps them.
fn forward_spans(text: &str) -> Vec<Span> {
    let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
    let mut builder = SegmentBuilder::default();
    builder.add(&Document {
        id: String::new(),
        title: String::new(),
        title_is_first_sentence: false,
        date: None,
        author: None,
        source: None,
        url: None,
        language: Language::English,
        origins: Vec::new(),
        fields: Vec::new(),
        text: text.to_owned(),
        blocks: vec![block],
    });
    let segment: index::Segment = builder.finish();
    segment.forward().tokens(0).map(|token| token.span).collect()
}

thread_local! {
    static SAMPLE: LazyCell<CorpusFile> = LazyCell::new(sample);
}

/// Any text is a query that is answered, or has a mistake at a place in it.
pub fn query(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes).into_owned();
    SAMPLE.with(|file| match view::search(file, &typed, &SearchOptions::default()) {
        Ok(page) => {
            check_page(&page);
            assert!(page.total <= file.documents() as usize);
            for hit in &page.hits {
                view::read(file, &hit.id, &typed).expect("what was found can be read");
            }
        }
        Err(error) => {
            let place = error.place.expect("a mistake in a query has a place");
            assert_eq!([place.before, place.at, place.after].concat(), typed);
        }
    });
    let any = Query::any_word(&typed, &Normalizer::default());
    assert_eq!(any.leaves.len(), any.places.len());
}

/// Names for every reader.
pub const NAMES: [&str; 16] = [
    "a.txt", "a.md", "a.html", "a.json", "a.jsonl", "a.csv", "a.tsv", "a.xml", "a.docx", "a.odt", "a.epub",
    "a.zip", "a.gz", "a.warc", "a", "a.pdf",
];

/// Any bytes have an answer under a name, which the first of them picks.
pub fn ingest(bytes: &[u8]) {
    if let Some((&name, bytes)) = bytes.split_first() {
        ingest_as(NAMES[usize::from(name) % NAMES.len()], bytes);
    }
}

/// What is found in any bytes is told, and every document has an id, a text, and a kind for each line.
pub fn ingest_as(name: &str, bytes: &[u8]) {
    let mut ingest = Ingest::default();
    ingest.set_metadata("metadata.csv", bytes);
    let mut told = 0;
    ingest.read(name, bytes, &mut |found| {
        told += 1;
        let Found::Document(document) = found else { return };
        assert!(!document.id.is_empty() && !document.text.trim().is_empty(), "{name}: {document:?}");
        let lines = document.text.split('\n').filter(|line| !line.trim().is_empty()).count();
        let kinds = document.kinds.unwrap_or_else(|| vec![BlockKind::Paragraph; lines]);
        assert_eq!(kinds.len(), lines, "{name}: a kind for each line");
        assert!(kinds.iter().filter(|kind| **kind == BlockKind::Title).count() <= 1, "{name}: one title");
    });
    // An archive may have only files that are passed over.
    let may_be_nothing = bytes.windows(2).any(|two| two == b"PK") || bytes.starts_with(b"\x1F\x8B");
    assert!(told > 0 || may_be_nothing, "{name}: something is said of it");
}
