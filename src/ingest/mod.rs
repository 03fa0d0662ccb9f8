//! Bytes of a named source to raw documents: one format a file, and one table of readers.

mod columns;
mod error;
mod jsonl;
mod record;
mod table;

#[cfg(feature = "files")]
mod archive;
#[cfg(feature = "files")]
mod checksum;
#[cfg(feature = "files")]
mod csv;
#[cfg(feature = "files")]
mod docx;
#[cfg(feature = "files")]
mod encoding;
#[cfg(feature = "files")]
mod epub;
#[cfg(feature = "files")]
mod front_matter;
#[cfg(feature = "files")]
mod gzip;
#[cfg(feature = "files")]
mod html;
#[cfg(feature = "files")]
mod inflate;
#[cfg(feature = "files")]
mod json;
#[cfg(feature = "files")]
mod jsonl_file;
#[cfg(feature = "files")]
mod lines;
#[cfg(feature = "files")]
mod markdown;
#[cfg(feature = "files")]
mod metadata;
#[cfg(feature = "files")]
mod odt;
#[cfg(feature = "files")]
mod office;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "files")]
mod reading;
#[cfg(feature = "files")]
mod rows;
#[cfg(feature = "files")]
mod sheet;
#[cfg(feature = "files")]
mod sniff;
#[cfg(feature = "files")]
mod tei;
#[cfg(feature = "files")]
mod text;
#[cfg(feature = "files")]
mod warc;
#[cfg(feature = "files")]
mod xml;
#[cfg(feature = "files")]
mod zip;

use crate::corpus::BlockKind;
use crate::said::Said;
use serde::{Deserialize, Serialize};
use std::fmt;

pub use error::IngestError;
pub use jsonl::{read_line, read_lines};
#[cfg(feature = "pdf")]
pub use pdf::{Item, Pdf};
#[cfg(feature = "files")]
pub use reading::{Ingest, Sink};
pub use table::{Column, Mapping, Role, Table};

/// A document as its source gives it, before cleaning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RawDocument {
    pub id: String,
    pub title: Option<String>,
    pub text: String,
    /// What each line of `text` is that is not blank, where the source tells: a line is a
    /// paragraph then. Of a plain text it is not known, and cleaning finds out.
    pub kinds: Option<Vec<BlockKind>>,
    pub date: Option<String>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    /// Further metadata, name and value; `language` is one.
    pub fields: Vec<(String, String)>,
    /// Where the source has what it gives, in its own words: `("date", "meta article:published_time")`.
    pub origins: Vec<(String, String)>,
}

impl RawDocument {
    /// Notes that what `role` tells is from what the source calls `name`: `container` is a "column" or the like.
    fn note_origin(&mut self, role: Role, container: &str, name: &str) {
        const MOST_CHARACTERS: usize = 60;
        let Some(fact) = role.fact() else { return };
        let end = name.char_indices().nth(MOST_CHARACTERS).map_or(name.len(), |(at, _)| at);
        self.origins.retain(|(known, _)| known != fact.code());
        self.origins.push((fact.code().to_owned(), format!("{container} \"{}\"", &name[..end])));
    }
}

/// What reading gives, in the order of the source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Found {
    Document(RawDocument),
    Skipped(Skipped),
    /// How the rows of a table were taken, after its documents.
    Table(Table),
}

/// Something that could not be read: what it is called, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file, with the line in tables and JSON lines.
    pub name: String,
    /// See [`IngestError::code`].
    pub kind: String,
    /// An [`IngestError`] in words.
    pub reason: String,
    /// The same, to be said in other languages.
    pub said: Said,
}

impl Skipped {
    pub fn new(name: impl Into<String>, reason: &IngestError) -> Self {
        let (kind, said) = (reason.code().to_owned(), reason.said());
        Skipped { name: name.into(), kind, reason: said.english(), said }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.reason)
    }
}

/// The most bytes one source may have: 256 MiB. Offsets into a cleaned text,
/// which may grow threefold by normalization, then fit 32 bits.
pub const MAX_BYTES: usize = 256 << 20;

/// What a list of metadata is called that tells more of the files beside it.
pub const METADATA: &str = "metadata.csv";

/// The beginning of a value that many documents of a source may share: of a few words, as a
/// rule, and never so long that a small source could fill the memory with copies of it.
#[cfg(any(feature = "files", feature = "pdf"))]
fn shared(value: &str) -> &str {
    const MOST_BYTES: usize = 1000;
    &value[..value.floor_char_boundary(MOST_BYTES)]
}

/// Whether a file found in a folder is not an article: its name starts with a dot,
/// or it describes the folder. Such files are passed over in silence.
pub fn is_passed_over(file_name: &str) -> bool {
    file_name.starts_with('.')
        || file_name.starts_with("README")
        || file_name.starts_with("LICENSE")
        || matches!(file_name, "SOURCES.md" | METADATA)
}

/// Whether a file or folder of this name, found in a folder, is read: not what
/// describes the folder, nor a `.corpus`, which was most likely made of the rest and
/// is read only if it is named itself.
pub fn is_folder_article(name: &str) -> bool {
    !is_passed_over(name) && !is_corpus(name)
}

/// Whether a file of this name is a `.corpus` file.
pub fn is_corpus(name: &str) -> bool {
    split_extension(name).1.eq_ignore_ascii_case("corpus")
}

/// A file's name without its extension, and the extension.
pub fn split_extension(name: &str) -> (&str, &str) {
    let file = name.rfind('/').map_or(0, |at| at + 1);
    match name[file..].rfind('.') {
        Some(dot) if dot > 0 => (&name[..file + dot], &name[file + dot + 1..]),
        _ => (name, ""),
    }
}
