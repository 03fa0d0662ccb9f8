//! A sorted list of distinct strings, packed, each with a posting list. A string is found
//! by its rank, or by binary search over blocks in which neighbours share their beginnings.
//!
//! ```text
//! dictionary = entries u32, blocks u32, { key u32, end u32, end of its lists u32 } { block }
//! block      = up to 16 entries
//! entry      = shared length u4, own length u4 [varints where 15 and more], own bytes,
//!              doc_freq varint, bytes of its list varint
//! ```
//! The key of a block is the beginning of its first string, as a number, so that the
//! search touches few blocks. Nothing of it is unpacked when an index is opened.

use crate::bytes::Bytes;
use crate::codec::{Malformed, Reader, put_varint};
use crate::corpus::TermId;
use std::ops::Range;

/// How many strings a block holds. The first is whole, the others leave out what
/// they share with the one before.
const BLOCK: usize = 16;

/// Bytes of the head of a dictionary, and of what it says of each block.
const HEAD: usize = 8;
const OF_BLOCK: usize = 12;
type Row = [u8; OF_BLOCK];

/// Writes a dictionary, string by string.
#[derive(Default)]
pub struct DictionaryWriter {
    len: u32,
    table: Vec<u8>,
    packed: Vec<u8>,
    last: Vec<u8>,
    lists: usize,
}

impl DictionaryWriter {
    /// Appends `string`, which comes after all others in byte order, and whose list takes
    /// `list` bytes.
    pub fn push(&mut self, string: &[u8], doc_freq: u32, list: usize) {
        debug_assert!(self.len == 0 || *self.last < *string);
        let shared = if (self.len as usize).is_multiple_of(BLOCK) {
            self.end_block();
            self.table.extend(key(string).to_le_bytes());
            0
        } else {
            shared_prefix(string, &self.last)
        };
        let own = &string[shared..];
        self.packed.push((shared.min(15) << 4 | own.len().min(15)) as u8);
        for length in [shared, own.len()].into_iter().filter(|&length| length >= 15) {
            put_varint(&mut self.packed, (length - 15) as u32);
        }
        self.packed.extend_from_slice(own);
        put_varint(&mut self.packed, doc_freq);
        put_varint(&mut self.packed, list as u32);
        self.lists += list;
        self.len += 1;
        self.last.clear();
        self.last.extend_from_slice(string);
    }

    fn end_block(&mut self) {
        if self.len > 0 {
            self.table.extend((self.packed.len() as u32).to_le_bytes());
            self.table.extend((self.lists as u32).to_le_bytes());
        }
    }

    pub fn finish(mut self) -> Vec<u8> {
        self.end_block();
        let mut bytes = self.len.to_le_bytes().to_vec();
        bytes.extend(self.len.div_ceil(BLOCK as u32).to_le_bytes());
        bytes.append(&mut self.table);
        bytes.append(&mut self.packed);
        bytes
    }
}

/// How many bytes `string` shares with `last`, ending between two characters.
fn shared_prefix(string: &[u8], last: &[u8]) -> usize {
    let mut shared = common_prefix(string, last);
    while shared > 0 && string.get(shared).is_some_and(|byte| byte & 0xC0 == 0x80) {
        shared -= 1;
    }
    shared
}

/// How many of the first `rows` are before what is sought, in growing steps.
fn gallop(rows: &[Row], is_before: impl Fn(&Row) -> bool) -> usize {
    let mut end = 1;
    while end < rows.len() && is_before(&rows[end - 1]) {
        end *= 2;
    }
    let start = end / 2;
    start + rows[start..end.min(rows.len())].partition_point(is_before)
}

fn common_prefix(a: &[u8], b: &[u8]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

/// The first four bytes of `string` as a number in the order of strings.
fn key(string: &[u8]) -> u32 {
    let mut first = [0; 4];
    let count = string.len().min(4);
    first[..count].copy_from_slice(&string[..count]);
    u32::from_be_bytes(first)
}

/// Strings in byte order, by rank from 0.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary {
    len: u32,
    bytes: Bytes,
    blocks: usize,
}

/// What a dictionary says of one string.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: TermId,
    pub doc_freq: u32,
    /// Where its list lies among the bytes of all lists.
    pub list: Range<usize>,
}

impl Dictionary {
    /// Takes what a [`DictionaryWriter`] finished, and checks its table.
    pub fn open(bytes: Bytes) -> Result<Self, Malformed> {
        let mut reader = Reader::new(&bytes);
        let len = reader.u32()?;
        let blocks = reader.u32()? as usize;
        let table = blocks.checked_mul(OF_BLOCK).ok_or(Malformed)?;
        let table = reader.take(table)?;
        let mut last = [0; 2];
        for row in table.as_chunks::<OF_BLOCK>().0 {
            let [_, end, lists] = numbers(row);
            if end < last[0] || lists < last[1] {
                return Err(Malformed);
            }
            last = [end, lists];
        }
        let is_whole = len.div_ceil(BLOCK as u32) as usize == blocks && last[0] as usize == reader.left();
        if is_whole { Ok(Dictionary { len, bytes, blocks }) } else { Err(Malformed) }
    }

