//! The texts of documents, one after another in compressed blocks, so that one can be read alone.
//!
//! ```text
//! texts = bytes u32, { end u32 } { block }      a block is 32 KiB of text, the last less (LZ4 block format)
//! ```

use crate::codec::{Malformed, Reader};
use crate::shards::Body;
use lz4_flex::block::{compress, decompress_into};
use std::ops::Range;

const BLOCK: usize = 32 * 1024;

/// No byte of LZ4 stands for more bytes.
const MOST_FROM_A_BYTE: usize = 255;

/// Takes texts one by one and compresses them as they come.
#[derive(Default)]
pub(super) struct TextsWriter {
    bytes: usize,
    open: Vec<u8>,
    ends: Vec<u8>,
    packed: Vec<u8>,
}

impl TextsWriter {
    /// Appends `text` and gives the end of it among all texts.
    pub fn push(&mut self, text: &str) -> usize {
        let mut rest = text.as_bytes();
        while self.open.len() + rest.len() >= BLOCK {
            let (now, later) = rest.split_at(BLOCK - self.open.len());
            self.open.extend_from_slice(now);
            self.end_block();
            rest = later;
        }
        self.open.extend_from_slice(rest);
        self.bytes += text.len();
        self.bytes
    }

    fn end_block(&mut self) {
        self.packed.append(&mut compress(&self.open));
        self.ends.extend((self.packed.len() as u32).to_le_bytes());
        self.open.clear();
    }

    pub fn finish(mut self) -> Vec<u8> {
        if !self.open.is_empty() {
            self.end_block();
        }
        let mut bytes = (self.bytes as u32).to_le_bytes().to_vec();
        bytes.append(&mut self.ends);
        bytes.append(&mut self.packed);
        bytes
    }
}

/// The texts of a part.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Texts {
    bytes: Body,
    length: usize,
    blocks: usize,
}

const HEAD: usize = 4;

impl Texts {
    pub fn open(bytes: Body) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes.head());
        let length = reader.u32()? as usize;
        let blocks = length.div_ceil(BLOCK);
        let ends = reader.take(blocks * 4)?.as_chunks::<4>().0;
        let ascend = ends.is_sorted_by_key(|&end| u32::from_le_bytes(end));
        let end = ends.last().map_or(0, |&end| u32::from_le_bytes(end) as usize);
        let is_whole = HEAD + 4 * blocks + end == bytes.len();
        let may_hold = end.saturating_mul(MOST_FROM_A_BYTE) >= length;
        if ascend && may_hold && is_whole { Ok(Texts { bytes, length, blocks }) } else { Err(Malformed) }
    }

    /// The number of bytes of all texts.
    pub fn len(&self) -> usize {
        self.length
    }

    /// Reads one text after another; quick where they are neighbours.
    pub fn reader(&self) -> TextsReader<'_> {
        TextsReader { texts: self, number: usize::MAX, block: Vec::new() }
    }

    /// Whether the blocks that hold the text at `range` are here.
    pub fn is_here(&self, range: Range<usize>) -> bool {
        let blocks = range.start / BLOCK..range.end.div_ceil(BLOCK);
        // Each is looked at, for all that lack to be noted.
        blocks.filter(|&number| self.block(number).is_err()).count() == 0
    }

    fn block(&self, number: usize) -> Result<&[u8], Malformed> {
        self.bytes.get(self.end_of(number)..self.end_of(number + 1))
    }

    /// Where, in the bytes of the section, the first `blocks` end.
    fn end_of(&self, blocks: usize) -> usize {
        let ends = self.bytes.head()[HEAD..].as_chunks::<4>().0;
        HEAD + 4 * self.blocks
            + blocks.checked_sub(1).map_or(0, |last| u32::from_le_bytes(ends[last]) as usize)
    }

    /// Where, in the bytes of the section, the blocks end that hold the texts up to `text_end`.
    pub fn end_with(&self, text_end: usize) -> usize {
        self.end_of(text_end.div_ceil(BLOCK))
    }
}

/// Keeps the block it has read last.
#[derive(Clone)]
pub(super) struct TextsReader<'a> {
    texts: &'a Texts,
    number: usize,
    block: Vec<u8>,
}

impl TextsReader<'_> {
    /// The text at `range` among all texts.
    pub fn read(&mut self, range: Range<usize>) -> Result<String, Malformed> {
        if range.start > range.end || range.end > self.texts.length {
            return Err(Malformed);
        }
        let mut text = Vec::with_capacity(range.len());
        for number in range.start / BLOCK..range.end.div_ceil(BLOCK) {
            self.load(number)?;
            let from = number * BLOCK;
            let inside = range.start.max(from) - from..range.end.min(from + self.block.len()) - from;
            text.extend_from_slice(&self.block[inside]);
        }
        String::from_utf8(text).map_err(|_| Malformed)
    }

    fn load(&mut self, number: usize) -> Result<(), Malformed> {
        if self.number == number {
            return Ok(());
        }
        self.number = usize::MAX;
        let length = BLOCK.min(self.texts.length - number * BLOCK);
        self.block.resize(length, 0);
        match decompress_into(self.texts.block(number)?, &mut self.block) {
            Ok(bytes) if bytes == length => {}
            _ => return Err(Malformed),
        }
        self.number = number;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_length_that_the_blocks_cannot_have_is_refused() {
        let mut writer = TextsWriter::default();
        writer.push(&" ".repeat(100 * BLOCK));
        let bytes = writer.finish();
        assert!(Texts::open(bytes.clone().into()).is_ok(), "as many as there can be");
        let mut lie = u32::MAX.to_le_bytes().to_vec();
        lie.resize(4 + 4 * (u32::MAX as usize).div_ceil(BLOCK), 0);
        assert_eq!(Texts::open(lie.into()), Err(Malformed));
    }

    proptest! {
        #[test]
        fn texts_come_back(texts in prop::collection::vec(("(Quito|é| ){0,30}", 1usize..300), 0..40)) {
            let texts: Vec<String> = texts.into_iter().map(|(text, times)| text.repeat(times)).collect();
            let mut writer = TextsWriter::default();
            let ends: Vec<usize> = texts.iter().map(|text| writer.push(text)).collect();
            let read = Texts::open(writer.finish().into()).expect("it was just written");
            let mut reader = read.reader();
            for (text, end) in texts.iter().zip(ends) {
                prop_assert_eq!(&reader.read(end - text.len()..end), &Ok(text.clone()));
            }
        }
    }
}
