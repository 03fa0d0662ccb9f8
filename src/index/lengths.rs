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
    /// Only terms are counted: no document has positions.
    is_without_places: bool,
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

/// Stands behind the documents of a segment that only counts.
const WITHOUT_PLACES: u8 = 1;

impl Lengths {
    /// Those of a segment that only counts.
    pub fn without_places() -> Self {
        Lengths { is_without_places: true, ..Lengths::default() }
    }

    /// Whether documents have positions.
    #[inline]
    pub fn has_places(&self) -> bool {
        !self.is_without_places
    }

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
            put_varint(out, length.extent.saturating_sub(length.tokens));
            put_varint(out, length.title);
        }
        if self.is_without_places {
            out.push(WITHOUT_PLACES);
        }
    }

    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut reader = Reader::new(bytes);
        let count = reader.count(3)?;
        let mut lengths = Lengths { all: Vec::with_capacity(count), ..Lengths::default() };
        for _ in 0..count {
            let tokens = reader.varint()?;
            let extent = tokens.checked_add(reader.varint()?).ok_or(Malformed)?;
            let title = reader.varint()?;
            if title > extent || extent > MAX_EXTENT {
                return Err(Malformed);
            }
            lengths.push(Length { tokens, extent, title });
        }
        match reader.left() {
            0 => Ok(lengths),
            1 if reader.byte()? == WITHOUT_PLACES => Ok(lengths.with_tokens_alone()),
            _ => Err(Malformed),
        }
    }

    fn with_tokens_alone(mut self) -> Self {
        self.all
            .iter_mut()
            .for_each(|length| *length = Length { tokens: length.tokens, ..Length::default() });
        self.is_without_places = true;
        self
    }
}
