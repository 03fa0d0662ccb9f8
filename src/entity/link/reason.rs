//! Why a mention is taken to be of its entity.

use serde::{Serialize, Serializer};

/// Why a mention is taken to be of its entity, told of the form it is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The words are the same but for case, marks, hyphens, middle initials, a plural, a title.
    #[default]
    SameName,
    /// The words that the full name ends with: "Rubio".
    SurnameOf,
    /// The one word that the full name begins with: "Marco".
    GivenNameOf,
    /// Some other words of the full name: "Nicolás Maduro" for Nicolás Maduro Moros.
    ShortFor,
    /// The full name and more: "Nicolás Maduro Moros" where most write Nicolás Maduro.
    LongFor,
    /// The initials of the full name, or what stands beside it in "Long Name (LN)".
    AcronymOf,
    /// A list has it as another name of the same: "Britain".
    AliasList,
    /// A reader has decided so.
    Decided,
}

impl Reason {
    pub const ALL: [Reason; 8] = [
        Reason::SameName,
        Reason::SurnameOf,
        Reason::GivenNameOf,
        Reason::ShortFor,
        Reason::LongFor,
        Reason::AcronymOf,
        Reason::AliasList,
        Reason::Decided,
    ];

    /// The reason as it is written outside.
    ///
    /// ```
    /// use corpus_viewer::entity::Reason;
    /// assert_eq!(Reason::SurnameOf.code(), "surname of");
    /// ```
    pub fn code(self) -> &'static str {
        match self {
            Reason::SameName => "same name",
            Reason::SurnameOf => "surname of",
            Reason::GivenNameOf => "given name of",
            Reason::ShortFor => "short for",
            Reason::LongFor => "longer form of",
            Reason::AcronymOf => "acronym of",
            Reason::AliasList => "alias list",
            Reason::Decided => "decided by a reader",
        }
    }

    /// The place of this reason in [`Reason::ALL`].
    pub fn index(self) -> u8 {
        self as u8
    }

    /// The reason at `index` of [`Reason::ALL`].
    pub fn from_index(index: u8) -> Option<Reason> {
        Reason::ALL.get(usize::from(index)).copied()
    }
}

impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
