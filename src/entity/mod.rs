//! Who and what a text names: mentions in one document, entities across a corpus.
//!
//! ```text
//! text, blocks ── line ──> tokens, each a form that was read once (forms)
//!                           ├─ values    numbers, money, dates, times
//!                           ├─ tagger    people, organisations, places ... by a trained model
//!                           └─ listed    names of the lists, where the model does not know the language
//! mentions of every document ── link ──> entities, as far as readers decide nothing else (curation)
//! ```

mod annotator;
mod curation;
mod forms;
mod gazetteer;
mod line;
mod link;
mod listed;
mod tagger;
#[cfg(feature = "train")]
pub mod train;
mod values;

use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

pub use annotator::Annotator;
#[cfg(not(target_arch = "wasm32"))]
pub use annotator::english;
pub(crate) use curation::Written;
pub use curation::{Curation, Decision, Step, Unapplied};
pub use link::{Entity, LinkedMention, Links, Place, Reason, link};
pub(crate) use tagger::hash;
pub use tagger::model::{Model, ModelError};
pub use values::{Amount, Decimal, Value, value};

type Map<K, V> = HashMap<K, V, rustc_hash::FxBuildHasher>;

/// What kind of thing a mention names. The order is the one readers see lists in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Label {
    /// People, without their titles.
    Per,
    /// Organisations: parties, firms, armed groups, parliaments, courts, media.
    Org,
    /// Places: countries, cities, seas, regions, buildings.
    Loc,
    /// Nationalities, religions and political groups, and their adjectives.
    Norp,
    /// Wars, summits, games, storms.
    Event,
    /// Other names: works, laws, prizes, products.
    Misc,
    /// Dates, durations, frequencies and bare periods.
    Date,
    /// Times within a day, and durations below one.
    Time,
    Money,
    Percent,
    /// A number with its unit of measure.
    Quantity,
    Ordinal,
    /// Any other number.
    Cardinal,
}

impl Label {
    pub const ALL: [Label; 13] = [
        Label::Per,
        Label::Org,
        Label::Loc,
        Label::Norp,
        Label::Event,
        Label::Misc,
        Label::Date,
        Label::Time,
        Label::Money,
        Label::Percent,
        Label::Quantity,
        Label::Ordinal,
        Label::Cardinal,
    ];

    /// The label as it is written outside: `"PER"`, `"ORG"` ...
    ///
    /// ```
    /// use corpus_viewer::entity::Label;
    /// assert_eq!(Label::Per.code(), "PER");
    /// assert!(Label::ALL.iter().all(|&label| Label::from_code(label.code()) == Some(label)));
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Label::Per => "PER",
            Label::Org => "ORG",
            Label::Loc => "LOC",
            Label::Norp => "NORP",
            Label::Event => "EVENT",
            Label::Misc => "MISC",
            Label::Date => "DATE",
            Label::Time => "TIME",
            Label::Money => "MONEY",
            Label::Percent => "PERCENT",
            Label::Quantity => "QUANTITY",
            Label::Ordinal => "ORDINAL",
            Label::Cardinal => "CARDINAL",
        }
    }

    /// The label written as `code`, exactly and in capitals.
    pub fn from_code(code: &str) -> Option<Label> {
        Label::ALL.into_iter().find(|label| label.code() == code)
    }

    /// Whether it is of names, rather than of dates, times, sums and numbers.
    pub fn is_name(self) -> bool {
        self <= Label::Misc
    }

    /// The place of this label in [`Label::ALL`].
    pub fn index(self) -> u8 {
        self as u8
    }

    /// The label at `index` of [`Label::ALL`].
    pub fn from_index(index: u8) -> Option<Label> {
        Label::ALL.get(usize::from(index)).copied()
    }
}

/// One place in a text that names something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Mention {
    pub span: Span,
    pub label: Label,
}
