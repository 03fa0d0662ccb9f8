//! Bytes of a named source to raw documents: one format a file, and one table of readers.

mod jsonl;
mod text;
mod zip;

use std::fmt;

pub use jsonl::{read_line, read_lines};

/// A document as its source gives it, before cleaning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RawDocument {
    pub id: String,
    pub title: Option<String>,
    pub text: String,
    pub date: Option<String>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub fields: Vec<(String, String)>,
}

/// Something that could not be read: what it is called, and why.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq)]
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

/// What a source gave: documents, and the parts of it that could not be read.
#[derive(Debug, Default)]
pub struct Reading {
    pub documents: Vec<RawDocument>,
    pub skipped: Vec<Skipped>,
}

type Reader = fn(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError>;

/// Which reader takes which files, by the extension in small letters.
const READERS: &[(&str, Reader)] = &[
    ("", text::read),
    ("txt", text::read),
    ("text", text::read),
    ("md", text::read),
    ("jsonl", jsonl::read),
    ("ndjson", jsonl::read),
    ("zip", zip::read),
];

/// Reads the documents of a source called `name` (a path with `/`) into `reading`.
/// What cannot be read is put on its list, and the rest kept.
///
/// ```
/// use corpus_viewer::ingest::{Reading, read};
/// let mut reading = Reading::default();
/// read("news/quito.txt", b"A new base\nThe army said so.", &mut reading);
/// read("news/photo.png", b"\x89PNG", &mut reading);
/// assert_eq!(reading.documents[0].id, "news/quito");
/// assert_eq!(reading.skipped[0].name, "news/photo.png");
/// ```
pub fn read(name: &str, bytes: &[u8], reading: &mut Reading) {
    let extension = split_extension(name).1.to_ascii_lowercase();
    let reader = READERS.iter().find(|(known, _)| *known == extension);
    let result = match reader {
        _ if bytes.len() > MAX_BYTES => Err(IngestError::TooLarge { bytes: bytes.len() }),
        Some((_, reader)) => reader(name, bytes, reading),
        None if extension == "pdf" => Err(IngestError::Pdf),
        None => Err(IngestError::NoReader { extension }),
    };
    if let Err(reason) = result {
        reading.skipped.push(Skipped { name: name.to_owned(), reason });
    }
}

/// Whether a file found in a folder is not an article: its name starts with a dot,
/// or it describes the folder. Such files are passed over in silence.
pub fn is_passed_over(file_name: &str) -> bool {
    file_name.starts_with('.')
        || file_name.starts_with("README")
        || file_name.starts_with("LICENSE")
        || matches!(file_name, "SOURCES.md" | "metadata.csv")
}

/// A file's name without its extension, and the extension.
pub fn split_extension(name: &str) -> (&str, &str) {
    let file = name.rfind('/').map_or(0, |at| at + 1);
    match name[file..].rfind('.') {
        Some(dot) if dot > 0 => (&name[..file + dot], &name[file + dot + 1..]),
        _ => (name, ""),
    }
}
