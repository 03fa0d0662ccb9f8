//! A sorted list of distinct strings, packed: each string gets its rank, and is
//! found by binary search over blocks in which neighbours share their beginnings.

use crate::codec::{Malformed, Reader, put_varint};

/// How many strings a block holds. The first is whole, the others leave out what
/// they share with the one before.
const BLOCK: usize = 16;

/// Strings in byte order, by rank from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary {
    len: u32,
    /// Where each block begins in `packed`.
    blocks: Vec<u32>,
    packed: Vec<u8>,
}

impl Dictionary {
    /// Packs `strings`, which are in byte order and all different.
    pub fn from_sorted<'a>(strings: impl Iterator<Item = &'a str>) -> Self {
        let mut dictionary = Dictionary::default();
        let mut last = "";
        for string in strings {
            debug_assert!(dictionary.len == 0 || last < string);
            let shared = if (dictionary.len as usize).is_multiple_of(BLOCK) {
                dictionary.blocks.push(dictionary.packed.len() as u32);
                0
            } else {
                string.bytes().zip(last.bytes()).take_while(|(a, b)| a == b).count()
            };
            put_varint(&mut dictionary.packed, shared as u32);
            put_varint(&mut dictionary.packed, (string.len() - shared) as u32);
            dictionary.packed.extend_from_slice(&string.as_bytes()[shared..]);
            dictionary.len += 1;
            last = string;
        }
        dictionary
    }

    /// How many strings there are.
    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The rank of `string`.
    ///
    /// ```
    /// use corpus_viewer::index::Dictionary;
    /// let words = Dictionary::from_sorted(["army", "base", "bases"].into_iter());
    /// assert_eq!(words.rank("base"), Some(1));
    /// assert_eq!(words.rank("bas"), None);
    /// ```
    pub fn rank(&self, string: &str) -> Option<u32> {
        let block = self
            .blocks
            .partition_point(|&start| self.first_of(start).is_some_and(|first| first <= string.as_bytes()));
        let block = block.checked_sub(1)?;
        let first_rank = (block * BLOCK) as u32;
        let mut ranks = first_rank..;
        let mut found = None;
        self.each_in_block(block, |candidate| {
            let rank = ranks.next();
            if candidate == string.as_bytes() {
                found = rank;
            }
            candidate < string.as_bytes()
        });
        found
    }

    /// The string of `rank`, if there is one.
    pub fn get(&self, rank: u32) -> Option<String> {
        let mut left = rank as usize % BLOCK;
        let mut found = None;
        self.each_in_block(rank as usize / BLOCK, |candidate| {
            if left == 0 {
                found = Some(String::from_utf8_lossy(candidate).into_owned());
                return false;
            }
            left -= 1;
            true
        });
        found
    }

    fn first_of(&self, start: u32) -> Option<&[u8]> {
        let mut reader = Reader::new(self.packed.get(start as usize..)?);
        reader.varint().ok()?;
        let length = reader.varint().ok()? as usize;
        reader.take(length).ok()
    }

    /// Calls `visit` with the strings of a block until it says false. Malformed bytes end the block.
    fn each_in_block(&self, block: usize, mut visit: impl FnMut(&[u8]) -> bool) {
        let Some(bytes) = self.blocks.get(block).and_then(|&start| self.packed.get(start as usize..)) else {
            return;
        };
        let count = (self.len as usize).saturating_sub(block * BLOCK).min(BLOCK);
        let mut reader = Reader::new(bytes);
        let mut string = Vec::new();
        for _ in 0..count {
            let Ok(suffix) = read_entry(&mut reader, &mut string) else { return };
            string.extend_from_slice(suffix);
            if !visit(&string) {
                return;
            }
        }
    }

    pub fn encode(&self, out: &mut Vec<u8>) {
        put_varint(out, self.len);
        put_varint(out, self.packed.len() as u32);
        out.extend_from_slice(&self.packed);
    }

    /// Reads what [`encode`](Self::encode) wrote, and checks that it is whole and in order.
    pub fn decode(reader: &mut Reader) -> Result<Self, Malformed> {
        let len = reader.varint()?;
        let length = reader.varint()? as usize;
        let packed = reader.take(length)?;
        let mut blocks = Vec::new();
        let mut entries = Reader::new(packed);
        let mut last = Vec::new();
        let mut string = Vec::new();
        for rank in 0..len as usize {
            if rank.is_multiple_of(BLOCK) {
                blocks.push((length - entries.left()) as u32);
                string.clear();
            }
            let suffix = read_entry(&mut entries, &mut string)?;
            string.extend_from_slice(suffix);
            if rank > 0 && last >= string {
                return Err(Malformed);
            }
            last.clone_from(&string);
        }
        if !entries.is_at_end() {
            return Err(Malformed);
        }
        Ok(Dictionary { len, blocks, packed: packed.to_vec() })
    }
}

/// Cuts `string` to what the next entry shares with it, and gives the rest of the entry.
fn read_entry<'a>(reader: &mut Reader<'a>, string: &mut Vec<u8>) -> Result<&'a [u8], Malformed> {
    let shared = reader.varint()? as usize;
    let length = reader.varint()? as usize;
    if shared > string.len() {
        return Err(Malformed);
    }
    string.truncate(shared);
    reader.take(length)
}
