//! Bytes that come in shards: a stretch that is here is read where it lies, one that is not is noted.
//!
//! ```
//! use corpus_viewer::bytes::Bytes;
//! use corpus_viewer::shards::{Body, Shards, Stretch};
//! use std::sync::Arc;
//!
//! let shards = Arc::new(Shards::new(vec![crc32fast::hash(b"..base.")]));
//! let stretches = vec![Stretch { end: 8, shard: 0, start: 2 }];
//! let body = Body::sharded(Bytes::from(&b"old "[..]), stretches, shards.clone());
//! assert_eq!(body.get(0..3), Ok(&b"old"[..]));
//! assert!(body.get(4..8).is_err());
//! assert_eq!(shards.take_missed(), [0]);
//! assert!(shards.put(0, b"..base.".to_vec()));
//! assert_eq!(body.get(4..8), Ok(&b"base"[..]));
//! ```

use crate::bytes::Bytes;
use crate::codec::Malformed;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The shards of a file by number, and which were missed.
#[derive(Debug)]
pub struct Shards {
    /// The CRC-32 of each, and its bytes once they are here.
    all: Vec<(u32, OnceLock<Vec<u8>>)>,
    missed: Mutex<BTreeSet<u32>>,
}

impl Shards {
    /// As many shards as there are `checksums`, none of them here: CRC-32, ISO-HDLC.
    pub fn new(checksums: Vec<u32>) -> Self {
        let all = checksums.into_iter().map(|checksum| (checksum, OnceLock::new())).collect();
        Shards { all, missed: Mutex::default() }
    }

    /// Takes shard `number`, if these are its bytes.
    pub fn put(&self, number: u32, bytes: Vec<u8>) -> bool {
        match self.all.get(number as usize) {
            Some((checksum, place)) if *checksum == crc32fast::hash(&bytes) => {
                place.get_or_init(|| bytes);
                true
            }
            _ => false,
        }
    }

    /// The shards that were asked for since the last call and are not here, ascending.
    pub fn take_missed(&self) -> Vec<u32> {
        std::mem::take(&mut *self.missed.lock().unwrap_or_else(PoisonError::into_inner)).into_iter().collect()
    }

    /// Whether there are some that [`take_missed`](Self::take_missed) would tell.
    pub fn has_missed(&self) -> bool {
        !self.missed.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn get(&self, number: u32) -> Result<&[u8], Malformed> {
        let (_, place) = self.all.get(number as usize).ok_or(Malformed)?;
        place.get().map(Vec::as_slice).ok_or_else(|| {
            self.missed.lock().unwrap_or_else(PoisonError::into_inner).insert(number);
            Malformed
        })
    }
}

/// Bytes that begin with a head, which is always here; what follows may be in shards.
#[derive(Clone, Debug)]
pub enum Body {
    Whole(Bytes),
    Sharded(Arc<Sharded>),
}

/// A head, and where the rest is.
#[derive(Debug)]
pub struct Sharded {
    head: Bytes,
    stretches: Vec<Stretch>,
    shards: Arc<Shards>,
}

/// Some bytes of a shard: those from `start` of it on are the bytes of the body up to `end`, from where
/// the stretch before ends.
#[derive(Clone, Copy, Debug)]
pub struct Stretch {
    pub end: usize,
    pub shard: u32,
    pub start: usize,
}

impl Body {
    /// A body of a head and stretches in shards, in their order; their ends ascend.
    pub fn sharded(head: Bytes, stretches: Vec<Stretch>, shards: Arc<Shards>) -> Self {
        Body::Sharded(Arc::new(Sharded { head, stretches, shards }))
    }

    /// How many bytes there are, here or not.
    pub fn len(&self) -> usize {
        match self {
            Body::Whole(bytes) => bytes.len(),
            Body::Sharded(sharded) => sharded.start_of(sharded.stretches.len()),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The first bytes, which are always here; all, if there are no shards.
    #[inline]
    pub fn head(&self) -> &[u8] {
        match self {
            Body::Whole(bytes) => bytes,
            Body::Sharded(sharded) => &sharded.head,
        }
    }

    /// The bytes at `range`, which lies in the head or in one stretch.
    ///
    /// # Errors
    /// There are no such bytes, or they are not here: [`Shards::take_missed`] tells.
    #[inline]
    pub fn get(&self, range: Range<usize>) -> Result<&[u8], Malformed> {
        match self {
            Body::Whole(bytes) => bytes.get(range).ok_or(Malformed),
            Body::Sharded(sharded) => sharded.get(range),
        }
    }

    /// Whether all of the bytes are here; all shards that lack are noted as missed.
    pub fn is_here(&self) -> bool {
        match self {
            Body::Whole(_) => true,
            Body::Sharded(sharded) => sharded.is_here(),
        }
    }

    /// All of the bytes.
    ///
    /// # Errors
    /// Some are not here: see [`is_here`](Self::is_here).
    pub fn whole(&self) -> Result<Bytes, Malformed> {
        match self {
            Body::Whole(bytes) => Ok(bytes.clone()),
            Body::Sharded(sharded) => sharded.whole(),
        }
    }

    /// The shards, if it has some.
    pub fn shards(&self) -> Option<&Shards> {
        match self {
            Body::Whole(_) => None,
            Body::Sharded(sharded) => Some(&sharded.shards),
        }
    }
}

impl Sharded {
    /// Where a stretch starts.
    fn start_of(&self, stretch: usize) -> usize {
        stretch.checked_sub(1).map_or(self.head.len(), |before| self.stretches[before].end)
    }

    fn get(&self, range: Range<usize>) -> Result<&[u8], Malformed> {
        if range.is_empty() || range.end <= self.head.len() {
            return Ok(self.head.get(range).unwrap_or_default());
        }
        let place = self.stretches.partition_point(|stretch| stretch.end <= range.start);
        let stretch =
            self.stretches.get(place).filter(|stretch| range.end <= stretch.end).ok_or(Malformed)?;
        let start = range.start.checked_sub(self.start_of(place)).ok_or(Malformed)? + stretch.start;
        self.shards.get(stretch.shard)?.get(start..start + range.len()).ok_or(Malformed)
    }

    fn whole(&self) -> Result<Bytes, Malformed> {
        if !self.is_here() {
            return Err(Malformed);
        }
        let mut bytes = self.head.to_vec();
        for place in 0..self.stretches.len() {
            bytes.extend_from_slice(self.stretch(place)?);
        }
        Ok(bytes.into())
    }

    fn is_here(&self) -> bool {
        (0..self.stretches.len()).filter(|&place| self.stretch(place).is_err()).count() == 0
    }

    fn stretch(&self, place: usize) -> Result<&[u8], Malformed> {
        self.get(self.start_of(place)..self.stretches[place].end)
    }
}

impl<B: Into<Bytes>> From<B> for Body {
    fn from(bytes: B) -> Self {
        Body::Whole(bytes.into())
    }
}

impl Default for Body {
    fn default() -> Self {
        Body::Whole(Bytes::default())
    }
}

/// What is not here is like nothing.
impl PartialEq for Body {
    fn eq(&self, other: &Self) -> bool {
        matches!((self.whole(), other.whole()), (Ok(own), Ok(other)) if own == other)
    }
}
