//! What can be wrong with a query, and where.

use crate::said::{Said, said};
use crate::span::Span;
use std::fmt;

/// The longest query, in bytes.
pub const MAX_QUERY_BYTES: usize = 4096;

/// The most parentheses and NOTs within one another.
pub const MAX_QUERY_DEPTH: usize = 64;

/// A query that cannot be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryError {
    pub kind: QueryErrorKind,
    /// The place, in bytes of the query.
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryErrorKind {
    UnclosedQuote,
    UnclosedParenthesis,
    UnopenedParenthesis,
    EmptyParentheses,
    EmptyPhrase,
    MissingOperand,
    NoWord,
    UnclosedRegex,
    Regex,
    Date,
    UnknownField,
    FieldNeedsValue,
    MissingNumber,
    NumberTooHigh,
    NearNeedsWords,
    FuzzyNeedsWord,
    TooManyEdits,
    TooManyWords,
    TooDeep,
    TooLong,
    NeedsPlaces,
}

impl QueryErrorKind {
    pub(super) fn at(self, span: Span) -> QueryError {
        QueryError { kind: self, span }
    }

    /// A name that stays the same, for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::UnclosedQuote => "unclosed-quote",
            Self::UnclosedParenthesis => "unclosed-parenthesis",
            Self::UnopenedParenthesis => "unopened-parenthesis",
            Self::EmptyParentheses => "empty-parentheses",
            Self::EmptyPhrase => "empty-phrase",
            Self::MissingOperand => "missing-operand",
            Self::NoWord => "no-word",
            Self::UnclosedRegex => "unclosed-regex",
            Self::Regex => "regex",
            Self::Date => "date",
            Self::UnknownField => "unknown-field",
            Self::FieldNeedsValue => "field-needs-value",
            Self::MissingNumber => "missing-number",
            Self::NumberTooHigh => "number-too-high",
            Self::NearNeedsWords => "near-needs-words",
            Self::FuzzyNeedsWord => "fuzzy-needs-word",
            Self::TooManyEdits => "too-many-edits",
            Self::TooManyWords => "too-many-words",
            Self::TooDeep => "too-deep",
            Self::TooLong => "too-long",
            Self::NeedsPlaces => "needs-places",
        }
    }

    /// What a reader is told of it.
    pub fn said(self) -> Said {
        match self {
            Self::UnclosedQuote => said!("this quotation mark is not closed"),
            Self::UnclosedParenthesis => said!("this parenthesis is not closed"),
            Self::UnopenedParenthesis => said!("this parenthesis closes nothing"),
            Self::EmptyParentheses => said!("there is nothing in these parentheses"),
            Self::EmptyPhrase => said!("there is no word in these quotation marks"),
            Self::MissingOperand => said!("there is nothing for this operator to work on"),
            Self::NoWord => said!("there is no word here to look for"),
            Self::UnclosedRegex => said!("this regular expression has no second slash"),
            Self::Regex => said!("this regular expression cannot be understood, or is too large"),
            Self::Date => said!("write a date as 2025, 2025-02 or 2025-02-19, a range as 2025-02..2025-09"),
            Self::UnknownField => said!("no article has a field of this name"),
            Self::FieldNeedsValue => said!("a word or phrase has to follow this field"),
            Self::MissingNumber => said!("a number is missing here, as in ~5 or NEAR/5"),
            Self::NumberTooHigh => said!("this number is too high"),
            Self::NearNeedsWords => said!("NEAR stands between two words or phrases"),
            Self::FuzzyNeedsWord => said!("the sign ~ has to follow one word or a phrase"),
            Self::TooManyEdits => said!("a word may be up to two letters away: ~1 or ~2"),
            Self::TooManyWords => said!("there are too many words in these quotation marks"),
            Self::TooDeep => said!("more than {0} parentheses or NOTs within one another", MAX_QUERY_DEPTH),
            Self::TooLong => said!("a query may have {0} bytes; this is too much", MAX_QUERY_BYTES),
            Self::NeedsPlaces => said!("this corpus holds counts of words, not texts: look for single words"),
        }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind.said().english())
    }
}

impl std::error::Error for QueryError {}
