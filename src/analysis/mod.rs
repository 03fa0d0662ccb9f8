//! What is worked out over all documents of a corpus.

pub mod duplicates;
