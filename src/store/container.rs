//! The frame of a `.corpus` file: sections, found by a table, and checked page by page.
//!
//! ```text
//! offset  bytes
//!      0      8   magic: 89 "CORPUS" 0A
//!      8      4   format version
//!     12      4   number of sections
//!     16      8   length of the file
//!     24   24 n   sections: kind u32, part u32, offset u64, length u64
//!           4 m   CRC-32 of each page of what follows the head: 64 KiB, the last less
//!             4   CRC-32 of everything above
//!                 sections, one after another, each at a multiple of 8, zeros between them
//! ```
//! All numbers are little-endian. CRC-32 is that of ISO-HDLC (zip, PNG), which finds every
//! change of a single byte. A reader that has but some of the bytes can check the pages
//! it reads, and no others.

use super::StoreError;
use crate::bytes::Bytes;
use crate::codec::{Malformed, Reader};
use std::ops::Deref;

const MAGIC: [u8; 8] = *b"\x89CORPUS\n";
const HEADER: usize = 24;
const ROW: usize = 24;
const PAGE: usize = 64 * 1024;
const ALIGNMENT: usize = 8;

/// A section: what it holds, of which part, and its bytes.
pub struct Section<B> {
    pub kind: u32,
    pub part: u32,
    pub bytes: B,
}

/// The bytes of a file with these sections.
pub fn encode<B: Deref<Target = [u8]>>(version: u32, sections: &[Section<B>]) -> Vec<u8> {
    let ends = |start: usize| {
        let mut at = start;
        let places = sections.iter().map(move |section| {
            let offset = at.next_multiple_of(ALIGNMENT);
            at = offset + section.bytes.len();
            offset
        });
        places.collect::<Vec<usize>>()
    };
    let length = |start: usize| match (ends(start).last(), sections.last()) {
        (Some(offset), Some(last)) => offset + last.bytes.len(),
        _ => start,
    };
    let mut start = head_length(sections.len(), 0);
    let pages = (length(start) - start).div_ceil(PAGE);
    start = head_length(sections.len(), pages);
    let mut file = Vec::with_capacity(length(start));
    file.extend(MAGIC);
    file.extend(version.to_le_bytes());
    file.extend((sections.len() as u32).to_le_bytes());
    file.extend((length(start) as u64).to_le_bytes());
    for (section, offset) in sections.iter().zip(ends(start)) {
        file.extend(section.kind.to_le_bytes());
        file.extend(section.part.to_le_bytes());
        file.extend((offset as u64).to_le_bytes());
        file.extend((section.bytes.len() as u64).to_le_bytes());
    }
    let checksums = file.len();
    file.resize(start, 0);
    for section in sections {
        file.resize(file.len().next_multiple_of(ALIGNMENT), 0);
        file.extend_from_slice(&section.bytes);
    }
    for page in 0..pages {
        let end = file.len().min(start + (page + 1) * PAGE);
        let checksum = crc32fast::hash(&file[start + page * PAGE..end]);
        file[checksums + 4 * page..][..4].copy_from_slice(&checksum.to_le_bytes());
    }
    let checksum = crc32fast::hash(&file[..start - 4]);
    file[start - 4..start].copy_from_slice(&checksum.to_le_bytes());
    file
}

/// Bytes before the first section: a multiple of [`ALIGNMENT`], so that the pages begin with it.
fn head_length(sections: usize, pages: usize) -> usize {
    (HEADER + ROW * sections + 4 * pages + 4).next_multiple_of(ALIGNMENT)
}

/// The version of the format of some bytes.
pub fn version(bytes: &[u8]) -> Result<u32, StoreError> {
    let mut reader = Reader::new(bytes);
    if reader.take(MAGIC.len()) != Ok(&MAGIC) {
        return Err(StoreError::NotACorpus);
    }
    reader.u32().map_err(|Malformed| StoreError::Head)
}

/// The sections of a file, after checking all of it.
pub fn decode(file: &Bytes) -> Result<Vec<Section<Bytes>>, StoreError> {
    let head = |Malformed| StoreError::Head;
    let mut reader = Reader::new(file);
    reader.take(MAGIC.len() + 4).map_err(head)?;
    let count = reader.u32().map_err(head)? as usize;
    let length = reader.u64().map_err(head)?;
    if length != file.len() as u64 {
        return Err(StoreError::Length { expected: length, found: file.len() as u64 });
    }
    let table = reader.take(count.checked_mul(ROW).ok_or(StoreError::Head)?).map_err(head)?;
    let rows: Vec<[u64; 3]> = table.as_chunks::<ROW>().0.iter().map(numbers).collect();
    let start = rows.first().map_or(head_length(0, 0) as u64, |row| row[1]);
    let start = usize::try_from(start).ok().filter(|&start| start <= file.len()).ok_or(StoreError::Head)?;
    let pages = (file.len() - start).div_ceil(PAGE);
    if start != head_length(count, pages) {
        return Err(StoreError::Head);
    }
    let checksum = Reader::new(&file[start - 4..]).u32().map_err(head)?;
    if checksum != crc32fast::hash(&file[..start - 4]) {
        return Err(StoreError::Head);
    }
    let checksums = reader.take(4 * pages).map_err(head)?.as_chunks::<4>().0;
    for (page, (bytes, &checksum)) in file[start..].chunks(PAGE).zip(checksums).enumerate() {
        if crc32fast::hash(bytes) != u32::from_le_bytes(checksum) {
            let at = start + page * PAGE;
            return Err(StoreError::Page { from: at as u64, to: (at + bytes.len()) as u64 });
        }
    }
    let mut end = start as u64;
    let mut sections = Vec::with_capacity(count);
    for [kind, offset, length] in rows {
        let after = offset.checked_add(length).ok_or(StoreError::Head)?;
        if offset != end.next_multiple_of(ALIGNMENT as u64) || after > file.len() as u64 {
            return Err(StoreError::Head);
        }
        let bytes = file.slice(offset as usize..after as usize).ok_or(StoreError::Head)?;
        end = after;
        sections.push(Section { kind: kind as u32, part: (kind >> 32) as u32, bytes });
    }
    if end == file.len() as u64 { Ok(sections) } else { Err(StoreError::Head) }
}

/// Kind and part in one, offset, and length.
fn numbers(row: &[u8; ROW]) -> [u64; 3] {
    let words = row.as_chunks::<8>().0;
    [0, 1, 2].map(|nth| u64::from_le_bytes(words[nth]))
}
