//! Bytes of a named source to raw documents: one format a file, and one table of readers.

#[cfg(feature = "files")]
mod html;
mod jsonl;
#[cfg(feature = "files")]
mod jsonl_file;
#[cfg(feature = "files")]
mod reading;
#[cfg(feature = "files")]
mod text;
#[cfg(feature = "files")]
mod zip;

use crate::corpus::BlockKind;
use serde::{Deserialize, Serialize};
use std::fmt;

pub use jsonl::{read_line, read_lines};
#[cfg(feature = "files")]
pub use reading::{Ingest, Sink};

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

/// What reading gives, in the order of the source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Found {
    Document(RawDocument),
    Skipped(Skipped),
}

/// Something that could not be read: what it is called, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Skipped {
    /// The file, with the line for JSON lines.
    pub name: String,
    pub reason: IngestError,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name, self.reason)
    }
}

/// Why a source or a document of it cannot be taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum IngestError {
    /// Nothing in it but white space.
    Empty,
    /// Not UTF-8 from byte `at` on, or a NUL byte there.
    NotText { at: usize },
    /// More bytes than [`MAX_BYTES`].
    TooLarge { bytes: usize },
    /// No reader for files of this kind.
    NoReader { extension: String },
    /// PDF files are read by pages, not here.
    Pdf,
    /// A JSON line that is not JSON, or lacks a text.
    Json { message: String },
    /// Not a .zip archive, or damaged, or with a password.
    Zip { message: String },
    /// A second document of the same id.
    DuplicateId { id: String },
    /// The disk would not give it.
    Unreadable { message: String },
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "it is empty"),
            Self::NotText { at } => write!(f, "it is not UTF-8 text (byte {at})"),
            Self::TooLarge { bytes } => {
                write!(f, "it has {bytes} bytes; a text may have {MAX_BYTES}: split it")
            }
            Self::NoReader { extension } => {
                write!(f, "files of type .{extension} cannot be read; save it as plain text (.txt)")
            }
            Self::Pdf => write!(f, "PDF files cannot be read here; save it as plain text (.txt)"),
            Self::Json { message } => write!(f, "{message}"),
            Self::Zip { message } => write!(f, "it cannot be unpacked: {message}"),
            Self::DuplicateId { id } => write!(f, "the id \"{id}\" is already taken; ids must differ"),
            Self::Unreadable { message } => write!(f, "{message}"),
        }
    }
}

impl std::error::Error for IngestError {}

/// The most bytes one source may have: 256 MiB. Offsets into a cleaned text,
/// which may grow threefold by normalization, then fit 32 bits.
pub const MAX_BYTES: usize = 256 << 20;

/// Whether a file found in a folder is not an article: its name starts with a dot,
/// or it describes the folder. Such files are passed over in silence.
pub fn is_passed_over(file_name: &str) -> bool {
    file_name.starts_with('.')
        || file_name.starts_with("README")
        || file_name.starts_with("LICENSE")
        || matches!(file_name, "SOURCES.md" | "metadata.csv")
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
