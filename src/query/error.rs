//! What can be wrong with a query, and where.

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
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            QueryErrorKind::UnclosedQuote => write!(f, "this quotation mark is not closed"),
            QueryErrorKind::UnclosedParenthesis => write!(f, "this parenthesis is not closed"),
            QueryErrorKind::UnopenedParenthesis => write!(f, "this parenthesis closes nothing"),
            QueryErrorKind::EmptyParentheses => write!(f, "there is nothing in these parentheses"),
            QueryErrorKind::EmptyPhrase => write!(f, "there is no word in these quotation marks"),
            QueryErrorKind::MissingOperand => write!(f, "there is nothing for this operator to work on"),
            QueryErrorKind::NoWord => write!(f, "there is no word here to look for"),
            QueryErrorKind::UnclosedRegex => write!(f, "this regular expression has no second slash"),
            QueryErrorKind::Regex => {
                write!(f, "this regular expression cannot be understood, or is too large")
            }
            QueryErrorKind::Date => {
                write!(f, "write a date as 2025, 2025-02 or 2025-02-19, a range as 2025-02..2025-09")
            }
            QueryErrorKind::UnknownField => write!(f, "no article has a field of this name"),
            QueryErrorKind::FieldNeedsValue => write!(f, "a word or phrase has to follow this field"),
            QueryErrorKind::MissingNumber => write!(f, "a number is missing here, as in ~5 or NEAR/5"),
            QueryErrorKind::NumberTooHigh => write!(f, "this number is too high"),
            QueryErrorKind::NearNeedsWords => write!(f, "NEAR stands between two words or phrases"),
            QueryErrorKind::FuzzyNeedsWord => write!(f, "the sign ~ has to follow one word or a phrase"),
            QueryErrorKind::TooManyEdits => write!(f, "a word may be up to two letters away: ~1 or ~2"),
            QueryErrorKind::TooManyWords => write!(f, "there are too many words in these quotation marks"),
            QueryErrorKind::TooDeep => {
                write!(f, "more than {MAX_QUERY_DEPTH} parentheses or NOTs within one another")
            }
            QueryErrorKind::TooLong => {
                write!(f, "a query may have {MAX_QUERY_BYTES} bytes; this is too much")
            }
            QueryErrorKind::NeedsPlaces => {
                write!(f, "this corpus holds counts of words, not texts: look for single words")
            }
        }
    }
}

impl std::error::Error for QueryError {}
