//! Forms: the ways a term is written in the texts ("US", "us", "U.S"). Those of one term
//! have neighbouring ids, those of lower terms lower ones.
//!
//! ```text
//! forms    = blocks u32, { first form u32, end u32 } { block }
//! block    = for each of 16 terms: how many forms varint, { spelling }
//! spelling = 0 the term itself | 1 with a capital | 2 in capitals | 3, bytes varint, the form
//! ```

use crate::bytes::Bytes;
use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::TermId;
use std::ops::Range;

/// A form of an index: its rank among the forms of all terms, from 0.
pub type FormId = u32;

const BLOCK: usize = 16;
const HEAD: usize = 4;
const OF_BLOCK: usize = 8;

const AS_TERM: u8 = 0;
const CAPITAL: u8 = 1;
const CAPITALS: u8 = 2;
const OTHER: u8 = 3;

/// Writes the forms of one term after another.
#[derive(Default)]
pub struct FormsWriter {
    terms: usize,
    forms: u32,
    table: Vec<u8>,
    packed: Vec<u8>,
}

impl FormsWriter {
    /// Appends the forms of the next term.
    pub fn push<'a>(&mut self, term: &[u8], forms: impl ExactSizeIterator<Item = &'a [u8]>) {
        if self.terms.is_multiple_of(BLOCK) {
            self.end_block();
            self.table.extend(self.forms.to_le_bytes());
        }
        self.terms += 1;
        self.forms += forms.len() as u32;
        put_varint(&mut self.packed, forms.len() as u32);
        for form in forms {
            let way = way_of_writing(term, form);
            self.packed.push(way);
            if way == OTHER {
                put_varint(&mut self.packed, form.len() as u32);
                self.packed.extend_from_slice(form);
            }
        }
    }

    fn end_block(&mut self) {
        if self.terms > 0 {
            self.table.extend((self.packed.len() as u32).to_le_bytes());
        }
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.end_block();
        let mut bytes = (self.terms.div_ceil(BLOCK) as u32).to_le_bytes().to_vec();
        bytes.append(&mut self.table);
        bytes.append(&mut self.packed);
        bytes
    }
}

fn way_of_writing(term: &[u8], form: &[u8]) -> u8 {
    if form == term {
        AS_TERM
    } else if !form.eq_ignore_ascii_case(term) {
        OTHER
    } else if form[0].is_ascii_uppercase() && form[1..] == term[1..] {
        CAPITAL
    } else if !form.iter().any(u8::is_ascii_lowercase) {
        CAPITALS
    } else {
        OTHER
    }
}

/// The forms of all terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forms {
    bytes: Bytes,
    blocks: usize,
}

impl Forms {
    /// Takes what a [`FormsWriter`] finished, or nothing, and checks its table.
    pub fn open(bytes: Bytes) -> Result<Self, Malformed> {
        if bytes.is_empty() {
            return Ok(Forms::default());
        }
        let mut reader = Reader::new(&bytes);
        let blocks = reader.u32()? as usize;
        let table = reader.take(blocks.checked_mul(OF_BLOCK).ok_or(Malformed)?)?;
        let rows = table.as_chunks::<OF_BLOCK>().0;
        let ascend = rows.is_sorted_by(|a, b| row(a).0 <= row(b).0 && row(a).1 <= row(b).1);
        let end = rows.last().map_or(0, |last| row(last).1 as usize);
        if ascend && end == reader.left() { Ok(Forms { bytes, blocks }) } else { Err(Malformed) }
    }

    /// The ids of the forms of `term`, and how each is written; `spelling` is the term's own.
    pub fn of_term(&self, term: TermId, spelling: &[u8]) -> Vec<(FormId, Vec<u8>)> {
        self.read_term(term, spelling).unwrap_or_default()
    }

