//! What was typed to lexemes: words, phrases and signs, each with its place.

use super::error::{QueryError, QueryErrorKind};
use crate::span::Span;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lexeme<'a> {
    And,
    Or,
    /// `NOT`, or `-` before something.
    Not,
    Near(u32),
    Open,
    Close,
    /// `name:` right before something.
    Field(&'a str),
    /// What stands between spaces.
    Word(&'a str),
    /// `word~`, with the number behind it.
    Fuzzy(&'a str, u32),
    /// `=word`.
    Exact(&'a str),
    /// `="several words"`, as typed: a quotation mark in it is written twice.
    ExactPhrase(&'a str),
    /// What stands between quotation marks.
    Phrase(&'a str),
    /// A phrase, and how many words may stand between its words: `"a b"~5`.
    Within(&'a str, u32),
    /// What stands between slashes.
    Regex(&'a str),
}

impl Lexeme<'_> {
    /// Whether it says what to look for, rather than how.
    pub fn is_leaf(&self) -> bool {
        match self {
            Lexeme::And | Lexeme::Or | Lexeme::Not | Lexeme::Near(_) => false,
            Lexeme::Open | Lexeme::Close | Lexeme::Field(_) => false,
            Lexeme::Word(_) | Lexeme::Fuzzy(..) | Lexeme::Exact(_) => true,
            Lexeme::Phrase(_) | Lexeme::ExactPhrase(_) | Lexeme::Within(..) | Lexeme::Regex(_) => true,
        }
    }
}

pub type Placed<'a> = (Lexeme<'a>, Span);

/// Whether `c` opens or closes a phrase. Which of them does not matter: people paste them mixed.
fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»')
}

/// What `text` says between quotation marks after `=`, where a mark written twice stands for itself.
pub fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        plain.push(c);
        if is_quote(c) {
            chars.next_if_eq(&c);
        }
    }
    plain
}

/// The same the other way: so that it can stand between quotation marks after `=`.
pub fn escaped(text: &str) -> String {
    text.chars().flat_map(|c| std::iter::repeat_n(c, if is_quote(c) { 2 } else { 1 })).collect()
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || is_quote(c) || matches!(c, '(' | ')')
}

pub fn lex(text: &str) -> Result<Vec<Placed<'_>>, QueryError> {
    let mut lexer = Lexer { text, at: 0 };
    let mut lexemes = Vec::new();
    loop {
        lexer.at = text.len() - lexer.rest().trim_start().len();
        if lexer.rest().is_empty() {
            return Ok(lexemes);
        }
        let start = lexer.at;
        let lexeme = lexer.next()?;
        lexemes.push((lexeme, Span::new(start, lexer.at)));
    }
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn take(&mut self, bytes: usize) -> &'a str {
        let taken = &self.rest()[..bytes];
        self.at += bytes;
        taken
    }

    fn next(&mut self) -> Result<Lexeme<'a>, QueryError> {
        let start = self.at;
        let rest = self.rest();
        let mut chars = rest.chars();
        let first = chars.next().unwrap_or_default();
        let second = chars.next();
        match first {
            '(' => {
                self.at += 1;
                Ok(Lexeme::Open)
            }
            ')' => {
                self.at += 1;
                Ok(Lexeme::Close)
            }
            '/' if second.is_some_and(|c| !c.is_whitespace()) => {
                self.at += 1;
                let pattern = self.until(|c| c == '/', QueryErrorKind::UnclosedRegex, start)?;
                Ok(Lexeme::Regex(pattern))
            }
            '-' if second.is_some_and(|c| !ends_word(c) && c != '-' || is_quote(c) || c == '(') => {
                self.at += 1;
                Ok(Lexeme::Not)
            }
            '=' if second.is_some_and(is_quote) => {
                self.at += 1;
                self.exact_phrase()
            }
            _ if is_quote(first) => {
                let phrase = self.quoted(start)?;
                Ok(self
                    .number_after_tilde(true)?
                    .map_or(Lexeme::Phrase(phrase), |n| Lexeme::Within(phrase, n)))
            }
            _ => self.word(),
        }
    }

    fn quoted(&mut self, start: usize) -> Result<&'a str, QueryError> {
        self.take(self.rest().chars().next().map_or(0, char::len_utf8));
        self.until(is_quote, QueryErrorKind::UnclosedQuote, start)
    }

    fn exact_phrase(&mut self) -> Result<Lexeme<'a>, QueryError> {
        let start = self.at;
        self.take(self.rest().chars().next().map_or(0, char::len_utf8));
        let unclosed = QueryErrorKind::UnclosedQuote.at(Span::new(start, self.at));
        let inside = self.rest();
        let mut marks = inside.char_indices().filter(|&(_, c)| is_quote(c)).peekable();
        while let Some((at, mark)) = marks.next() {
            let after = at + mark.len_utf8();
            if marks.next_if_eq(&(after, mark)).is_none() {
                self.take(after);
                return Ok(Lexeme::ExactPhrase(&inside[..at]));
            }
        }
        Err(unclosed)
    }

    /// What stands before the next `end`, which is passed over.
    fn until(
        &mut self,
        end: impl Fn(char) -> bool,
        unclosed: QueryErrorKind,
        start: usize,
    ) -> Result<&'a str, QueryError> {
        let length = self.rest().find(end).ok_or_else(|| unclosed.at(Span::new(start, self.at)))?;
        let inside = self.take(length);
        self.take(self.rest().chars().next().map_or(0, char::len_utf8));
        Ok(inside)
    }

    /// The number of `~5`, if that comes next; of a bare `~`, if that may stand for one edit.
    fn number_after_tilde(&mut self, is_needed: bool) -> Result<Option<u32>, QueryError> {
        let Some(after) = self.rest().strip_prefix('~') else { return Ok(None) };
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let span = Span::new(self.at, self.at + 1 + digits);
        if digits == 0 && is_needed {
            return Err(QueryErrorKind::MissingNumber.at(span));
        }
        let number = if digits == 0 { Ok(1) } else { after[..digits].parse() };
        self.at = span.end as usize;
        number.map(Some).map_err(|_| QueryErrorKind::NumberTooHigh.at(span))
    }

    fn word(&mut self) -> Result<Lexeme<'a>, QueryError> {
        let start = self.at;
        let rest = self.rest();
        let length = rest.find(ends_word).unwrap_or(rest.len());
        let word = &rest[..length];
        if let Some(field) = field_name(word, &rest[length..]) {
            self.at += field.len() + 1;
            return Ok(Lexeme::Field(field));
        }
        if let Some(number) = word.strip_prefix("NEAR/") {
            self.at += length;
            let span = Span::new(start, self.at);
            return match number.parse() {
                Ok(number) => Ok(Lexeme::Near(number)),
                Err(_) if number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() => {
                    Err(QueryErrorKind::NumberTooHigh.at(span))
                }
                Err(_) => Err(QueryErrorKind::MissingNumber.at(span)),
            };
        }
        if let Some(tilde) = word.find('~').filter(|&tilde| tilde > 0) {
            let is_number = word[tilde + 1..].bytes().all(|byte| byte.is_ascii_digit());
            if is_number {
                let word = self.take(tilde);
                let distance = self.number_after_tilde(false)?.unwrap_or(1);
                return Ok(Lexeme::Fuzzy(word, distance));
            }
        }
        self.at += length;
        Ok(match word {
            "AND" => Lexeme::And,
            "OR" => Lexeme::Or,
            "NOT" => Lexeme::Not,
            _ => match word.strip_prefix('=').filter(|exact| !exact.is_empty()) {
                Some(exact) => Lexeme::Exact(exact),
                None => Lexeme::Word(word),
            },
        })
    }
}

/// The name before a colon, if it may be one of a field and something follows the colon.
fn field_name<'a>(word: &'a str, after: &str) -> Option<&'a str> {
    let (name, value) = word.split_once(':')?;
    let is_name = name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let has_value = !value.is_empty() || after.starts_with(|c| is_quote(c) || c == '(');
    (is_name && has_value && !value.starts_with("//")).then_some(name)
}
