//! What the leaves of a query ask for.

use crate::corpus::Date;
use crate::token::is_unspaced;

/// A word, phrase, or group of them, or a fact about documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    pub kind: LeafKind,
    /// Only in titles.
    pub in_title: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub enum LeafKind {
    /// One of these phrases; most often there is one, and most often it is one word.
    Phrase(Vec<Phrase>),
    /// These words or phrases in any order, with at most `between` words between them in all.
    Near { operands: Vec<Phrase>, between: u32 },
    /// The documents of which this is true.
    Filter(Filter),
}

/// Slots that follow one another.
pub type Phrase = Vec<Slot>;

/// What may stand in one place: what one of these patterns matches.
pub type Slot = Vec<Pattern>;

/// What one word has to be like. Terms are folded.
#[derive(Clone, Debug, PartialEq)]
pub enum Pattern {
    /// This term or one with the same stem.
    Word(String),
    /// This term; a number also with a unit behind it.
    Term(String),
    /// Written exactly like this; `term` is the same folded.
    Form { term: String, form: String },
    /// A term that these parts make up.
    Glob(Vec<GlobPart>),
    /// A term at most `distance` insertions, deletions and substitutions away.
    Fuzzy { term: String, distance: u32 },
    /// A term that this regular expression matches as a whole.
    Regex(String),
}

#[derive(Clone, Debug, PartialEq)]
pub enum GlobPart {
    Text(String),
    /// `?`: one character.
    One,
    /// `*`: any number of characters.
    Many,
}

/// A fact about a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    /// Its date is known and not before the one or after the other, as far as they are told.
    Date { from: Option<Date>, to: Option<Date> },
    /// The value of this field holds these words in a row, folded.
    Field { name: String, words: Vec<String> },
    /// The value of this field is this, letter for letter.
    FieldIs { name: String, value: String },
    /// It mentions an entity of this name, with this label if one is given; words are folded.
    Entity { label: Option<&'static str>, words: Vec<String> },
    /// It mentions the entity called this, letter for letter, with this label if one is given.
    EntityIs { label: Option<&'static str>, name: String },
}

impl Filter {
    /// The field it asks about, of which a document has one value; none if it asks about names.
    pub fn field(&self) -> Option<&str> {
        match self {
            Filter::Date { .. } => Some("date"),
            Filter::Field { name, .. } | Filter::FieldIs { name, .. } => Some(name),
            Filter::Entity { .. } | Filter::EntityIs { .. } => None,
        }
    }
}

impl Leaf {
    /// Whether it can be looked for only where it is known where words stand, and how they are written.
    pub fn needs_places(&self) -> bool {
        let is_exact = |slot: &Slot| slot.iter().any(|pattern| matches!(pattern, Pattern::Form { .. }));
        match &self.kind {
            LeafKind::Phrase(ways) => {
                self.in_title || ways.iter().all(|phrase| phrase.len() > 1 || phrase.iter().any(is_exact))
            }
            LeafKind::Near { .. } => true,
            LeafKind::Filter(_) => false,
        }
    }

    pub fn phrases(phrases: Vec<Phrase>) -> Self {
        Leaf { kind: LeafKind::Phrase(phrases), in_title: false }
    }

    /// The word it consists of, if it is a plain one.
    pub fn plain_word(&self) -> Option<&str> {
        match &self.kind {
            LeafKind::Phrase(phrases) => match phrases.first()?.as_slice() {
                [slot] => match slot.first()? {
                    Pattern::Word(word) => Some(word),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether the last word it asks for is a pair of characters, each of which is a token.
    pub fn ends_in_pair(&self) -> bool {
        let LeafKind::Phrase(phrases) = &self.kind else { return false };
        match phrases.first().and_then(|phrase| phrase.last()).map(Vec::as_slice) {
            Some([Pattern::Term(term) | Pattern::Form { term, .. }]) => term.starts_with(is_unspaced),
            _ => false,
        }
    }

    /// Whether it is found at places of the text, and scored.
    pub fn is_in_text(&self) -> bool {
        !matches!(self.kind, LeafKind::Filter(_))
    }
}
