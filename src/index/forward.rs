//! The forward file: for each document, its tokens in order as they stand in the text.
//!
//! ```text
//! forward = documents u32, common u32, forms u32, { end u32 } { form u32 } { bytes of a form u8 } { codes }
//! codes   = for each token: [ 0 ] [ gap ] form
//! 0       = a block has ended: one position is left empty
//! gap     = 1 | 2 | 3 | 4 varint     between the tokens stand 0, 2, 3 or so many bytes; else it is 1
//! form    = u8 from 5 | u8 from 192, u8    a common form, by how common it is
//!         | u8 from 240, u16 | 255, u32    any other, by its id
//! ```
//! A form of 255 bytes or more is followed by a varint: how many. The first gap of a
//! document counts from the start of its text.

use super::build::Form;
use super::forms::FormId;
use crate::bytes::Bytes;
use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::{DocId, Position};
use crate::span::Span;

const BREAK: u8 = 0;
const GAPS: [u32; 4] = [u32::MAX, 0, 2, 3];
const GAP: u8 = 4;
const FIRST_FORM: u8 = 5;
const TWO_BYTES: u8 = 192;
const THREE_BYTES: u8 = 240;
const FIVE_BYTES: u8 = 255;

/// How many forms have codes of one byte, and how many of one or two.
const SHORT: u32 = (TWO_BYTES - FIRST_FORM) as u32;
const COMMON: u32 = SHORT + ((THREE_BYTES - TWO_BYTES) as u32) * 256;

/// How many ids codes of three bytes can hold.
const WIDE: u32 = ((FIVE_BYTES - THREE_BYTES) as u32) << 16;

/// Stands for 255 bytes or more.
pub(super) const LONG: u8 = 255;

/// The tokens of documents on their way into a forward file, forms by number, at last by id.
#[derive(Default)]
pub(super) struct Tokens {
    documents: Vec<Box<[u32]>>,
    /// Of the document that is read: for each token its form, with the gap before it in the upper
    /// bits, or [`Self::BROKEN`]. A token that is long or behind a wide gap takes three words.
    words: Vec<u32>,
}

impl Tokens {
    const GAP_SHIFT: u32 = 28;
    const FORM: u32 = (1 << Self::GAP_SHIFT) - 1;
    /// Stands for any gap: the gap and the bytes of the token are the next two words.
    const WIDE: u32 = 14;
    const BROKEN: u32 = u32::MAX;

    /// A block has ended.
    pub fn push_break(&mut self) {
        self.words.push(Self::BROKEN);
    }

    /// A token: the bytes before it, its form, and its own bytes.
    #[inline]
    pub fn push(&mut self, gap: u32, form: u32, length: u32) {
        debug_assert!(form < 1 << Self::GAP_SHIFT);
        if gap < Self::WIDE && length < u32::from(LONG) {
            self.words.push(gap << Self::GAP_SHIFT | form);
        } else {
            self.words.extend([Self::WIDE << Self::GAP_SHIFT | form, gap, length]);
        }
    }

    pub fn end_document(&mut self) {
        self.documents.push(Box::from(&*self.words));
        self.words.clear();
    }

    pub fn documents(&self) -> &[Box<[u32]>] {
        &self.documents
    }

    /// Calls `visit` with the position and form of each token of a document, in order.
    #[inline]
    pub fn each(document: &[u32], mut visit: impl FnMut(Position, u32)) {
        let mut position = 0;
        let mut words = document.iter();
        while let Some(&word) = words.next() {
            if word != Self::BROKEN {
                visit(position, word & Self::FORM);
                if word >> Self::GAP_SHIFT == Self::WIDE {
                    words.nth(1);
                }
            }
            position += 1;
        }
    }

    /// Gives each form, known by its number, its id instead.
    pub fn renumber(&mut self, ids: &[FormId]) {
        self.documents.iter_mut().for_each(|document| renumber_document(document, ids));
    }

