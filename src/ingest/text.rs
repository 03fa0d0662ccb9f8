//! Plain text in UTF-8: one file, one document.

use super::reading::Reading;
use super::{IngestError, RawDocument, split_extension};

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let text = decode(bytes)?;
    reading.give(RawDocument {
        id: split_extension(name).0.to_owned(),
        text: text.to_owned(),
        ..RawDocument::default()
    });
    Ok(())
}

/// The text that `bytes` hold, without a byte order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, IngestError> {
    let text = str::from_utf8(bytes).map_err(|error| IngestError::NotText { at: error.valid_up_to() })?;
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(IngestError::NotText { at });
    }
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if text.trim().is_empty() { Err(IngestError::Empty) } else { Ok(text) }
}
