//! Posting lists: for each term, the documents that hold it, how often, and where.
//!
//! ```text
//! list    = bound { skip } { block } bits          with 128 documents or more
//!         | bits                                   with fewer
//! skip    = last document u32, end of its bytes u32, end of its bits u32, bound
//! bound   = most u8, shortest u8
//! block   = distances of 128 documents, their frequencies          (see block.rs)
//! bits    = positions of the blocks, last documents, their frequencies, their positions
//! ```
//! A frequency is written as `(term_freq - 1) * 2`, plus one if the term stands in the
//! title. The positions of a document take as many bits as follow from its length and the
//! frequency: whoever wants those of one document passes over the others by adding up. A
//! bound tells what the documents of a block can score at most (S. Ding and T. Suel,
//! "Faster Top-k Document Retrieval Using Block-Max Indexes", 2011).

use super::bits::{BitReader, BitWriter, ascending_bits, bit_length};
use super::block::{BLOCK, put_block, read_block};
use super::lengths::Lengths;
use crate::codec::{Malformed, Reader};
use crate::corpus::{DocId, Position};

/// How often a term occurs in a document, and whether also in the title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    pub term_freq: u32,
    pub in_title: bool,
}

impl Weight {
    fn code(self) -> u32 {
        (self.term_freq - 1) * 2 + u32::from(self.in_title)
    }

    fn of_code(code: u32) -> Self {
        Weight { term_freq: code / 2 + 1, in_title: code % 2 == 1 }
    }
}

/// No document of a list, or of a part of it, has more of the term than `most`, or fewer
/// tokens than `shortest`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    pub most: Weight,
    pub shortest: u32,
}

impl Bound {
    const UNKNOWN: Bound = Bound { most: Weight { term_freq: u32::MAX, in_title: true }, shortest: 0 };

    /// Of documents and their codes.
    fn of(docs: &[DocId], codes: &[u32], lengths: &Lengths) -> Self {
        let term_freq = codes.iter().map(|code| code / 2 + 1).max().unwrap_or(0);
        let in_title = codes.iter().any(|code| code % 2 == 1);
        let shortest = docs.iter().map(|&doc| lengths.tokens(doc)).min().unwrap_or(0);
        Bound { most: Weight { term_freq, in_title }, shortest }
    }

    /// Two bytes: the frequency, if below 127, and the title; the length, its four highest bits.
    fn encode(self) -> [u8; 2] {
        let most = self.most.term_freq.min(127) as u8 * 2 + u8::from(self.most.in_title);
        let length = bit_length(self.shortest);
        let high = self.shortest.checked_shr(length.saturating_sub(4)).unwrap_or(0) as u8;
        [most, if length <= 3 { high } else { (length as u8 - 3) * 8 + (high - 8) }]
    }

    fn decode([most, shortest]: [u8; 2]) -> Self {
        let term_freq = if most / 2 == 127 { u32::MAX } else { u32::from(most / 2) };
        let (length, high) = (u32::from(shortest) / 8, u32::from(shortest) % 8);
        let shortest = if length == 0 { high } else { (high + 8).checked_shl(length - 1).unwrap_or(0) };
        Bound { most: Weight { term_freq, in_title: most % 2 == 1 }, shortest }
    }
}

/// Stands for the document behind the last.
pub const END: DocId = DocId::MAX;

/// Bytes of a skip.
const SKIP: usize = 14;

/// One posting list on its way to its bytes.
#[derive(Default)]
pub(super) struct List {
    docs: Vec<DocId>,
    codes: Vec<u32>,
    /// Those of each document one after another, ascending.
    pub positions: Vec<Position>,
    bits: BitWriter,
    rest: Vec<u32>,
}

impl List {
    pub fn clear(&mut self) {
        self.docs.clear();
        self.codes.clear();
        self.positions.clear();
    }

    /// Appends a document, of which the positions are appended too.
    #[inline]
    pub fn push(&mut self, doc: DocId, weight: Weight) {
        self.docs.push(doc);
        self.codes.push(weight.code());
    }

    pub fn doc_freq(&self) -> u32 {
        self.docs.len() as u32
    }

