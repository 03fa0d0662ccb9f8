//! The pages a person sees, as plain structs: finished texts and labels, no
//! offsets and no markup. The command prints them as JSON, the browser gets them
//! as objects; both have the same fields.

mod apart;
mod around;
mod article;
mod companions;
mod entities;
mod error;
mod facets;
mod help;
mod info;
mod kwic;
mod like;
mod matching;
mod mentions;
mod network;
mod quotes;
mod run;
mod search;
mod similar;
mod snippet;
mod suggest;
mod timeline;

pub(crate) use matching::{matching, parse};
pub(crate) use run::hits_in;

pub use apart::{ApartRow, relink, unlink};
pub use article::{Article, LabelCount, Paragraph, read};
pub use companions::Companion;
pub use entities::{EntityList, EntityOptions, EntityRow, entities, entities_with};
pub use error::CorpusError;
pub use facets::{Facet, FacetValue};
pub use help::{HelpRow, ROWS as HELP_ROWS, help};
pub use info::{Info, SkippedRow, info};
pub use kwic::{Concordance, KwicLine, KwicOptions, KwicPage, MAX_WINDOW, kwic, kwic_with};
pub use like::{LikeArticle, LikeList, LikeOptions, like};
pub use mentions::{MentionLine, MentionList, MentionOptions, NameRow, mentions};
pub use network::{Network, NetworkEdge, NetworkNode, NetworkOptions, Within, network};
pub use quotes::QuoteRow;
pub use run::{EntityMark, Run};
pub use search::{SearchHit, SearchOptions, SearchPage, Sort, search, search_with};
pub use similar::{SimilarArticle, SimilarList, SimilarOptions, Similarity, similar};
pub use timeline::{By, Counted, Most, Period, Timeline, TimelineOptions, timeline};
