//! The `.corpus` file: round trip, every kind of damage, bytes made to deceive, parts, old versions.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "fuzz/targets.rs"]
#[allow(dead_code)]
mod targets;

use corpus_viewer::corpus::Document;
use corpus_viewer::entity::{Annotator, english};
use corpus_viewer::entity::{Decision, Entity, Label, LinkedMention, Mention, Reason};
use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::store::{CorpusFile, Section, StoreError};
use corpus_viewer::view::{
    self, EntityOptions, History, NewNote, NoteOptions, RunPlace, SearchOptions, SearchPage, Selection,
};
use proptest::prelude::*;
use targets::{open, sample, with_checksums_put_right};

fn decode(bytes: &[u8]) -> Result<CorpusFile, StoreError> {
    CorpusFile::decode(bytes)
}

#[test]
fn what_is_written_is_read_again() {
    let file = sample();
    let bytes = file.encode().unwrap();
    let read = decode(&bytes).expect("it was just written");
    assert_eq!(read, file);
    assert_eq!(read.encode().unwrap(), bytes);
    assert_eq!(sample().encode().unwrap(), bytes, "the same content gives the same bytes");
}

#[test]
fn an_empty_corpus_is_a_corpus() {
    let empty = CorpusFile::default();
    assert_eq!(decode(&empty.encode().unwrap()), Ok(empty));
}

#[test]
fn every_flipped_byte_is_found() {
    let bytes = sample().encode().unwrap();
    for at in 0..bytes.len() {
        for flip in [0x01, 0x03, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[at] ^= flip;
            assert!(decode(&damaged).is_err(), "byte {at} of {} xor {flip}", bytes.len());
        }
    }
}

