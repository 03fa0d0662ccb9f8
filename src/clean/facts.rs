//! What is known of a document, as it is found: the value, and where it was.

use crate::order;
use crate::origin::{Fact, Origin, Rule};
use crate::span::Span;

/// A value that was read from the text, and how.
pub(super) struct Read<T> {
    pub value: T,
    pub rule: Rule,
    pub span: Option<Span>,
}

impl<T> Read<T> {
    pub fn from_line(value: T, rule: Rule, span: Span) -> Self {
        Read { value, rule, span: Some(span) }
    }
}

/// Notes where each fact was found.
pub(super) struct Facts {
    /// Where the source has what it gives, by the code of the fact.
    given: Vec<(String, String)>,
    origins: Vec<Origin>,
}

impl Facts {
    pub fn new(given: Vec<(String, String)>) -> Self {
        Facts { given, origins: Vec::new() }
    }

    /// What the source gives, or else what was read from the text.
    pub fn settle<T>(&mut self, fact: Fact, given: Option<T>, read: Option<Read<T>>) -> Option<T> {
        if let Some(value) = given {
            let place = self.given.iter().find(|(code, _)| code == fact.code());
            let place = place.map(|(_, place)| place.clone()).unwrap_or_default();
            self.origins.push(Origin { fact, rule: Rule::Given(place), span: None });
            return Some(value);
        }
        let Read { value, rule, span } = read?;
        self.origins.push(Origin { fact, rule, span });
        Some(value)
    }

    /// In the order of the facts.
    pub fn origins(mut self) -> Vec<Origin> {
        order::by_key(&mut self.origins, |origin| origin.fact);
        self.origins
    }
}
