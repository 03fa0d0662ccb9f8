//! Where what is known of a document was found: by which rule, and in which line of its text.

use crate::span::Span;

/// Something known of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    Title,
    Date,
    Author,
    /// Where a report was filed: "QUITO, Ecuador".
    Dateline,
    Source,
    Url,
    Language,
}

impl Fact {
    pub const ALL: [Fact; 7] =
        [Fact::Title, Fact::Date, Fact::Author, Fact::Dateline, Fact::Source, Fact::Url, Fact::Language];

    /// A name that stays the same, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Fact::Title => "title",
            Fact::Date => "date",
            Fact::Author => "author",
            Fact::Dateline => "dateline",
            Fact::Source => "source",
            Fact::Url => "url",
            Fact::Language => "language",
        }
    }

    pub fn from_code(code: &str) -> Option<Fact> {
        Fact::ALL.into_iter().find(|fact| fact.code() == code)
    }
}

/// How a fact was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The source of the document gives it: where, in the source's own words, as "meta og:title"; empty
    /// where there is nothing to be told.
    Given(String),
    Headline,
    FirstSentence,
    Labelled,
    ScrapedDate,
    DateLine,
    Byline,
    Dateline,
    Agency,
    SourceLine,
    Words,
    Assumed,
}

impl Rule {
    /// Those that are rules of cleaning, in the order of their numbers in a `.corpus` file, from 1.
    pub const OF_CLEANING: [Rule; 11] = [
        Rule::Headline,
        Rule::FirstSentence,
        Rule::Labelled,
        Rule::ScrapedDate,
        Rule::DateLine,
        Rule::Byline,
        Rule::Dateline,
        Rule::Agency,
        Rule::SourceLine,
        Rule::Words,
        Rule::Assumed,
    ];

    /// The rule, as a reader is told.
    pub fn text(&self) -> &str {
        match self {
            Rule::Given(place) if place.is_empty() => "given with the text",
            Rule::Given(place) => place,
            Rule::Headline => "the first line that is worded like the beginning of the text",
            Rule::FirstSentence => "no headline found: the first sentence",
            Rule::Labelled => "a line of the head that names what it holds",
            Rule::ScrapedDate => "the date set before the first line",
            Rule::DateLine => "a line that holds a date and nothing else",
            Rule::Byline => "a line that begins as bylines do",
            Rule::Dateline => "the place before the dash that opens the text",
            Rule::Agency => "the agency in brackets before the dash that opens the text",
            Rule::SourceLine => "a line that begins with \"Source:\"",
            Rule::Words => "its small words",
            Rule::Assumed => "its small words tell no language: taken for English",
        }
    }
}

/// Where a fact was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    pub fact: Fact,
    pub rule: Rule,
    /// The line of the document's text that it was read from, if it was.
    pub span: Option<Span>,
}