    /// Appends the bytes of the list to `out`.
    #[inline(never)]
    pub fn encode(&mut self, lengths: &Lengths, out: &mut Vec<u8>) {
        let mut bits = std::mem::take(&mut self.bits);
        let mut skips = Vec::new();
        let mut packed = Vec::new();
        let mut positions = &*self.positions;
        let mut next = 0;
        let (docs, last_docs) = self.docs.as_chunks::<BLOCK>();
        let (codes, last_codes) = self.codes.as_chunks::<BLOCK>();
        for (docs, codes) in docs.iter().zip(codes) {
            let distances = docs.map(|doc| doc - std::mem::replace(&mut next, doc + 1));
            put_block(&mut packed, &distances);
            put_block(&mut packed, codes);
            positions = put_positions(&mut bits, docs, codes, positions, lengths);
            skips.extend((next - 1).to_le_bytes());
            skips.extend((packed.len() as u32).to_le_bytes());
            skips.extend((bits.len() as u32).to_le_bytes());
            skips.extend(Bound::of(docs, codes, lengths).encode());
        }
        self.rest.clear();
        self.rest.extend(last_docs.iter().map(|doc| doc - next));
        bits.put_ascending(&self.rest, lengths.documents() - next);
        last_codes.iter().for_each(|&code| bits.put_gamma(code));
        put_positions(&mut bits, last_docs, last_codes, positions, lengths);
        if !docs.is_empty() {
            out.extend(Bound::of(&self.docs, &self.codes, lengths).encode());
            out.append(&mut skips);
            out.append(&mut packed);
        }
        bits.flush(out);
        self.bits = bits;
    }
}

/// Writes the positions of `docs` from the front of `positions`, and gives the others.
fn put_positions<'p>(
    bits: &mut BitWriter,
    docs: &[DocId],
    codes: &[u32],
    mut positions: &'p [Position],
    lengths: &Lengths,
) -> &'p [Position] {
    if !lengths.has_places() {
        return positions;
    }
    for (&doc, &code) in docs.iter().zip(codes) {
        let (of_doc, rest) = positions.split_at(Weight::of_code(code).term_freq as usize);
        bits.put_ascending(of_doc, lengths.extent(doc));
        positions = rest;
    }
    positions
}

/// Stands on one document of a posting list after another, ascending.
///
/// Bytes that make no sense end the list; [`is_damaged`](Self::is_damaged) tells.
#[derive(Clone)]
pub struct Postings<'a> {
    lengths: &'a Lengths,
    doc_freq: u32,
    bound: Bound,
    skips: &'a [[u8; SKIP]],
    packed: &'a [u8],
    bits: &'a [u8],
    /// The block that is unpacked, or the number of blocks for the last documents.
    block: usize,
    docs: [DocId; BLOCK],
    codes: [u32; BLOCK],
    /// The codes, as long as nobody has asked for them.
    packed_codes: Option<Reader<'a>>,
    count: usize,
    at: usize,
    /// The bit where the positions of the document at `seen` of the block begin.
    seen: usize,
    bit: usize,
    is_damaged: bool,
}

impl<'a> Postings<'a> {
    /// The list of `doc_freq` documents in `bytes`, on its first document.
    pub(super) fn new(doc_freq: u32, bytes: &'a [u8], lengths: &'a Lengths) -> Self {
        let mut list = Postings {
            lengths,
            doc_freq,
            bound: Bound::UNKNOWN,
            skips: &[],
            packed: &[],
            bits: bytes,
            block: 0,
            docs: [0; BLOCK],
            codes: [0; BLOCK],
            packed_codes: None,
            count: 0,
            at: 0,
            seen: 0,
            bit: 0,
            is_damaged: false,
        };
        let opened = list.open(bytes).and_then(|()| list.load(0));
        list.or_end(opened);
        list
    }

    fn open(&mut self, bytes: &'a [u8]) -> Result<(), Malformed> {
        if self.doc_freq > self.lengths.documents() {
            self.doc_freq = 0;
            return Err(Malformed);
        }
        let blocks = self.doc_freq as usize / BLOCK;
        if blocks > 0 {
            let skips = bytes.get(2..2 + blocks * SKIP).ok_or(Malformed)?;
            self.bound = Bound::decode([bytes[0], bytes[1]]);
            self.skips = skips.as_chunks().0;
            let bytes = &bytes[2 + blocks * SKIP..];
            let end = self.skip(blocks - 1).bytes;
            (self.packed, self.bits) = bytes.split_at_checked(end).ok_or(Malformed)?;
        }
        Ok(())
    }

