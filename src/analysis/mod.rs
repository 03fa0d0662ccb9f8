//! What is worked out over all documents of a corpus, and how it is drawn.

pub mod concordance;
pub mod duplicates;
pub mod layout;