#[test]
fn every_cut_and_every_addition_is_found() {
    let bytes = sample().encode().unwrap();
    for length in 0..bytes.len() {
        assert!(decode(&bytes[..length]).is_err(), "cut to {length}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    let told = StoreError::Length { expected: bytes.len() as u64, found: longer.len() as u64 };
    assert_eq!(decode(&longer), Err(told));
    assert!(decode(&with_checksums_put_right(longer)).is_err(), "the head says what is in it");
}

#[test]
fn errors_say_what_is_wrong() {
    let bytes = sample().encode().unwrap();
    let changed = |at: usize, byte: u8| {
        let mut changed = bytes.clone();
        changed[at] = byte;
        changed
    };
    assert_eq!(decode(b""), Err(StoreError::NotACorpus));
    assert_eq!(decode(b"PK\x03\x04 something else"), Err(StoreError::NotACorpus));
    assert_eq!(decode(&bytes[..10]), Err(StoreError::Head));
    assert_eq!(decode(&changed(8, 7)), Err(StoreError::Version { found: 7 }));
    assert_eq!(decode(&changed(40, bytes[40] ^ 1)), Err(StoreError::Head));
    let (first, length) = (u64::from_le_bytes(bytes[32..40].try_into().unwrap()), bytes.len() as u64);
    let last = bytes.len() - 1;
    assert_eq!(decode(&changed(last, !bytes[last])), Err(StoreError::Page { from: first, to: length }));
    let versions_are_first = first as usize;
    let deceitful = with_checksums_put_right(changed(versions_are_first, 99));
    assert_eq!(decode(&deceitful), Ok(sample()), "of another normalizing: indexed anew");
    assert_eq!(StoreError::Malformed { section: Section::Texts }.code(), "malformed-corpus");
    assert!(StoreError::Version { found: 5 }.to_string().contains('5'));
}

#[test]
fn damage_is_told_by_pages() {
    let text = |number: usize| (0..9000).map(|word| format!("w{} ", word * number)).collect::<String>();
    let texts: Vec<String> = (1..4).map(text).collect();
    let bytes =
        build_texts(["a", "b", "c"].into_iter().zip(texts.iter().map(String::as_str))).encode().unwrap();
    let at = bytes.len() - 70_000;
    let mut damaged = bytes.clone();
    damaged[at] ^= 1;
    match decode(&damaged) {
        Err(StoreError::Page { from, to }) => {
            assert!(from <= at as u64 && (at as u64) < to && to - from <= 64 * 1024);
        }
        other => panic!("{other:?}"),
    }
}

/// Files that the program wrote before: they open for ever, and hold the articles of `seeds/`.
#[test]
fn files_of_all_versions_are_read() {
    let mut builder = Builder::new(Annotator::new(english()));
    common::seed_texts().iter().for_each(|(name, bytes)| builder.add_source(name, bytes));
    let new = builder.finish().0;
    let old: [(&str, &[u8]); 5] = [
        ("version-1", include_bytes!("fixtures/corpus/version-1.corpus")),
        ("version-2", include_bytes!("fixtures/corpus/version-2.corpus")),
        ("version-3", include_bytes!("fixtures/corpus/version-3.corpus")),
        ("version-4", include_bytes!("fixtures/corpus/version-4.corpus")),
        ("version-5", include_bytes!("fixtures/corpus/version-5.corpus")),
    ];
    for (name, bytes) in old {
        let file = decode(bytes).expect(name);
        assert_eq!(file.documents(), 5, "{name}");
        for doc in 0..5 {
            let (document, again) = (file.document(doc).unwrap(), new.document(doc).unwrap());
            assert_eq!((&document.id, &document.title), (&again.id, &again.title), "{name}");
            let mentions = file.mentions(doc, &document.text).unwrap();
            assert!(
                mentions.iter().filter(|linked| linked.mention.label == Label::Loc).count() > 3,
                "{name}"
            );
        }
        for (query, expected) in common::cases(include_str!("suites/seeds.txt")) {
            let page = view::search(&file, query, &all()).unwrap();
            assert_eq!(page.total, expected.split_whitespace().count(), "{name}: {query}");
        }
        let noboa = view::mentions(&file, "PER:Daniel Noboa", Default::default()).unwrap();
        assert_eq!(noboa.entity.documents, 3, "{name}");
        let reason = noboa.names.iter().find(|row| row.form == "Noboa").map(|row| row.reason);
        assert_eq!(reason, Some(Reason::SurnameOf), "{name}");
        let is_apart = file.entities().find(Label::Per, "Rubio").is_some();
        let is_kept = name == "version-3";
        assert_eq!((is_apart, !file.curation().steps().is_empty()), (is_kept, is_kept), "{name}");
    }
}

fn rubio() -> Entity {
    Entity { label: Label::Per, name: "Marco Rubio".to_owned() }
}

/// The reasons and what is decided are kept; what cannot have been written there is told.
#[test]
fn what_is_decided_is_kept() {
    let file = build_texts(TEXTS);
    let split = Decision::Split { entity: rubio(), form: "Rubio".to_owned() };
    let (taken, _) = file.decided(vec![split.clone()]).unwrap();
    let kept = |file: &CorpusFile| file.curation().decisions().cloned().collect::<Vec<_>>();
    assert_eq!(kept(&taken), std::slice::from_ref(&split));
    let bytes = taken.encode().unwrap();
    assert_eq!(decode(&bytes).as_ref(), Ok(&taken));
    assert_eq!(kept(&taken.without(|doc| doc == 0).unwrap()), [split]);

    let row = 2;
    let own = section(&bytes, row);
    let [steps, decisions, kind, label, entity @ ..] = &own[..] else { panic!("{own:?}") };
    let deceitful = [
        [&[3], &own[1..]].concat(),
        [&[*steps, 2], &own[2..]].concat(),
        [&[*steps, 0], &own[2..]].concat(),
        [&[*steps, *decisions, 99, *label], entity].concat(),
        [&[*steps, *decisions, *kind, 99], entity].concat(),
        [&[*steps, *decisions, *kind, *label, entity[0], 0xFF], &entity[2..]].concat(),
        [&own[..], &[0]].concat(),
        own[..own.len() - 1].to_vec(),
        Vec::new(),
    ];
    for section in deceitful {
        let told = decode(&with_section(&bytes, row, &section));
        assert_eq!(told, Err(StoreError::Malformed { section: Section::Curation }), "{section:?}");
    }
    let elsewhere = [&[1, 1, 1, 0, 6][..], b"Nobody", &[1, b'x']].concat();
    let file = decode(&with_section(&bytes, row, &elsewhere)).expect("it may be of a document that is gone");
    open(&file.encode().unwrap());
}

/// Notes are kept; what cannot have been written there is told, and a note on nothing does no harm.
#[test]
fn notes_are_kept() {
    let mut file = build_texts([("a", "army")]);
    let whole = RunPlace { unit: 4, ..RunPlace::default() };
    let selection = Selection { document: "a".to_owned(), to: whole, ..Selection::default() };
    let tags = vec!["t".to_owned()];
    let note = NewNote { selection, text: "x".to_owned(), tags, now: "2026".to_owned() };
    view::add_note(&mut file, &mut History::default(), &note).unwrap();
    let bytes = file.encode().unwrap();
    assert_eq!(decode(&bytes).as_ref(), Ok(&file));

    let row = 3;
    let own = section(&bytes, row);
    let expected = b"\x01\x01\x01\x01a\x00\x04\x04army\x00\x00\x01x\x01\x01t\x042026\x042026";
    assert_eq!(own, expected);
    let deceitful = [
        [&own[..], &[0]].concat(),
        own[..own.len() - 1].to_vec(),
        [&[0], &own[1..]].concat(),
        [&[1, 2], &own[2..], &own[2..]].concat(),
        [&[1, 99], &own[2..]].concat(),
        [&own[..5], &[0xFF; 4], &[0x0F], &own[6..]].concat(),
        [&own[..8], &[0xFF], &own[9..]].concat(),
        Vec::new(),
    ];
    for section in deceitful {
        let told = decode(&with_section(&bytes, row, &section));
        assert_eq!(told, Err(StoreError::Malformed { section: Section::Notes }), "{section:?}");
    }
    let odd = [
        [&own[..4], b"b", &own[5..]].concat(),
        [&own[..5], &[9], &own[6..]].concat(),
        [&[0xFF, 0xFF, 0xFF, 0xFF, 0x0F], &own[1..]].concat(),
    ];
    for section in odd {
        let file = decode(&with_section(&bytes, row, &section)).expect("it may be a note on something else");
        open(&file.encode().unwrap());
        let list = view::notes(&file, &History::default(), &NoteOptions::default()).unwrap();
        assert_eq!((list.total, list.notes[0].quote.as_str()), (1, "army"));
        let twice = CorpusFile::join(vec![file.clone(), file]).unwrap();
        assert_eq!(decode(&twice.encode().unwrap()), Ok(twice));
    }
}

/// What was found is read when the corpus is linked anew, and what cannot have been is told.
#[test]
fn what_was_found_is_kept() {
    let file = build_texts(TEXTS);
    let (taken, _) = file.decided(vec![Decision::Reject { entity: rubio(), form: None }]).unwrap();
    let bytes = taken.encode().unwrap();
    assert_eq!(decode(&bytes).unwrap().curated(Default::default()), Ok(file));

    let row = 16;
    let own = section(&bytes, row);
    assert!(own.len() > 10, "two documents are not as they were found");
    let deceitful = [
        [&own[..], &[0]].concat(),
        own[..own.len() - 1].to_vec(),
        vec![1, 2, 1, 0, 4, 99],
        vec![1, 2, 1, 0, 0, 0],
        vec![1, 2, 1, 0, 0x7F, 0],
        Vec::new(),
    ];
    for section in deceitful {
        let file = decode(&with_section(&bytes, row, &section)).expect("it is read later");
        let told = file.curated(Default::default()).expect_err("it makes no sense").code();
        assert_eq!(told, "malformed-corpus", "{section:?}");
        open(&file.encode().unwrap());
    }
}

fn all() -> SearchOptions {
    SearchOptions { limit: usize::MAX, facets: 100, ..SearchOptions::default() }
}

const TEXTS: [(&str, &str); 6] = [
    ("a", "The army left Quito, said Daniel Noboa."),
    ("b", "Rain again.\nIt rained on the armies of Quito."),
    ("c", "Marco Rubio met Noboa. Rubio left in the rain."),
    ("d", "MS-13 and 東京 2025."),
    ("e", "The old base, the old army."),
    ("f", "Mario Pazmiño told Marco Rubio of the army base."),
];

/// A query of every kind.
const QUERIES: [&str; 14] = [
    "",
    "army",
    "the army OR rain",
    "\"old army\"",
    "quito -rain",
    "r* *my",
    "rubbio~1",
    "/[qn].*o/",
    "=Rubio",
    "army NEAR/3 old",
    "title:rain OR date:2025",
    "per:rubio",
    "東京 OR ms13",
    "entity:quito NOT noboa",
];

/// What is shown of a page: all but scores to the last digit.
fn shown(page: &SearchPage) -> (usize, Vec<(String, bool, String)>, Vec<String>) {
    let mut hits: Vec<(String, bool, String)> = page
        .hits
        .iter()
        .map(|hit| (hit.id.clone(), hit.partial, format!("{:.3} {:?}", hit.score, hit.snippet)))
        .collect();
    hits.sort();
    (page.total, hits, page.facets.iter().map(|facet| format!("{facet:?}")).collect())
}

fn assert_answer_alike(one: &CorpusFile, other: &CorpusFile) {
    for query in QUERIES {
        let answers = [one, other].map(|file| shown(&view::search(file, query, &all()).unwrap()));
        assert_eq!(answers[0], answers[1], "{query}");
    }
    assert_eq!(view::info(one, &[]), view::info(other, &[]));
    let lists = [one, other].map(|file| view::entities(file, &EntityOptions::default()).unwrap());
    assert_eq!(lists[0], lists[1]);
    for row in &lists[0].entities {
        let lines = [one, other].map(|file| view::mentions(file, &row.id, Default::default()).unwrap());
        assert_eq!(lines[0], lines[1]);
    }
    for doc in 0..one.documents() {
        let documents = [one, other].map(|file| file.document(doc).unwrap());
        assert_eq!(documents[0], documents[1]);
        assert_eq!([one, other].map(|file| file.find(&documents[0].id)), [Some(doc); 2]);
    }
}

#[test]
fn joined_corpora_answer_like_one_built_of_all() {
    let whole = build_texts(TEXTS);
    for at in 0..=TEXTS.len() {
        let halves = [&TEXTS[..at], &TEXTS[at..]].map(|texts| build_texts(texts.iter().copied()));
        let joined = CorpusFile::join(halves.to_vec()).unwrap();
        assert_answer_alike(&whole, &joined);
        assert_eq!(decode(&joined.encode().unwrap()), Ok(joined));
    }
    let singles: Vec<CorpusFile> = TEXTS.into_iter().map(|text| build_texts([text])).collect();
    let joined = CorpusFile::join(singles).unwrap();
    assert_eq!(joined.parts().len(), 6);
    assert_answer_alike(&whole, &joined);
}

#[test]
fn pieces_make_the_corpus_again() {
    let rain = "and on and on it went ".repeat(10_000);
    let texts = TEXTS.map(|(id, text)| (id, format!("{text}\n{rain}")));
    let whole = build_texts(texts.iter().map(|(id, text)| (*id, text.as_str())));
    let pieces = whole.pack().unwrap();
    let opened: Vec<CorpusFile> = pieces.iter().map(|piece| decode(piece).unwrap()).collect();
    assert_eq!(opened.iter().map(CorpusFile::documents).collect::<Vec<_>>(), [3, 3]);
    assert_eq!(opened[0].encode().unwrap(), pieces[0], "the first is ready to be searched");
    let merged = CorpusFile::merge(opened).unwrap();
    assert_answer_alike(&whole, &merged);
    assert_eq!(merged.pack().unwrap(), pieces);
}

/// The mentions of a document, with the names of their entities and how often its part names each.
fn named(file: &CorpusFile, doc: u32) -> Vec<(Mention, Reason, String, u32)> {
    let document = file.document(doc).unwrap();
    let linked = file.mentions(doc, &document.text).unwrap();
    let named = linked.into_iter().map(|LinkedMention { mention, entity, reason }| {
        let mut count = 0;
        file.part_of(doc).unwrap().0.each_naming(entity, |_, mentions| count += mentions).unwrap();
        (mention, reason, file.entities().get(entity).unwrap().1.to_owned(), count)
    });
    named.collect()
}

#[test]
fn corpora_are_merged_at_once_or_one_by_one() {
    let files: Vec<CorpusFile> = TEXTS.into_iter().map(|text| build_texts([text])).collect();
    let one_by_one =
        files.iter().cloned().reduce(|merged, next| CorpusFile::merge(vec![merged, next]).unwrap());
    let merged = CorpusFile::merge(files.clone()).unwrap();
    assert_eq!(one_by_one.as_ref(), Some(&merged));
    assert_eq!(decode(&merged.encode().unwrap()).as_ref(), Ok(&merged));
    for (doc, file) in (0..).zip(&files) {
        assert_eq!(named(&merged, doc), named(file, 0));
    }
}

#[test]
fn documents_are_taken_out() {
    let whole = build_texts(TEXTS);
    let joined =
        CorpusFile::join([&TEXTS[..3], &TEXTS[3..]].map(|texts| build_texts(texts.iter().copied())).to_vec());
    for file in [whole.clone(), joined.unwrap()] {
        for removed in [vec![0], vec![1, 4], vec![3, 4, 5], vec![]] {
            let kept = TEXTS.iter().enumerate().filter(|(doc, _)| !removed.contains(doc));
            let built = build_texts(kept.map(|(_, &text)| text));
            assert_answer_alike(&built, &file.without(|doc| removed.contains(&(doc as usize))).unwrap());
        }
        assert_eq!(file.without(|_| true), Ok(CorpusFile::default()));
    }
}

#[test]
fn deceitful_bytes_give_an_error_or_another_corpus_but_no_panic() {
    let bytes = sample().encode().unwrap();
    for at in (24..bytes.len()).step_by(3) {
        let mut changed = bytes.clone();
        changed[at] = [0, 1, 0x7F, 0x80, 0xFF, bytes[at].wrapping_add(1)][at / 3 % 6];
        open(&changed);
    }
}

/// An index of another text than the one that is shown: told, not shown wrongly.
#[test]
fn hits_outside_the_text_are_told() {
    let long = build_texts([("a", "The army of the Republic left the old base. 東京é")]).encode().unwrap();
    let short = build_texts([("a", "é东")]).encode().unwrap();
    let (documents, texts) = (4, 5);
    let swapped = with_section(&long, texts, &section(&short, texts));
    let swapped = with_section(&swapped, documents, &section(&short, documents));
    let file = decode(&swapped).expect("every section is whole");
    for query in ["army", "the", "東京"] {
        assert_eq!(view::search(&file, query, &all()).unwrap_err().kind, "malformed-corpus");
        assert_eq!(view::read(&file, "a", query).unwrap_err().kind, "malformed-corpus");
    }
    open(&swapped);
}

/// The bytes of the section in the row of this number.
fn section(bytes: &[u8], row: usize) -> Vec<u8> {
    let number = |at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    let (from, length) = (number(24 + 24 * row + 8), number(24 + 24 * row + 16));
    bytes[from..from + length].to_vec()
}

/// The file with other bytes in the section in this row, and everything behind it moved.
fn with_section(bytes: &[u8], row: usize, section_bytes: &[u8]) -> Vec<u8> {
    let count = u32::from_le_bytes(bytes[12..16].try_into().unwrap()) as usize;
    let mut head = bytes[..24 + 24 * count].to_vec();
    let first = u64::from_le_bytes(bytes[32..40].try_into().unwrap()) as usize;
    let mut body = bytes[..first].to_vec();
    for nth in 0..count {
        let own = if nth == row { section_bytes.to_vec() } else { section(bytes, nth) };
        body.resize(body.len().next_multiple_of(8), 0);
        let at = 24 + 24 * nth;
        head[at + 8..at + 16].copy_from_slice(&(body.len() as u64).to_le_bytes());
        head[at + 16..at + 24].copy_from_slice(&(own.len() as u64).to_le_bytes());
        body.extend(own);
    }
    body[..head.len()].copy_from_slice(&head);
    with_checksums_put_right(body)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn many_deceitful_bytes_give_no_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = sample().encode().unwrap();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        open(&bytes);
    }

    #[test]
    fn any_texts_come_back(texts in prop::collection::vec("(\\PC{0,10}|The Army of Ecuador|\n| ){0,8}", 0..4)) {
        let ids = ["0", "1", "2", "3"];
        let file = build_texts(ids.into_iter().zip(texts.iter().map(String::as_str)));
        let read = decode(&file.encode().unwrap()).expect("it was just written");
        prop_assert_eq!(&read, &file);
        let documents = |file: &CorpusFile| {
            (0..file.documents()).map(|doc| file.document(doc).expect("it is whole")).collect::<Vec<Document>>()
        };
        prop_assert_eq!(documents(&read), documents(&file));
    }

    #[test]
    fn any_bytes_give_no_panic(version in 1u8..7, bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut file = b"\x89CORPUS\n".to_vec();
        file.extend([version, 0, 0, 0, 3, 0, 0, 0]);
        file.extend(bytes);
        prop_assert!(decode(&file).is_err());
        open(&file);
    }
}