    /// Writes the forward file; `forms` are by id.
    pub fn encode(self, forms: &[Form]) -> Vec<u8> {
        let common = most_common(forms);
        let mut codes: Vec<u32> = (0..forms.len() as FormId).map(|id| COMMON + id).collect();
        (0..).zip(&common).for_each(|(rank, &form)| codes[form as usize] = rank);
        let heads = [self.documents.len(), common.len(), forms.len()];
        let mut bytes: Vec<u8> = heads.iter().flat_map(|&head| (head as u32).to_le_bytes()).collect();
        let ends = bytes.len();
        bytes.resize(ends + 4 * self.documents.len(), 0);
        bytes.extend(common.iter().flat_map(|form| form.to_le_bytes()));
        bytes.extend(forms.iter().map(|form| form.length));
        let start = bytes.len();
        for (nth, document) in self.documents.into_iter().enumerate() {
            encode_document(&document, &codes, &mut bytes);
            let end = (bytes.len() - start) as u32;
            bytes[ends + 4 * nth..][..4].copy_from_slice(&end.to_le_bytes());
        }
        bytes
    }
}

// Functions of their own, not parts of long loops: a browser improves the code of a function for its
// later calls only.
#[inline(never)]
fn renumber_document(document: &mut [u32], ids: &[FormId]) {
    let mut words = document.iter_mut();
    while let Some(word) = words.next() {
        if *word != Tokens::BROKEN {
            *word = *word & !Tokens::FORM | ids[(*word & Tokens::FORM) as usize];
            if *word >> Tokens::GAP_SHIFT == Tokens::WIDE {
                words.nth(1);
            }
        }
    }
}

#[inline(never)]
fn encode_document(words: &[u32], codes: &[u32], out: &mut Vec<u8>) {
    let mut at = out.len();
    out.resize(at + ROOM * (words.len() + 1), 0);
    let mut put = |(bits, length): (u64, usize)| {
        out[at..at + ROOM].copy_from_slice(&bits.to_le_bytes());
        at += length;
    };
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        if word == Tokens::BROKEN {
            put((u64::from(BREAK), 1));
            continue;
        }
        let code = codes[(word & Tokens::FORM) as usize];
        let mut own = || *words.next().expect("what a token says of itself follows it");
        let gap = word >> Tokens::GAP_SHIFT;
        if gap == Tokens::WIDE {
            put(gap_code(own()));
            put(form_code(code));
            let length = own();
            if length >= u32::from(LONG) {
                put(varint_code(length));
            }
            continue;
        }
        if gap != 1 {
            put(gap_code(gap));
        }
        put(form_code(code));
    }
    out.truncate(at);
}

/// Bytes that are written at once, of which the first few count: no fewer than any code has.
const ROOM: usize = 8;

/// The bytes of a gap, and how many they are.
fn gap_code(gap: u32) -> (u64, usize) {
    match GAPS.iter().position(|&known| known == gap) {
        Some(code) => (code as u64, 1),
        None if gap == 1 => (0, 0),
        None => {
            let (bits, length) = varint_code(gap);
            (bits << 8 | u64::from(GAP), length + 1)
        }
    }
}

fn varint_code(value: u32) -> (u64, usize) {
    let mut bytes = Vec::with_capacity(ROOM);
    put_varint(&mut bytes, value);
    ((0..).step_by(8).zip(&bytes).map(|(shift, &byte)| u64::from(byte) << shift).sum(), bytes.len())
}

/// The bytes of a form, known by its rank if it is a common one, or else by its id and [`COMMON`].
#[inline]
fn form_code(code: u32) -> (u64, usize) {
    let (first, rest, length) = if code < SHORT {
        return (u64::from(FIRST_FORM) + u64::from(code), 1);
    } else if code < COMMON {
        let rank = code - SHORT;
        (TWO_BYTES + (rank >> 8) as u8, rank << 24, 2)
    } else if code - COMMON < WIDE {
        let id = code - COMMON;
        (THREE_BYTES + (id >> 16) as u8, id << 16, 3)
    } else {
        (FIVE_BYTES, code - COMMON, 5)
    };
    // The low bytes of the number, the highest of them first.
    (u64::from(first) | u64::from(rest.swap_bytes()) << 8, length)
}

/// The ids of the most common forms, the most common first.
fn most_common(forms: &[Form]) -> Vec<FormId> {
    let mut ids: Vec<FormId> = (0..forms.len() as FormId).collect();
    let order = |&id: &FormId| (u32::MAX - forms[id as usize].count, id);
    if ids.len() > COMMON as usize {
        ids.select_nth_unstable_by_key(COMMON as usize, order);
        ids.truncate(COMMON as usize);
    }
    ids.sort_unstable_by_key(order);
    ids
}

/// The forward file of a segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forward {
    bytes: Bytes,
    documents: usize,
    common: usize,
    forms: usize,
}

/// One token of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub position: Position,
    pub form: FormId,
    pub span: Span,
}

const HEAD: usize = 12;

