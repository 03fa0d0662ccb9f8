//! A set of keys that are hashes: found by their high bits, since those fall evenly.

use crate::codec::{Malformed, Reader};
use crate::index::bits::BitReader;
#[cfg(feature = "train")]
use crate::{codec::put_varint, index::bits::BitWriter};

/// How many bits of a hash stand for a word, a name or a feature. Of what is not in a set of
/// 100,000 keys, one in 1,300 is taken for one of them.
pub(crate) const KEY_BITS: u32 = 27;

/// A set has no more keys.
const MOST: usize = 1 << 22;

/// The key of a hash.
pub(crate) fn key(hash: u64) -> u32 {
    (hash >> (64 - KEY_BITS)) as u32
}

/// Ascending keys, found by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Keys {
    keys: Vec<u32>,
    /// For each beginning of a key the number of the first key that has it or a greater one.
    starts: Vec<u32>,
}

/// The bits of a beginning: about one key has each.
const START_BITS: u32 = 17;

impl Keys {
    /// `keys` ascend and are all different.
    pub fn new(keys: Vec<u32>) -> Self {
        let mut starts = Vec::with_capacity((1 << START_BITS) + 1);
        for (number, &key) in (0u32..).zip(&keys) {
            let beginning = key >> (KEY_BITS - START_BITS);
            while starts.len() <= beginning as usize {
                starts.push(number);
            }
        }
        starts.resize((1 << START_BITS) + 1, keys.len() as u32);
        Keys { keys, starts }
    }

    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// The number of the key of `hash`.
    pub fn find(&self, hash: u64) -> Option<usize> {
        let key = key(hash);
        let beginning = (key >> (KEY_BITS - START_BITS)) as usize;
        let (from, to) = (self.starts[beginning] as usize, self.starts[beginning + 1] as usize);
        (from..to).find(|&number| self.keys[number] == key)
    }

    #[cfg(feature = "train")]
    pub fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, self.keys.len() as u32);
        let mut bits = BitWriter::default();
        bits.put_ascending(&self.keys, 1 << KEY_BITS);
        let mut packed = Vec::new();
        bits.flush(&mut packed);
        put_varint(out, packed.len() as u32);
        out.append(&mut packed);
    }

    pub fn decode(reader: &mut Reader) -> Result<Self, Malformed> {
        let count = reader.varint()?;
        let len = reader.varint()? as usize;
        let packed = reader.take(len)?;
        if count as usize > MOST || count as usize > packed.len() {
            return Err(Malformed);
        }
        let mut keys = Vec::with_capacity(count as usize);
        BitReader::new(packed, 0).ascending(count, 1 << KEY_BITS, |key| keys.push(key))?;
        let sound = keys.is_sorted_by(|a, b| a < b) && keys.last().is_none_or(|key| key >> KEY_BITS == 0);
        if sound { Ok(Keys::new(keys)) } else { Err(Malformed) }
    }
}
