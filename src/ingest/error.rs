//! Why a source, or something in it, is not taken in; and what to do about it.

use super::MAX_BYTES;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a source or a document of it cannot be taken in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum IngestError {
    /// Nothing in it but white space, or no text between its tags.
    Empty,
    /// Text in no encoding known here: byte `at` makes no sense.
    NotText { at: usize },
    /// A picture, a program and the like, and what to do instead.
    Binary { what: String, instead: String },
    /// More bytes than [`MAX_BYTES`].
    TooLarge { bytes: u64 },
    /// No reader for files of this kind.
    NoReader { extension: String },
    /// PDF files are read by pages, and not by those that have everything inside unless that was asked for.
    Pdf,
    /// No PDF file, or none of whose pages can be found.
    NotPdf,
    /// A PDF file without letters: of pictures, or in fonts that do not tell what their codes mean.
    Scanned,
    /// A `.corpus` file in an archive.
    CorpusInside,
    /// A JSON text or line that is not JSON, or lacks a text.
    Json { message: String },
    /// A quotation mark that begins a field of a table and is not closed before the next field.
    OpenQuote,
    /// A row of a table with more or fewer fields than the others.
    RowLength { fields: usize, expected: usize },
    /// A table in which too many quotation marks are left open to go on reading.
    TooManyQuotes,
    /// A table with no column that could be the text.
    NoTextColumn,
    /// A list of metadata with no rows.
    NoMetadata,
    /// Not XML from byte `at` of the text on.
    Xml { at: u64 },
    /// Not a .zip archive, or damaged.
    Zip { message: String },
    /// Cut off or damaged: what could be unpacked has been read.
    Damaged { message: String },
    /// An archive's entry with a password, or a book with copy protection.
    Encrypted,
    /// An archive that unpacks to far more than texts do.
    Bomb { bytes: u64 },
    /// An archive whose files, each no trap, are more than `bytes` in all.
    TooMuch { bytes: u64 },
    /// Archives in archives in archives.
    TooDeep { depth: usize },
    /// A file in an office or book format without the part that has its text.
    NoPart { part: String },
    /// A record of a web archive that makes no sense.
    Record { message: String },
    /// A second document of the same id.
    DuplicateId { id: String },
    /// The disk would not give it.
    Unreadable { message: String },
}

impl IngestError {
    /// A name that stays the same, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotText { .. } => "not-text",
            Self::Binary { .. } => "binary",
            Self::TooLarge { .. } => "too-large",
            Self::NoReader { .. } => "no-reader",
            Self::Pdf => "pdf",
            Self::NotPdf => "not-pdf",
            Self::Scanned => "scanned",
            Self::CorpusInside => "corpus-inside",
            Self::Json { .. } => "json",
            Self::OpenQuote => "open-quote",
            Self::RowLength { .. } => "row-length",
            Self::TooManyQuotes => "too-many-quotes",
            Self::NoTextColumn => "no-text-column",
            Self::NoMetadata => "no-metadata",
            Self::Xml { .. } => "xml",
            Self::Zip { .. } => "zip",
            Self::Damaged { .. } => "damaged",
            Self::Encrypted => "encrypted",
            Self::Bomb { .. } => "bomb",
            Self::TooMuch { .. } => "too-much",
            Self::TooDeep { .. } => "too-deep",
            Self::NoPart { .. } => "no-part",
            Self::Record { .. } => "record",
            Self::DuplicateId { .. } => "duplicate-id",
            Self::Unreadable { .. } => "unreadable",
        }
    }
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "it is empty"),
            Self::NotText { at } => {
                write!(f, "it is not text (byte {at}); save it as plain text in UTF-8 (.txt)")
            }
            Self::Binary { what, instead } => write!(f, "it is {what}; {instead}"),
            Self::TooLarge { bytes } => {
                write!(f, "it has {bytes} bytes; a file may have {MAX_BYTES}: split it")
            }
            Self::NoReader { extension } => {
                write!(f, "files of type .{extension} cannot be read; save it as plain text (.txt)")
            }
            Self::Pdf => {
                write!(
                    f,
                    "PDF is read by the viewer of `corpus-viewer site` and of `page --pdf`, not here; or save it as plain text (.txt)"
                )
            }
            Self::NotPdf => write!(f, "it is no PDF, or too damaged to be read; save it as PDF again"),
            Self::Scanned => {
                write!(f, "it holds pictures of pages, not text; run text recognition (OCR) on it first")
            }
            Self::CorpusInside => {
                write!(f, "it is a .corpus file: open it by itself, under a name that ends in .corpus")
            }
            Self::Json { message } => write!(f, "{message}"),
            Self::OpenQuote => write!(
                f,
                "a quotation mark is opened here and not closed before the next field; close it, or write \
                 quotation marks inside a field twice"
            ),
            Self::RowLength { fields, expected } => write!(
                f,
                "the row has {fields} fields where the others have {expected}; put texts with separators \
                 or line ends in quotation marks"
            ),
            Self::TooManyQuotes => {
                write!(f, "too many quotation marks are left open to read on from here; save it again as CSV")
            }
            Self::NoTextColumn => write!(f, "none of its columns has text; say which one to read"),
            Self::NoMetadata => {
                write!(f, "it has no row under a line of column names, so texts are read without it")
            }
            Self::Xml { at } => {
                write!(f, "it is not well-formed XML (byte {at} of its text); mend it, or save it as .txt")
            }
            Self::Zip { message } => write!(f, "it cannot be unpacked: {message}"),
            Self::Damaged { message } => {
                write!(f, "{message}; what could be unpacked was read, a whole copy would give the rest")
            }
            Self::Encrypted => write!(f, "it is locked with a password or copy protection; unlock it first"),
            Self::Bomb { bytes } => write!(
                f,
                "it unpacks to over {bytes} bytes, far more than texts do; unpack it yourself if you trust it"
            ),
            Self::TooMuch { bytes } => {
                write!(f, "the rest is left out: it unpacks to over {bytes} bytes in all; split it")
            }
            Self::TooDeep { depth } => {
                write!(f, "it lies in {depth} archives, one in another: unpack them")
            }
            Self::NoPart { part } => {
                write!(f, "it lacks {part}, where its text should be; save it again, or as plain text (.txt)")
            }
            Self::Record { message } => write!(f, "the record is left out: {message}"),
            Self::DuplicateId { id } => write!(f, "the id \"{id}\" is already taken; ids must differ"),
            Self::Unreadable { message } => write!(f, "{message}"),
        }
    }
}

impl std::error::Error for IngestError {}
