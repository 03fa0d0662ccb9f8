//! What the archives of office programs have in common: their parts, and what they say of a document.

use super::archive::Archive;
use super::xml::{self, Piece};
use super::{IngestError, RawDocument, encoding};

/// The text of a part of an archive.
pub(super) fn part(archive: &Archive, name: &str, left: &mut usize) -> Result<String, IngestError> {
    let bytes = archive.part(name, left)?;
    encoding::decode(&bytes, None).map(|decoded| decoded.text.into_owned())
}

/// Says of `document` what its properties say, in the words of Word or OpenDocument. A title among
/// them counts only where the text shows none: it is often that of an older file. The day it was made
/// comes closest to a date.
pub(super) fn describe(document: &mut RawDocument, properties: &str, has_title: bool) {
    let mut value = String::new();
    // What comes before a mistake is good enough.
    let _ = xml::each(properties, &mut |piece| match piece {
        Piece::Start(_) => value.clear(),
        Piece::Text(text) => value.push_str(&text),
        Piece::End(name) => {
            let value = std::mem::take(&mut value).trim().to_owned();
            match &*name {
                _ if value.is_empty() => {}
                "title" if !has_title => document.title = Some(value),
                "initial-creator" => document.author = Some(value),
                "creator" => document.author = document.author.take().or(Some(value)),
                "language" => document.fields.push(("language".to_owned(), value)),
                "created" | "creation-date" => {
                    document.date = Some(value);
                    document.origins.push(("date".to_owned(), format!("property {name}")));
                }
                _ => {}
            }
        }
    });
}
