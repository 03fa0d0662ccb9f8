//! What was typed, to what is meant, to the documents and places that match.

mod error;
mod evaluate;
mod highlight;
mod parse;

pub use error::{MAX_QUERY_BYTES, MAX_QUERY_DEPTH, QueryError, QueryErrorKind};
pub use evaluate::{Matches, evaluate};
pub use highlight::{Highlighter, Hit};
pub use parse::{Leaf, Node, Query};