impl Forward {
    /// Takes what was written of the tokens, or nothing, and checks its table.
    pub fn open(bytes: Bytes) -> Result<Self, Malformed> {
        if bytes.is_empty() {
            return Ok(Forward::default());
        }
        let mut reader = Reader::new(&bytes);
        let mut count = || reader.u32().map(|count| count as usize);
        let (documents, common, forms) = (count()?, count()?, count()?);
        let table = reader.take(documents.checked_mul(4).ok_or(Malformed)?)?;
        let ends = table.as_chunks::<4>().0;
        reader.take(common.checked_mul(4).ok_or(Malformed)?)?;
        reader.take(forms)?;
        let ascend = ends.is_sorted_by_key(|&end| u32::from_le_bytes(end));
        let end = ends.last().map_or(0, |&end| u32::from_le_bytes(end) as usize);
        let whole = ascend && end == reader.left();
        if whole { Ok(Forward { bytes, documents, common, forms }) } else { Err(Malformed) }
    }

    /// The number of documents.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// The tokens of `doc` in order. Malformed bytes end them.
    pub fn tokens(&self, doc: DocId) -> ForwardTokens<'_> {
        self.try_tokens(doc as usize).unwrap_or_default()
    }

    fn try_tokens(&self, doc: usize) -> Option<ForwardTokens<'_>> {
        let (ends, rest) = self.bytes.get(HEAD..)?.split_at_checked(4 * self.documents)?;
        let (common, rest) = rest.split_at_checked(4 * self.common)?;
        let (lengths, codes) = rest.split_at_checked(self.forms)?;
        let ends = ends.as_chunks::<4>().0;
        let end_of = |doc: usize| ends.get(doc).map(|&end| u32::from_le_bytes(end) as usize);
        let start = doc.checked_sub(1).map_or(Some(0), end_of)?;
        let codes = codes.get(start..end_of(doc)?)?;
        Some(ForwardTokens {
            common: common.as_chunks().0,
            lengths,
            codes: Reader::new(codes),
            ..Default::default()
        })
    }
}

/// Walks the tokens of a document.
#[derive(Clone, Default)]
pub struct ForwardTokens<'a> {
    common: &'a [[u8; 4]],
    lengths: &'a [u8],
    codes: Reader<'a>,
    position: Position,
    offset: u32,
}

impl ForwardTokens<'_> {
    fn read(&mut self) -> Result<Token, Malformed> {
        let mut gap = 1;
        let mut code = self.codes.byte()?;
        if code == BREAK {
            self.position = self.position.checked_add(1).ok_or(Malformed)?;
            code = self.codes.byte()?;
        }
        if code < FIRST_FORM {
            gap = match code {
                GAP => self.codes.varint()?,
                _ => GAPS[usize::from(code)],
            };
            code = self.codes.byte()?;
        }
        let form = match code {
            0..FIRST_FORM => return Err(Malformed),
            FIRST_FORM..TWO_BYTES => self.common(u32::from(code - FIRST_FORM))?,
            TWO_BYTES..THREE_BYTES => {
                let low = self.codes.byte()?;
                self.common(SHORT + u32::from(code - TWO_BYTES) * 256 + u32::from(low))?
            }
            THREE_BYTES..FIVE_BYTES => {
                let low = self.codes.take(2)?;
                u32::from_be_bytes([0, code - THREE_BYTES, low[0], low[1]])
            }
            FIVE_BYTES => u32::from_be_bytes(*self.codes.take(4)?.first_chunk().ok_or(Malformed)?),
        };
        let length = match *self.lengths.get(form as usize).ok_or(Malformed)? {
            LONG => self.codes.varint()?,
            length => u32::from(length),
        };
        let start = self.offset.checked_add(gap).ok_or(Malformed)?;
        let end = start.checked_add(length).ok_or(Malformed)?;
        self.offset = end;
        let position = self.position;
        self.position = position.checked_add(1).ok_or(Malformed)?;
        Ok(Token { position, form, span: Span { start, end } })
    }

    #[inline]
    fn common(&self, rank: u32) -> Result<FormId, Malformed> {
        self.common.get(rank as usize).map(|&form| u32::from_le_bytes(form)).ok_or(Malformed)
    }
}

impl Iterator for ForwardTokens<'_> {
    type Item = Token;

    #[inline]
    fn next(&mut self) -> Option<Token> {
        if self.codes.is_at_end() {
            return None;
        }
        self.read().ok()
    }
}
