//! A `.zip` of files: each is read by its own name.

use super::reading::Reading;
use super::{IngestError, MAX_BYTES, is_passed_over};
use std::borrow::Cow;
use std::io::{Cursor, Read};
use zip::ZipArchive;

pub(super) fn read(_name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| invalid(&error))?;
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).map(Cow::into_owned);
        let name = name.unwrap_or_else(|| format!("entry {}", index + 1));
        if name.ends_with('/') || name.split('/').any(is_passed_over) {
            continue;
        }
        let unpacked = archive.by_index(index).map_err(|error| invalid(&error)).and_then(|mut entry| {
            let mut file = Vec::new();
            let most = reading.left.min(MAX_BYTES) as u64 + 1;
            entry.by_ref().take(most).read_to_end(&mut file).map_err(|error| invalid(&error))?;
            Ok(file)
        });
        match unpacked {
            Ok(file) if file.len() > reading.left => {
                return Err(IngestError::TooLarge { bytes: bytes.len() });
            }
            Ok(file) => {
                reading.left -= file.len();
                reading.read_inner(&name, &file);
            }
            Err(reason) => reading.skip(&name, reason),
        }
    }
    Ok(())
}

fn invalid(error: &dyn std::error::Error) -> IngestError {
    IngestError::Zip { message: error.to_string() }
}
