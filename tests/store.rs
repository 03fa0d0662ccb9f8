//! The `.corpus` file: round trip, every kind of damage, and bytes made to deceive.
#![cfg(not(target_arch = "wasm32"))]

use corpus_viewer::ingest::RawDocument;
use corpus_viewer::pipeline::{Builder, build_texts};
use corpus_viewer::query::Query;
use corpus_viewer::store::{CorpusFile, StoreError};
use corpus_viewer::view::{self, EntityOptions, SearchOptions};
use proptest::prelude::*;

fn sample() -> CorpusFile {
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
        },
    );
    builder.add_source("b.txt", "Noboa’s armies left Quito.".as_bytes());
    builder.finish().0
}

#[test]
fn what_is_written_is_read_again() {
    let file = sample();
    let bytes = file.encode();
    assert_eq!(CorpusFile::decode(&bytes), Ok(file));
    assert_eq!(sample().encode(), bytes, "the same content gives the same bytes");
}

#[test]
fn an_empty_corpus_is_a_corpus() {
    let empty = CorpusFile::default();
    assert_eq!(CorpusFile::decode(&empty.encode()), Ok(empty));
}

#[test]
fn every_flipped_byte_is_found() {
    let bytes = sample().encode();
    for at in 0..bytes.len() {
        for flip in [0x01, 0x80, 0xFF] {
            let mut damaged = bytes.clone();
            damaged[at] ^= flip;
            assert!(CorpusFile::decode(&damaged).is_err(), "byte {at} of {} xor {flip}", bytes.len());
        }
    }
}

#[test]
fn every_cut_and_every_addition_is_found() {
    let bytes = sample().encode();
    for length in 0..bytes.len() {
        assert!(CorpusFile::decode(&bytes[..length]).is_err(), "cut to {length}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(
        CorpusFile::decode(&longer),
        Err(StoreError::Length { expected: bytes.len() as u64, found: longer.len() as u64 })
    );
}

#[test]
fn errors_say_what_is_wrong() {
    let bytes = sample().encode();
    assert_eq!(CorpusFile::decode(b""), Err(StoreError::NotACorpus));
    assert_eq!(CorpusFile::decode(b"PK\x03\x04 something else"), Err(StoreError::NotACorpus));
    let mut later = bytes.clone();
    later[8] = 2;
    assert_eq!(CorpusFile::decode(&later), Err(StoreError::Version { found: 2 }));
    let mut table = bytes.clone();
    table[40] ^= 1;
    assert_eq!(CorpusFile::decode(&table), Err(StoreError::Table));
    let mut section = bytes.clone();
    *section.last_mut().expect("it is not empty") ^= 1;
    assert!(matches!(CorpusFile::decode(&section), Err(StoreError::Checksum { .. })));
}

/// Puts right the checksums of a file whose bytes were changed, as an attacker would.
fn with_checksums_put_right(mut bytes: Vec<u8>) -> Vec<u8> {
    const SECTIONS: usize = 3;
    let number = |bytes: &[u8], at: usize| u64::from_le_bytes(bytes[at..at + 8].try_into().unwrap()) as usize;
    for entry in (0..SECTIONS).map(|nth| 24 + 24 * nth) {
        let (offset, length) = (number(&bytes, entry + 8), number(&bytes, entry + 16));
        let Some(section) = bytes.get(offset..offset.saturating_add(length)) else { continue };
        let checksum = crc32fast::hash(section);
        bytes[entry + 4..entry + 8].copy_from_slice(&checksum.to_le_bytes());
    }
    let head = 24 + 24 * SECTIONS;
    let checksum = crc32fast::hash(&bytes[..head]);
    bytes[head..head + 4].copy_from_slice(&checksum.to_le_bytes());
    bytes
}

/// Opens the bytes, and if that works, asks for everything a page asks for.
fn use_all(bytes: &[u8]) {
    let Ok(file) = CorpusFile::decode(bytes) else { return };
    for query in ["", "noboa", "\"daniel noboa\"", "army OR quito NOT rain"] {
        let page = view::search(&file, query, SearchOptions::default()).expect("the query has no mistake");
        for hit in &page.hits {
            view::read(&file, &hit.id, query).expect("what was found can be read");
        }
    }
    for row in view::entities(&file, &EntityOptions::default()).expect("the query has no mistake").entities {
        view::mentions(&file, &row.id, Default::default()).expect("what is listed is there");
    }
    view::info(&file, &[]);
}

#[test]
fn a_deceitful_byte_gives_an_error_or_another_corpus_but_no_panic() {
    let bytes = sample().encode();
    for at in 100..bytes.len() {
        for value in [0, 1, 0x7F, 0x80, 0xFF, bytes[at].wrapping_add(1)] {
            let mut changed = bytes.clone();
            changed[at] = value;
            use_all(&with_checksums_put_right(changed));
        }
    }
}

proptest! {
    #[test]
    fn deceitful_bytes_give_no_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20)) {
        let mut bytes = sample().encode();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        use_all(&with_checksums_put_right(bytes));
    }

    #[test]
    fn any_texts_come_back(texts in prop::collection::vec("(\\PC{0,10}|The Army of Ecuador|\n| ){0,8}", 0..4)) {
        let ids = ["0", "1", "2", "3"];
        let file = build_texts(ids.into_iter().zip(texts.iter().map(String::as_str)));
        prop_assert_eq!(CorpusFile::decode(&file.encode()), Ok(file));
    }

    #[test]
    fn any_bytes_give_no_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut file = b"\x89CORPUS\n\x01\0\0\0\x03\0\0\0".to_vec();
        file.extend(bytes);
        prop_assert!(CorpusFile::decode(&file).is_err());
    }

    #[test]
    fn any_query_gives_an_answer_or_an_error(typed in "([ab()\"“]|AND|OR|NOT| |\\PC){0,20}") {
        let file = sample();
        match view::search(&file, &typed, SearchOptions::default()) {
            Ok(page) => prop_assert!(page.total <= 2),
            Err(error) => {
                let place = error.place.expect("a mistake in a query has a place");
                prop_assert_eq!([place.before, place.at, place.after].concat(), typed.as_str());
            }
        }
        let _ = Query::any_word(&typed, &Default::default());
    }
}
