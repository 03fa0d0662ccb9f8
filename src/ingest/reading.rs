//! Which reader takes which source, and what all of them share: what has been said of the
//! sources, how much may be unpacked, and where documents go.

use super::{
    Found, IngestError, MAX_BYTES, RawDocument, Skipped, html, is_folder_article, jsonl_file,
    split_extension, text, zip,
};

/// Takes what is found.
pub trait Sink {
    fn take(&mut self, found: Found);

    /// The source has been read up to this byte of it.
    fn read_up_to(&mut self, _byte: usize) {}
}

impl<F: FnMut(Found)> Sink for F {
    fn take(&mut self, found: Found) {
        self(found);
    }
}

/// Reads sources.
#[derive(Default)]
pub struct Ingest {}

/// The most bytes that all files of one source may unpack to, whatever it claims: 1 GiB.
const MAX_UNPACKED: usize = 1 << 30;

/// How many archives may lie in one another.
const MAX_DEPTH: usize = 3;

type Reader = fn(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError>;

/// Which reader takes which files, by the extension in small letters.
const READERS: &[(&str, Reader)] = &[
    ("", text::read),
    ("txt", text::read),
    ("text", text::read),
    ("md", text::read),
    ("jsonl", jsonl_file::read),
    ("ndjson", jsonl_file::read),
    ("html", html::read),
    ("htm", html::read),
    ("xhtml", html::read),
    ("zip", zip::read),
];

impl Ingest {
    /// Reads the documents of a source called `name` (a path with `/`). What cannot be read
    /// is told, and the rest given.
    ///
    /// ```
    /// use corpus_viewer::ingest::{Found, Ingest};
    /// let mut found = Vec::new();
    /// let ingest = Ingest::default();
    /// ingest.read("news/quito.txt", b"A new base\nThe army said so.", &mut |one| found.push(one));
    /// ingest.read("news/photo.png", b"\x89PNG", &mut |one| found.push(one));
    /// assert!(matches!(&found[0], Found::Document(raw) if raw.id == "news/quito"));
    /// assert!(matches!(&found[1], Found::Skipped(skipped) if skipped.name == "news/photo.png"));
    /// ```
    pub fn read(&self, name: &str, bytes: &[u8], sink: &mut dyn Sink) {
        let mut reading = Reading { sink, left: MAX_UNPACKED, depth: 0 };
        reading.read(name, bytes);
    }

    /// Reads a file of a folder that was chosen as a whole; `path` begins with the folder's own name.
    pub fn read_folder_file(&self, path: &str, bytes: &[u8], sink: &mut dyn Sink) {
        let below = path.split_once('/').map_or(path, |(_, below)| below);
        if below.split('/').all(is_folder_article) {
            self.read(below, bytes, sink);
        }
    }
}

/// A source being read, with all that lies in it.
pub(super) struct Reading<'a> {
    sink: &'a mut dyn Sink,
    /// How many bytes may still be unpacked.
    pub left: usize,
    depth: usize,
}

impl Reading<'_> {
    fn read(&mut self, name: &str, bytes: &[u8]) {
        let extension = split_extension(name).1.to_ascii_lowercase();
        let reader = READERS.iter().find(|(known, _)| *known == extension);
        let result = match reader {
            _ if bytes.len() > MAX_BYTES => Err(IngestError::TooLarge { bytes: bytes.len() }),
            Some((_, reader)) => reader(name, bytes, self),
            None if extension == "pdf" => Err(IngestError::Pdf),
            None => Err(IngestError::NoReader { extension }),
        };
        if let Err(reason) = result {
            self.skip(name, reason);
        }
    }

    /// Reads a file that lies in the source.
    pub fn read_inner(&mut self, name: &str, bytes: &[u8]) {
        if self.depth == MAX_DEPTH {
            let message = format!("it lies in {MAX_DEPTH} archives, one in another: unpack them");
            return self.skip(name, IngestError::Zip { message });
        }
        self.depth += 1;
        self.read(name, bytes);
        self.depth -= 1;
    }

    /// Gives a document of the source.
    pub fn give(&mut self, document: RawDocument) {
        self.sink.take(Found::Document(document));
    }

    /// Tells of something in the source that cannot be read.
    pub fn skip(&mut self, name: &str, reason: IngestError) {
        self.sink.take(Found::Skipped(Skipped { name: name.to_owned(), reason }));
    }

    /// The source itself, not something that was unpacked from it, has been read up to this byte.
    pub fn read_up_to(&mut self, byte: usize) {
        if self.depth == 0 {
            self.sink.read_up_to(byte);
        }
    }
}
