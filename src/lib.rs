//! A corpus of articles to read, search and count: cleaned, indexed, its names
//! marked, and kept in one file. This crate is the core of the viewer; it does no
//! input or output, keeps no clock and draws no random number but from a seed it
//! is given, so that the same sources always make the same bytes.
//!
//! What comes first in the flow of data knows nothing of what comes later: `span`,
//! `order`, `codec`, `said`, `token`, `language`, `normalize`, `collation`, `origin`, `corpus`, `place`, `passage`,
//! `notes`, `ingest`, `clean`, `index`, `entity`, `store`, `pipeline`, `query`, `rank`, `analysis`, `view`, `publish`.
//!
//! ```
//! use corpus_viewer::pipeline::Builder;
//! use corpus_viewer::view::{SearchOptions, search};
//!
//! let mut builder = Builder::default();
//! builder.add_source("quito.txt", "Base reopens\nThe army is back, Mario Pazmiño told reporters.".as_bytes());
//! let (file, skipped) = builder.finish();
//! assert!(skipped.is_empty());
//!
//! let page = search(&file, "pazmino", &SearchOptions::default())?;
//! assert_eq!(page.hits[0].title, "Base reopens");
//!
//! let bytes = file.encode()?;
//! assert_eq!(corpus_viewer::store::CorpusFile::decode(bytes), Ok(file));
//! # Ok::<(), corpus_viewer::view::CorpusError>(())
//! ```

#![forbid(unsafe_code)]

pub mod analysis;
pub mod bytes;
pub mod clean;
pub mod codec;
pub mod collation;
pub mod corpus;
pub mod entity;
pub mod index;
pub mod ingest;
pub mod language;
pub mod normalize;
pub mod notes;
pub mod order;
pub mod origin;
pub mod passage;
pub mod pipeline;
pub mod place;
pub mod publish;
pub mod query;
pub mod rank;
pub mod said;
pub mod shards;
pub mod span;
pub mod store;
pub mod token;
pub mod view;
#[cfg(all(target_arch = "wasm32", feature = "bindings"))]
pub mod wasm;

pub use span::Span;
