//! Documents to an immutable segment: term dictionary, posting lists with positions, stems,
//! forms, the forward file, and the length of each document.
//!
//! Everything is read where it lies in the bytes, so that opening a segment costs little.
//! Bytes that make no sense are found when they are read: a list or walk then ends early.

pub(crate) mod bits;
mod block;
mod build;
mod counts;
mod dictionary;
mod forms;
mod forward;
mod group;
mod intern;
mod invert;
mod lengths;
mod postings;
mod stems;
#[cfg(test)]
mod tests;
mod written;

use crate::codec::Malformed;
use crate::corpus::TermId;
use crate::language::Language;
use crate::normalize::Normalizer;
use crate::shards::Body;

pub use build::{SegmentBuilder, each_form};
pub use dictionary::{Dictionary, Entries, Entry};
pub use forms::{FormId, Forms};
pub use forward::{Forward, ForwardTokens, Token};
pub use lengths::{Length, Lengths};
pub use postings::{Bound, END, Postings, Weight};
pub use stems::Stems;

/// The parts of a segment as bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SegmentBytes<B = Vec<u8>> {
    pub lengths: B,
    pub terms: B,
    pub lists: B,
    pub stems: B,
    pub stem_lists: B,
    pub forms: B,
    pub forward: B,
}

/// The index of some documents, never changed once made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Segment {
    bytes: SegmentBytes<Body>,
    lengths: Lengths,
    terms: Dictionary,
    stems: Stems,
    forms: Forms,
    forward: Forward,
}

impl Segment {
    /// Opens the parts of a segment; the forms and the forward file may be missing.
    pub fn open(bytes: SegmentBytes<impl Into<Body>>) -> Result<Self, Malformed> {
        let bytes = bytes.shared();
        let terms = Dictionary::open(bytes.terms.whole()?)?;
        if terms.lists() != bytes.lists.len() {
            return Err(Malformed);
        }
        Ok(Segment {
            lengths: Lengths::decode(&bytes.lengths.whole()?)?,
            terms,
            stems: Stems::open(bytes.stems.whole()?, bytes.stem_lists.whole()?)?,
            forms: Forms::open(bytes.forms.whole()?)?,
            forward: Forward::open(bytes.forward.clone())?,
            bytes,
        })
    }

    /// The parts, as they are written to a file.
    pub fn bytes(&self) -> &SegmentBytes<Body> {
        &self.bytes
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.lengths.documents()
    }

    pub fn lengths(&self) -> &Lengths {
        &self.lengths
    }

    pub fn terms(&self) -> &Dictionary {
        &self.terms
    }

    pub fn forms(&self) -> &Forms {
        &self.forms
    }

    pub fn forward(&self) -> &Forward {
        &self.forward
    }

    /// The term spelt `term`.
    pub fn term(&self, term: &str) -> Option<Entry> {
        self.terms.find(term.as_bytes())
    }

    /// Adds to `found` the terms with the stem of `word` in `language`, of those in documents in it.
    pub fn terms_of_stem(
        &self,
        language: Language,
        word: &str,
        normalizer: &Normalizer,
        found: &mut Vec<TermId>,
    ) {
        self.stems.terms(language, word, normalizer, &self.terms, found);
    }

    /// The posting list of a term of this segment.
    pub fn postings(&self, term: &Entry) -> Postings<'_> {
        let bytes = self.bytes.lists.get(term.list.clone()).unwrap_or_default();
        Postings::new(term.doc_freq, bytes, &self.lengths)
    }
}

impl<B: Into<Body>> SegmentBytes<B> {
    fn shared(self) -> SegmentBytes<Body> {
        SegmentBytes {
            lengths: self.lengths.into(),
            terms: self.terms.into(),
            lists: self.lists.into(),
            stems: self.stems.into(),
            stem_lists: self.stem_lists.into(),
            forms: self.forms.into(),
            forward: self.forward.into(),
        }
    }
}