    /// How many strings there are.
    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// How many bytes all lists take.
    pub fn lists(&self) -> usize {
        self.blocks.checked_sub(1).map_or(0, |last| self.row(last)[2] as usize)
    }

    /// What is said of `string`, if it is there.
    pub fn find(&self, string: &[u8]) -> Option<Entry> {
        let mut entries = self.from(string);
        let entry = entries.next()?;
        (entries.string() == string).then_some(entry)
    }

    /// Walks the strings from the first that is not before `string`.
    pub fn from(&self, string: &[u8]) -> Entries<'_> {
        let mut entries = self.block(self.block_of(string, 0));
        entries.pending = entries.seek(string);
        entries
    }

    /// How many strings come before `string`.
    pub fn rank_of(&self, string: &[u8]) -> TermId {
        self.from(string).next().map_or(self.len, |entry| entry.id)
    }

    /// Walks all strings.
    pub fn entries(&self) -> Entries<'_> {
        self.block(0)
    }

    /// The string of `id`, if there is one.
    pub fn get(&self, id: TermId) -> Option<(Vec<u8>, Entry)> {
        let mut entries = self.block(id as usize / BLOCK);
        let entry = entries.nth(id as usize % BLOCK)?;
        Some((entries.string, entry))
    }

    fn row(&self, block: usize) -> [u32; 3] {
        let at = HEAD + block * OF_BLOCK;
        numbers(self.bytes[at..].first_chunk().expect("the table was checked when this was opened"))
    }

    /// The last block from `low` on whose first string is not after `string`, or else `low`.
    fn block_of(&self, string: &[u8], low: usize) -> usize {
        let wanted = key(string);
        let rows = self.rows().get(low..).unwrap_or_default();
        let mut first = gallop(rows, |row| numbers(row)[0] < wanted);
        let mut last = first + gallop(&rows[first..], |row| numbers(row)[0] == wanted);
        while first < last {
            let middle = first.midpoint(last);
            if self.first_of(low + middle).is_ok_and(|first| first <= string) {
                first = middle + 1;
            } else {
                last = middle;
            }
        }
        low + first.saturating_sub(1)
    }

    /// The first string of `block`.
    fn first_of(&self, block: usize) -> Result<&[u8], Malformed> {
        let mut reader = self.block(block).reader;
        let own = read_head(&mut reader)?.own;
        reader.take(own)
    }

    fn rows(&self) -> &[Row] {
        self.bytes.get(HEAD..HEAD + self.blocks * OF_BLOCK).unwrap_or_default().as_chunks().0
    }

    /// Walks the strings from the first of `block`.
    fn block(&self, block: usize) -> Entries<'_> {
        let [_, start, list] = block.checked_sub(1).map_or([0; 3], |before| self.row(before));
        let packed = self.bytes.get(HEAD + self.blocks * OF_BLOCK + start as usize..).unwrap_or_default();
        Entries {
            dictionary: self,
            id: (block * BLOCK) as u32,
            reader: Reader::new(packed),
            string: Vec::new(),
            shared: 0,
            list: list as usize,
            pending: None,
        }
    }
}

fn numbers(row: &Row) -> [u32; 3] {
    let words = row.as_chunks::<4>().0;
    [0, 1, 2].map(|nth| u32::from_le_bytes(words[nth]))
}

/// Walks the strings of a dictionary in order. Malformed bytes end the walk.
pub struct Entries<'a> {
    dictionary: &'a Dictionary,
    /// Of the entry that is read next.
    id: TermId,
    reader: Reader<'a>,
    string: Vec<u8>,
    shared: usize,
    list: usize,
    /// Read already, given next.
    pending: Option<Entry>,
}