    /// The ids of the forms of the terms in `terms`, which are neighbours too.
    pub fn of_terms(&self, terms: Range<TermId>) -> Range<FormId> {
        self.first_form(terms.start)..self.first_form(terms.end)
    }

    /// The term that `form` is a form of.
    pub fn term(&self, form: FormId) -> TermId {
        let block = self.rows().partition_point(|row_of| row(row_of).0 <= form).saturating_sub(1);
        let mut term = (block * BLOCK) as u32;
        while self.first_form(term + 1) <= form && ((term + 1) as usize) < (block + 1) * BLOCK {
            term += 1;
        }
        term
    }

    fn first_form(&self, term: TermId) -> FormId {
        self.try_first_form(term).unwrap_or(FormId::MAX)
    }

    fn try_first_form(&self, term: TermId) -> Result<FormId, Malformed> {
        let (mut form, mut reader) = self.block(term as usize / BLOCK)?;
        for _ in 0..term as usize % BLOCK {
            if reader.is_at_end() {
                break;
            }
            form = form.checked_add(skip_term(&mut reader)?).ok_or(Malformed)?;
        }
        Ok(form)
    }

    fn read_term(&self, term: TermId, spelling: &[u8]) -> Result<Vec<(FormId, Vec<u8>)>, Malformed> {
        let (mut form, mut reader) = self.block(term as usize / BLOCK)?;
        for _ in 0..term as usize % BLOCK {
            form = form.checked_add(skip_term(&mut reader)?).ok_or(Malformed)?;
        }
        let count = reader.count(1)? as u32;
        let end = form.checked_add(count).ok_or(Malformed)?;
        let mut seen = [false; OTHER as usize];
        (form..end)
            .map(|form| {
                let way = reader.byte()?;
                // Each once, or a few bytes would stand for very many.
                if seen.get_mut(usize::from(way)).is_some_and(|seen| std::mem::replace(seen, true)) {
                    return Err(Malformed);
                }
                let written = match way {
                    AS_TERM => spelling.to_vec(),
                    CAPITAL => {
                        let (first, rest) = spelling.split_at_checked(1).ok_or(Malformed)?;
                        [&first.to_ascii_uppercase(), rest].concat()
                    }
                    CAPITALS => spelling.to_ascii_uppercase(),
                    _ => {
                        let length = reader.varint()? as usize;
                        reader.take(length)?.to_vec()
                    }
                };
                Ok((form, written))
            })
            .collect()
    }

    fn rows(&self) -> &[[u8; OF_BLOCK]] {
        self.bytes.get(HEAD..HEAD + self.blocks * OF_BLOCK).unwrap_or_default().as_chunks().0
    }

    /// The first form of a block of terms, and its bytes; behind the last block, nothing.
    fn block(&self, block: usize) -> Result<(FormId, Reader<'_>), Malformed> {
        let rows = self.rows();
        let packed = &self.bytes[HEAD.min(self.bytes.len()) + self.blocks * OF_BLOCK..];
        let start =
            block.checked_sub(1).and_then(|before| rows.get(before)).map_or(0, |before| row(before).1);
        match rows.get(block) {
            Some(row_of) => {
                let (first, end) = row(row_of);
                Ok((first, Reader::new(packed.get(start as usize..end as usize).ok_or(Malformed)?)))
            }
            None => Ok((FormId::MAX, Reader::default())),
        }
    }
}

/// Passes over the forms of one term and tells how many they are.
fn skip_term(reader: &mut Reader) -> Result<u32, Malformed> {
    let count = reader.count(1)?;
    for _ in 0..count {
        if reader.byte()? == OTHER {
            let length = reader.varint()? as usize;
            reader.take(length)?;
        }
    }
    Ok(count as u32)
}

fn row(bytes: &[u8; OF_BLOCK]) -> (u32, u32) {
    let words = bytes.as_chunks::<4>().0;
    (u32::from_le_bytes(words[0]), u32::from_le_bytes(words[1]))
}
