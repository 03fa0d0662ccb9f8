//! The directory of a .zip archive, and its entries (APPNOTE 6.3.10 of PKWARE). It is read here rather
//! than by a crate, because entries of the same name, or that overlap, have to be told, and because the
//! crate is ten times as large.

use super::IngestError;
use super::checksum::crc32;
use super::inflate::{self, Unpacked};
use crate::order;
use crate::said::{Said, said};
use flate2::bufread::DeflateDecoder;
use std::collections::BTreeMap;
use std::ops::Range;

/// An archive whose directory makes sense.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    pub entries: Vec<Entry>,
    /// The first entry of each name.
    by_name: BTreeMap<String, usize>,
}

/// A file in an archive.
pub(super) struct Entry {
    /// A path below the archive, whatever it says: without `..`, drives and a `/` at its beginning.
    pub name: String,
    pub is_folder: bool,
    is_locked: bool,
    method: u16,
    checksum: u32,
    packed: u64,
    /// Where its own header begins.
    header: u64,
    /// An entry before it lies in the same place, as in archives that are made to unpack without end.
    overlaps: bool,
}

const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
const END_64: &[u8] = b"PK\x06\x06";
const LOCATOR_64: &[u8] = b"PK\x06\x07";
const LOCATOR_64_LENGTH: usize = 20;
const DIRECTORY: &[u8] = b"PK\x01\x02";
const HEADER: &[u8] = b"PK\x03\x04";
const HEADER_LENGTH: u64 = 30;
const MOST_NAME: usize = 500;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

impl<'a> Archive<'a> {
    /// Reads the directory at the end of an archive.
    pub fn open(bytes: &'a [u8]) -> Result<Self, IngestError> {
        let missing = || invalid(said!("it is no whole .zip archive; its end is missing"));
        let end = end_of_directory(bytes).ok_or_else(missing)?;
        let (count, start) = directory(bytes, end).ok_or_else(missing)?;
        let mut entries: Vec<Entry> = Vec::new();
        let mut at = start;
        while let Some((mut entry, next)) = entry(bytes, at) {
            if entry.name.is_empty() {
                entry.name = format!("file {}", entries.len() + 1);
            }
            entries.push(entry);
            at = next;
        }
        if (entries.len() as u64) < count {
            let read = entries.len();
            return Err(invalid(said!("its directory makes no sense after {0} of {1} entries", read, count)));
        }
        mark_overlaps(&mut entries);
        let mut by_name = BTreeMap::new();
        for (at, entry) in entries.iter().enumerate() {
            by_name.entry(entry.name.clone()).or_insert(at);
        }
        Ok(Archive { bytes, entries, by_name })
    }

    /// The entry called `name`.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(name).map(|&at| &self.entries[at])
    }

    /// The bytes of an entry in a format where every part counts.
    pub fn part(&self, name: &str, left: &mut usize) -> Result<Vec<u8>, IngestError> {
        let entry = self.find(name).ok_or_else(|| IngestError::NoPart { part: name.into() })?;
        let unpacked = self.unpack(entry, left)?;
        match unpacked.is_damaged {
            true => Err(invalid(said!("{0} in it is damaged", name))),
            false => Ok(unpacked.bytes),
        }
    }

    /// Unpacks an entry to at most `left` bytes; see [`inflate::unpack`].
    pub fn unpack(&self, entry: &Entry, left: &mut usize) -> Result<Unpacked, IngestError> {
        if entry.is_locked {
            return Err(IngestError::Encrypted);
        }
        if entry.overlaps {
            return Err(invalid(said!("it lies where another file of the archive lies")));
        }
        let place = self.place(entry).ok_or_else(|| invalid(said!("it is not where the archive says")))?;
        let packed = &self.bytes[place];
        let mut unpacked = match entry.method {
            STORED => inflate::unpack(&mut &*packed, packed.len(), left),
            DEFLATED => inflate::unpack(&mut DeflateDecoder::new(packed), packed.len(), left),
            _ => Err(invalid(said!("it is packed in a rare way; pack it again"))),
        }?;
        unpacked.is_damaged |= crc32(&unpacked.bytes) != entry.checksum;
        Ok(unpacked)
    }

    /// Where the packed bytes of an entry lie, as far as there are any.
    fn place(&self, entry: &Entry) -> Option<Range<usize>> {
        let header = self.bytes.get(usize::try_from(entry.header).ok()?..)?;
        if !header.starts_with(HEADER) {
            return None;
        }
        let lengths = u64::from(u16_at(header, 26)?) + u64::from(u16_at(header, 28)?);
        let start = usize::try_from(entry.header.checked_add(HEADER_LENGTH + lengths)?).ok()?;
        let end = start.saturating_add(usize::try_from(entry.packed).ok()?).min(self.bytes.len());
        (start <= end).then_some(start..end)
    }

    /// Where an entry ends, at the least.
    pub fn end(&self, entry: &Entry) -> usize {
        self.place(entry).map_or(0, |place| place.end)
    }
}

fn invalid(message: Said) -> IngestError {
    IngestError::Zip { message }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|chunk| u16::from_le_bytes(*chunk))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|chunk| u32::from_le_bytes(*chunk))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
}

