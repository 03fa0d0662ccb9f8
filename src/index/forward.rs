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

use super::bits::bit_length;
use super::build::Form;
use super::forms::FormId;
use crate::codec::{Malformed, Reader};
use crate::corpus::{DocId, Position};
use crate::order;
use crate::shards::Body;
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

/// The tokens of documents on their way into a forward file, forms by number.
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

    /// Writes the forward file. `forms` are by number, and `order` has their numbers by id.
    pub fn encode(self, forms: &[Form], order: &[u32]) -> Vec<u8> {
        let common = most_common(forms, order);
        let mut codes = vec![Code::default(); forms.len()];
        (0..).zip(order).for_each(|(id, &form)| codes[form as usize] = form_code(id));
        (0..).zip(&common).for_each(|(rank, &id)| codes[order[id as usize] as usize] = common_code(rank));
        let heads = [self.documents.len(), common.len(), forms.len()];
        let mut bytes: Vec<u8> = heads.iter().flat_map(|&head| (head as u32).to_le_bytes()).collect();
        let ends = bytes.len();
        bytes.resize(ends + 4 * self.documents.len(), 0);
        bytes.extend(common.iter().flat_map(|form| form.to_le_bytes()));
        bytes.extend(order.iter().map(|&form| forms[form as usize].length));
        let start = bytes.len();
        for (nth, document) in self.documents.into_iter().enumerate() {
            encode_document(&document, &codes, &mut bytes);
            let end = (bytes.len() - start) as u32;
            bytes[ends + 4 * nth..][..4].copy_from_slice(&end.to_le_bytes());
        }
        bytes
    }
}

/// A function of its own: a browser improves the code of a function for its later calls only.
#[inline(never)]
fn encode_document(words: &[u32], codes: &[Code], out: &mut Vec<u8>) {
    let mut at = out.len();
    out.resize(at + ROOM * (words.len() + 1), 0);
    let mut put = |code: Code| {
        out[at..at + ROOM].copy_from_slice(&code.0.to_le_bytes());
        at += code.length();
    };
    let mut words = words.iter();
    while let Some(&word) = words.next() {
        if word == Tokens::BROKEN {
            put(Code::new(u64::from(BREAK), 1));
            continue;
        }
        let form = codes[(word & Tokens::FORM) as usize];
        let gap = word >> Tokens::GAP_SHIFT;
        if gap < Tokens::WIDE {
            put(NARROW_GAPS[gap as usize].then(form));
            continue;
        }
        let mut own = || *words.next().expect("what a token says of itself follows it");
        put(gap_code(own()));
        put(form);
        let length = own();
        if length >= u32::from(LONG) {
            put(varint_code(length));
        }
    }
    out.truncate(at);
}

/// Bytes that are written at once, of which the first few count.
const ROOM: usize = 8;

/// Up to seven bytes: the first in the low bits, how many they are in the highest eight.
#[derive(Clone, Copy, Default)]
struct Code(u64);

impl Code {
    const LENGTH: u32 = 56;

    const fn new(bits: u64, length: usize) -> Self {
        Code(bits | (length as u64) << Self::LENGTH)
    }

    #[inline]
    fn length(self) -> usize {
        (self.0 >> Self::LENGTH) as usize
    }

    /// Both, one after the other, together no more than seven bytes.
    #[inline]
    fn then(self, next: Code) -> Self {
        const BYTES: u64 = (1 << Code::LENGTH) - 1;
        Code(self.0 + (next.0 & !BYTES) + ((next.0 & BYTES) << (8 * self.length())))
    }
}

const fn narrow_gap(gap: u32) -> Code {
    let mut code = 1;
    while code < GAPS.len() {
        if GAPS[code] == gap {
            return Code::new(code as u64, 1);
        }
        code += 1;
    }
    if gap == 1 { Code::new(0, 0) } else { Code::new(GAP as u64 + ((gap as u64) << 8), 2) }
}

/// The codes of the gaps that stand with a form in one word.
const NARROW_GAPS: [Code; Tokens::WIDE as usize] = {
    let mut codes = [Code(0); Tokens::WIDE as usize];
    let mut gap = 0;
    while gap < Tokens::WIDE {
        codes[gap as usize] = narrow_gap(gap);
        gap += 1;
    }
    codes
};

