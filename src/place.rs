//! A place in a document that survives another version of its text: where it is, and what is written there. What it
//! keeps is what the `TextPositionSelector` and `TextQuoteSelector` of the W3C Web Annotation Data Model do.

use crate::corpus::Document;
use crate::span::Span;
use std::cmp::Reverse;

/// How many characters before and after a place are kept with it, to tell it from others with the same words.
pub const SIDE: usize = 32;

/// How often the words of a place are looked at in a text, so that one of them cannot keep a reader waiting.
const MOST_LOOKED_AT: usize = 10_000;

/// A stretch of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The id of the document.
    pub document: String,
    /// Where it was in the cleaned text when it was made.
    pub span: Span,
    /// What was written there.
    pub exact: String,
    /// What stood before it, [`SIDE`] characters.
    pub prefix: String,
    /// What stood after it, [`SIDE`] characters.
    pub suffix: String,
}

impl Place {
    /// The place of `document` at `span` of its text.
    ///
    /// # Panics
    /// If the span was not made for the text.
    pub fn new(document: &Document, span: Span) -> Place {
        let (before, after) = (&document.text[..span.range().start], &document.text[span.range().end..]);
        let from = before.char_indices().rev().take(SIDE).last().map_or(before.len(), |(at, _)| at);
        Place {
            document: document.id.clone(),
            span,
            exact: span.of(&document.text).to_owned(),
            prefix: before[from..].to_owned(),
            suffix: after.chars().take(SIDE).collect(),
        }
    }

    /// Where it is in `text`, which may be another version than it was made for: where it was, if the same is
    /// written there; else, of the places where it is, the one among the most alike words before and after, and
    /// of those the nearest. None if it is nowhere.
    ///
    /// ```
    /// use corpus_viewer::{Span, pipeline::build_texts};
    /// use corpus_viewer::place::Place;
    /// let file = build_texts([("a", "The army left. The navy left.")]);
    /// let place = Place::new(&file.document(0)?, Span::new(24, 28));
    /// assert_eq!(place.exact, "left");
    /// assert_eq!(place.find("He left. They say the navy left."), Some(Span::new(27, 31)));
    /// assert_eq!(place.find("It rained."), None);
    /// # Ok::<(), corpus_viewer::store::StoreError>(())
    /// ```
    pub fn find(&self, text: &str) -> Option<Span> {
        if self.exact.is_empty() {
            return None;
        }
        if text.get(self.span.range()) == Some(&*self.exact) {
            return Some(self.span);
        }
        let found = text.match_indices(&*self.exact).take(MOST_LOOKED_AT);
        found
            .map(|(start, exact)| Span::new(start, start + exact.len()))
            .max_by_key(|span| (self.likeness(text, *span), Reverse(span.start.abs_diff(self.span.start))))
    }

    /// How many characters next to `span` are those that were next to the place.
    fn likeness(&self, text: &str, span: Span) -> usize {
        let before = text[..span.range().start].chars().rev().zip(self.prefix.chars().rev());
        let after = text[span.range().end..].chars().zip(self.suffix.chars());
        alike(before) + alike(after)
    }
}

fn alike(pairs: impl Iterator<Item = (char, char)>) -> usize {
    pairs.take(SIDE).take_while(|(a, b)| a == b).count()
}
