//! Which reader takes which source, and what all of them share: what has been said of the
//! sources, how much may be unpacked, and where documents go.

use super::inflate::MAX_UNPACKED;
use super::metadata::{Lists, Metadata};
use super::{
    Found, IngestError, MAX_BYTES, Mapping, RawDocument, Skipped, Table, csv, docx, epub, gzip, html,
    is_folder_article, json, jsonl_file, markdown, odt, sniff, split_extension, text, warc, xml, zip,
};

/// Takes what is found.
pub trait Sink {
    fn take(&mut self, found: Found);

    /// Takes a PDF file, whose text is to be found elsewhere; `told` has its id, and what lists of metadata
    /// tell of it. Whoever cannot read it takes why not.
    fn take_pdf(&mut self, _told: RawDocument, _bytes: &[u8], refusal: Skipped) {
        self.take(Found::Skipped(refusal));
    }

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
pub struct Ingest {
    mappings: Vec<(String, Mapping)>,
    metadata: Option<Metadata>,
}

/// How many archives may lie in one another.
const MAX_DEPTH: usize = 3;

/// Gives what a source called `name` holds.
pub(super) type Reader = fn(name: &str, bytes: &[u8], reading: &mut Reading) -> Result<(), IngestError>;

/// Which reader takes which files, by the extension in small letters. Files of any other extension
/// are told by their beginning.
const READERS: &[(&str, Reader)] = &[
    ("txt", text::read),
    ("text", text::read),
    ("md", markdown::read),
    ("markdown", markdown::read),
    ("html", html::read),
    ("htm", html::read),
    ("xhtml", html::read),
    ("json", json::read),
    ("jsonl", jsonl_file::read),
    ("ndjson", jsonl_file::read),
    ("csv", csv::read),
    ("tsv", csv::read),
    ("tab", csv::read),
    ("xml", xml::read),
    ("tei", xml::read),
    ("docx", docx::read),
    ("odt", odt::read),
    ("epub", epub::read),
    ("zip", zip::read),
    ("gz", gzip::read),
    ("warc", warc::read),
    ("pdf", |name, bytes, reading| {
        reading.give_pdf(name, bytes);
        Ok(())
    }),
];

/// What lies beside saved web pages and is text, but nobody's.
const NOT_ARTICLES: [&str; 5] = ["js", "mjs", "css", "map", "svg"];

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
        let mut reading = Reading {
            sink,
            ingest: self,
            left: MAX_UNPACKED,
            depth: 0,
            length: bytes.len(),
            file: String::new(),
            lists: Vec::new(),
        };
        reading.read(name, bytes);
    }

    /// Reads a file of a folder that was chosen as a whole; `path` begins with the folder's own name.
    pub fn read_folder_file(&self, path: &str, bytes: &[u8], sink: &mut dyn Sink) {
        let below = path.split_once('/').map_or(path, |(_, below)| below);
        if below.split('/').all(is_folder_article) {
            self.read(below, bytes, sink);
        }
    }

    /// Says how to read the table called `name`, instead of as guessed.
    ///
    /// ```
    /// use corpus_viewer::ingest::{Found, Ingest, Mapping, Role};
    /// let mut ingest = Ingest::default();
    /// let roles = vec![Role::Metadata, Role::Text];
    /// ingest.set_columns("news.csv", Mapping { roles, ..Mapping::default() });
    /// let mut found = Vec::new();
    /// ingest.read("news.csv", b"text,comment\nlong,The army said so.", &mut |one| found.push(one));
    /// assert!(matches!(&found[0], Found::Document(raw) if raw.text == "The army said so."));
    /// assert!(matches!(&found[1], Found::Table(table) if table.columns[1].role == Role::Text));
    /// ```
    pub fn set_columns(&mut self, name: &str, mapping: Mapping) {
        self.mappings.retain(|(known, _)| known != name);
        self.mappings.push((name.to_owned(), mapping));
    }

    /// Takes a `metadata.csv` called `name`, whose rows tell more of the documents read from now on:
    /// title, date and the like, and any field. Gives what of it cannot be read. A row without a text,
    /// and a text without a row, are passed over in silence: such lists often describe more, or less,
    /// than is at hand.
    ///
    /// ```
    /// use corpus_viewer::ingest::{Found, Ingest};
    /// let mut ingest = Ingest::default();
    /// let list = b"id;date;desk\na.txt;2025-02-19;World\nb;;\n";
    /// assert!(ingest.set_metadata("metadata.csv", list).is_empty());
    /// let mut take = |found| {
    ///     let Found::Document(raw) = found else { panic!("it is a document") };
    ///     assert_eq!(raw.date.as_deref(), Some("2025-02-19"));
    ///     assert_eq!(raw.fields, [("desk".to_owned(), "World".to_owned())]);
    /// };
    /// ingest.read("news/a.txt", b"The army said so.", &mut take);
    /// ```
    pub fn set_metadata(&mut self, name: &str, bytes: &[u8]) -> Vec<Skipped> {
        let mut unread = Vec::new();
        self.metadata = read_metadata(name, bytes, |skipped| unread.push(skipped));
        unread
    }
}

