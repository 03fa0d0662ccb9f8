//! What was typed, to what is meant, to the documents and places that match.
//!
//! ```text
//! text ── parse ──> Query: leaves (words, phrases ...) under AND, OR, NOT
//!        ── resolve ──> for one segment: the terms of each leaf, as cursors over posting lists
//!        ── nodes ──> a cursor over the documents that match, which scores them
//! ```

mod count;
mod distance;
mod error;
mod filter;
mod fuzzy;
mod glob;
mod highlight;
mod leaves;
mod lex;
mod nodes;
mod occurrences;
mod parse;
mod pattern;
mod regex;
mod resolve;
mod words;

pub use count::each_count;
pub use distance::Distances;
pub use error::{MAX_QUERY_BYTES, MAX_QUERY_DEPTH, QueryError, QueryErrorKind};
pub use fuzzy::each_near;
pub use glob::matches as glob_matches;
pub use highlight::{Highlighter, Hit};
pub use leaves::LeafCursor;
pub use nodes::{Cursor, Lists};
pub use occurrences::Occurrence;
pub use parse::{Node, Query, term};
pub use pattern::{Filter, GlobPart, Leaf, LeafKind, Pattern, Phrase, Slot};
pub use resolve::Source;
