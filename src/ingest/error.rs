//! Why a source, or something in it, is not taken in; and what to do about it.

use super::MAX_BYTES;
use crate::said::{Fact, Said, said};
use std::fmt;

/// Why a source or a document of it cannot be taken in.
#[derive(Clone, Debug, PartialEq)]
pub enum IngestError {
    /// Nothing in it but white space, or no text between its tags.
    Empty,
    /// Text in no encoding known here: byte `at` makes no sense.
    NotText { at: usize },
    /// A picture, a program and the like, and what to do instead.
    Binary { what: Said, instead: Said },
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
    Json { message: Said },
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
    Zip { message: Said },
    /// Cut off or damaged: what could be unpacked has been read.
    Damaged { message: Said },
    /// An archive's entry with a password, or a book with copy protection.
    Encrypted,
    /// An archive that unpacks to far more than texts do.
    Bomb { bytes: u64 },
    /// An archive whose files, each no trap, are more than `bytes` in all.
    TooMuch { bytes: u64 },
    /// Archives in archives in archives.
    TooDeep { depth: usize },
    /// A file in an office or book format without the part that has its text.
    NoPart { part: Fact },
    /// A record of a web archive that makes no sense.
    Record { message: Said },
    /// A second document of the same id.
    DuplicateId { id: String },
    /// The disk, or the browser, would not give it.
    Unreadable { message: Said },
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

    /// What a reader is told of it.
    pub fn said(&self) -> Said {
        match self {
            Self::Empty => said!("it is empty"),
            Self::NotText { at } => {
                said!("it is not text (byte {0}); save it as plain text in UTF-8 (.txt)", at)
            }
            Self::Binary { what, instead } => said!("it is {0}; {1}", what.clone(), instead.clone()),
            Self::TooLarge { bytes } => {
                said!("it has {0} bytes; a file may have {1}: split it", bytes, MAX_BYTES)
            }
            Self::NoReader { extension } => {
                said!("files of type .{0} cannot be read; save it as plain text (.txt)", extension)
            }
            Self::Pdf => {
                said!(
                    "PDF is read by the viewer of `corpus-viewer site` and of `page --pdf`, not here; or save it as plain text (.txt)"
                )
            }
            Self::NotPdf => said!("it is no PDF, or too damaged to be read; save it as PDF again"),
            Self::Scanned => {
                said!("it holds pictures of pages, not text; run text recognition (OCR) on it first")
            }
            Self::CorpusInside => {
                said!("it is a .corpus file: open it by itself, under a name that ends in .corpus")
            }
            Self::Json { message } | Self::Unreadable { message } => message.clone(),
            Self::OpenQuote => said!(
                "a quotation mark is opened here and not closed before the next field; close it, or write \
                 quotation marks inside a field twice"
            ),
            Self::RowLength { fields, expected } => said!(
                "the row has {0} fields where the others have {1}; put texts with separators \
                 or line ends in quotation marks",
                fields,
                expected
            ),
            Self::TooManyQuotes => {
                said!("too many quotation marks are left open to read on from here; save it again as CSV")
            }
            Self::NoTextColumn => said!("none of its columns has text; say which one to read"),
            Self::NoMetadata => {
                said!("it has no row under a line of column names, so texts are read without it")
            }
            Self::Xml { at } => {
                said!("it is not well-formed XML (byte {0} of its text); mend it, or save it as .txt", at)
            }
            Self::Zip { message } => said!("it cannot be unpacked: {0}", message.clone()),
            Self::Damaged { message } => {
                said!(
                    "{0}; what could be unpacked was read, a whole copy would give the rest",
                    message.clone()
                )
            }
            Self::Encrypted => said!("it is locked with a password or copy protection; unlock it first"),
            Self::Bomb { bytes } => said!(
                "it unpacks to over {0} bytes, far more than texts do; unpack it yourself if you trust it",
                bytes
            ),
            Self::TooMuch { bytes } => {
                said!("the rest is left out: it unpacks to over {0} bytes in all; split it", bytes)
            }
            Self::TooDeep { depth } => {
                said!("it lies in {0} archives, one in another: unpack them", depth)
            }
            Self::NoPart { part } => {
                said!(
                    "it lacks {0}, where its text should be; save it again, or as plain text (.txt)",
                    part.clone()
                )
            }
            Self::Record { message } => said!("the record is left out: {0}", message.clone()),
            Self::DuplicateId { id } => said!("the id \"{0}\" is already taken; ids must differ", id),
        }
    }
}

impl fmt::Display for IngestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().english())
    }
}

impl std::error::Error for IngestError {}
