//! Many growing lists of places in one run of bytes: each list has a chunk open, and
//! when that is full, gets one twice as long.

use super::postings::List;
use super::stems::Languages;
use crate::corpus::{DocId, Position};

/// Bytes of the first chunk of a list, and of the longest.
const FIRST: u32 = 8;
const LONGEST: u32 = 4096;

/// Bytes of the link to the next chunk, behind each.
const LINK: u32 = 4;

/// The places of every term, by the number of the term: for each document its distance
/// from the one before, doubled, plus one, and the first position; for each further
/// position its distance, doubled.
#[derive(Default)]
pub struct Chains {
    bytes: Vec<u8>,
    chains: Vec<Chain>,
}

#[derive(Clone, Copy)]
struct Chain {
    first: u32,
    /// Where the next byte goes, and where the open chunk ends.
    at: u32,
    end: u32,
    chunk: u16,
    /// Of the documents so far.
    languages: Languages,
    doc: DocId,
    position: Position,
}

impl Chains {
    /// Begins the list of the next number.
    pub fn push(&mut self) {
        let first = self.bytes.len() as u32;
        self.bytes.resize((first + FIRST + LINK) as usize, 0);
        self.chains.push(Chain {
            first,
            at: first,
            end: first + FIRST,
            chunk: FIRST as u16,
            languages: 0,
            doc: DocId::MAX,
            position: 0,
        });
    }

    /// Notes that the term with this number stands at `position` of `doc`, a document in one of
    /// `languages`. Places come in order.
    #[inline]
    pub fn add(&mut self, number: u32, doc: DocId, position: Position, languages: Languages) {
        let Chains { bytes, chains } = self;
        let chain = &mut chains[number as usize];
        if chain.doc == doc {
            put(bytes, chain, (position - chain.position) << 1);
        } else {
            put(bytes, chain, doc.wrapping_sub(chain.doc) << 1 | 1);
            put(bytes, chain, position);
            chain.doc = doc;
            chain.languages |= languages;
        }
        chain.position = position;
    }

    /// The languages of the documents with this term.
    pub fn languages(&self, number: u32) -> Languages {
        self.chains[number as usize].languages
    }

    /// Reads the places of the term with this number into `list`.
    pub(super) fn read(&self, number: u32, list: &mut List) {
        list.clear();
        let chain = &self.chains[number as usize];
        let mut reader =
            ChainReader { bytes: &self.bytes, at: chain.first, end: chain.first + FIRST, chunk: FIRST };
        let mut doc = DocId::MAX;
        let mut position = 0;
        while reader.at != chain.at {
            let step = reader.next();
            if step & 1 == 1 {
                doc = doc.wrapping_add(step >> 1);
                position = reader.next();
                list.docs.push(doc);
                list.term_freqs.push(1);
            } else {
                position += step >> 1;
                *list.term_freqs.last_mut().expect("a document comes before its second place") += 1;
            }
            list.positions.push(position);
        }
    }
}

#[inline]
fn put(bytes: &mut Vec<u8>, chain: &mut Chain, mut value: u32) {
    while value >= 0x80 {
        put_byte(bytes, chain, value as u8 | 0x80);
        value >>= 7;
    }
    put_byte(bytes, chain, value as u8);
}

#[inline]
fn put_byte(bytes: &mut Vec<u8>, chain: &mut Chain, byte: u8) {
    if chain.at == chain.end {
        link_chunk(bytes, chain);
    }
    bytes[chain.at as usize] = byte;
    chain.at += 1;
}

#[cold]
fn link_chunk(bytes: &mut Vec<u8>, chain: &mut Chain) {
    let next = bytes.len() as u32;
    bytes[chain.end as usize..][..LINK as usize].copy_from_slice(&next.to_le_bytes());
    let chunk = next_chunk(u32::from(chain.chunk));
    chain.chunk = chunk as u16;
    chain.at = next;
    chain.end = next + chunk;
    bytes.resize((chain.end + LINK) as usize, 0);
}

fn next_chunk(chunk: u32) -> u32 {
    (chunk * 2).min(LONGEST)
}

struct ChainReader<'a> {
    bytes: &'a [u8],
    at: u32,
    end: u32,
    chunk: u32,
}

impl ChainReader<'_> {
    #[inline]
    fn next(&mut self) -> u32 {
        let mut value = 0;
        let mut shift = 0;
        loop {
            let byte = self.byte();
            value |= u32::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return value;
            }
            shift += 7;
        }
    }

    #[inline]
    fn byte(&mut self) -> u8 {
        if self.at == self.end {
            let link = &self.bytes[self.end as usize..][..LINK as usize];
            self.at = u32::from_le_bytes(link.try_into().expect("a link has four bytes"));
            self.chunk = next_chunk(self.chunk);
            self.end = self.at + self.chunk;
        }
        let byte = self.bytes[self.at as usize];
        self.at += 1;
        byte
    }
}
