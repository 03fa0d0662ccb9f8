//! The `.corpus` file: documents, index and annotations in one piece.
//!
//! ```text
//! offset  bytes
//!      0      8   magic: 89 "CORPUS" 0A
//!      8      4   format version
//!     12      4   number of sections
//!     16      8   length of the file
//!     24   24 n   section table: kind u32, CRC-32 u32, offset u64, length u64
//!              4   CRC-32 of everything above
//!                 sections, each at a multiple of 8, zeros between them
//! ```
//! All numbers are little-endian. CRC-32 is that of ISO-HDLC (zip, PNG), which
//! finds every change of a single byte. A reader of this version refuses other
//! versions and sections it does not know.

mod annotations;
mod documents;

use crate::codec::{Malformed, Reader};
use crate::corpus::Corpus;
use crate::index::Index;
use std::fmt;

pub use annotations::Annotations;

/// What a `.corpus` file holds. The three parts speak of the same documents in the same order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CorpusFile {
    pub corpus: Corpus,
    pub index: Index,
    pub annotations: Annotations,
}

const MAGIC: [u8; 8] = *b"\x89CORPUS\n";

/// The version of the format that is written, and the only one read. It goes up
/// with every change of the layout, of folding and of the stemmer: the index holds
/// terms and stems as they came out.
pub const FORMAT_VERSION: u32 = 1;

const HEADER: usize = 24;
const TABLE_ENTRY: usize = 24;
const ALIGNMENT: usize = 8;

/// The sections of a file, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Documents,
    Index,
    Annotations,
}

impl Section {
    const ALL: [Section; 3] = [Section::Documents, Section::Index, Section::Annotations];

    fn kind(self) -> u32 {
        self as u32 + 1
    }
}

/// Why some bytes are not a `.corpus` file that can be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// It does not begin as a `.corpus` file does.
    NotACorpus,
    /// It was written in a version of the format unknown here.
    Version { found: u32 },
    /// It has another length than it says: cut off, or added to.
    Length { expected: u64, found: u64 },
    /// The header or the section table is damaged.
    Table,
    /// A section is damaged.
    Checksum { section: Section },
    /// Bytes between sections are damaged; `at` is the offset of the first.
    Padding { at: u64 },
    /// A section is whole but makes no sense: not written by this program.
    Malformed { section: Section },
}

impl StoreError {
    /// A name that stays the same, for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotACorpus => "not-a-corpus",
            Self::Version { .. } => "unknown-version",
            Self::Length { .. } | Self::Table | Self::Checksum { .. } | Self::Padding { .. } => {
                "damaged-corpus"
            }
            Self::Malformed { .. } => "malformed-corpus",
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotACorpus => write!(f, "this is not a .corpus file"),
            Self::Version { found } => write!(
                f,
                "this .corpus file has format version {found}; this program reads version {FORMAT_VERSION}"
            ),
            Self::Length { expected, found } => {
                write!(f, "this .corpus file is damaged: it should have {expected} bytes and has {found}")
            }
            Self::Table => write!(f, "this .corpus file is damaged: in its header or section table"),
            Self::Checksum { section } => {
                write!(f, "this .corpus file is damaged: in its section \"{section:?}\"")
            }
            Self::Padding { at } => write!(f, "this .corpus file is damaged: at byte {at}"),
            Self::Malformed { section } => {
                write!(f, "this .corpus file makes no sense in its section \"{section:?}\"")
            }
        }
    }
}

impl std::error::Error for StoreError {}

impl CorpusFile {
    /// The bytes of the `.corpus` file: the same content, the same bytes.
    pub fn encode(&self) -> Vec<u8> {
        let mut file = vec![0; HEADER + TABLE_ENTRY * Section::ALL.len() + 4];
        let mut table = Vec::new();
        for section in Section::ALL {
            file.resize(file.len().next_multiple_of(ALIGNMENT), 0);
            let offset = file.len();
            match section {
                Section::Documents => documents::encode(&self.corpus, &mut file),
                Section::Index => self.index.encode(&mut file),
                Section::Annotations => self.annotations.encode(&mut file),
            }
            table.extend(section.kind().to_le_bytes());
            table.extend(crc32fast::hash(&file[offset..]).to_le_bytes());
            table.extend((offset as u64).to_le_bytes());
            table.extend(((file.len() - offset) as u64).to_le_bytes());
        }
        let mut head = MAGIC.to_vec();
        head.extend(FORMAT_VERSION.to_le_bytes());
        head.extend((Section::ALL.len() as u32).to_le_bytes());
        head.extend((file.len() as u64).to_le_bytes());
        head.extend(table);
        head.extend(crc32fast::hash(&head).to_le_bytes());
        file[..head.len()].copy_from_slice(&head);
        file
    }

