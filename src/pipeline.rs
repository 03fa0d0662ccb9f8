//! The stages strung together: sources in, a corpus with index and annotations out.

use crate::clean::Cleaner;
#[cfg(not(target_arch = "wasm32"))]
use crate::entity::english;
use crate::entity::{Annotator, Apart};
#[cfg(feature = "files")]
use crate::ingest::Ingest;
use crate::ingest::{self, Found, IngestError, RawDocument, Skipped, Table};
use crate::span::Span;
use crate::store::{CorpusFile, DraftBuilder, StoreError};
use std::collections::HashSet;
use std::ops::Range;

/// Takes sources one by one, so that whoever feeds it can show progress and stop
/// between any two.
///
/// ```
/// use corpus_viewer::pipeline::Builder;
/// let mut builder = Builder::default();
/// builder.add_source("news/quito.txt", b"A new base\nThe army spoke of a new base in the port.");
/// builder.add_source("news/empty.txt", b"");
/// let (file, skipped) = builder.finish();
/// assert_eq!(file.document(0)?.title, "A new base");
/// assert_eq!(skipped[0].to_string(), "news/empty.txt: it is empty");
/// # Ok::<(), corpus_viewer::store::StoreError>(())
/// ```
#[derive(Default)]
pub struct Builder {
    cleaner: Cleaner,
    annotator: Annotator,
    /// For documents in languages that the annotator's model does not know.
    by_lists: Annotator,
    ids: HashSet<String>,
    draft: DraftBuilder,
    apart: Vec<Apart>,
    skipped: Vec<Skipped>,
    tables: Vec<Table>,
}

impl Builder {
    /// Marks who and what is named with `annotator`; [`Builder::default`] has one without a model.
    pub fn new(annotator: Annotator) -> Self {
        Builder { annotator, ..Builder::default() }
    }

    /// Reads a source by its name, and adds its documents. Those of a `.corpus` file are clean already.
    #[cfg(feature = "files")]
    pub fn add_source(&mut self, name: &str, bytes: &[u8]) {
        self.add_source_with(&Ingest::default(), name, bytes);
    }

    /// As [`Builder::add_source`], with what has been said of the sources.
    #[cfg(feature = "files")]
    pub fn add_source_with(&mut self, ingest: &Ingest, name: &str, bytes: &[u8]) {
        if ingest::is_corpus(name) {
            self.add_corpus(name, bytes);
        } else {
            ingest.read(name, bytes, &mut |found| self.add_found(name, found));
        }
    }

    /// Adds some lines of JSON, whole ones, that begin at byte `at` of the source called `name`.
    pub fn add_lines(&mut self, name: &str, at: u64, bytes: &[u8]) {
        ingest::read_lines(name, at, bytes, |found| self.add_found(name, found));
    }

    /// Adds what was found in the source called `name`.
    pub fn add_found(&mut self, name: &str, found: Found) {
        match found {
            Found::Document(raw) => self.add(name, raw),
            Found::Skipped(skipped) => self.skipped.push(skipped),
            Found::Table(table) => self.tables.push(table),
        }
    }

    /// Cleans and adds one document of the source called `name`.
    pub fn add(&mut self, name: &str, raw: RawDocument) {
        if self.is_new(name, &raw.id) {
            let document = self.cleaner.clean(raw);
            let blocks: Vec<Span> = document.content().map(|block| block.span).collect();
            let annotator =
                if document.has_only_listed_names() { &mut self.by_lists } else { &mut self.annotator };
            let mentions = annotator.annotate(&document.text, &blocks);
            self.draft.add(&document, mentions);
        }
    }

    /// Adds the documents of a `.corpus` file.
    pub fn add_corpus(&mut self, name: &str, bytes: &[u8]) {
        let added = CorpusFile::decode(bytes.to_vec()).and_then(|file| self.add_documents(name, &file));
        if let Err(error) = added {
            self.skip(name, IngestError::Unreadable { message: error.to_string() });
        }
    }

