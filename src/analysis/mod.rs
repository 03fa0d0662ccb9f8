//! What is worked out over all documents of a corpus.

pub mod concordance;
pub mod duplicates;
