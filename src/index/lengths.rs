//! How long each document is.

use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::{DocId, Position};

/// No document has more positions, so that sums of a few of them fit.
const MAX_EXTENT: Position = 1 << 30;

/// The measures of the documents of a segment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lengths {
    all: Vec<Length>,
    tokens: u64,
}

/// The measures of one document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Length {
    pub tokens: u32,
    /// One more than the last position: positions are left empty between blocks.
    pub extent: Position,
    /// Positions below this are in the title.
    pub title: Position,
}

impl Lengths {
    pub fn push(&mut self, length: Length) {
        self.tokens += u64::from(length.tokens);
        self.all.push(length);
    }

    /// The number of documents.
    pub fn documents(&self) -> u32 {
        self.all.len() as u32
    }

    /// The number of tokens of all documents.
    pub fn all_tokens(&self) -> u64 {
        self.tokens
    }

    /// The number of tokens of a document.
    #[inline]
    pub fn tokens(&self, doc: DocId) -> u32 {
        self.all[doc as usize].tokens
    }

    #[inline]
    pub fn extent(&self, doc: DocId) -> Position {
        self.all[doc as usize].extent
    }

    #[inline]
    pub fn title(&self, doc: DocId) -> Position {
        self.all[doc as usize].title
    }

    pub fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, self.documents());
        for length in &self.all {
            put_varint(out, length.tokens);
            put_varint(out, length.extent - length.tokens);
            put_varint(out, length.title);
        }
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let count = reader.count(3)?;
        let mut lengths = Lengths { all: Vec::with_capacity(count), tokens: 0 };
        for _ in 0..count {
            let tokens = reader.varint()?;
            let extent = tokens.checked_add(reader.varint()?).ok_or(Malformed)?;
            let title = reader.varint()?;
            if title > extent || extent > MAX_EXTENT {
                return Err(Malformed);
            }
            lengths.push(Length { tokens, extent, title });
        }
        if reader.is_at_end() { Ok(lengths) } else { Err(Malformed) }
    }
}
