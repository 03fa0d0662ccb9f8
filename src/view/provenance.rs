//! What an answer was worked out of, so that it can be worked out again.

use super::error::CorpusError;
use crate::corpus::Document;
use crate::store::CorpusFile;
use serde::Serialize;

/// Which corpus, read by which program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Provenance {
    pub program: &'static str,
    pub version: &'static str,
    pub documents: u32,
    /// 16 hexadecimal digits that differ where ids, titles, texts, what of them is set apart, dates or other facts of
    /// the articles differ. They are the same however the corpus was built, saved or joined, and whatever the order
    /// of its articles. They tell corpora apart, and are no proof against forgery.
    pub hash: String,
}

/// Which corpus this is. Reads all of it.
///
/// ```
/// use corpus_viewer::{pipeline::build_texts, store::CorpusFile, view::provenance};
/// let file = build_texts([("a", "The army left."), ("b", "It rained.")]);
/// let parts = vec![build_texts([("b", "It rained.")]), build_texts([("a", "The army left.")])];
/// assert_eq!(provenance(&file)?, provenance(&CorpusFile::join(parts)?)?);
/// assert_ne!(provenance(&file)?.hash, provenance(&build_texts([("a", "The army left.")]))?.hash);
/// # Ok::<(), corpus_viewer::view::CorpusError>(())
/// ```
///
/// # Errors
/// The corpus makes no sense.
pub fn provenance(file: &CorpusFile) -> Result<Provenance, CorpusError> {
    file.needs(0..file.documents())?;
    let mut reader = file.reader();
    let mut sum = 0u64;
    for doc in 0..file.documents() {
        sum = sum.wrapping_add(hash(&reader.document(doc)?));
    }
    Ok(Provenance {
        program: "corpus-viewer",
        version: env!("CARGO_PKG_VERSION"),
        documents: file.documents(),
        hash: format!("{sum:016x}"),
    })
}

fn hash(document: &Document) -> u64 {
    let mut hasher = Fnv::default();
    let date = document.date.map(|date| date.to_string());
    let optional = [&date, &document.author, &document.source, &document.url];
    let optional = optional.map(|text| text.as_deref().unwrap_or_default());
    let texts = [&*document.id, &document.title, &document.text, document.language.code()];
    let fields = document.fields.iter().flat_map(|(name, value)| [&**name, value]);
    texts.into_iter().chain(optional).chain(fields).for_each(|text| hasher.write_text(text));
    for block in document.content() {
        hasher.write_number(block.span.start);
        hasher.write_number(block.span.end);
    }
    hasher.finish()
}

/// FNV-1a of 64 bits (Fowler, Noll and Vo), mixed at the end as MurmurHash3 does it (Appleby, `fmix64`), so that hashes
/// can be added.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// A text and its length, so that no two lists of texts are alike.
    fn write_text(&mut self, text: &str) {
        self.write_number(text.len() as u32);
        self.write(text.as_bytes());
    }

    fn write_number(&mut self, number: u32) {
        self.write(&number.to_le_bytes());
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(self) -> u64 {
        let Fnv(mut hash) = self;
        hash = (hash ^ hash >> 33).wrapping_mul(0xff51_afd7_ed55_8ccd);
        hash = (hash ^ hash >> 33).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        hash ^ hash >> 33
    }
}
