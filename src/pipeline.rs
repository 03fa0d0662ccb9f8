//! The stages strung together: sources in, a corpus with index and annotations out.

use crate::clean::Cleaner;
use crate::corpus::{DocId, Document};
#[cfg(not(target_arch = "wasm32"))]
use crate::entity::english;
use crate::entity::{Annotator, Curation, Mention};
#[cfg(feature = "files")]
use crate::ingest::Ingest;
use crate::ingest::{self, Found, IngestError, RawDocument, Skipped, Table};
use crate::notes::Notes;
use crate::span::Span;
use crate::store::{CorpusFile, DraftBuilder, StoreError};
use std::collections::HashSet;

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
    annotators: Annotators,
    ids: HashSet<String>,
    draft: DraftBuilder,
    curation: Curation,
    notes: Notes,
    skipped: Vec<Skipped>,
    tables: Vec<Table>,
}

impl Builder {
    /// Marks who and what is named with `annotator`; [`Builder::default`] has one without a model.
    pub fn new(annotator: Annotator) -> Self {
        Builder { annotators: Annotators::new(annotator), ..Builder::default() }
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
            let mentions = self.annotators.annotate(&document);
            self.draft.add(&document, mentions);
        }
    }

    /// Adds the documents of a `.corpus` file.
    pub fn add_corpus(&mut self, name: &str, bytes: &[u8]) {
        let added = CorpusFile::decode(bytes.to_vec()).and_then(|file| self.add_documents(name, &file));
        if let Err(error) = added {
            self.skip(name, IngestError::Unreadable { message: error.said() });
        }
    }

    fn add_documents(&mut self, name: &str, file: &CorpusFile) -> Result<(), StoreError> {
        self.curation.join(file.curation());
        let found = file.found()?;
        let mut added = HashSet::new();
        for doc in 0..file.documents() {
            let document = file.document(doc)?;
            if self.is_new(name, &document.id) {
                let mentions = found.of(doc, &document.text)?;
                self.draft.add(&document, mentions);
                added.insert(document.id);
            }
        }
        let mut notes = file.notes().clone();
        notes.retain(|note| added.contains(&note.place.document));
        self.notes.join(&notes);
        Ok(())
    }

    /// Notes something that could not even be handed over.
    pub fn skip(&mut self, name: &str, reason: IngestError) {
        self.skipped.push(Skipped::new(name, &reason));
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
        (CorpusFile::link(drafts, self.curation).with_notes(self.notes), self.skipped)
    }

    fn is_new(&mut self, name: &str, id: &str) -> bool {
        let new = self.ids.insert(id.to_owned());
        if !new {
            self.skip(name, IngestError::DuplicateId { id: id.to_owned() });
        }
        new
    }
}

/// Marks who and what is named in documents.
#[derive(Default)]
pub struct Annotators {
    annotator: Annotator,
    /// For documents in languages that the annotator's model does not know.
    by_lists: Annotator,
}

impl Annotators {
    pub fn new(annotator: Annotator) -> Self {
        Annotators { annotator, ..Annotators::default() }
    }

    /// The mentions in what is searched and counted of a document.
    pub fn annotate(&mut self, document: &Document) -> Vec<Mention> {
        let blocks: Vec<Span> = document.content().map(|block| block.span).collect();
        let annotator =
            if document.has_only_listed_names() { &mut self.by_lists } else { &mut self.annotator };
        annotator.annotate(&document.text, &blocks)
    }
}

/// The corpus with the page furniture of the documents that are `chosen` taken into their texts:
/// searched, counted, looked through for names. Without `restore` it is set apart again.
///
/// ```
/// use corpus_viewer::pipeline::{Annotators, build_texts, with_furniture};
/// let file = build_texts([("a", "The army left the port on Monday, he said.\nShare this\nIt rained.")]);
/// let whole = with_furniture(&file, |_| true, true, &mut Annotators::default())?;
/// assert_eq!(whole.document(0)?.content().count(), 3);
/// assert_eq!(with_furniture(&whole, |_| true, false, &mut Annotators::default())?, file);
/// # Ok::<(), corpus_viewer::store::StoreError>(())
/// ```
///
/// # Errors
/// The corpus makes no sense deeper in.
pub fn with_furniture(
    file: &CorpusFile,
    chosen: impl Fn(DocId) -> bool,
    restore: bool,
    annotators: &mut Annotators,
) -> Result<CorpusFile, StoreError> {
    file.needs_all()?;
    let mut reader = file.reader();
    let mut changes = Vec::with_capacity(file.documents() as usize);
    for doc in 0..file.documents() {
        changes.push(chosen(doc) && reader.document(doc)?.has_furniture(!restore));
    }
    file.with_each(
        |doc| changes[doc as usize],
        |mut document| {
            document.restore_furniture(restore);
            let mentions = annotators.annotate(&document);
            Some((document, mentions))
        },
    )
}

/// How many bytes of documents each part of a corpus takes that is built part by part: the first few, so
/// that there is soon something to be searched, the later ones more, since each adds to the time of a query.
/// Parts depend on the documents alone, so that the same sources give the same corpus wherever it is built.
pub fn part_bytes(part: usize) -> u32 {
    const MEBIBYTES: [u32; 4] = [2, 6, 16, 32];
    MEBIBYTES[part.min(MEBIBYTES.len() - 1)] << 20
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
                all_skipped.push(Skipped::new(id.clone(), &IngestError::DuplicateId { id }));
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