    /// How many documents the list has.
    pub fn doc_freq(&self) -> u32 {
        self.doc_freq
    }

    /// The document this stands on, or [`END`].
    #[inline]
    pub fn doc(&self) -> DocId {
        if self.at < self.count { self.docs[self.at] } else { END }
    }

    /// How often the term occurs in this document.
    #[inline]
    pub fn weight(&mut self) -> Weight {
        if self.packed_codes.is_some() {
            self.unpack_codes();
        }
        Weight::of_code(self.codes[self.at])
    }

    #[inline(never)]
    fn unpack_codes(&mut self) {
        let mut packed = self.packed_codes.take().unwrap_or_default();
        let read = read_block(&mut packed, &mut self.codes);
        self.or_end(read);
    }

    /// Goes to the next document.
    #[inline]
    pub fn advance(&mut self) -> DocId {
        self.at += 1;
        if self.at >= self.count {
            self.load_next(self.block + 1);
        }
        self.doc()
    }

    /// Goes to the first document that is not before `target`; never back.
    #[inline]
    pub fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            self.seek_on(target);
        }
        self.doc()
    }

    /// One function for all who seek: a browser improves each function by itself, when it has been
    /// called often.
    #[inline(never)]
    fn seek_on(&mut self, target: DocId) {
        if self.docs[self.count - 1] < target {
            let block = self.block_of(target);
            self.load_next(block);
        }
        self.at = first_in_block(&self.docs, self.at, target);
        if self.at >= self.count {
            self.load_next(self.block + 1);
        }
    }

    /// What the documents of the whole list can have at most.
    pub fn bound(&self) -> Bound {
        self.bound
    }

    /// The last document of the block in which `target` would stand, and what the documents
    /// of that block can have at most. Nothing is unpacked.
    pub fn block_bound(&self, target: DocId) -> (DocId, Bound) {
        let block = self.block_of(target);
        if block == self.skips.len() {
            return (END, Bound::UNKNOWN);
        }
        let skip = self.skip(block);
        (skip.last_doc, skip.bound)
    }

    /// Appends the positions of the term in this document to `positions`, ascending; none if the segment
    /// only counts.
    #[inline(never)]
    pub fn positions(&mut self, positions: &mut Vec<Position>) {
        if !self.lengths.has_places() {
            return;
        }
        let Weight { term_freq, .. } = self.weight();
        if self.seen > self.at {
            self.rewind_positions();
        }
        while self.seen < self.at {
            let extent = self.lengths.extent(self.docs[self.seen]);
            self.bit += ascending_bits(Weight::of_code(self.codes[self.seen]).term_freq, extent);
            self.seen += 1;
        }
        let extent = self.lengths.extent(self.docs[self.at]);
        let mut reader = BitReader::new(self.bits, self.bit);
        let read = reader.ascending(term_freq, extent, |position| positions.push(position));
        self.or_end(read);
    }

    /// The list, or what it stands for, makes no sense.
    pub fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    fn rewind_positions(&mut self) {
        self.seen = 0;
        self.bit = 0;
    }

    /// The block in which `target` would stand, not before the present one.
    fn block_of(&self, target: DocId) -> usize {
        let mut step = 1;
        let mut low = self.block;
        while low + step < self.skips.len() && self.last_doc(low + step) < target {
            low += step;
            step *= 2;
        }
        let high = self.skips.len().min(low + step + 1);
        let low = low.min(high);
        low + self.skips[low..high].partition_point(|skip| Skip::last_doc(skip) < target)
    }

    fn last_doc(&self, block: usize) -> DocId {
        Skip::last_doc(&self.skips[block])
    }

    fn skip(&self, block: usize) -> Skip {
        Skip::decode(&self.skips[block])
    }

    #[inline(never)]
    fn load_next(&mut self, block: usize) {
        self.at = 0;
        self.count = 0;
        if block <= self.skips.len() {
            let loaded = self.load(block);
            self.or_end(loaded);
        }
    }

    fn load(&mut self, block: usize) -> Result<(), Malformed> {
        self.block = block;
        self.at = 0;
        self.seen = 0;
        let before = block.checked_sub(1).map(|block| self.skip(block));
        let start = before.map_or(0, |skip| skip.bytes);
        self.bit = before.map_or(0, |skip| skip.bits);
        let next = before.map_or(0, |skip| skip.last_doc.wrapping_add(1));
        if block < self.skips.len() {
            let mut reader = Reader::new(self.packed.get(start..).ok_or(Malformed)?);
            read_block(&mut reader, &mut self.docs)?;
            self.packed_codes = Some(reader);
            if add_up(&mut self.docs, next) != u64::from(self.last_doc(block)) + 1 {
                return Err(Malformed);
            }
            self.count = BLOCK;
        } else {
            self.load_rest(next)?;
        }
        match self.docs[..self.count].last() {
            Some(&last) if last >= self.lengths.documents() => Err(Malformed),
            _ => Ok(()),
        }
    }

    fn load_rest(&mut self, next: DocId) -> Result<(), Malformed> {
        let count = self.doc_freq as usize % BLOCK;
        let universe = self.lengths.documents().checked_sub(next).ok_or(Malformed)?;
        let mut reader = BitReader::new(self.bits, self.bit);
        let mut docs = self.docs.iter_mut();
        reader.ascending(count as u32, universe, |doc| {
            if let Some(place) = docs.next() {
                *place = next.wrapping_add(doc);
            }
        })?;
        if !self.docs[..count].is_sorted_by(|a, b| a < b) {
            return Err(Malformed);
        }
        self.docs[count..].fill(END);
        self.packed_codes = None;
        for code in &mut self.codes[..count] {
            *code = reader.gamma()?;
        }
        self.bit = reader.position();
        self.count = count;
        Ok(())
    }

    fn or_end(&mut self, done: Result<(), Malformed>) {
        if done.is_err() {
            self.is_damaged = true;
            self.count = 0;
            self.at = 0;
        }
    }
}