/// A list of metadata, and what of it cannot be read.
fn read_metadata(name: &str, bytes: &[u8], mut skip: impl FnMut(Skipped)) -> Option<Metadata> {
    match Metadata::read(bytes) {
        Ok((metadata, unread)) => {
            for (line, reason) in unread {
                skip(Skipped::new(format!("{name}, line {line}"), &reason));
            }
            Some(metadata)
        }
        Err(reason) => {
            skip(Skipped::new(name, &reason));
            None
        }
    }
}

/// A source being read, with all that lies in it.
pub(super) struct Reading<'a> {
    sink: &'a mut dyn Sink,
    ingest: &'a Ingest,
    /// How many bytes may still be unpacked.
    pub left: usize,
    depth: usize,
    /// How many bytes the source has.
    length: usize,
    /// The file being read, which may lie in the source.
    file: String,
    /// What the archives around it tell of their files, the outermost first.
    lists: Vec<Lists>,
}

impl Reading<'_> {
    fn read(&mut self, name: &str, bytes: &[u8]) {
        let outer = std::mem::replace(&mut self.file, name.to_owned());
        let result = match bytes.len() > MAX_BYTES {
            true => Err(IngestError::TooLarge { bytes: bytes.len() as u64 }),
            false => reader(name, bytes).and_then(|reader| reader(name, bytes, self)),
        };
        if let Err(reason) = result {
            self.skip(name, reason);
        }
        self.file = outer;
    }

    /// Reads a file that lies in the source.
    pub fn read_inner(&mut self, name: &str, bytes: &[u8]) {
        if self.depth == MAX_DEPTH {
            return self.skip(name, IngestError::TooDeep { depth: MAX_DEPTH });
        }
        self.depth += 1;
        self.read(name, bytes);
        self.depth -= 1;
    }

    /// Reads what lies in an archive with `read`, each of its files with what `lists`, by their
    /// names, tell of it.
    pub fn with_metadata<T>(&mut self, lists: &[(String, Vec<u8>)], read: impl FnOnce(&mut Self) -> T) -> T {
        let mut own = Lists::default();
        for (name, bytes) in lists {
            let list = read_metadata(name, bytes, |skipped| self.sink.take(Found::Skipped(skipped)));
            list.into_iter().for_each(|list| own.add(name, list));
        }
        self.lists.push(own);
        let result = read(self);
        self.lists.pop();
        result
    }

    /// Gives a document of the source.
    pub fn give(&mut self, mut document: RawDocument) {
        self.apply_lists(&mut document);
        self.sink.take(Found::Document(document));
    }

    /// Gives a PDF file of the source, to be read elsewhere.
    fn give_pdf(&mut self, name: &str, bytes: &[u8]) {
        let mut told = RawDocument { id: split_extension(name).0.to_owned(), ..RawDocument::default() };
        self.apply_lists(&mut told);
        let refusal = Skipped::new(name, &IngestError::Pdf);
        self.sink.take_pdf(told, bytes, refusal);
    }

    fn apply_lists(&self, document: &mut RawDocument) {
        let inner = self.lists.iter().filter_map(|lists| lists.of(&self.file));
        for list in self.ingest.metadata.iter().chain(inner) {
            list.apply(document, &self.file);
        }
    }

    /// Tells how a table was read.
    pub fn tell(&mut self, table: Table) {
        self.sink.take(Found::Table(table));
    }

    /// Tells of something in the source that cannot be read.
    pub fn skip(&mut self, name: &str, reason: IngestError) {
        self.sink.take(Found::Skipped(Skipped::new(name, &reason)));
    }

    /// What has been said of the table called `name`.
    pub fn mapping(&self, name: &str) -> Mapping {
        let said = self.ingest.mappings.iter().find(|(known, _)| known == name);
        said.map(|(_, mapping)| mapping.clone()).unwrap_or_default()
    }

    /// The source itself, not something that was unpacked from it, has been read up to this byte.
    pub fn read_up_to(&mut self, byte: usize) {
        if self.depth == 0 {
            self.sink.read_up_to(byte);
        }
    }

    /// Of the text that the source holds, `part` bytes of `whole` have been read.
    pub fn read_share(&mut self, part: usize, whole: usize) {
        let byte = self.length as u64 * part.min(whole) as u64 / whole.max(1) as u64;
        self.read_up_to(byte as usize);
    }
}

/// The reader for a source: by its beginning where that is of no text, else by its extension,
/// else by what the text begins like.
fn reader(name: &str, bytes: &[u8]) -> Result<Reader, IngestError> {
    let extension = split_extension(name).1.to_ascii_lowercase();
    let by_extension = |extension: &str| READERS.iter().find(|(known, _)| *known == extension);
    let sniffed = match sniff::by_magic(bytes)? {
        Some(magic) => magic,
        None if matches!(&*extension, "txt" | "text") && sniff::is_html(bytes) => "html",
        None if by_extension(&extension).is_some() => &extension,
        None if NOT_ARTICLES.contains(&&*extension) => return Err(IngestError::NoReader { extension }),
        None => sniff::by_text(bytes),
    };
    let (_, reader) = by_extension(sniffed).expect("what is sniffed has a reader");
    Ok(*reader)
}
