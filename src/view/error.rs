//! Errors as a page or program sees them.

use crate::entity::ModelError;
use crate::notes::NoteError;
use crate::query::QueryError;
use crate::said::{Said, said};
use crate::store::{Section, StoreError};
use serde::Serialize;

/// What went wrong: a stable kind, a sentence for people, and for a query the
/// place, as the text before it, at it and after it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorpusError {
    pub kind: &'static str,
    pub message: String,
    /// The message, to be said in other languages.
    pub said: Said,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub place: Option<Box<Place>>,
}

/// The three parts of a query with a mistake; joined they are the query.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    pub before: String,
    pub at: String,
    pub after: String,
}

impl CorpusError {
    pub(super) fn new(kind: &'static str, said: Said) -> Self {
        CorpusError { kind, message: said.english(), said, place: None }
    }

    pub fn query(error: QueryError, query: &str) -> Self {
        let span = error.span.range();
        let place = Place {
            before: query[..span.start].to_owned(),
            at: query[span.clone()].to_owned(),
            after: query[span.end..].to_owned(),
        };
        CorpusError { place: Some(Box::new(place)), ..CorpusError::new(error.kind.code(), error.kind.said()) }
    }

    /// The options of a call are not of their form.
    pub fn options(said: Said) -> Self {
        CorpusError::new("options", said)
    }

    /// What was selected is no stretch of an article.
    pub(super) fn selection(said: Said) -> Self {
        CorpusError::new("selection", said)
    }

    /// What the corpus says of its entities makes no sense.
    pub(super) fn malformed_entities() -> Self {
        StoreError::Malformed { section: Section::Named }.into()
    }

    /// There is no document called `id`.
    pub fn no_document(id: &str) -> Self {
        CorpusError::new("no-document", said!("there is no article \"{0}\" in this corpus", id))
    }

    /// There is no entity called `id`.
    pub fn no_entity(id: &str) -> Self {
        CorpusError::new("no-entity", said!("nothing called \"{0}\" is named in this corpus", id))
    }

    /// The entity called `id` has no link by `form` that could be taken apart, or put back.
    pub fn no_name(id: &str, form: &str) -> Self {
        CorpusError::new("no-name", said!("\"{0}\" is no other name of \"{1}\" in this corpus", form, id))
    }
}

impl From<StoreError> for CorpusError {
    fn from(error: StoreError) -> Self {
        CorpusError::new(error.code(), error.said())
    }
}

impl From<ModelError> for CorpusError {
    fn from(error: ModelError) -> Self {
        CorpusError::new("names", error.said())
    }
}

impl From<NoteError> for CorpusError {
    fn from(error: NoteError) -> Self {
        let kind = if matches!(error, NoteError::Missing { .. }) { "no-note" } else { "note" };
        CorpusError::new(kind, error.said())
    }
}
