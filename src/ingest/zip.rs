//! A `.zip` of files: each is read by its own name.

use super::{IngestError, MAX_BYTES, Reading, Skipped, is_passed_over};
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// The most bytes all files of an archive may unpack to: 1 GiB, whatever its directory claims.
const MAX_UNPACKED: usize = 1 << 30;

pub(super) fn read(_name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| invalid(&error))?;
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).map(Cow::into_owned);
        let name = name.unwrap_or_else(|| format!("entry {}", index + 1));
        if name.ends_with('/') || name.split('/').any(is_passed_over) {
            continue;
        }
        let unpacked = archive.by_index(index).map_err(|error| invalid(&error)).and_then(|mut entry| {
            let mut file = Vec::new();
            let most = left.min(MAX_BYTES) as u64 + 1;
            entry.by_ref().take(most).read_to_end(&mut file).map_err(|error| invalid(&error))?;
            Ok(file)
        });
        match unpacked {
            Ok(file) if file.len() > left => return Err(IngestError::TooLarge { bytes: MAX_UNPACKED + 1 }),
            Ok(file) => {
                left -= file.len();
                read_file(&name, &file, reading);
            }
            Err(reason) => reading.skipped.push(Skipped { name, reason }),
        }
    }
    Ok(())
}

/// Reads a file of the archive. An archive in an archive is not opened: it could go on for ever.
fn read_file(name: &str, bytes: &[u8], reading: &mut Reading) {
    if name.to_ascii_lowercase().ends_with(".zip") {
        let reason = IngestError::NoReader { extension: "zip".to_owned() };
        reading.skipped.push(Skipped { name: name.to_owned(), reason });
    } else {
        super::read(name, bytes, reading);
    }
}

fn invalid(error: &dyn std::error::Error) -> IngestError {
    IngestError::Zip { message: error.to_string() }
}
