//! Bytes that several owners read: a file once in memory, and the stretches of it.

use std::ops::{Deref, Range};
use std::sync::Arc;

/// A stretch of shared bytes. Cloning and cutting cost nothing.
///
/// ```
/// use corpus_viewer::bytes::Bytes;
/// let file = Bytes::from(b"header body".to_vec());
/// assert_eq!(&*file.slice(7..11).unwrap(), b"body");
/// assert!(file.slice(7..12).is_none());
/// ```
#[derive(Clone, Debug, Default)]
pub struct Bytes {
    whole: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Bytes {
    /// The bytes at `range`, counted from the start of this stretch, if they are all there.
    pub fn slice(&self, range: Range<usize>) -> Option<Bytes> {
        let start = self.range.start.checked_add(range.start)?;
        let end = self.range.start.checked_add(range.end)?;
        (start <= end && end <= self.range.end)
            .then(|| Bytes { whole: self.whole.clone(), range: start..end })
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes { range: 0..bytes.len(), whole: Arc::new(bytes) }
    }
}

/// Copies the bytes.
impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Bytes::from(bytes.to_vec())
    }
}

impl Deref for Bytes {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        &self.whole[self.range.clone()]
    }
}

impl PartialEq for Bytes {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}