/// The code of a gap.
fn gap_code(gap: u32) -> Code {
    match NARROW_GAPS.get(gap as usize) {
        Some(&code) => code,
        None => Code::new(u64::from(GAP), 1).then(varint_code(gap)),
    }
}

fn varint_code(value: u32) -> Code {
    let length = bit_length(value | 1).div_ceil(7) as usize;
    let byte = |nth: usize| u64::from(value) >> (7 * nth) & 0x7F | u64::from(nth + 1 < length) << 7;
    Code::new((0..length).map(|nth| byte(nth) << (8 * nth)).sum(), length)
}

/// The code of a common form, by its rank.
fn common_code(rank: u32) -> Code {
    if rank < SHORT {
        Code::new(u64::from(FIRST_FORM) + u64::from(rank), 1)
    } else {
        let rest = rank - SHORT;
        Code::new(u64::from(TWO_BYTES) + u64::from(rest >> 8) + (u64::from(rest & 0xFF) << 8), 2)
    }
}

/// The code of any other form: the low bytes of its id, the highest of them first.
fn form_code(id: FormId) -> Code {
    if id < WIDE {
        let [_, first, second, third] = id.to_be_bytes().map(u64::from);
        Code::new(u64::from(THREE_BYTES) + first + (second << 8) + (third << 16), 3)
    } else {
        Code::new(u64::from(FIVE_BYTES) + (u64::from(id.swap_bytes()) << 8), 5)
    }
}

/// The ids of the most common forms, the most common first.
fn most_common(forms: &[Form], order: &[u32]) -> Vec<FormId> {
    let mut ids: Vec<FormId> = (0..forms.len() as FormId).collect();
    let rank = |&id: &FormId| (u32::MAX - forms[order[id as usize] as usize].count, id);
    if ids.len() > COMMON as usize {
        ids.select_nth_unstable_by_key(COMMON as usize, rank);
        ids.truncate(COMMON as usize);
    }
    order::by_key(&mut ids, rank);
    ids
}

/// The forward file of a segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Forward {
    bytes: Body,
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
    pub fn open(bytes: Body) -> Result<Self, Malformed> {
        if bytes.is_empty() {
            return Ok(Forward::default());
        }
        let mut reader = Reader::new(bytes.head());
        let mut count = || reader.u32().map(|count| count as usize);
        let (documents, common, forms) = (count()?, count()?, count()?);
        let table = reader.take(documents.checked_mul(4).ok_or(Malformed)?)?;
        let ends = table.as_chunks::<4>().0;
        reader.take(common.checked_mul(4).ok_or(Malformed)?)?;
        reader.take(forms)?;
        let ascend = ends.is_sorted_by_key(|&end| u32::from_le_bytes(end));
        let end = ends.last().map_or(0, |&end| u32::from_le_bytes(end) as usize);
        let start = HEAD + 4 * documents + 4 * common + forms;
        let whole = ascend && start + end == bytes.len();
        if whole { Ok(Forward { bytes, documents, common, forms }) } else { Err(Malformed) }
    }

    /// The number of documents.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// The number of forms: every token's is below it.
    pub fn forms(&self) -> usize {
        self.forms
    }

    /// The tokens of `doc` in order. Malformed bytes end them.
    pub fn tokens(&self, doc: DocId) -> ForwardTokens<'_> {
        self.try_tokens(doc as usize).unwrap_or_default()
    }

    fn try_tokens(&self, doc: usize) -> Option<ForwardTokens<'_>> {
        if doc >= self.documents {
            return None;
        }
        let codes = self.bytes.get(self.end_of(doc)..self.end_of(doc + 1)).ok()?;
        let (common, rest) =
            self.bytes.head().get(HEAD + 4 * self.documents..)?.split_at_checked(4 * self.common)?;
        Some(ForwardTokens {
            common: common.as_chunks().0,
            lengths: rest.get(..self.forms)?,
            codes: Reader::new(codes),
            ..Default::default()
        })
    }

    /// Where, in the bytes of the file, the tokens of the first `documents` end.
    pub fn end_of(&self, documents: usize) -> usize {
        if self.documents == 0 {
            return self.bytes.len();
        }
        let ends = self.bytes.head().get(HEAD..).unwrap_or_default().as_chunks::<4>().0;
        let end = documents.checked_sub(1).map_or(0, |last| u32::from_le_bytes(ends[last]) as usize);
        HEAD + 4 * self.documents + 4 * self.common + self.forms + end
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