    /// Opens the bytes of a `.corpus` file, after checking all of them.
    ///
    /// ```
    /// use corpus_viewer::{pipeline, store::{CorpusFile, StoreError}};
    /// let file = pipeline::build_texts([("a", "The army left Quito on Monday.")]);
    /// let mut bytes = file.encode();
    /// assert_eq!(CorpusFile::decode(&bytes).as_ref(), Ok(&file));
    ///
    /// bytes.pop();
    /// assert!(matches!(CorpusFile::decode(&bytes), Err(StoreError::Length { .. })));
    /// ```
    ///
    /// # Errors
    /// What is wrong with the file, and where.
    pub fn decode(bytes: &[u8]) -> Result<CorpusFile, StoreError> {
        let [documents, index, annotations] = sections(bytes)?;
        let malformed = |section| move |Malformed| StoreError::Malformed { section };
        let corpus = documents::decode(documents).map_err(malformed(Section::Documents))?;
        let index = Index::decode(index).map_err(malformed(Section::Index))?;
        if index.documents() as usize != corpus.documents.len() {
            return Err(StoreError::Malformed { section: Section::Index });
        }
        let annotations =
            Annotations::decode(annotations, &corpus).map_err(malformed(Section::Annotations))?;
        Ok(CorpusFile { corpus, index, annotations })
    }
}

/// The bytes of each section, after checking length, table, checksums and padding.
fn sections(bytes: &[u8]) -> Result<[&[u8]; Section::ALL.len()], StoreError> {
    let mut reader = Reader::new(bytes);
    if reader.take(MAGIC.len()) != Ok(&MAGIC) {
        return Err(StoreError::NotACorpus);
    }
    let version = reader.u32().map_err(|Malformed| StoreError::Table)?;
    if version != FORMAT_VERSION {
        return Err(StoreError::Version { found: version });
    }
    let count = reader.u32().map_err(|Malformed| StoreError::Table)?;
    let length = reader.u64().map_err(|Malformed| StoreError::Table)?;
    if length != bytes.len() as u64 {
        return Err(StoreError::Length { expected: length, found: bytes.len() as u64 });
    }
    let head = HEADER + TABLE_ENTRY * Section::ALL.len();
    let (head, rest) = bytes.split_at_checked(head).ok_or(StoreError::Table)?;
    let checksum = Reader::new(rest).u32().map_err(|Malformed| StoreError::Table)?;
    if count as usize != Section::ALL.len() || checksum != crc32fast::hash(head) {
        return Err(StoreError::Table);
    }
    let mut found = [&bytes[..0]; Section::ALL.len()];
    let mut end = head.len() + 4;
    for (section, found) in Section::ALL.into_iter().zip(&mut found) {
        let entry = table_entry(&mut reader).map_err(|Malformed| StoreError::Table)?;
        let start = end.next_multiple_of(ALIGNMENT);
        let length = usize::try_from(entry.length).map_err(|_| StoreError::Table)?;
        if entry.kind != section.kind() || entry.offset != start as u64 {
            return Err(StoreError::Table);
        }
        *found = bytes.get(start..).and_then(|rest| rest.get(..length)).ok_or(StoreError::Table)?;
        if let Some(at) = bytes[end..start].iter().position(|&byte| byte != 0) {
            return Err(StoreError::Padding { at: (end + at) as u64 });
        }
        if crc32fast::hash(found) != entry.checksum {
            return Err(StoreError::Checksum { section });
        }
        end = start + length;
    }
    if end == bytes.len() { Ok(found) } else { Err(StoreError::Table) }
}

struct TableEntry {
    kind: u32,
    checksum: u32,
    offset: u64,
    length: u64,
}

fn table_entry(reader: &mut Reader) -> Result<TableEntry, Malformed> {
    Ok(TableEntry {
        kind: reader.u32()?,
        checksum: reader.u32()?,
        offset: reader.u64()?,
        length: reader.u64()?,
    })
}
