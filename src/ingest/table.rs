//! What is told of a table, so that it can be shown and changed.

use crate::origin::Fact;
use serde::{Deserialize, Serialize};

/// What a column of a table gives its documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Id,
    /// Several columns may be text: they follow one another, in their order.
    Text,
    Title,
    Date,
    Author,
    Source,
    Url,
    Language,
    /// A field of its own, called what the column is.
    Metadata,
    LeftOut,
}

impl Role {
    /// What it tells of a document, if where that is from is noted.
    pub(super) fn fact(self) -> Option<Fact> {
        match self {
            Role::Title => Some(Fact::Title),
            Role::Date => Some(Fact::Date),
            Role::Author => Some(Fact::Author),
            Role::Source => Some(Fact::Source),
            Role::Url => Some(Fact::Url),
            Role::Language => Some(Fact::Language),
            Role::Id | Role::Text | Role::Metadata | Role::LeftOut => None,
        }
    }
}

/// How a table was read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// Of the source, as it goes into `Ingest::set_columns`.
    pub name: String,
    pub delimiter: char,
    /// Whether the first row names the columns.
    pub has_header: bool,
    pub columns: Vec<Column>,
    /// How many rows there are under the header, also those left out for their length or want of text.
    pub rows: usize,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// What the header calls it, or its number from 1.
    pub name: String,
    pub role: Role,
    /// The beginnings of its first values.
    pub samples: Vec<String>,
}

/// How to read a table instead of as guessed: what is left out is guessed still.
///
/// ```
/// use corpus_viewer::ingest::{Mapping, Role};
/// let mapping: Mapping = serde_json::from_str(r#"{"roles":["id","left-out","text"]}"#)?;
/// assert_eq!(mapping.roles[2], Role::Text);
/// assert_eq!(mapping.delimiter, None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Mapping {
    pub delimiter: Option<char>,
    pub has_header: Option<bool>,
    /// What the columns are, in their order; those beyond are metadata.
    pub roles: Vec<Role>,
}
