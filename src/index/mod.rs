//! A corpus to an immutable segment: term dictionary, posting lists with
//! positions, stems, and the length of each document.

mod build;
mod dictionary;
mod postings;

use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::TermId;

pub use build::{IndexBuilder, content_terms};
pub use dictionary::Dictionary;
pub use postings::{Posting, Postings};

/// Where the lists of one term lie.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct TermEntry {
    doc_freq: u32,
    docs_end: u32,
    positions_end: u32,
}

/// The index of a corpus, never changed once made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Index {
    terms: Dictionary,
    entries: Vec<TermEntry>,
    docs: Vec<u8>,
    positions: Vec<u8>,
    /// Stems that more than one term has, or that differ from their one term.
    stems: Dictionary,
    /// For each of `stems`: the terms that have it, ascending.
    stem_terms: Vec<Vec<TermId>>,
    /// Tokens in each document.
    doc_lengths: Vec<u32>,
}

impl Index {
    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.doc_lengths.len() as u32
    }

    /// The number of different terms.
    pub fn types(&self) -> u32 {
        self.terms.len()
    }

    /// The number of tokens in all documents.
    pub fn tokens(&self) -> u64 {
        self.doc_lengths.iter().copied().map(u64::from).sum()
    }

    /// Tokens in each document.
    pub fn doc_lengths(&self) -> &[u32] {
        &self.doc_lengths
    }

    /// The term spelt `term`.
    pub fn term(&self, term: &str) -> Option<TermId> {
        self.terms.rank(term)
    }

    /// How `term` is spelt.
    pub fn spelling(&self, term: TermId) -> Option<String> {
        self.terms.get(term)
    }

    /// The terms whose stem is `stem`, ascending; `term` is one of them if it occurs at all.
    pub fn terms_of_stem(&self, stem: &str, term: &str) -> Vec<TermId> {
        match self.stems.rank(stem) {
            Some(rank) => self.stem_terms[rank as usize].clone(),
            None => self.term(term).into_iter().collect(),
        }
    }

    /// The posting list of `term`, which is below [`types`](Self::types).
    pub fn postings(&self, term: TermId) -> Postings<'_> {
        let term = term as usize;
        let start = if term == 0 { TermEntry::default() } else { self.entries[term - 1] };
        let entry = self.entries[term];
        Postings::new(
            entry.doc_freq,
            &self.docs[start.docs_end as usize..entry.docs_end as usize],
            &self.positions[start.positions_end as usize..entry.positions_end as usize],
        )
    }

    pub fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, self.doc_lengths.len() as u32);
        self.doc_lengths.iter().for_each(|&length| put_varint(out, length));
        self.terms.encode(out);
        let mut last = TermEntry::default();
        for entry in &self.entries {
            put_varint(out, entry.doc_freq);
            put_varint(out, entry.docs_end - last.docs_end);
            put_varint(out, entry.positions_end - last.positions_end);
            last = *entry;
        }
        out.extend_from_slice(&self.docs);
        out.extend_from_slice(&self.positions);
        self.stems.encode(out);
        for terms in &self.stem_terms {
            put_varint(out, terms.len() as u32);
            let mut last = 0;
            for &term in terms {
                put_varint(out, term - last);
                last = term;
            }
        }
    }

    /// Reads what [`encode`](Self::encode) wrote, checking all of it: afterwards nothing can be out of place.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let documents = reader.count(1)?;
        let doc_lengths = (0..documents).map(|_| reader.varint()).collect::<Result<_, _>>()?;
        let terms = Dictionary::decode(&mut reader)?;
        let mut last = TermEntry::default();
        let mut entries = Vec::with_capacity(terms.len() as usize);
        for _ in 0..terms.len() {
            let doc_freq = reader.varint()?;
            let docs_end = last.docs_end.checked_add(reader.varint()?).ok_or(Malformed)?;
            let positions_end = last.positions_end.checked_add(reader.varint()?).ok_or(Malformed)?;
            last = TermEntry { doc_freq, docs_end, positions_end };
            entries.push(last);
        }
        let docs = reader.take(last.docs_end as usize)?.to_vec();
        let positions = reader.take(last.positions_end as usize)?.to_vec();
        let stems = Dictionary::decode(&mut reader)?;
        let stem_terms = (0..stems.len())
            .map(|_| decode_terms(&mut reader, terms.len()))
            .collect::<Result<Vec<_>, _>>()?;
        if !reader.is_at_end() {
            return Err(Malformed);
        }
        let index = Index { terms, entries, docs, positions, stems, stem_terms, doc_lengths };
        for term in 0..index.types() {
            index.postings(term).check(index.documents())?;
        }
        Ok(index)
    }
}

fn decode_terms(reader: &mut Reader, types: u32) -> Result<Vec<TermId>, Malformed> {
    let count = reader.count(1)?;
    let mut terms = Vec::with_capacity(count);
    let mut last = 0u32;
    for nth in 0..count {
        let distance = reader.varint()?;
        last = last.checked_add(distance).filter(|&term| term < types).ok_or(Malformed)?;
        if nth > 0 && distance == 0 {
            return Err(Malformed);
        }
        terms.push(last);
    }
    Ok(terms)
}
