//! Errors as a page or program sees them.

use crate::entity::ModelError;
use crate::notes::NoteError;
use crate::query::QueryError;
use crate::store::{Section, StoreError};
use serde::Serialize;

/// What went wrong: a stable kind, a sentence for people, and for a query the
/// place, as the text before it, at it and after it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CorpusError {
    pub kind: &'static str,
    pub message: String,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

/// The three parts of a query with a mistake; joined they are the query.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Place {
    pub before: String,
    pub at: String,
    pub after: String,
}

impl CorpusError {
    pub fn query(error: QueryError, query: &str) -> Self {
        let span = error.span.range();
        let place = Place {
            before: query[..span.start].to_owned(),
            at: query[span.clone()].to_owned(),
            after: query[span.end..].to_owned(),
        };
        CorpusError { kind: error.kind.code(), message: error.to_string(), place: Some(place) }
    }

    /// The options of a call are not of their form.
    pub fn options(message: &str) -> Self {
        CorpusError { kind: "options", message: message.to_owned(), place: None }
    }

    /// What was selected is no stretch of an article.
    pub(super) fn selection(message: &str) -> Self {
        CorpusError { kind: "selection", message: message.to_owned(), place: None }
    }

    /// What the corpus says of its entities makes no sense.
    pub(super) fn malformed_entities() -> Self {
        StoreError::Malformed { section: Section::Named }.into()
    }

    /// There is no document called `id`.
    pub fn no_document(id: &str) -> Self {
        let message = format!("there is no article \"{id}\" in this corpus");
        CorpusError { kind: "no-document", message, place: None }
    }

    /// There is no entity called `id`.
    pub fn no_entity(id: &str) -> Self {
        let message = format!("nothing called \"{id}\" is named in this corpus");
        CorpusError { kind: "no-entity", message, place: None }
    }

    /// A decision of a reader cannot be: `kind` is a name for why.
    pub(super) fn decision(kind: &'static str, message: String) -> Self {
        CorpusError { kind, message, place: None }
    }

    /// The entity called `id` has no link by `form` that could be taken apart, or put back.
    pub fn no_name(id: &str, form: &str) -> Self {
        let message = format!("\"{form}\" is no other name of \"{id}\" in this corpus");
        CorpusError { kind: "no-name", message, place: None }
    }
}

impl From<StoreError> for CorpusError {
    fn from(error: StoreError) -> Self {
        CorpusError { kind: error.code(), message: error.to_string(), place: None }
    }
}

impl From<ModelError> for CorpusError {
    fn from(error: ModelError) -> Self {
        CorpusError { kind: "names", message: error.to_string(), place: None }
    }
}

impl From<NoteError> for CorpusError {
    fn from(error: NoteError) -> Self {
        let kind = if matches!(error, NoteError::Missing { .. }) { "no-note" } else { "note" };
        CorpusError { kind, message: error.to_string(), place: None }
    }
}
