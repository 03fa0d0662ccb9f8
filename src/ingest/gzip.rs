//! Gzip of anything: what is inside is read by the name without `.gz`. Web archives are packed record by
//! record, and read so, that a large one is never in memory as a whole.

use super::checksum::crc32;
use super::inflate::{self, Unpacked};
use super::reading::Reading;
use super::warc::Warc;
use super::{IngestError, MAX_BYTES};
use crate::said::said;
use flate2::bufread::DeflateDecoder;

pub(super) const MAGIC: &[u8] = b"\x1F\x8B\x08";

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let inner = inner_name(name);
    let (first, rest) = unpack_member(bytes, &mut reading.left)?;
    if first.bytes.starts_with(b"WARC/") {
        return read_records(&inner, bytes, reading);
    }
    let (mut all, mut is_damaged, mut rest) = (first.bytes, first.is_damaged, rest);
    while !is_damaged && rest.starts_with(MAGIC) {
        let (member, after) = unpack_member(rest, &mut reading.left)?;
        all.extend(&member.bytes);
        if all.len() > MAX_BYTES {
            return Err(IngestError::TooLarge { bytes: all.len() as u64 });
        }
        (is_damaged, rest) = (member.is_damaged, after);
    }
    if !(is_damaged && all.is_empty()) {
        reading.read_inner(&inner, &all);
    }
    if is_damaged || rest.iter().any(|&byte| byte != 0) {
        return Err(IngestError::Damaged { message: said!("it is cut off or damaged") });
    }
    Ok(())
}

fn inner_name(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    match lower.strip_suffix(".tgz").or_else(|| lower.strip_suffix(".gz")) {
        Some(stem) if lower.ends_with(".tgz") => format!("{}.tar", &name[..stem.len()]),
        Some(stem) => name[..stem.len()].to_owned(),
        None => name.to_owned(),
    }
}

/// What one member of a gzip file holds (RFC 1952), and the bytes after it.
pub(super) fn unpack_member<'a>(
    bytes: &'a [u8],
    left: &mut usize,
) -> Result<(Unpacked, &'a [u8]), IngestError> {
    let Some(packed) = after_header(bytes) else {
        return Ok((Unpacked { bytes: Vec::new(), is_damaged: true }, &[]));
    };
    let mut decoder = DeflateDecoder::new(packed);
    let mut unpacked = inflate::unpack(&mut decoder, packed.len(), left)?;
    let rest = decoder.into_inner();
    let checksum = rest.first_chunk().map(|checksum| u32::from_le_bytes(*checksum));
    unpacked.is_damaged |= checksum != Some(crc32(&unpacked.bytes));
    Ok((unpacked, rest.get(8..).unwrap_or_default()))
}

/// What comes after the header of a member.
fn after_header(bytes: &[u8]) -> Option<&[u8]> {
    const HAS_CHECKSUM: u8 = 2;
    const HAS_EXTRA: u8 = 4;
    const HAS_NAME: u8 = 8;
    const HAS_COMMENT: u8 = 16;
    let flags = *bytes.strip_prefix(MAGIC)?.first()?;
    let mut rest = bytes.get(10..)?;
    if flags & HAS_EXTRA > 0 {
        let (length, after) = rest.split_first_chunk()?;
        rest = after.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    for _ in 0..(flags & HAS_NAME).count_ones() + (flags & HAS_COMMENT).count_ones() {
        let end = rest.iter().position(|&byte| byte == 0)?;
        rest = &rest[end + 1..];
    }
    if flags & HAS_CHECKSUM > 0 { rest.get(2..) } else { Some(rest) }
}

/// After so many damaged members a web archive is given up.
const MOST_DAMAGED: usize = 1000;

/// Reads a web archive member by member. After one that is damaged it goes on at the next that can be found.
fn read_records(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let mut warc = Warc::new(name);
    let mut damaged = 0;
    let mut rest = bytes;
    while !rest.is_empty() {
        let (member, after) = unpack_member(rest, &mut reading.left)?;
        warc.read(&member.bytes, reading);
        rest = match member.is_damaged {
            false => after,
            true => {
                let message = said!("it is cut off or damaged after record {0}", warc.records());
                let reason = IngestError::Damaged { message };
                damaged += 1;
                if damaged == MOST_DAMAGED {
                    return Err(reason);
                }
                reading.skip(name, reason);
                let next = rest.windows(MAGIC.len()).skip(1).position(|window| window == MAGIC);
                next.map_or(&[], |at| &rest[at + 1..])
            }
        };
        reading.read_up_to(bytes.len() - rest.len());
    }
    warc.end()
}
