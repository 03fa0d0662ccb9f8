//! Posting lists: for each term, the documents that hold it, how often, and where.
//!
//! One list is two runs of variable-length integers: `doc` distances with
//! `term_freq`, and the positions as distances, document by document. Whoever
//! wants no positions never touches their bytes.

use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::{DocId, Position};

/// One document of a posting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting {
    pub doc: DocId,
    pub term_freq: u32,
}

/// Appends one posting list. `places` are ascending pairs of document and position.
/// Gives the number of documents.
pub(super) fn encode(places: &[(DocId, Position)], docs: &mut Vec<u8>, positions: &mut Vec<u8>) -> u32 {
    let mut doc_freq = 0;
    let mut last_doc = 0;
    for of_doc in places.chunk_by(|a, b| a.0 == b.0) {
        let doc = of_doc[0].0;
        put_varint(docs, doc - last_doc);
        put_varint(docs, of_doc.len() as u32);
        last_doc = doc;
        doc_freq += 1;
        let mut last = 0;
        for &(_, position) in of_doc {
            put_varint(positions, position - last);
            last = position;
        }
    }
    doc_freq
}

/// Reads one posting list from the front, documents ascending.
#[derive(Clone)]
pub struct Postings<'a> {
    left: u32,
    doc: DocId,
    docs: Reader<'a>,
    positions: Reader<'a>,
    /// Positions of documents passed that have not been read.
    unread: u32,
    current: u32,
}

impl<'a> Postings<'a> {
    pub(super) fn new(doc_freq: u32, docs: &'a [u8], positions: &'a [u8]) -> Self {
        Postings {
            left: doc_freq,
            doc: 0,
            docs: Reader::new(docs),
            positions: Reader::new(positions),
            unread: 0,
            current: 0,
        }
    }

    /// Writes the positions of the document that [`next`](Iterator::next) gave last
    /// to `positions`, ascending; the vector is cleared first. Asked at most once a document.
    pub fn read_positions(&mut self, positions: &mut Vec<Position>) {
        positions.clear();
        let read = self.try_positions(positions);
        debug_assert!(read.is_ok(), "checked when the index was opened");
        self.unread = 0;
        self.current = 0;
    }

    fn try_positions(&mut self, positions: &mut Vec<Position>) -> Result<(), Malformed> {
        self.positions.skip_varints(self.unread)?;
        let mut last = 0u32;
        for _ in 0..self.current {
            last = last.checked_add(self.positions.varint()?).ok_or(Malformed)?;
            positions.push(last);
        }
        Ok(())
    }

    /// Walks the whole list and checks it: ascending documents below `documents`,
    /// positions ascending, every byte used.
    pub(super) fn check(mut self, documents: u32) -> Result<(), Malformed> {
        let mut last = None;
        while self.left > 0 {
            let posting = self.try_next()?;
            if posting.doc >= documents || last.is_some_and(|last| last >= posting.doc) {
                return Err(Malformed);
            }
            last = Some(posting.doc);
            let mut position = 0u32;
            for nth in 0..posting.term_freq {
                let distance = self.positions.varint()?;
                position = position.checked_add(distance).ok_or(Malformed)?;
                if nth > 0 && distance == 0 {
                    return Err(Malformed);
                }
            }
        }
        if self.docs.is_at_end() && self.positions.is_at_end() { Ok(()) } else { Err(Malformed) }
    }

    fn try_next(&mut self) -> Result<Posting, Malformed> {
        self.left -= 1;
        self.unread += self.current;
        self.doc = self.doc.checked_add(self.docs.varint()?).ok_or(Malformed)?;
        self.current = self.docs.varint()?;
        if self.current == 0 {
            return Err(Malformed);
        }
        Ok(Posting { doc: self.doc, term_freq: self.current })
    }
}

impl Iterator for Postings<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        if self.left == 0 {
            return None;
        }
        let posting = self.try_next();
        debug_assert!(posting.is_ok(), "checked when the index was opened");
        posting.ok()
    }
}
