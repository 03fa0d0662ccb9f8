//! Documents.

use crate::language::Language;
use crate::origin::Origin;
use crate::span::Span;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A document of a corpus, or of a part of it: its place there, from 0.
pub type DocId = u32;

/// A term of an index: its rank among all terms in byte order, from 0.
pub type TermId = u32;

/// A place in a document, counted in tokens from 0. Between two blocks one
/// position is left empty, so that no phrase crosses from one into the next.
pub type Position = u32;

/// What a stretch of a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Date line, byline or source line: read into the document's fields.
    Meta,
    /// A paragraph of the body.
    Paragraph,
    /// Menus, appeals, link lists: kept and shown on demand, never searched or counted.
    Furniture,
    /// Furniture that a reader has taken back into the text.
    Restored,
}

/// A paragraph-sized stretch of a document's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    pub span: Span,
}

impl Block {
    /// Whether the words of this block are searched, counted and looked through for names.
    pub fn is_content(&self) -> bool {
        matches!(self.kind, BlockKind::Title | BlockKind::Paragraph | BlockKind::Restored)
    }
}

/// One article: its cleaned text, and what is known about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Unique in its corpus: the path below the folder it came from without the extension,
    /// or the `id` of a JSON line.
    pub id: String,
    /// The headline, or the beginning of the first sentence.
    pub title: String,
    /// The text has no headline: `title` is its first sentence, cut, which stays in the body.
    pub title_is_first_sentence: bool,
    pub date: Option<Date>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    /// What its words are stemmed by.
    pub language: Language,
    /// Further metadata, name and value, in the order given.
    pub fields: Vec<(String, String)>,
    /// Where the above was found, each fact once, in the order of [`Fact`](crate::origin::Fact).
    pub origins: Vec<Origin>,
    /// The whole cleaned text: every span of the document counts its bytes.
    pub text: String,
    /// Ascending, apart, and together all of `text` but white space.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The blocks that are searched and counted, in order.
    pub fn content(&self) -> impl Iterator<Item = Block> + '_ {
        self.blocks.iter().copied().filter(Block::is_content)
    }

    /// Whether it has furniture that can be taken into the text, or, if `is_restored`, that has been.
    pub fn has_furniture(&self, is_restored: bool) -> bool {
        let kind = if is_restored { BlockKind::Restored } else { BlockKind::Furniture };
        self.blocks.iter().any(|block| block.kind == kind)
    }

    /// Takes all furniture into the text, or sets apart again what has been taken.
    pub fn restore_furniture(&mut self, restore: bool) {
        let (from, to) = match restore {
            true => (BlockKind::Furniture, BlockKind::Restored),
            false => (BlockKind::Restored, BlockKind::Furniture),
        };
        self.blocks.iter_mut().filter(|block| block.kind == from).for_each(|block| block.kind = to);
    }

    /// Whether only names of lists are looked for in it: the model of names knows English alone.
    pub fn has_only_listed_names(&self) -> bool {
        self.language != Language::English
    }
}

/// A day, month or year of the Gregorian calendar.
///
/// ```
/// use corpus_viewer::corpus::Date;
/// assert_eq!(Date::parse_iso("2025-02-19T08:00Z").unwrap().to_string(), "2025-02-19");
/// assert_eq!(Date::parse_iso("2025-02").unwrap().to_string(), "2025-02");
/// assert_eq!(Date::parse_iso("2025-02-30"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    /// 0: unknown.
    month: u8,
    /// 0: unknown.
    day: u8,
}

impl Date {
    /// The day `day` (0 if unknown) of `month` (0 if unknown) in `year`, if there is such a day.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Date> {
        let known = year > 0 && year <= 9999 && month <= 12 && (month > 0 || day == 0);
        (known && day <= days_of(year, month)).then_some(Date { year, month, day })
    }

    /// The first day it may mean.
    pub fn first_day(self) -> (u16, u8, u8) {
        (self.year, self.month.max(1), self.day.max(1))
    }

    /// The last day it may mean.
    pub fn last_day(self) -> (u16, u8, u8) {
        let month = if self.month == 0 { 12 } else { self.month };
        (self.year, month, if self.day == 0 { days_of(self.year, month) } else { self.day })
    }

    pub fn year(self) -> u16 {
        self.year
    }

    /// The year it lies in.
    pub fn to_year(self) -> Date {
        Date { month: 0, day: 0, ..self }
    }

    /// The month it lies in, if that is known.
    pub fn to_month(self) -> Option<Date> {
        (self.month > 0).then_some(Date { day: 0, ..self })
    }

    /// The day, month or year after it, as exactly as it is known; nothing comes after the year 9999.
    ///
    /// ```
    /// use corpus_viewer::corpus::Date;
    /// let after = |date: &str| Date::parse_iso(date)?.next().map(|date| date.to_string());
    /// assert_eq!(after("2024-02-28").as_deref(), Some("2024-02-29"));
    /// assert_eq!(after("2024-12").as_deref(), Some("2025-01"));
    /// assert_eq!(after("9999"), None);
    /// ```
    pub fn next(self) -> Option<Date> {
        let Date { year, month, day } = self;
        let in_month = || Date::new(year, month, day + 1).filter(|_| day > 0);
        let in_year = || Date::new(year, month + 1, day.min(1)).filter(|_| month > 0);
        in_month().or_else(in_year).or_else(|| Date::new(year + 1, month.min(1), day.min(1)))
    }

    /// The day from 1, or 0 if it is not known.
    pub fn day(self) -> u8 {
        self.day
    }

    /// The month from 1, or 0 if it is not known.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD` at the start of `text` (ISO 8601);
    /// a time of day after it is passed over.
    pub fn parse_iso(text: &str) -> Option<Date> {
        let day = text.split(['T', ' ']).next()?;
        let mut parts = day.splitn(3, '-');
        let mut part = |digits: usize| match parts.next() {
            None => Some(None),
            Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<u16>().ok().map(Some)
            }
            Some(_) => None,
        };
        let year = part(4)??;
        let month = part(2)?.unwrap_or(0);
        let day = part(2)?.unwrap_or(0);
        Date::new(year, month as u8, day as u8)
    }
}

/// How many days a month has.
fn days_of(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.month > 0 {
            write!(f, "-{:02}", self.month)?;
        }
        if self.day > 0 {
            write!(f, "-{:02}", self.day)?;
        }
        Ok(())
    }
}
