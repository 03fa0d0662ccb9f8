//! Gzip of anything: what is inside is read by the name without `.gz`. Web archives are packed record by
//! record, and read so, that a large one is never in memory as a whole.

use super::inflate::{self, Unpacked};
use super::reading::Reading;
use super::warc::Warc;
use super::{IngestError, MAX_BYTES};
use flate2::bufread::GzDecoder;

const MAGIC: &[u8] = b"\x1F\x8B\x08";

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
        return Err(IngestError::Damaged { message: "it is cut off or damaged".to_owned() });
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

/// What one member of a gzip file holds, and the bytes after it.
fn unpack_member<'a>(bytes: &'a [u8], left: &mut usize) -> Result<(Unpacked, &'a [u8]), IngestError> {
    let mut decoder = GzDecoder::new(bytes);
    let unpacked = inflate::unpack(&mut decoder, bytes.len(), left)?;
    Ok((unpacked, decoder.into_inner()))
}

/// Reads a web archive member by member. After one that is damaged it goes on at the next that can be found.
fn read_records(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let mut warc = Warc::new(name);
    let mut rest = bytes;
    while !rest.is_empty() {
        let (member, after) = unpack_member(rest, &mut reading.left)?;
        warc.read(&member.bytes, reading);
        rest = match member.is_damaged {
            false => after,
            true => {
                let message = format!("it is cut off or damaged after record {}", warc.records());
                reading.skip(name, IngestError::Damaged { message });
                let next = rest.windows(MAGIC.len()).skip(1).position(|window| window == MAGIC);
                next.map_or(&[], |at| &rest[at + 1..])
            }
        };
        reading.read_up_to(bytes.len() - rest.len());
    }
    warc.end()
}