/// Where the last record of an archive is; a comment of up to 64 KiB may follow.
fn end_of_directory(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_LENGTH)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| bytes[at..].starts_with(END))
}

/// How many entries an archive has, and where its directory begins.
fn directory(bytes: &[u8], end: usize) -> Option<(u64, usize)> {
    let mut count = u64::from(u16_at(bytes, end + 10)?);
    let mut start = u64::from(u32_at(bytes, end + 16)?);
    let locator = end.checked_sub(LOCATOR_64_LENGTH).filter(|&at| bytes[at..].starts_with(LOCATOR_64));
    if let Some(locator) = locator {
        let end_64 = usize::try_from(u64_at(bytes, locator + 8)?).ok()?;
        if !bytes.get(end_64..)?.starts_with(END_64) {
            return None;
        }
        count = u64_at(bytes, end_64.checked_add(32)?)?;
        start = u64_at(bytes, end_64.checked_add(48)?)?;
    }
    Some((count, usize::try_from(start).ok()?))
}

/// The entry at `at` in a directory, and where the next one is.
fn entry(bytes: &[u8], at: usize) -> Option<(Entry, usize)> {
    const FIXED: usize = 46;
    const IS_LOCKED: u16 = 1;
    const IS_UTF8: u16 = 1 << 11;
    let record = bytes.get(at..)?;
    if !record.starts_with(DIRECTORY) {
        return None;
    }
    let flags = u16_at(record, 8)?;
    let name_end = FIXED + usize::from(u16_at(record, 28)?);
    let extra_end = name_end + usize::from(u16_at(record, 30)?);
    let next = extra_end + usize::from(u16_at(record, 32)?);
    let raw = record.get(FIXED..name_end)?;
    let name = if flags & IS_UTF8 > 0 { String::from_utf8_lossy(raw).into_owned() } else { old_name(raw) };
    let mut large = record.get(name_end..extra_end).and_then(large_sizes).unwrap_or_default().into_iter();
    let mut in_64 = |size: u32| match size {
        u32::MAX => large.next().unwrap_or(u64::from(size)),
        size => u64::from(size),
    };
    let _unpacked = in_64(u32_at(record, 24)?);
    let entry = Entry {
        is_folder: name.ends_with(['/', '\\']),
        name: harmless(&name),
        is_locked: flags & IS_LOCKED > 0,
        method: u16_at(record, 10)?,
        checksum: u32_at(record, 16)?,
        packed: in_64(u32_at(record, 20)?),
        header: in_64(u32_at(record, 42)?),
        overlaps: false,
    };
    Some((entry, at + next))
}

/// The sizes in the field of Zip64, in its order: those that do not fit the record.
fn large_sizes(mut extra: &[u8]) -> Option<Vec<u64>> {
    const ZIP_64: u16 = 1;
    loop {
        let (kind, length) = (u16_at(extra, 0)?, usize::from(u16_at(extra, 2)?));
        let field = extra.get(4..4 + length)?;
        if kind == ZIP_64 {
            return Some((0..length / 8).filter_map(|at| u64_at(field, at * 8)).collect());
        }
        extra = &extra[4 + length..];
    }
}

fn mark_overlaps(entries: &mut [Entry]) {
    let mut free = 0;
    for at in order::of(entries.len(), &|a, b| entries[a].header.cmp(&entries[b].header)) {
        let entry = &mut entries[at];
        entry.overlaps = entry.header < free;
        let end = entry.header.saturating_add(HEADER_LENGTH).saturating_add(entry.packed);
        free = free.max(end);
    }
}

/// A path without what would lead out of a folder, or its end if it is longer than paths are.
fn harmless(name: &str) -> String {
    let is_drive = |part: &str| part.len() == 2 && part.ends_with(':');
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..") && !is_drive(part));
    let path = parts.collect::<Vec<_>>().join("/");
    path[path.ceil_char_boundary(path.len().saturating_sub(MOST_NAME))..].to_owned()
}

/// A name that is not said to be in UTF-8: it is so all the same, or in the code page of the first IBM PC.
fn old_name(raw: &[u8]) -> String {
    let letter = |&byte: &u8| match byte.checked_sub(128) {
        None => char::from(byte),
        Some(high) => CODE_PAGE_437.chars().nth(high.into()).expect("it has 128 characters"),
    };
    str::from_utf8(raw).map_or_else(|_| raw.iter().map(letter).collect(), str::to_owned)
}

/// The characters of code page 437 from 128 on.
const CODE_PAGE_437: &str = "\
    ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»\
    ░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_harmless() {
        for (name, expected) in [
            ("a/b.txt", "a/b.txt"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\texts\\.\\a.txt", "texts/a.txt"),
            ("..", ""),
        ] {
            assert_eq!(harmless(name), expected);
        }
    }

    #[test]
    fn old_names_are_in_code_page_437_unless_they_are_utf8() {
        assert_eq!(CODE_PAGE_437.chars().count(), 128);
        assert_eq!(old_name(b"Espa\xA4a.txt"), "España.txt");
        assert_eq!(old_name("España.txt".as_bytes()), "España.txt");
    }
}
