//! The pages a person sees, as plain structs: finished texts and labels, no
//! offsets and no markup. The command prints them as JSON, the browser gets them
//! as objects; both have the same fields.

mod article;
mod entities;
mod error;
mod facets;
mod help;
mod info;
mod matching;
mod run;
mod search;
mod snippet;
mod suggest;

pub use article::{Article, LabelCount, Paragraph, read};
pub use entities::{
    EntityList, EntityOptions, EntityRow, MentionLine, MentionList, MentionOptions, entities, mentions,
};
pub use error::CorpusError;
pub use facets::{Facet, FacetValue};
pub use help::{HelpRow, ROWS as HELP_ROWS, help};
pub use info::{Info, SkippedRow, info};
pub use run::{EntityMark, Run};
pub use search::{SearchHit, SearchOptions, SearchPage, Sort, search};
