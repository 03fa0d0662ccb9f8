//! A query of a reader to the documents that satisfy it.

use super::error::CorpusError;
use crate::corpus::DocId;
use crate::index::END;
use crate::normalize::Normalizer;
use crate::query::{Cursor, Filter, LeafKind, Query, QueryError, QueryErrorKind, Source};
use crate::store::{CorpusFile, Section, StoreError};

/// Fields that may be asked for even where no article has them.
const KNOWN_FIELDS: [&str; 2] = ["source", "author"];

/// Reads a query, and checks that the fields it asks for are there.
pub(crate) fn parse(file: &CorpusFile, text: &str, normalizer: &Normalizer) -> Result<Query, CorpusError> {
    let at = |error: QueryError| CorpusError::query(error, text);
    let query = Query::parse(text, normalizer).map_err(at)?;
    for (leaf, &span) in query.leaves.iter().zip(&query.places) {
        if leaf.needs_places() && !file.has_places() {
            return Err(at(QueryError { kind: QueryErrorKind::NeedsPlaces, span }));
        }
        if let LeafKind::Filter(Filter::Field { name, .. } | Filter::FieldIs { name, .. }) = &leaf.kind {
            let is_known = file.parts().iter().any(|part| part.columns().get(name).is_some());
            if !is_known && !KNOWN_FIELDS.contains(&name.as_str()) {
                return Err(at(QueryError { kind: QueryErrorKind::UnknownField, span }));
            }
        }
    }
    Ok(query)
}

/// A set of documents of a corpus.
pub(crate) struct Documents(Vec<bool>);

impl Documents {
    pub fn of(file: &CorpusFile, docs: impl Iterator<Item = DocId>) -> Self {
        let mut is_in = vec![false; file.documents() as usize];
        docs.for_each(|doc| is_in[doc as usize] = true);
        Documents(is_in)
    }

    pub fn contains(&self, doc: DocId) -> bool {
        self.0[doc as usize]
    }

    /// Those of them that are in `others` too.
    pub fn and(mut self, others: &Documents) -> Self {
        self.0.iter_mut().zip(&others.0).for_each(|(is_in, other)| *is_in &= other);
        self
    }
}

/// The documents that satisfy `query`.
pub(crate) fn matching(
    file: &CorpusFile,
    query: &Query,
    normalizer: &Normalizer,
) -> Result<Documents, CorpusError> {
    let mut docs = Vec::new();
    let mut base = 0;
    for source in Source::all(file) {
        let mut cursor = Cursor::open(query, source, normalizer);
        let mut doc = cursor.doc();
        while doc != END {
            docs.push(base + doc);
            doc = cursor.advance();
        }
        if cursor.is_damaged() {
            return Err(StoreError::Malformed { section: Section::Lists }.into());
        }
        base += source.segment.documents();
    }
    Ok(Documents::of(file, docs.into_iter()))
}

/// The documents that satisfy `text`, a query or filter: all if it is empty.
pub(super) fn satisfying(file: &CorpusFile, text: &str) -> Result<Documents, CorpusError> {
    let normalizer = Normalizer::default();
    matching(file, &parse(file, text, &normalizer)?, &normalizer)
}
