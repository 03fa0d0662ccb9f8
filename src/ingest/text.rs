//! Plain text: one file, one document.

use super::reading::Reading;
use super::{IngestError, RawDocument, encoding, split_extension};

pub(super) fn read(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError> {
    let decoded = encoding::decode(bytes, None)?;
    let mut document = RawDocument {
        id: split_extension(name).0.to_owned(),
        text: decoded.text.to_string(),
        ..RawDocument::default()
    };
    decoded.note(&mut document);
    reading.give(document);
    Ok(())
}
