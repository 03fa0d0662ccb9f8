//! A stretch of text, counted in bytes.

use serde::Serialize;

/// A half-open range of bytes of one text: `start` is the first byte, `end` is
/// one past the last. Both lie on character boundaries of the text they came from.
///
/// ```
/// use corpus_viewer::Span;
/// let text = "Quito, Ecuador";
/// assert_eq!(Span::new(7, 14).of(text), "Ecuador");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The range `start..end`, in bytes. Texts are kept far below 4 GiB by
    /// [`MAX_BYTES`](crate::ingest::MAX_BYTES).
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && end <= u32::MAX as usize);
        Span { start: start as u32, end: end as u32 }
    }

    /// The text under this span.
    ///
    /// # Panics
    /// If the span was not made for `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// This span counted from `base` bytes further on: from a block to its text.
    pub fn offset_by(self, base: u32) -> Self {
        Span { start: self.start + base, end: self.end + base }
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Turns ascending byte offsets of one text into counts of Unicode scalar values,
/// reading the text once.
///
/// ```
/// use corpus_viewer::span::ScalarCounter;
/// let mut scalars = ScalarCounter::new("Pazmiño said");
/// assert_eq!(scalars.at(8), 7);
/// assert_eq!(scalars.at(9), 8);
/// ```
pub struct ScalarCounter<'a> {
    text: &'a str,
    byte: usize,
    scalars: usize,
}

impl<'a> ScalarCounter<'a> {
    pub fn new(text: &'a str) -> Self {
        ScalarCounter { text, byte: 0, scalars: 0 }
    }

    /// The number of scalar values before `byte`, which is not below any asked before.
    pub fn at(&mut self, byte: usize) -> usize {
        self.scalars += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.scalars
    }
}