    fn add_documents(&mut self, name: &str, file: &CorpusFile) -> Result<(), StoreError> {
        self.apart.extend_from_slice(file.apart());
        for doc in 0..file.documents() {
            let document = file.document(doc)?;
            if self.is_new(name, &document.id) {
                let mentions = file.mentions(doc, &document.text)?;
                self.draft.add(&document, mentions.into_iter().map(|linked| linked.mention).collect());
            }
        }
        Ok(())
    }

    /// Notes something that could not even be handed over.
    pub fn skip(&mut self, name: &str, reason: IngestError) {
        self.skipped.push(Skipped { name: name.to_owned(), reason });
    }

    /// How the tables among the sources were read.
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// How many documents have been added.
    pub fn documents(&self) -> usize {
        self.draft.documents()
    }

    /// The whole corpus, and what was left out of it.
    pub fn finish(self) -> (CorpusFile, Vec<Skipped>) {
        let drafts = if self.draft.documents() > 0 { vec![self.draft.finish()] } else { Vec::new() };
        (CorpusFile::link(drafts, &self.apart), self.skipped)
    }

    fn is_new(&mut self, name: &str, id: &str) -> bool {
        let new = self.ids.insert(id.to_owned());
        if !new {
            self.skip(name, IngestError::DuplicateId { id: id.to_owned() });
        }
        new
    }
}

/// How many bytes of sources a part is worth, and how many parts a corpus is built in at most:
/// each can have a worker of its own, and each adds to the time of a query.
const PART_BYTES: u64 = 8 << 20;
const MOST_PARTS: u64 = 4;

/// How to divide sources of these sizes, in bytes, into parts that are built side by side: the
/// parts depend on the sources alone, so that the same sources give the same corpus wherever
/// they are built.
///
/// ```
/// use corpus_viewer::pipeline::plan;
/// assert_eq!(plan(&[1000, 2000]), [0..2]);
/// assert_eq!(plan(&[9 << 20, 1 << 20, 8 << 20]), [0..1, 1..3]);
/// ```
pub fn plan(sizes: &[u64]) -> Vec<Range<usize>> {
    let total: u64 = sizes.iter().sum();
    let parts = (total / PART_BYTES).clamp(1, MOST_PARTS);
    let mut ranges = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, size) in sizes.iter().enumerate() {
        bytes += size;
        if bytes >= total * (ranges.len() as u64 + 1) / parts {
            ranges.push(start..at + 1);
            start = at + 1;
        }
    }
    ranges
}

/// Corpora as one, in their order, and what was left out of them. Of documents with the same
/// id the first is kept.
///
/// # Errors
/// One of them makes no sense.
pub fn join(parts: Vec<(CorpusFile, Vec<Skipped>)>) -> Result<(CorpusFile, Vec<Skipped>), StoreError> {
    let mut ids = HashSet::new();
    let mut files = Vec::with_capacity(parts.len());
    let mut all_skipped = Vec::new();
    for (file, mut skipped) in parts {
        all_skipped.append(&mut skipped);
        let mut taken = HashSet::new();
        for doc in 0..file.documents() {
            let id = file.id(doc)?.to_owned();
            if !ids.insert(id.clone()) {
                taken.insert(doc);
                all_skipped.push(Skipped { name: id.clone(), reason: IngestError::DuplicateId { id } });
            }
        }
        files.push(if taken.is_empty() { file } else { file.without(|doc| taken.contains(&doc))? });
    }
    Ok((CorpusFile::join(files)?, all_skipped))
}

/// A corpus of texts by id, for examples and tests.
#[cfg(not(target_arch = "wasm32"))]
pub fn build_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> CorpusFile {
    let mut builder = Builder::new(Annotator::new(english()));
    for (id, text) in texts {
        builder.add(id, RawDocument { id: id.to_owned(), text: text.to_owned(), ..RawDocument::default() });
    }
    builder.finish().0
}
