//! The pages a person sees, as plain structs: finished texts and labels, no
//! offsets and no markup. The command prints them as JSON, the browser gets them
//! as objects; both have the same fields.

mod annotations;
mod apart;
mod around;
mod article;
mod cite;
mod companions;
mod curation;
mod entities;
mod error;
mod export;
mod facets;
mod help;
mod history;
mod info;
mod kwic;
mod like;
mod margin;
mod marks;
mod matching;
mod mentions;
mod network;
mod notes;
mod place;
mod provenance;
mod quotes;
mod run;
mod search;
mod similar;
mod snippet;
mod suggest;
mod table;
mod timeline;

pub(crate) use matching::{matching, parse};
pub(crate) use run::hits_in;

pub use annotations::{Imported, export_notes, import_notes};
pub use apart::{ApartRow, relink, unlink};
pub use article::{Article, LabelCount, Paragraph, read, read_at, read_up_to};
pub use cite::{Citation, CitationFormat, CiteOptions, Cited, cite};
pub use companions::Companion;
pub use curation::{
    CurationList, DecisionRow, EntityName, FailedDecision, ImportReport, curate, curation, export_curation,
    import_curation,
};
pub use entities::{EntityList, EntityOptions, EntityRow, entities, entities_with};
pub use error::CorpusError;
pub use export::{ExportOptions, Exported, export};
pub use facets::{Facet, FacetValue};
pub use help::{HelpRow, ROWS as HELP_ROWS, help};
pub use history::{History, Restored, redo, redo_curation, redo_notes, undo, undo_curation, undo_notes};
pub use info::{Info, info};
pub use kwic::{Concordance, KwicLine, KwicOptions, KwicPage, MAX_WINDOW, kwic, kwic_with};
pub use like::{LikeArticle, LikeList, LikeOptions, like};
pub use margin::MapMark;
pub use mentions::{MentionLine, MentionList, MentionOptions, NameRow, mentions};
pub use network::{Network, NetworkEdge, NetworkNode, NetworkOptions, Within, network};
pub use notes::{
    NewNote, NoteChange, NoteList, NoteOptions, NoteRow, TagRow, add_note, change_note, notes, remove_note,
};
pub use place::{RunPlace, Selection};
pub use provenance::{Provenance, provenance};
pub use quotes::QuoteRow;
pub use run::{EntityMark, Run};
pub use search::{SearchHit, SearchOptions, SearchPage, Sort, search, search_with};
pub use similar::{SimilarArticle, SimilarList, SimilarOptions, Similarity, similar};
pub use table::TableFormat;
pub use timeline::{By, Counted, Most, Period, Timeline, TimelineOptions, timeline};