/// How many documents of a block are compared together.
const ROW: usize = 8;

/// Where in a block, from `at` on, the first document stands that is not before `target`; the one at
/// `at` is before it.
#[inline]
fn first_in_block(docs: &[DocId; BLOCK], at: usize, target: DocId) -> usize {
    let rows = docs.as_chunks::<ROW>().0;
    let mut row = at / ROW;
    while row < rows.len() && rows[row][ROW - 1] < target {
        row += 1;
    }
    let before = rows.get(row).map_or(0, |row| row.iter().filter(|doc| **doc < target).count());
    row * ROW + before
}

/// Makes distances to documents: each counts from the one behind the document before, the first from
/// `next`. What is behind the last; if that is no document, they may not ascend.
fn add_up(distances: &mut [DocId; BLOCK], next: DocId) -> u64 {
    let mut next = u64::from(next);
    for four in distances.as_chunks_mut::<4>().0 {
        let [a, b, c, d] = four.map(u64::from);
        let (b, d) = (a + b + 1, c + d + 1);
        *four = [next + a, next + b, next + b + c + 1, next + b + d + 1].map(|doc| doc as DocId);
        next += b + d + 2;
    }
    next
}

#[derive(Clone, Copy)]
struct Skip {
    last_doc: DocId,
    bytes: usize,
    bits: usize,
    bound: Bound,
}

impl Skip {
    fn last_doc(&[a, b, c, d, ..]: &[u8; SKIP]) -> DocId {
        DocId::from_le_bytes([a, b, c, d])
    }

    fn decode(skip: &[u8; SKIP]) -> Self {
        let [a, b, c, d, e, f, g, h, i, j, k, l, most, shortest] = *skip;
        Skip {
            last_doc: DocId::from_le_bytes([a, b, c, d]),
            bytes: u32::from_le_bytes([e, f, g, h]) as usize,
            bits: u32::from_le_bytes([i, j, k, l]) as usize,
            bound: Bound::decode([most, shortest]),
        }
    }
}