impl Entries<'_> {
    /// The string of the entry given last.
    pub fn string(&self) -> &[u8] {
        &self.string
    }

    /// How many bytes the string surely shares with the one before it in the walk.
    pub fn shared(&self) -> usize {
        self.shared
    }

    /// Goes on to the first string that is not before `target`, which comes after the one given last.
    pub fn seek(&mut self, target: &[u8]) -> Option<Entry> {
        // How many bytes the last string that was read has in common with the target.
        let mut common = common_prefix(&self.string, target);
        let before = common;
        let here = self.id as usize / BLOCK;
        let block = self.dictionary.block_of(target, here);
        if block > here {
            *self = Entries { string: std::mem::take(&mut self.string), ..self.dictionary.block(block) };
            common = 0;
        }
        while self.id < self.dictionary.len {
            let Ok(head) = read_head(&mut self.reader) else { break };
            if head.shared > common {
                // Like the one before it, it differs from the target where the target is higher.
                if self.reader.take(head.own).is_err() || self.read_rest().is_err() {
                    break;
                }
                continue;
            }
            let Ok(entry) = self.read_with(head) else { break };
            common = self.shared + common_prefix(&self.string[self.shared..], &target[self.shared..]);
            if self.string.get(common) >= target.get(common) {
                self.shared = before.min(common);
                return Some(entry);
            }
        }
        self.id = self.dictionary.len;
        None
    }

    fn read(&mut self) -> Result<Entry, Malformed> {
        let head = read_head(&mut self.reader)?;
        self.read_with(head)
    }

    fn read_with(&mut self, head: Head) -> Result<Entry, Malformed> {
        if head.shared > self.string.len() {
            return Err(Malformed);
        }
        self.string.truncate(head.shared);
        self.string.extend_from_slice(self.reader.take(head.own)?);
        self.shared = head.shared;
        self.read_rest()
    }

    /// Reads what stands behind the string of an entry.
    fn read_rest(&mut self) -> Result<Entry, Malformed> {
        let doc_freq = self.reader.varint()?;
        let start = self.list;
        self.list = start.checked_add(self.reader.varint()? as usize).ok_or(Malformed)?;
        let id = self.id;
        self.id += 1;
        Ok(Entry { id, doc_freq, list: start..self.list })
    }
}

impl Iterator for Entries<'_> {
    type Item = Entry;

    #[inline]
    fn next(&mut self) -> Option<Entry> {
        if let Some(entry) = self.pending.take() {
            return Some(entry);
        }
        if self.id >= self.dictionary.len {
            return None;
        }
        self.read().ok()
    }
}

struct Head {
    shared: usize,
    own: usize,
}

#[inline]
fn read_head(reader: &mut Reader) -> Result<Head, Malformed> {
    let lengths = reader.byte()?;
    let mut long = |length: u8| match length {
        15 => reader.varint().map(|more| more as usize + 15),
        _ => Ok(usize::from(length)),
    };
    Ok(Head { shared: long(lengths >> 4)?, own: long(lengths & 15)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn packed(strings: &BTreeMap<String, (u32, usize)>) -> Dictionary {
        let mut writer = DictionaryWriter::default();
        for (string, &(doc_freq, list)) in strings {
            writer.push(string.as_bytes(), doc_freq, list);
        }
        Dictionary::open(Bytes::from(writer.finish())).expect("it was just written")
    }

    proptest! {
        #[test]
        fn strings_are_found_and_walked(
            strings in prop::collection::btree_map(
                "([ab]{0,3}|é|ê|ë|.){0,9}(abcdefghijklmnopqrstuv)?",
                (0u32..300, 0usize..300),
                0..200,
            ),
            wanted in "[abé]{0,4}",
            length in 0usize..5,
            next in "[abcé]{0,2}",
        ) {
            let dictionary = packed(&strings);
            let mut entries = dictionary.entries();
            let mut list = 0;
            for (id, (string, &(doc_freq, bytes))) in (0..).zip(&strings) {
                let entry = Entry { id, doc_freq, list: list..list + bytes };
                list += bytes;
                prop_assert_eq!(entries.next(), Some(entry.clone()));
                prop_assert_eq!(entries.string(), string.as_bytes());
                prop_assert_eq!(dictionary.find(string.as_bytes()), Some(entry.clone()));
                prop_assert_eq!(dictionary.get(id), Some((string.clone().into_bytes(), entry)));
            }
            prop_assert_eq!(entries.next(), None);
            prop_assert_eq!(dictionary.lists(), list);
            prop_assert_eq!(dictionary.find(wanted.as_bytes()).is_some(), strings.contains_key(&wanted));
            let mut from = dictionary.from(wanted.as_bytes());
            let mut after = strings.range(wanted.clone()..);
            while let Some((string, _)) = after.next() {
                prop_assert!(from.next().is_some());
                prop_assert_eq!(from.string(), string.as_bytes());
                let target = format!("{}{next}", &string[..string.floor_char_boundary(length)]);
                if target > *string {
                    after = strings.range(string.clone()..);
                    after.next();
                    let further = after.find(|(other, _)| **other >= target);
                    prop_assert_eq!(from.seek(target.as_bytes()).is_some(), further.is_some());
                    let shared = common_prefix(string.as_bytes(), from.string());
                    let is_it = |other: &str| from.string() == other.as_bytes() && from.shared() <= shared;
                    prop_assert!(further.is_none_or(|(other, _)| is_it(other)));
                }
            }
            prop_assert_eq!(from.next(), None);
        }
    }
}
